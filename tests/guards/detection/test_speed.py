"""No rule takes long on a text made to slow it down."""

import time

import pytest

from guards.detection.recognizers import all_recognisers

SIZE = 12_000
TEXTS = {
    "digits": "1" * SIZE,
    "plain numbers": " ".join(str(100 + i % 900) for i in range(SIZE // 4)),
    "pairs of digits": "01 " * (SIZE // 3),
    "spaces": " " * SIZE,
    "line ends": "12\n" * (SIZE // 3),
    "capitals": "A" * SIZE,
    "capitalised words": "Ab " * (SIZE // 3),
    "small words": "le la de " * (SIZE // 9),
    "dots": "a." * (SIZE // 2),
    "dashes": "1-" * (SIZE // 2),
    "commas": "100," * (SIZE // 4),
    "addresses": "a.b@c." * (SIZE // 6),
    "labels": "nom: " * (SIZE // 5),
    "streets": "12 rue a " * (SIZE // 9),
    "mixed": ("A1-b.2/ ,;:_@'" * SIZE)[:SIZE],
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_every_rule_is_linear(text: str) -> None:
    slow = {}
    for recogniser in all_recognisers():
        began = time.process_time()
        list(recogniser.find(text))
        slow[recogniser.name] = time.process_time() - began
    assert {name: spent for name, spent in slow.items() if spent > 0.3} == {}
