"""What an answer is checked against, over several turns."""

from assistant.sources import line_of, page_of, sources
from assistant.types import Document, Draft, Message, Private, Role, Task
from prompts.builtin import BuiltinPrompts

NOTE = Document(Private("note"), Private("Le budget est de 4 200 euros."))
LONG = Private("Le budget du projet est de 4 200 euros. " * 8)


def follow_up(**fields) -> Draft:
    return Draft("c", Task.CHAT, Private("Et en un mot ?"), **fields)


def test_documents_of_earlier_turns_are_sources_of_a_follow_up():
    assert sources(follow_up(background=(NOTE,))) == (NOTE,)


def test_a_text_pasted_earlier_is_a_source_when_there_is_no_document():
    said = Message(Role.USER, LONG)
    assert [d.text for d in sources(follow_up(history=(said,)))] == [LONG]
    assert sources(follow_up(history=(said,), background=(NOTE,))) == (NOTE,)


def test_a_follow_up_shows_the_model_the_earlier_document_if_it_fits():
    whole = BuiltinPrompts().render(follow_up(background=(NOTE,)), 4_000)
    assert "4 200 euros" in whole.messages[-1].text.reveal()
    huge = Document(Private("h"), Private("Le budget est de 4 200 euros. " * 2_000))
    none = BuiltinPrompts().render(follow_up(background=(huge,)), 4_000)
    assert len(none.calls) == 1
    assert "4 200 euros" not in none.messages[-1].text.reveal()


def test_places_are_pages_or_lines():
    paged = Document(Private(""), Private("a\nb\n\nc"), pages=(0, 5))
    assert [page_of(paged, at) for at in (0, 4, 5)] == [1, 1, 2]
    assert page_of(NOTE, 3) == 0
    assert [line_of(paged, at) for at in (0, 2, 5)] == [1, 2, 4]
