"""Passages keep exact places, lose nothing, and stand under their headings."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from assistant.types import Language
from knowledge.chunking import LIMIT, chunks
from knowledge.intake.markdown import outline
from knowledge.intake.mending import mended
from knowledge.values import Outline
from knowledge.words.terms import fold, question_terms, terms

PIECES = st.sampled_from(
    [
        "# Titre\n",
        "## Sous-titre\n",
        "mot ",
        "Fin. ",
        "\n\n",
        "été ",
        "x" * 400,
        "```\n# code\n```\n",
        "\r\n",
        "🜁 ",
    ]
)


@given(st.lists(PIECES, max_size=60).map("".join))
def test_passages_hold_every_visible_character_in_order(text: str) -> None:
    found = chunks(text, outline(text))
    assert "".join(text[c.span.start : c.span.end] for c in found).split() or not text.split()
    joined = "".join("".join(text[c.span.start : c.span.end].split()) for c in found)
    assert joined == "".join(text.split())
    assert all(len(c.span) <= LIMIT for c in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


def test_a_passage_carries_the_path_of_its_headings() -> None:
    body = "Une phrase assez longue pour compter. " * 20
    text = f"# Livre\n\n{body}\n\n## Chapitre **un**\n\n{body}\n\n# Autre\n\n{body}"
    headings = [chunk.heading for chunk in chunks(text, outline(text))]
    assert headings == ["Livre", "Livre › Chapitre un", "Autre"]


def test_a_short_note_is_one_passage() -> None:
    assert len(chunks("# A\n\nun\n\n# B\n\ndeux\n", outline("# A\n\nun\n\n# B\n\ndeux\n"))) == 1


def test_a_page_is_told_by_its_number() -> None:
    assert [c.page for c in chunks("un\n\ndeux", Outline(pages=(0, 4)))] == [1, 2]


def test_words_meet_across_endings_and_accents() -> None:
    assert (
        terms("Les réunions prévues", Language.FR).stems
        == terms("réunion prévu", Language.FR).stems
    )
    assert terms("the meetings", Language.EN).stems == terms("meeting", Language.EN).stems
    assert fold("Œuvre Été") == "oeuvre ete"
    assert question_terms("qui ?")[0].exact == "qui"


def test_broken_accents_are_mended_for_the_index() -> None:
    assert mended("le num√©rique\net lâ€™Ã©tÃ©") == "le numérique\net l’été"
    sound = "Né à Noël, ça coûte 12 € à l’hôtel « Île »."
    assert mended(sound) == sound
