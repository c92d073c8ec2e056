import pytest

from assistant.types import ClaimKind, Status

from .asking import claims, verdicts

SOURCE = (
    "Tél. 06 12 34 56 78. IBAN FR76 3000 6000 0112 3456 7890 189, dossier AB-2024-017, version "
    "3.2.1, voir https://exemple.fr/aide/page. Écrire à contact@exemple.fr. Call (555) 123-4567."
)


@pytest.mark.parametrize(
    "written",
    ["+33 6 12 34 56 78", "06.12.34.56.78", "FR7630006000011234567890189", "AB 2024 017",
     "AB2024017", "3.2.1", "https://exemple.fr/aide/page", "contact@exemple.fr", "555-123-4567"],
)  # fmt: skip
def test_a_reference_is_found_up_to_its_separators(written: str) -> None:
    assert set(claims(f"Voyez {written} pour cela.", SOURCE).values()) <= {Status.SUPPORTED}


@pytest.mark.parametrize(
    "written",
    ["06 12 34 56 79", "FR7630006000011234567890188", "AB-2024-018", "AB-2024-01", "3.2.2",
     "https://exemple.fr/aide/autre", "conseil@exemple.fr"],
)  # fmt: skip
def test_a_reference_with_one_other_character_is_not_found(written: str) -> None:
    found = [v for v in verdicts(f"Voyez {written} ici.", SOURCE) if v.claim.kind is not
             ClaimKind.STATEMENT]  # fmt: skip
    assert [(v.claim.kind, v.status) for v in found] == [(ClaimKind.IDENTIFIER, Status.NOT_FOUND)]


def test_amounts_years_and_hyphenated_words_are_no_references() -> None:
    answer = "A 10-year plan from mid-2020, at 12K and 3PM, for 80-year-olds in 1990S style."
    kinds = {v.claim.kind for v in verdicts(answer, "Nothing of it.")}
    assert ClaimKind.IDENTIFIER not in kinds
