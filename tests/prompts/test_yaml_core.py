"""Front matter reads as YAML 1.2's core schema, everywhere alike, and cannot unfold without end."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.i18n import choose
from prompts.errors import PromptError, Source
from prompts.format.reading import parse_prompt
from prompts.format.yaml_core import load


def value(text: str) -> object:
    return load(Source("f.prompt", text, first_line=2)).value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no", "no"), ("on", "on"), ("2026-11-20", "2026-11-20"), ("1_000", "1_000"),
        ("0o10", 8), ("010", 10), ("12:30", "12:30"), ("~", None), ("'1'", "1"), ("1.", 1.0),
        ("<<", "<<"), ("!!str 12", "12"), ("0x1F", 31),
    ],
)  # fmt: skip
def test_scalars_are_those_of_yaml_1_2(text: str, expected: object) -> None:
    assert value(f"a: {text}") == {"a": expected}
    assert type(value(f"a: {text}")["a"]) is type(expected)  # type: ignore[index]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\na: 2", 3),
        ("a: [1,\nb: 2", 4),
        ("x: 1\na: !!python/object:os.system {}", 3),
        ("a: &a [*a]", 2),
        ("a: " + "9" * 5_000, 2),
        ("? [a]\n: b", 2),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(text: str, line: int) -> None:
    with pytest.raises(PromptError) as caught:
        value(text)
    assert caught.value.place is not None
    assert (caught.value.place.file, caught.value.place.line) == ("f.prompt", line)
    assert caught.value.action


def test_a_bomb_of_aliases_is_stopped() -> None:
    lines = ["a0: &a0 [x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    with pytest.raises(PromptError, match="unfolds to too much"):
        value("\n".join(lines))


@given(st.text(alphabet="ab:-[]{}&*!|>'\"\n 1~#%@,?.é\t\0", max_size=40))
@settings(max_examples=400, deadline=None)
def test_any_text_is_read_or_refused_with_its_line(text: str) -> None:
    try:
        value(text)
    except PromptError as error:
        assert error.place is not None


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_file_is_read_or_refused(text: str) -> None:
    try:
        parse_prompt(Source("p.prompt", f"---\n{text}\n---\nbody"))
    except PromptError as error:
        assert error.place is not None


@pytest.mark.parametrize(
    "text",
    [
        "a: [b", "a: 'b", 'a: "\\z"', "a: b: c", "a: *b", "a: @b", "\ta: b", "a: b\n c: d", "a\nb: c",
        "a: {b: c", 'a: "\\ud800"', "a: !!x!y b", "a: b\n--- \nc: d", "a: \x07",
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_in_the_persons_language(text: str) -> None:
    choose("fr")
    try:
        with pytest.raises(PromptError) as caught:
            load(Source("p", text))
    finally:
        choose("en")
    said = f"{caught.value.title} {caught.value.action}"
    assert not any(word in said for word in ("found", "expected", "not allowed", "Error", "token"))
