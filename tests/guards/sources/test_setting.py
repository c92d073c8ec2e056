"""Words copied from under a denial, a doubt or a condition are not what the source says."""

import pytest

from assistant.types import Status

from .asking import claims, statements

DRUG, SALE = "The drug cures lung cancer", "La société a racheté Bêta"
BEFORE = "Alpha was founded in 1990. It did not grow.\n\n"


def said(source: str) -> str:
    """The copied sentence of a source."""
    return (DRUG if DRUG.lower() in source.lower() else SALE) + "."


@pytest.mark.parametrize(
    "source",
    [
        "There is no evidence that the drug cures lung cancer.",
        "There is little evidence that, in adults, the drug cures lung cancer.",
        "It is not true, he said, that the drug cures lung cancer.",
        "It isn't true that the drug cures lung cancer.",
        "Nobody believes that the drug cures lung cancer.",
        "Nobody believes the drug cures lung cancer.",
        "The minister denied that the drug cures lung cancer.",
        "It is unlikely that the drug cures lung cancer.",
        "It cannot be ruled out that\nthe drug cures lung cancer.",
        "Le conseil nie que la société a racheté Bêta.",
        "Le conseil a nié, hier, que la société a racheté Bêta.",
        "Il est faux de dire que la société a racheté Bêta.",
        "Rien ne prouve qu’en 2011 la société a racheté Bêta.",
        "Il est peu probable que la société a racheté Bêta.",
        "Personne ne croit que la société a racheté Bêta.",
        "On croit à tort que la société a racheté Bêta.",
        "Il n’est pas impossible que la société a racheté Bêta.",
    ],
)
def test_what_is_denied_or_doubted_is_not_borne_out(source: str) -> None:
    assert statements(said(source), source) == [Status.UNCHECKED]
    assert statements(said(source), BEFORE + source) == [Status.UNCHECKED]


@pytest.mark.parametrize(
    "source",
    [
        "If the trial ends well, the drug cures lung cancer.",
        "We wonder whether the drug cures lung cancer.",
        "Unless it is old, the drug cures lung cancer.",
        "The drug cures lung cancer if it is taken daily.",
        "Si le vote passe, la société a racheté Bêta.",
        "S’il paie, la société a racheté Bêta.",
        "On ignore si la société a racheté Bêta.",
        "À moins que la société a racheté Bêta, rien ne change.",
        "La société a racheté Bêta, à condition que le prix baisse.",
    ],
)
def test_what_is_under_a_condition_is_not_borne_out(source: str) -> None:
    assert statements(said(source), source) == [Status.UNCHECKED]


@pytest.mark.parametrize(
    "source",
    [
        "The report says that the drug cures lung cancer.",
        "There is no doubt that the drug cures lung cancer.",
        "Nobody denies that the drug cures lung cancer.",
        "Not only did he say that the drug cures lung cancer.",
        "A few days later he said that the drug cures lung cancer.",
        "The board, which did not vote, said that the drug cures lung cancer.",
        "He did not come because the drug cures lung cancer.",
        "It did not rain. The drug cures lung cancer.",
        "Even if it is old, the drug cures lung cancer.",
        "The drug cures lung cancer even if it is old.",
        "If it hurts, call; the drug cures lung cancer.",
        "The drug cures lung cancer; if it hurts, call.",
        "Le rapport indique que la société a racheté Bêta.",
        "Il ne fait aucun doute que la société a racheté Bêta.",
        "On ne peut nier que la société a racheté Bêta.",
        "Denis affirme que la société a racheté Bêta.",
        "Il n’est pas venu parce que la société a racheté Bêta.",
        "Sans surprise, le rapport indique que la société a racheté Bêta.",
        "Le prix a baissé, si bien que la société a racheté Bêta.",
        "Même si le prix a monté, la société a racheté Bêta.",
        "La société a racheté Bêta, même si le prix a monté.",
    ],
)
def test_what_is_reported_or_stated_stays_borne_out(source: str) -> None:
    assert statements(said(source), source) == [Status.SUPPORTED]


def test_a_condition_that_is_copied_too_stays_borne_out() -> None:
    source = "If the vote passes, the tax will rise to 5 %."
    assert statements(source, source) == [Status.SUPPORTED]


def test_an_exact_quotation_stays_word_for_word() -> None:
    source = "There is no evidence that the drug cures lung cancer."
    answer = "He wrote about “the drug cures lung cancer” last year."
    assert claims(answer, source)["the drug cures lung cancer"] is Status.SUPPORTED
