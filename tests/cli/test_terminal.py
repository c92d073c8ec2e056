"""Texts of others are shown without the characters that a terminal obeys."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.cli import main, output
from assistant.errors import UserError
from tests.cli.conftest import Ran

CLIPBOARD, TITLE, CLEAR, CSI = "\x1b]52;c;cm0gLXJm\x07", "\x1b]0;mine\x07", "\x1b[2J", "\x9b2J"
OBEYED = f"{CLIPBOARD}{TITLE}{CLEAR}{CSI}\u202e"


def held(text: str) -> set[str]:
    return {c for c in text if c in "\x1b\x07\x9b\u202e"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for folder in ("prompts", "vendor"):
        (tmp_path / folder).mkdir()
    said = json.dumps(f"a{OBEYED}b")
    fields = f"name: x\ndescription: {said}\nhygie.labels: {{en: {{title: {said}}}}}"
    (tmp_path / "prompts/x.prompt").write_text(f"---\n{fields}\n---\nHello {OBEYED}.\n")
    (tmp_path / f"vendor/y{CLIPBOARD.replace('/', '')}.prompt").write_text("{{#if")
    return tmp_path


@pytest.mark.parametrize(
    "verb",
    [["list"], ["show", "x"], ["render", "x"], ["lint"], ["review", "x"], ["doctor"], ["search", "y"], ["lock"]],
)  # fmt: skip
@pytest.mark.parametrize("form", [[], ["--json"]])
def test_what_a_library_holds_gives_no_order_to_the_terminal(
    root: Path, verb: list[str], form: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    main(["prompts", *verb, "--library", str(root), *form])
    shown = capsys.readouterr()
    assert shown.out + shown.err
    assert held(shown.out + shown.err) == set()


def test_errors_and_notes_give_none_and_json_keeps_every_character(
    capsys: pytest.CaptureFixture[str],
) -> None:
    output.show_error(UserError(OBEYED, OBEYED, OBEYED), as_json=True)
    output.note(OBEYED)
    shown = capsys.readouterr()
    assert held(shown.out + shown.err) == set()
    assert json.loads(shown.out)["error"]["title"] == OBEYED


def test_a_result_is_exact_in_a_file_and_clean_on_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    output.show_exactly(OBEYED)
    assert capsys.readouterr().out == OBEYED
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    output.show_exactly(OBEYED)
    assert held(capsys.readouterr().out) == set()


@pytest.fixture
def notes(tmp_path: Path, own_home: Path) -> Path:
    folder = tmp_path / "notes"
    folder.mkdir()
    name = OBEYED.replace("/", "")
    (folder / f"a{name}.md").write_text(
        f"# Title {OBEYED}\n\nThe car {OBEYED} does not start. [[b{name}]]"
    )
    (folder / f"b{name}.pdf").write_text("not a pdf")
    return folder


def test_notes_and_the_names_of_files_give_no_order_to_the_terminal(
    hygie: Callable[..., Ran],
    notes: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    added = hygie("knowledge", "add", str(notes), "--wait")
    assert "]52;c" in added.err  # the refused file is named, harmlessly
    assert held(added.out + added.err) == set()
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    note = next(str(path) for path in notes.iterdir() if path.suffix == ".md")
    for verb in (["search", "car"], ["show", note], ["links", note], ["status", "--files"]):
        main(["knowledge", *verb])
    shown = capsys.readouterr()
    assert "The car" in shown.out
    assert held(shown.out + shown.err) == set()


def test_arguments_that_are_wrong_give_none(capsys: pytest.CaptureFixture[str]) -> None:
    """As « hygie scan * » passes on the names of files."""
    for wrong in (
        ["scan", "-", OBEYED],
        [OBEYED],
        ["scan", f"--{OBEYED}"],
        ["knowledge", "search", "x", "--limit", OBEYED],
    ):
        with pytest.raises(SystemExit):
            main(wrong)
    shown = capsys.readouterr()
    assert "unrecognized" in shown.err
    assert held(shown.out + shown.err) == set()
