"""What breaks naive patterns, by accident or on purpose: found, as ranges of the untouched text."""

import base64
import json

import pytest

from assistant.types import Destination, Kind, Message, Private, Review, Role, Span
from guards.detection.encodings import encoded
from guards.engine import ConfidentialityGuard
from guards.pseudonyms.vault import MemoryVault
from tests.guards.finding import RulesOnly

PHONE, MAIL, CARD = "06 39 98 00 12", "marie.dupont@example.org", "4111 1111 1111 1111"
NAME = "Élodie Lefèvre"


def hidden(text: str) -> list[tuple[str, Kind]]:
    found = RulesOnly().find([text])[0]
    return [(text[f.span.start : f.span.end], f.kind) for f in found]


EVASIONS = [
    # typography
    ("06\u202f39\u202f98\u202f00\u202f12", Kind.PHONE), ("06\u00a039\u00a098\u00a000\u00a012", Kind.PHONE),
    ("06\u201139\u201198\u201100\u201112", Kind.PHONE),
    ("FR76\u202f3000\u202f6000\u202f0112\u202f3456\u202f7890\u202f189", Kind.IBAN),
    # invisible
    ("marie\u200b.dupont@example.org", Kind.EMAIL), ("marie.du\u00adpont@exam\u2060ple.org", Kind.EMAIL),
    # look-alikes
    ("marie.dupont＠example.org", Kind.EMAIL), ("mаrie.dupоnt@example.org", Kind.EMAIL),
    ("٠٦ ٣٩ ٩٨ ٠٠ ١٢", Kind.PHONE), ("𝟎𝟔 𝟑𝟗 𝟗𝟖 𝟎𝟎 𝟏𝟐", Kind.PHONE),
    ("４１１１ １１１１ １１１１ １１１１", Kind.CREDIT_CARD), ("𝐄𝐥𝐨𝐝𝐢𝐞", Kind.PERSON),
    # escapes
    ("marie.dupont&#64;example.org", Kind.EMAIL), ("marie.dupont&#x40;example&period;org", Kind.EMAIL),
    ("marie.dupont\\u0040example.org", Kind.EMAIL), ("marie.dupont%40example.org", Kind.EMAIL),
    ("&Eacute;lodie", Kind.PERSON), ("\\u00c9lodie", Kind.PERSON), ("%C3%89lodie", Kind.PERSON),
    ("=C3=89lodie", Kind.PERSON),
    # spelled
    ("marie.dupont (at) example.org", Kind.EMAIL), ("marie.dupont[at]example[dot]org", Kind.EMAIL),
    ("marie (arobase) example (point) fr", Kind.EMAIL), ("marie.dupont at example dot org", Kind.EMAIL),
    # spaced
    ("m a r i e @ e x a m p l e . o r g", Kind.EMAIL), ("0 6 3 9 9 8 0 0 1 2", Kind.PHONE),
    ("É l o d i e", Kind.PERSON), ("4-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1", Kind.CREDIT_CARD),
    # emphasis
    ("marie.**dupont**@example.org", Kind.EMAIL), ("06 39 **98 00** 12", Kind.PHONE),
    ("4111 `1111` 1111 1111", Kind.CREDIT_CARD), ("Élo*die*", Kind.PERSON),
    ("06 39 <b>98 00</b> 12", Kind.PHONE),
    # encoded
    (base64.b64encode(MAIL.encode()).decode(), Kind.EMAIL),
    (base64.b64encode(f"Contact : {NAME}, {PHONE}".encode()).decode(), None),
    (base64.b64encode("née le 12/03/1984".encode()).decode(), Kind.DATE),
    (MAIL.encode().hex(), Kind.EMAIL), (MAIL.encode().hex(" "), Kind.EMAIL),
    (base64.b64encode(base64.b64encode(MAIL.encode())).decode(), Kind.EMAIL),
]  # fmt: skip


@pytest.mark.parametrize(("value", "kind"), EVASIONS)
def test_one_range_as_it_stands(value: str, kind: Kind | None) -> None:
    found = hidden(f"Voici {value} pour vous")
    assert [v for v, _ in found] == [value]
    assert kind is None or found[0][1] is kind


@pytest.mark.parametrize("value", [value for value, _ in EVASIONS])
def test_evasions_come_back_to_the_character(value: str) -> None:
    guard, vault = ConfidentialityGuard(RulesOnly()), MemoryVault()
    text = f"Voici {value} pour vous, et encore : « {value} »."
    messages = [Message(Role.USER, Private(text))]
    sent = guard.seal(guard.propose(messages, vault, Destination.WORLD), Review(), vault)[0].text
    assert value not in sent
    restorer = guard.restorer(vault)
    pieces = [restorer.feed(sent[at : at + 3]) for at in range(0, len(sent), 3)]
    assert "".join([*pieces, restorer.close()]) == text


@pytest.mark.parametrize("text", ["q=a%200639980012", "\\n0639980012"])
def test_a_value_beside_an_escape(text: str) -> None:
    assert [v for v, _ in hidden(text)] == ["0639980012"] * text.count("0639980012")


def test_base64_ends_at_its_padding() -> None:
    code = base64.b64encode(f"{MAIL} et moi".encode()).decode()
    assert code.endswith("=")
    assert [v for v, _ in hidden(f"{code}{NAME}")][:1] == [code]


def test_cells_are_hidden_one_by_one_and_the_table_stays() -> None:
    text = "| n° | 4111 1111 | 1111 1111 | fin |"
    assert [v for v, _ in hidden(text)] == ["4111 1111", "1111 1111"]


def test_html_cells() -> None:
    text = "<tr><td>Élodie</td><td>Lefèvre</td></tr>"
    assert [v for v, _ in hidden(text)] == ["Élodie", "Lefèvre"]


def test_a_row_of_short_numbers_is_no_phone() -> None:
    assert hidden("| 01 | 02 | 03 | 04 | 05 |") == []


def test_json_keys_are_text() -> None:
    text = json.dumps({MAIL: {"tel " + PHONE: 1}})
    assert [v for v, _ in hidden(text)] == [MAIL, PHONE]


def test_json_escaped_newline_inside_a_value() -> None:
    text = '{"adresse": "12 rue des Lilas\\n69003 Lyon"}'
    covered = "".join(v for v, _ in hidden(text))
    assert "Lilas" in covered and "69003 Lyon" in covered


def test_a_known_name_is_found_in_any_coat() -> None:
    texts = [
        f"M. {NAME} est là",
        "E l o d i e   L e f è v r e",
        base64.b64encode(NAME.encode()).decode(),
    ]
    found = RulesOnly().find(texts)
    assert found[1] and found[2]
    assert found[2][0].span == Span(0, len(texts[2]))


@pytest.mark.parametrize(
    "text",
    [
        "Le **total** est de *12* unités et `x = y`", "50%20 et 100 %", "a=b&c=d", "AT&T &amp; co",
        "| a | b |\n|---|---|\n| 1 | 2 |", "C:\\new\\table", "a b c d e f", "x y z = 1 2 3 4",
        "dGhpcyBpcyBub3RoaW5nIHNwZWNpYWw=", "deadbeefdeadbeefdeadbeef", "U.S.A. and U.K.",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    ],
)  # fmt: skip
def test_nothing_confidential_is_left(text: str) -> None:
    assert hidden(text) == []


def test_digits_of_other_scripts_are_no_base64() -> None:
    assert list(encoded("١٢٣٤٥٦٧٨٩٠ and １２３４５６７８")) == []
