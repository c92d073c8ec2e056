"""Long material is cut where no word and no number is halved."""

import pytest

from prompts import parts

PHONES = [f"06 {i // 100:02d} {i % 100:02d} 05 06" for i in range(600)]
MAILS = [f"user{i:04d}.martin@exemple.fr" for i in range(400)]
NAMES = ["Élodie Lefèvre a vu le plan"] * 300


@pytest.mark.parametrize("sign", [";", ",", " ", "\n"])
@pytest.mark.parametrize("values", [PHONES, MAILS, NAMES])
@pytest.mark.parametrize("size", [1_000, 1_003, 1_009])
def test_no_value_is_halved(values: list[str], sign: str, size: int) -> None:
    pieces = parts.split(sign.join(values), size)
    assert "".join(pieces) == sign.join(values)
    assert all(len(piece) <= size for piece in pieces)
    for piece in pieces[1:]:
        whole = ("Élodie", "a ", "vu", "le", "plan") if values is NAMES else tuple(values)
        assert piece.startswith(whole)
