"""What people write as YAML: the line of each mistake and the same words for it, wherever it is read."""

import pytest
from pydantic import TypeAdapter, ValidationError

from assistant import i18n
from assistant.errors import ConfigError
from assistant.wrong_fields import _PROBLEMS
from assistant.yaml_reading import NotYaml, read
from assistant.yaml_words import reason
from guards.policy.cases import Case, read_cases
from guards.policy.model import PolicyFile
from guards.policy.reading import parse
from proxy.settings import parsed

MISTAKES = [
    ("a: b: c", 1, "a colon where none may stand", "un deux-points"),
    ("a: - b", 1, "a dash where no list may begin", "un tiret"),
    ("a: 1\n\tb: 2", 2, "a tab where only spaces may stand", "une tabulation"),
    ("a: @b", 1, "a character that cannot begin a value", "un caractère qui"),
    ("a: 1\nb: \x07", 2, "a character that YAML does not allow", "un caractère que"),
    ("a:\n  b: 1\n c: 2", 3, "lines that are not aligned", "des lignes"),
    ("a: 1\nb: [1, 2\n", 2, "a bracket that is never closed", "un crochet"),
    ("a: 1\nb: 'x\n", 2, "a quote is opened here", "un guillemet est ouvert ici"),
    ("a: 'x\nb: 'y'", 1, "a quote is opened here", "un guillemet est ouvert ici"),
    ("a: 1\nb: 2\na: 3", 3, "the key a is given a second time", "la clé a"),
    ("a: 1\nb: *c", 2, "an alias (*name) that nothing defines", "un alias"),
    ("a: &x 1\nb: &x 2", 2, "an anchor (&name) that is there twice", "une ancre"),
    ("a: 1\nb: !c d", 2, "a tag (!name) that nothing defines", "une étiquette"),
    ('a: 1\nb: "\\q"', 2, "an escape (\\…) that YAML does not know", "un échappement"),
    ('a: 1\nb: "\\UFFFFFFFF"', 2, "an escape (\\…) that is no character", "un échappement"),
    ("a: 1\nb: 2026-99-99", 2, "a date or a number that is none", "une date ou un nombre"),
    ("a: 1\n---\nb: 2", 2, "a second document (---)", "un second document"),
    ("a: " + "[" * 3_000, 1, "it is nested too deeply", "l’imbrication"),
]


@pytest.mark.parametrize(("text", "line", "english", "french"), MISTAKES)
def test_a_mistake_is_named_by_its_line_in_the_person_s_language(text, line, english, french):
    for language, words in (("en", english), ("fr", french)):
        i18n.choose(language)
        with pytest.raises(NotYaml) as told:
            read(text.encode())
        assert told.value.line == line and told.value.problem.startswith(words)
        assert told.value.remedy.endswith(".") and told.value.problem != reason("")


@pytest.mark.parametrize("text", [text for text, *_ in MISTAKES])
def test_whoever_reads_says_the_same(text, tmp_path):
    path = tmp_path / "some.yaml"
    path.write_text(text)
    with pytest.raises(NotYaml) as told:
        read(path.read_bytes())
    for reads in (parse, lambda *_: parsed(path), lambda data, _: read_cases(data)):
        with pytest.raises(ConfigError) as wrong:
            reads(path.read_bytes(), path.name)
        assert told.value.problem in wrong.value.title
        assert f"line {told.value.line}" in wrong.value.title


def test_a_field_is_found_by_its_key_or_the_nearest_one_above():
    text = read(b"# ours\n\na: 1\nb:\n  - c:\n      d: 2\n")
    places = [(), ("a",), ("b",), ("b", 0), ("b", 0, "c", "d"), ("b", 0, "e"), ("b", 7), ("z", "c")]
    assert [text.line(place) for place in places] == [3, 3, 4, 5, 6, 5, 4, 3]


def test_bytes_that_are_no_text_are_told_so():
    with pytest.raises(NotYaml, match="UTF-8"):
        read("é: 1".encode("latin-1"))


@pytest.mark.parametrize(("text", "english", "french"), [
    ("rules: [{action: alow}]", "line 3: rules[0].action: it must be one of these: allow", "valeurs possibles : allow"),
    ("rules: [{action: mask, why: 7}]", "line 3: rules[0].why: it must be a text", "il faut un texte"),
    ("patterns: [{name: Our, kind: PERSON, pattern: x}]", "patterns[0].name: it must fit the pattern", "le motif"),
    ("patterns: [{name: ours, kind: PERSON, pattern: (}]", "this is no regular expression", "une expression régulière"),
    ("patterns: [{name: ours, kind: PERSON, pattern: a*}]", "matches the empty text", "au texte vide"),
    ("look_up: often", "line 3: look_up: it must be one of these: never, request", "ligne 3 : look_up : valeurs"),
])  # fmt: skip
def test_a_field_of_a_policy_is_told_in_the_same_words_as_one_of_the_proxy(text, english, french):
    for language, words in (("en", english), ("fr", french)):
        i18n.choose(language)
        with pytest.raises(ConfigError) as wrong:
            parse(f"version: 1\nname: p\n{text}\n".encode(), "p.yaml")
        assert words in wrong.value.title.replace("\u00a0", " ")
        assert "alow" not in wrong.value.title and "often" not in wrong.value.title


ODD = [None, 7, -1, 1.5, "x", "", "X" * 2000, "(", [], ["x"], [7], {}, {"x": 7}, [{}] * 300]


def test_no_value_of_a_policy_or_of_its_cases_is_wrong_in_words_that_are_not_known():
    named = [{**dict.fromkeys(PolicyFile.model_fields, value)} for value in ODD]
    within = [{"version": 1, "name": "p", part: [dict.fromkeys(fields, value)]} for value in ODD for part, fields in (
        ("rules", ("kinds", "findings", "to", "confidence", "action", "why")),
        ("patterns", ("name", "kind", "pattern", "confidence", "context", "ignore_case")),
    )]  # fmt: skip
    cases = [[dict.fromkeys(Case.model_fields, value)] for value in ODD]
    seen = set()
    for kind, values in (
        (PolicyFile, [*ODD, *named, *within]),
        (tuple[Case, ...], [*ODD, *cases]),
    ):
        for value in values:
            try:
                TypeAdapter(kind).validate_python(value)
            except ValidationError as error:
                seen |= {one["type"] for one in error.errors()}
    assert seen - {"value_error"} <= set(_PROBLEMS) and len(seen) > 12
