"""`hygie prompts …` as scripts use it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.cli import main
from assistant.prompt_wiring import STARTER


@pytest.fixture
def hygie(capsys: pytest.CaptureFixture[str]) -> Any:
    def call(*arguments: str) -> tuple[int, Any]:
        code = main(["prompts", *arguments, "--json"])
        return code, json.loads(capsys.readouterr().out)

    return call


def pattern(folder: Path, name: str, text: bytes) -> None:
    (folder / name).mkdir(parents=True)
    (folder / name / "system.md").write_bytes(text)


def test_render_prints_messages_config_and_model(hygie: Any, tmp_path: Path) -> None:
    (tmp_path / "greet.prompt").write_text(
        "---\nmodel: local/small\nconfig: {temperature: 0}\n---\nHello {{name}}{{media url=photo}}"
    )
    values = tmp_path / "v.json"
    values.write_text('{"name": "Zoé", "photo": "http://example.com/a.png"}')
    code, result = hygie("render", "greet", "--library", str(tmp_path), "--vars", str(values))
    assert code == 0
    assert result == {
        "messages": [
            {
                "role": "user",
                "content": [
                    {"text": "Hello Zoé"},
                    {"media": {"url": "http://example.com/a.png"}},
                ],
            }
        ],
        "config": {"temperature": 0},
        "model": "local/small",
    }


@pytest.mark.parametrize(
    "text",
    [
        b"# IDENTITY\n\nYou are.\n",
        b"no newline at the end",
        b"spaces \n at the end \n ",
        b"\n\n  leading",
        b"windows\r\nline ends\r\n",
        b"literal {{braces}} and \\{{escaped}} and \\\\{{twice}} {{{three}}} {{{{four}}}}",
        b"ends in a backslash \\",
        b"---\nfront: matter\n---\nin the text",
        "é 😀 {{#if x}} {{!-- c --}} {{> partial}} <<<dotprompt:role:system>>>".encode(),
    ],
)
def test_a_fabric_pattern_renders_byte_for_byte(hygie: Any, tmp_path: Path, text: bytes) -> None:
    pattern(tmp_path / "patterns", "sum_up", text)
    code, taken = hygie(
        "import", "fabric", str(tmp_path / "patterns"), "--library", str(tmp_path / "lib")
    )
    assert (code, taken["added"]) == (0, ["sum_up"])
    _code, result = hygie("render", "sum_up", "--library", str(tmp_path / "lib"))
    (message,) = result["messages"]
    assert message["role"] == "system"
    assert "".join(part["text"] for part in message["content"]).encode() == text


def test_an_import_twice_adds_nothing_and_keeps_what_was_changed(
    hygie: Any, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        pattern(tmp_path / "patterns", name, b"You are.")
    arguments = ("import", "fabric", str(tmp_path / "patterns"), "--library", str(tmp_path / "lib"))
    hygie(*arguments)
    changed = tmp_path / "lib/vendor/fabric/two.prompt"
    changed.write_text("mine")
    _code, taken = hygie(*arguments)
    assert (taken["added"], taken["unchanged"], taken["kept"]) == ([], ["one"], ["two"])
    assert changed.read_text() == "mine"


def test_fabrics_variables_are_named_and_filled_in_only_when_asked(
    hygie: Any, tmp_path: Path
) -> None:
    pattern(tmp_path / "p", "essay", b"Write as {{author}}. Literal {{ vue }}.")
    _code, taken = hygie("import", "fabric", str(tmp_path / "p"), "--library", str(tmp_path / "a"))
    assert "{{author}}" in taken["losses"]["essay"][0]
    hygie("import", "fabric", str(tmp_path / "p"), "--library", str(tmp_path / "b"), "--fill")
    _code, result = hygie(
        "render", "essay", "--library", str(tmp_path / "b"), "--var", "author=Zoé", "--var", "vue=x"
    )
    assert result["messages"][0]["content"][0]["text"] == "Write as Zoé. Literal x."


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["render", "nothing"], 3, "no prompt"),
        (["render", "a", "--var", "x"], 2, "NAME=VALUE"),
        (["render", "a", "--vars", "/nowhere.json"], 2, "cannot be read"),
        (["render", "a"], 2, "is missing"),
        (["import", "cobol", "x"], 2, "not known"),
        (["import", "fabric", "/nowhere"], 2, "no Fabric patterns"),
        (["new", "a b"], 2, "not a name"),
    ],
)
def test_a_mistake_is_answered_with_a_code_and_a_remedy(
    hygie: Any, tmp_path: Path, arguments: list[str], code: int, words: str
) -> None:
    (tmp_path / "a.prompt").write_text("---\ninput: {schema: {x: string}}\n---\n{{x}}")
    given, result = hygie(*arguments, "--library", str(tmp_path))
    assert (given, words in result["error"]["title"]) == (code, True)
    assert result["error"]["action"]


def test_list_search_show_and_new_work_together(hygie: Any, tmp_path: Path) -> None:
    library = ["--library", str(tmp_path)]
    assert hygie("init", str(tmp_path))[0] == 0
    assert hygie("new", "notes.en", *library)[0] == 0
    assert [p["name"] for p in hygie("list", *library)[1]["prompts"]] == ["notes"]
    assert hygie("search", "nothing-like-this", *library)[1]["prompts"] == []
    shown = hygie("show", "notes", *library)[1]
    assert [(f["name"], f["required"], f["widget"]) for f in shown["inputs"]] == [
        ("topic", True, "text")
    ]


@pytest.mark.parametrize(
    ("kind", "command"),
    [
        ("file", ["list"]),
        ("file", ["new", "x.en"]),
        ("file", ["lock"]),
        ("nothing", ["list"]),
        ("nothing", ["lint"]),
    ],
)
def test_a_library_that_is_none_is_named_with_the_remedy(tmp_path, capsys, command, kind) -> None:
    root = tmp_path / "library"
    if kind == "file":
        root.write_text("x")
    assert main(["prompts", *command, "--library", str(root)]) in (2, 5)
    told = capsys.readouterr().err
    assert str(root) in told
    assert "Error" not in told


def test_a_starter_is_not_approved_in_the_programs_own_files(capsys) -> None:
    before = (STARTER / "hygie.lock").read_bytes()
    assert main(["prompts", "approve", "email.fr"]) == 2
    assert "needs no approval" in capsys.readouterr().err
    assert (STARTER / "hygie.lock").read_bytes() == before
