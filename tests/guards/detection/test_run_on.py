"""Names that the model reads on into what follows."""

import pytest

from assistant.types import Kind
from guards.detection.run_on import run_on


@pytest.mark.parametrize(
    ("value", "guessed", "name", "kind"),
    [
        ("Karim Team", Kind.ORG, "Karim", Kind.PERSON),
        ("Priya Thanks", Kind.PERSON, "Priya", Kind.PERSON),
        ("France sans défense", Kind.ORG, "France", Kind.LOCATION),
        ("New York stocks", Kind.ORG, "New York", Kind.LOCATION),
    ],
)  # fmt: skip
def test_the_name_ends_before_what_names_nobody(
    value: str, guessed: Kind, name: str, kind: Kind
) -> None:
    assert run_on(value, guessed) == (len(name), kind)


@pytest.mark.parametrize(
    ("value", "guessed"),
    [
        ("Harriet May", Kind.PERSON),
        ("Dream Team", Kind.ORG),
        ("France Vordal", Kind.ORG),
        ("Corée du Nord", Kind.ORG),
        ("France", Kind.LOCATION),
        ("Vordal sans défense", Kind.ORG),
    ],
)  # fmt: skip
def test_other_names_are_whole(value: str, guessed: Kind) -> None:
    assert run_on(value, guessed) is None
