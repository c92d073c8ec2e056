"""Identifiers keep being found whatever stands beside or inside them."""

import pytest

from tests.guards.finding import RulesOnly


def left(text: str) -> str:
    """The text without what was found in it."""
    for finding in reversed(RulesOnly().find([text])[0]):
        text = text[: finding.span.start] + "_" + text[finding.span.end :]
    return text


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("x,0612345678,y", "x,_,y"), ("0612345678,0712345678", "_,_"),
        ("[0612345678,0712345678]", "[_,_]"), ("12345-0612345678", "_"),
        ("3,06 12 34 56 78,x", "3,_,x"),
        ("7,4111111111111111", "7,_"), ("x,4111111111111111,12/27", "x,_,12/27"),
        ("4111 1111 1111 1111 12/27", "_ 12/27"), (",73282932000074", ",_"),
        ("06–12–34–56–78", "_"), ("4111–1111–1111–1111", "_"), ("BE68 5390 0754 7034 POUR moi", "_ POUR moi"),
        ("(+33) 6 12 34 56 78", "_"),
        ("06 12\n34 56 78", "_"), ("card 4111.1111.1111.1111", "card _"),
        ("FR76.3000.6000.0112.3456.7890.189", "_"), ("jean.dupont @ example.org", "_"),
        ("".join(f"{digit}\ufe0f\u20e3" for digit in "0612345678"), "_"),
        ("né le 12–05–1980", "né le _"), ("1‑85‑05‑78‑006‑084", "_"),
        ("06 12 34 56 78/06 98 76 54 32", "_/_"),
        ("06.12.34.56.78-07.12.34.56.78", "_-_"),
        ("BE68 5390 0754 7034 pour moi", "_ pour moi"),
    ],
)  # fmt: skip
def test_a_value_is_found_whole_beside_any_separator(text: str, rest: str) -> None:
    assert left(text) == rest


@pytest.mark.parametrize(
    "text",
    ["978-0140449136", "0.4970101234567890", "0,0612345678", "01\n02\n03\n04\n05", "2019–2021",
     "p. 12–18", "prix @ 12 €", "merci @exemple.fr bientôt", "978-2-07-036822-8"],
)  # fmt: skip
def test_decimals_and_ranges_are_no_identifiers(text: str) -> None:
    found = RulesOnly().find([text])[0]
    assert [f for f in found if f.kind not in ("DATE", "USERNAME", "AMOUNT")] == []
