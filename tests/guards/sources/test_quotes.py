import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.types import ClaimKind, Status

from .asking import claims, verdicts

FRENCH = (
    "Le contrat prend fin le 31 décembre 2024.\nL’acheteur n’est pas tenu de payer les frais de "
    "port, soit 1 234,56 €, au-delà d'un délai de trente jours. La confiden-\ntialité reste due."
)
ENGLISH = (
    "The board does not expect any loss above 5 % this year. “We remain cautious,” said Ann Lee. "
    "The temperature fell to -12 degrees."
)


def quoted(answer: str, source: str) -> list[Status]:
    return [v.status for v in verdicts(answer, source) if v.claim.kind is ClaimKind.QUOTE]


@pytest.mark.parametrize(
    ("answer", "source"),
    [
        ("Il écrit : « L'acheteur n'est pas tenu de payer les frais de port ».", FRENCH),
        ("Il écrit : « l'acheteur n'est pas tenu de payer ».", FRENCH),
        ("Soit “les frais de port, soit 1\u202f234,56\u00a0€, au-delà”.", FRENCH),
        ("Elle dit « La confidentialité reste due. »", FRENCH),
        ("Il dit « fin le 31 décembre 2024. L’acheteur n’est pas tenu ».", FRENCH),
        ("Il note « Le contrat prend fin […] La confidentialité reste due ».", FRENCH),
        ('It says "the board does not expect any loss."', ENGLISH),
        ("It says ‘any loss above 5 % this year’.", ENGLISH),
    ],
)
def test_typography_does_not_alter_a_quotation(answer: str, source: str) -> None:
    assert quoted(answer, source) == [Status.SUPPORTED]


@pytest.mark.parametrize(
    ("answer", "source", "change"),
    [
        ("« L'acheteur est tenu de payer les frais de port »", FRENCH, "pas"),
        ("« prend fin le 31 décembre 2025 »", FRENCH, "2025"),
        ("« les frais de port, soit 1 234,56 $, au-delà »", FRENCH, "$"),
        ("“The board does expect any loss above 5 % this year”", ENGLISH, "not"),
        ("“does not expect any loss above 6 % this year”", ENGLISH, "6"),
        ("“We remain cautious,” said Ann Low. “We remain cautious, said Ann Low”", ENGLISH, "Low"),
        ("“The temperature fell to 12 degrees”", ENGLISH, "-12"),
    ],
)
def test_one_changed_word_sign_digit_or_name_alters_a_quotation(
    answer: str, source: str, change: str
) -> None:
    altered = [v for v in verdicts(answer, source) if v.status is Status.ALTERED]
    assert altered[0].claim.kind is ClaimKind.QUOTE
    assert change in altered[0].reason


def test_an_invented_quotation_is_not_found_and_a_short_one_is_no_quotation() -> None:
    assert quoted("« Toute la somme reste acquise au vendeur »", FRENCH) == [Status.NOT_FOUND]
    assert quoted("Le « contrat » et le « bon temps ».", FRENCH) == []


def test_a_quotation_names_the_place_it_comes_from() -> None:
    answer = "« La confidentialité reste due »"
    evidence = verdicts(answer, "Rien ici.", FRENCH)[0].evidence[0]
    assert evidence.source == 1
    assert FRENCH[evidence.span.start : evidence.span.end] == "La confiden-\ntialité reste due"


def test_a_quotation_too_long_to_compare_is_unchecked_unless_it_is_copied() -> None:
    long = " ".join(f"mot{letter}" for letter in "abcdefghij" * 50)
    assert quoted(f"« {long} »", f"Voici {long} fin.") == [Status.SUPPORTED]
    assert quoted(f"« {long} encore »", f"Voici {long} fin.") == [Status.UNCHECKED]


def test_apostrophes_and_inches_open_no_quotation() -> None:
    answer = "The 5' 10\" tall man's dogs' and cats' bowls are 6\" wide."
    assert all(status is not Status.NOT_FOUND for status in quoted(answer, ENGLISH))


@given(st.integers(0, 9), st.integers(0, 9), st.sampled_from('«“"'))
def test_a_digit_changed_in_a_copied_quotation_is_never_supported(
    place: int, digit: int, mark: str
) -> None:
    copied = "au total 48 213 907 euros et 12,5 % sont dus"
    digits = [i for i, c in enumerate(copied) if c.isdigit()]
    at = digits[place]
    assume(copied[at] != str(digit))
    changed = f"{copied[:at]}{digit}{copied[at + 1 :]}"
    close = {"«": "»", "“": "”", '"': '"'}[mark]
    found = claims(f"Il dit {mark}{changed}{close}", f"Voici : {copied} ce jour.")
    assert found[changed] is Status.ALTERED
