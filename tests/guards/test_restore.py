"""Restoring is exact at any chunking, tolerant to what models do, and never invents."""

import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.types import Kind, Mention, Private
from guards.pseudonyms.placeholders import FORM, Marker, parsed
from guards.pseudonyms.vault import MemoryVault
from guards.restore import StreamRestorer, json_text
from guards.restore_json import JsonRestorer


def vault() -> MemoryVault:
    made = MemoryVault()
    made.placeholders(
        [
            Mention(Kind.PERSON, Private("Marie Dupont")),
            Mention(Kind.PERSON, Private("Dupont")),
            Mention(Kind.EMAIL, Private("marie.dupont@example.org")),
            Mention(Kind.PERSON, Private("Karim")),
            Mention(Kind.COMPANY_TERM, Private('Projet "Étoile" \\ 2')),
            Mention(Kind.NATIONAL_ID, Private("1 84 12 76 451 089 46")),
        ]
    )
    return made


def restored(text: str, cuts: tuple[int, ...] = ()) -> str:
    restorer = StreamRestorer(vault())
    edges = [0, *sorted(min(cut, len(text)) for cut in cuts), len(text)]
    pieces = [restorer.feed(text[a:b]) for a, b in itertools.pairwise(edges)]
    return "".join([*pieces, restorer.close()])


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        ("{{PERSON_1}} part.", "Marie Dupont part."),
        ("{{PERSON_1_B}} part.", "Dupont part."),
        ("Write to {{PERSON_1_EMAIL}}.", "Write to marie.dupont@example.org."),
        ("{{person_1}}", "Marie Dupont"),
        ("{{ PERSON_1 }}", "Marie Dupont"),
        ("{{PERSON 1 B}}", "Dupont"),
        ("{{person_1_email}}", "marie.dupont@example.org"),
        ("{PERSON_1}", "Marie Dupont"),
        ("[PERSON_1]", "Marie Dupont"),
        ("[[PERSON_1]]", "Marie Dupont"),
        ("<PERSON_1>", "Marie Dupont"),
        ("&lt;PERSON_1&gt;", "Marie Dupont"),
        ("«\u00a0PERSON_1\u00a0»", "«\u00a0Marie Dupont\u00a0»"),
        ("(PERSON_1)", "(Marie Dupont)"),
        ("PERSON_1 dit", "Marie Dupont dit"),
        ("PERSON_1_B dit", "Dupont dit"),
        ("{{PERSON\\_1}}", "Marie Dupont"),
        ("PERSON\\_1", "Marie Dupont"),
        (r"**\{\{PERSON\_1\}\}**", "**Marie Dupont**"),
        (r"\{\{PERSON\_1\_B\}\}, \{\{PERSON\_1\_EMAIL\}\}", "Dupont, marie.dupont@example.org"),
        (r"\{\{NATIONAL\_ID\_1\}\}", "1 84 12 76 451 089 46"),
        (r"\[PERSON\_1\] \[\[PERSON\_1\]\]", "Marie Dupont Marie Dupont"),
        (r"\<PERSON\_1\>", "Marie Dupont"),
        (r"C:\{{PERSON_1}}\{{PERSON_2}}", r"C:\Marie Dupont\Karim"),  # backslashes of the text
        (r"\{{{PERSON_1}}\}", r"\{Marie Dupont\}"),
        ("{{PERSON_01}}", "Marie Dupont"),
        ("{{PERSON\u00a01}}", "Marie Dupont"),
        ("{{NATIONAL_ID_1}} {{national id 1}}", "1 84 12 76 451 089 46 1 84 12 76 451 089 46"),
        ("**{{PERSON_1}}**'s `{{PERSON_2}}`", "**Marie Dupont**'s `Karim`"),
        ("de l'{{PERSON_1}}, {{PERSON_1}}s", "de l'Marie Dupont, Marie Duponts"),
        ("[mail](mailto:{{PERSON_1_EMAIL}})", "[mail](mailto:marie.dupont@example.org)"),
        ("{{PERSON_1}}{{PERSON_2}}", "Marie DupontKarim"),
    ],
)
def test_what_models_do(answer: str, shown: str) -> None:
    assert restored(answer) == shown
    assert restored(answer, tuple(range(len(answer)))) == shown


@pytest.mark.parametrize(
    "answer",
    [
        "{{PERSON_9}}", "{{PERSON_1_Z}}", "person 1", "PERSON", "{{", "}}", "{{PERSON_", "PERSON_1A",
        "MY_PERSON_1", "{{PERSON_2_EMAIL}}", "{{PERSON_1234567}}", "{% PERSON %}", r"\{\{PERSON\_9\}\}",
        r"\{\{PERSON\_", "\\", r"\{x\}", "f{x}[1](2)<3>",
    ],
)  # fmt: skip
def test_nothing_is_invented(answer: str) -> None:
    assert restored(answer) == answer


def test_made_up_placeholders_are_reported() -> None:
    restorer = StreamRestorer(vault())
    restorer.feed("{{PERSON_7}} and {{PERSON_1}} and PERSON_8")
    restorer.close()
    assert restorer.unknown == ("{{PERSON_7}}",)


def test_escaped_ones_are_reported_as_they_stand() -> None:
    restorer = StreamRestorer(vault())
    restorer.feed(r"\{\{PERSON\_7\}\}")
    restorer.close()
    assert restorer.unknown == (r"\{\{PERSON\_7\}\}",)


def test_inside_json_the_value_is_escaped() -> None:
    restorer = StreamRestorer(vault(), json_text)
    text = '{"q": "{{COMPANY_TERM_1}}", "n": "{{PERSON_1}}"}'
    shown = "".join(map(restorer.feed, text)) + restorer.close()
    assert json.loads(shown) == {"q": 'Projet "Étoile" \\ 2', "n": "Marie Dupont"}


PIECES = st.sampled_from(
    ["{{PERSON_1}}", "{{PERSON_1_B}}", "{{PERSON_1_EMAIL}}", "PERSON_2", "[PERSON_2]", "{{COMPANY_TERM_1}}",
     "{{PERSON_9}}",
     r"\{\{PERSON\_1\}\}", "\\", "{", "{{", "}", "«", "P", "PERSON",
     "_1", "A", " ", "\n", "é", "word", "&lt;", "<", "(", "1"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=14).map("".join), st.lists(st.integers(0, 120), max_size=12))
def test_any_chunking_gives_the_same(text: str, cuts: list[int]) -> None:
    assert restored(text, tuple(cuts)) == restored(text)


def test_plain_text_is_not_held_back() -> None:
    restorer = StreamRestorer(vault())
    assert restorer.feed("Bonjour, voici ") == "Bonjour, voici "
    assert restorer.feed("{{PER") == ""
    assert restorer.feed("SON_1}} !") == "Marie Dupont !"


@given(
    st.sampled_from(Kind), st.integers(1, 999_999), st.integers(0, 25),
    st.sampled_from([None, Kind.EMAIL, Kind.USERNAME]),
)  # fmt: skip
def test_a_marker_reads_back(kind: Kind, number: int, form: int, part: Kind | None) -> None:
    marker = Marker(kind, number, form, part)
    match = FORM.fullmatch(str(marker))
    assert match is not None and parsed(match) == marker


@pytest.mark.parametrize(
    "path", [r"C:\Users\{PERSON_1}\x", r"C:\Users\[PERSON_1]\x", r"\\srv\<PERSON_1>"]
)
def test_a_backslash_of_a_path_stays_before_a_marker(path: str) -> None:
    vault = MemoryVault()
    vault.placeholder(Kind.PERSON, Private("nora.kerval"))
    told = path.translate(str.maketrans("", "", "{}[]<>")).replace("PERSON_1", "nora.kerval")
    assert StreamRestorer(vault).whole(path) == told
    restorer = JsonRestorer(vault)
    assert json.loads(restorer.feed(json.dumps(path)) + restorer.close()) == told
