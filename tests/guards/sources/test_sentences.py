import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from guards.sources.sentences import is_code, split


def cut(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split(text)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("M. Dupont arrive. Mme Durand part.", ["M. Dupont arrive.", "Mme Durand part."]),
        ("Voir l'art. 12 du code. Et le n° 5.", ["Voir l'art. 12 du code.", "Et le n° 5."]),
        (
            "Dr. Smith met J. R. R. Tolkien. He left.",
            ["Dr. Smith met J. R. R. Tolkien.", "He left."],
        ),
        ("Pi is 3.14 or 3,14. Yes.", ["Pi is 3.14 or 3,14.", "Yes."]),
        ("Fruit, e.g. Apples, and p. ex. Poires.", ["Fruit, e.g. Apples, and p. ex. Poires."]),
        ("Il hésite... puis part. Fin", ["Il hésite... puis part.", "Fin"]),
        ("Il hésite… Puis il part.", ["Il hésite…", "Puis il part."]),
        ("Vraiment ? Oui ! Bien.", ["Vraiment ?", "Oui !", "Bien."]),
        ("Il dit « Non. » Elle part.", ["Il dit « Non. »", "Elle part."]),
        ('He said "No." She left.', ['He said "No."', "She left."]),
        ("Take vitamin C. The rest helps.", ["Take vitamin C.", "The rest helps."]),
        ("In the U.S. Congress met. It voted.", ["In the U.S. Congress met.", "It voted."]),
        ("1 234,56 € dus. 12.5 % de plus.", ["1 234,56 € dus.", "12.5 % de plus."]),
        ("Apples, pears, etc. The end.", ["Apples, pears, etc.", "The end."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, sentences: list[str]) -> None:
    assert cut(text) == sentences


def test_list_items_are_sentences_and_keep_their_numbers() -> None:
    text = "Voici :\n1. Premier point\n2. Deuxième point. Suite.\n- dernier"
    assert cut(text) == ["Voici :", "1. Premier point", "2. Deuxième point.", "Suite.", "- dernier"]


def test_headings_and_table_rows_are_one_sentence_each() -> None:
    text = "# Bilan. Annuel\n| a. B | c |\n|---|---|\n| d | e |\nTexte."
    assert cut(text) == ["# Bilan. Annuel", "| a. B | c |", "|---|---|", "| d | e |", "Texte."]


def test_a_sentence_broken_for_width_stays_whole() -> None:
    text = "This line is long enough to have been broken by an editor at its width, and\nends here."
    assert cut(text) == [text]


def test_a_fenced_block_is_one_sentence_even_when_it_never_closes() -> None:
    text = "See:\n```py\nx = 1. \nY = 2\n\n```\nDone.\n~~~\nopen. Ended"
    assert cut(text) == ["See:", "```py\nx = 1. \nY = 2\n\n```", "Done.", "~~~\nopen. Ended"]
    assert [is_code(text, span) for span in split(text)] == [False, True, False, True]


@given(
    st.text(st.sampled_from('aB .!?…»"\n\r\t-#|`~1,\u00a0é漢。\x1c\x85'), max_size=80) | st.text()
)
@example("```\n```\n```")
@example("a. \n\nB")
def test_every_visible_character_is_in_exactly_one_sentence(text: str) -> None:
    spans = split(text)
    inside = [place for span in spans for place in range(span.start, span.end)]
    assert inside == sorted(set(inside))
    assert {i for i, c in enumerate(text) if not c.isspace()} <= set(inside)
    assert all(not text[s.start].isspace() and not text[s.end - 1].isspace() for s in spans)
