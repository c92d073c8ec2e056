"""The last gate finds what should have been hidden, in any coat."""

import base64
import html
import json
import urllib.parse

import pytest

from assistant.errors import LeakPrevented
from assistant.types import Private
from guards import tripwire

NAME, CARD = "Élodie Lefèvre", "4111 1111 1111 1111"


def stopped(text: str, *hidden: str) -> bool:
    try:
        tripwire.inspect([text], map(Private, hidden))
    except LeakPrevented as error:
        assert not any(value in str(error.fields()) for value in hidden)
        return True
    return False


@pytest.mark.parametrize(
    "coat",
    [
        NAME, NAME.upper(), NAME.replace(" ", "\u00a0"), "E\u0301lodie Lefe\u0300vre",
        "Élo\u200bdie Le\u00adfèvre", html.escape(NAME), "&Eacute;lodie Lef&egrave;vre",
        urllib.parse.quote(NAME), json.dumps(NAME), base64.b64encode(NAME.encode()).decode(),
        base64.urlsafe_b64encode(f"nom={NAME}".encode()).decode(), NAME.encode().hex(),
        "Élodie  Lefèvre", "Élodie\nLefèvre", "**Élodie** Lefèvre",
    ],
)  # fmt: skip
def test_a_name_in_any_coat(coat: str) -> None:
    assert stopped(f"Voici {coat} !", NAME)


@pytest.mark.parametrize(
    "coat", [CARD, "4111111111111111", "4111-1111-1111-1111", "4111.1111.1111.1111"]
)
def test_a_number_whatever_its_grouping(coat: str) -> None:
    assert stopped(f"carte {coat}", CARD)


@pytest.mark.parametrize(
    "text",
    [
        "{{PERSON_1}} est venue",
        "Elodies",
        "un lefèvrier",
        "",
        "411111111111",
        "94111111111111111",
        "le total est là",
    ],
)
def test_what_is_hidden_passes(text: str) -> None:
    assert not stopped(text, NAME, CARD, "Total")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Işık Yılmaz", "IŞIK YILMAZ"), ("Işık Yılmaz", "ışık yılmaz"), ("İpek Aydın", "ipek aydın"),
        ("İpek Aydın", "IPEK AYDIN"), ("12 rue Straßer", "12 RUE STRASSER"), ("Anna Weiß", "ANNA WEISS"),
        ("Joséﬁne Morel", "JOSÉFINE MOREL"), ("Yıldız", "YILDIZ"),
    ],
)  # fmt: skip
def test_letters_whose_capital_is_another_or_several(value: str, text: str) -> None:
    assert stopped(f"Signé : {text}.", value)
    assert not stopped(f"Signé : {text}a.", value)


def test_short_values_do_not_stop_ordinary_text() -> None:
    assert not stopped("un an", "an")
    assert not stopped("un an \u0307", "\u0307" * 4, "", " \u0307")


def test_each_text_is_searched_for_each_value() -> None:
    texts = ["Bonjour", f"Voici {NAME}", "x" * 30_000, f"carte {CARD} " + "y" * 30_000]
    for value in (NAME, CARD):
        with pytest.raises(LeakPrevented):
            tripwire.inspect(texts, [Private("Wilhelm Ostrander"), Private(value)])


def test_a_value_is_not_found_over_two_texts() -> None:
    tripwire.inspect(
        ["Élodie", "Lefèvre", "4111 1111", "1111 1111"], [Private(NAME), Private(CARD)]
    )
