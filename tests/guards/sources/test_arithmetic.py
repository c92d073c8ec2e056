from collections.abc import Iterator

import pytest

from assistant.types import ClaimKind, Document, Private, Status, Verdict
from guards.sources.checker import SourceChecker

from .asking import claims, verdicts
from .derived import Case, cases

ALL = [case for language in ("fr", "en") for case in cases(language)]
D, N = Status.DERIVED, Status.NOT_FOUND


def _on(case: Case, figure: str) -> list[Verdict]:
    """The verdict on the figure of a case, put in the place of the right one; « 1 h 60 » is none."""
    at = len(case.before)
    return [
        v
        for v in verdicts(case.answer(figure), case.source)
        if v.claim.kind is not ClaimKind.STATEMENT and v.claim.span.start <= at < v.claim.span.end
    ]


def _altered(case: Case) -> Iterator[str]:
    """The figure with each digit changed in turn."""
    written = case.right[0]
    for at, digit in enumerate(written):
        if digit in "123456789":
            changed = f"{written[:at]}{int(digit) % 9 + 1}{written[at + 1 :]}"
            if changed not in case.right:
                yield changed


def test_there_are_forty_cases_a_language() -> None:
    assert min(len(list(cases(language))) for language in ("fr", "en")) >= 40


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.answer(case.right[0])[:60])
def test_a_figure_that_follows_by_one_step_is_derived_and_another_in_its_place_is_not(
    case: Case,
) -> None:
    (found,) = _on(case, case.right[0])
    assert found.status is D
    assert found.evidence
    assert any(sign in found.reason for sign in ("+−×/→" if "“" not in found.reason else "“"))
    for figure in _altered(case):
        assert D not in [verdict.status for verdict in _on(case, figure)], figure


@pytest.mark.parametrize(
    ("answer", "source", "formula"),
    [
        ("Le loyer est de 28 800 € par an.", "Le loyer est de 2 400 € par mois.", "2 400 € × 12"),
        ("Il a 44 ans.", "Né le 14 mai 1980, entendu le 2 juin 2024.", "14 mai 1980 → 2 juin 2024"),
        ("It is £1,500 including VAT.", "Net: £1,250.00. VAT 20%.", "£1,250.00 × (1 + 20%)"),
        ("Sales fell by 25%.", "Sales went from $1,200 to $900.", "($1,200 − $900) / $1,200"),
    ],
)
def test_the_sum_is_shown_as_the_sources_write_its_figures(
    answer: str, source: str, formula: str
) -> None:
    assert any(formula in v.reason for v in verdicts(answer, source) if v.status is D)


CROWDED = "\n".join(
    f"Le service {name} compte {count} agents et dépense {spent} € en fournitures."
    for name, count, spent in (
        ("achats", 12, 3410), ("paie", 8, 1275), ("accueil", 5, 890), ("juridique", 9, 2230),
        ("voirie", 31, 7655), ("culture", 14, 4120), ("sports", 17, 5385), ("ateliers", 23, 6940),
    )
)  # fmt: skip


@pytest.mark.parametrize(
    "answer",
    [
        "Le service paie dépense 4 685 €.",  # 3 410 € + 1 275 €, which nothing calls for
        "Le stationnement coûte 2 520 € au total.",  # 3 410 € − 890 €, which do not bear on it
        "Le taux de réussite au concours atteint 60 %.",
        "Le service paie dépense en tout 1 830 €.",
    ],
)
def test_what_some_two_figures_would_make_by_chance_is_not_derived(answer: str) -> None:
    assert set(claims(answer, CROWDED).values()) == {N}


@pytest.mark.parametrize(
    ("answer", "source", "status"),
    [
        ("Environ 12 500 habitants.", "12 487 habitants.", D),
        ("Plus de 12 400 habitants.", "12 487 habitants.", N),
        ("Plus de 12 500 habitants.", "12 487 habitants.", N),
        ("Moins de 12 500 habitants.", "12 487 habitants.", D),
        ("About 12,700 people came.", "12,487 people came.", N),
        ("Close to $2,000 was paid.", "$1,987.35 was paid.", D),
        ("Nearly $3,000 was paid.", "$2,587.35 was paid.", N),
        ("La part est de 41 %.", "La part est de 40,9 %.", D),
        ("La part est de 42 %.", "La part est de 40,9 %.", N),
        ("Debt fell to $20 million.", "Debt fell to $18 million.", N),
    ],
)
def test_a_figure_is_rounded_no_further_than_it_says(
    answer: str, source: str, status: Status
) -> None:
    (found,) = claims(answer, source).values()
    assert (found is D) == (status is D)


def test_a_time_of_day_is_no_duration() -> None:
    source = "La réunion commence à 9 h et se termine à 17 h 30."
    assert claims("La réunion commence à 8 h 30.", source) == {"8 h 30": N}


def test_cells_between_commas_are_figures() -> None:
    table = "item,january,february\nRent,1200,1150\nEnergy,310,275\n"
    assert claims("Rent was 1150 in February.", table) == {"1150": Status.SUPPORTED}


def test_a_bare_answer_is_made_of_what_was_asked_about() -> None:
    rents = "".join(f"Le loyer du local {n} est de {n}40 € par mois.\n" for n in range(2, 9))
    source = f"{rents}La cotisation est de 315 € par mois."
    documents = [Document(Private("source.txt"), Private(source))]
    answer, question = Private("3 780 € par an."), Private("Quelle est la cotisation ?")
    found = SourceChecker().check(answer, documents, question)
    assert [v.status for v in found if v.claim.kind is ClaimKind.NUMBER] == [D]


@pytest.mark.parametrize(
    ("answer", "source"),
    [
        ("Le prix est de 20 € HT.", "Prix : 10 €. TVA -100 %."),
        ("La garantie dure 18 mois.", "Garantie du 31 décembre 9998 au 31 décembre 9999."),
        ("The share is 12 %.", "The share is 0 of 0."),
    ],
)
def test_figures_with_which_nothing_can_be_reckoned_are_left(answer: str, source: str) -> None:
    assert D not in claims(answer, source).values()
