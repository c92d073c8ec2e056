"""Prompts of other tools come in and go out; what is lost is said, and nothing in them is run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from prompts.errors import PromptError, Source
from prompts.exchange.converted import put
from prompts.exchange.jinja import to_handlebars
from prompts.exchange.readers import READERS
from prompts.exchange.writers import FORMATS, TARGETS, export
from prompts.exchange.writing import front_matter
from prompts.format.rendering import fill
from prompts.format.yaml_core import load
from prompts.library.stack import Library, Stack

PROMPTY = """---
name: triage
description: Sorts a ticket.
model:
  id: small
  options: {temperature: 0, maxOutputTokens: 99, additionalProperties: {x: 1}}
  connection: {kind: key, apiKey: "${env:KEY}"}
inputs:
  - {name: ticket, kind: string, required: true}
  - {name: urgent, kind: boolean, default: false}
  - {name: tags, kind: array, default: [a, b]}
---
system:
You sort tickets.{% if urgent %} Quickly.{% else %} Calmly.{% endif %}

user:
{{ticket}} {% for t in tags %}[{{ t }}]{% endfor %}
"""
LLM = """system: Answer in $language.
prompt: 'Sum up: $input for $$5'
model: small
options: {temperature: 0}
defaults: {language: French}
functions: |
  import os
"""
SKILL = """---
name: kind-skill
description: Is kind.
allowed-tools: [Bash]
---
# Kind

Be kind. Literal {{braces}}.
"""
VSCODE = "---\ndescription: Reviews.\nagent: ask\n---\nReview ${input:file:which file} for ${input:goal}.\n"
AICHAT = "---\nmodel: small\ntemperature: 0\n---\nTranslate.\n### INPUT:\nchien\n### OUTPUT:\ndog\n"
PROMPTFOO = """prompts:
  - 'Tell {{who}} {% if x == "a" %}A{% elif y %}Y{% endif %}'
  - file://chat.json
  - exec:rm -rf x
providers: [a]
tests: [{vars: {}}]
"""


def taken(
    tmp_path: Path, kind: str, name: str, text: str, **values: Any
) -> tuple[list[tuple[str, str]], Any]:
    (tmp_path / "in").mkdir(exist_ok=True)
    path = tmp_path / "in" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    _taken, converted = put(tmp_path / "lib", kind, READERS[kind](path))
    stack = Stack([Library(tmp_path / "lib")])
    found = stack.find(converted[0].name)
    return [
        (m.role, m.text().strip()) for m in fill(found.prompt, values, stack.partial).messages
    ], converted


def test_a_prompty_file_keeps_its_turns_types_defaults_and_logic(tmp_path: Path) -> None:
    turns, converted = taken(
        tmp_path, "prompty", "triage.prompty", PROMPTY, ticket="Broken.", urgent=True
    )
    assert turns == [("system", "You sort tickets. Quickly."), ("user", "Broken. [a][b]")]
    assert "connection" in " ".join(converted[0].losses)
    prompt = Stack([Library(tmp_path / "lib")]).find("triage").prompt
    assert dict(prompt.meta.config) == {"temperature": 0, "maxOutputTokens": 99}
    with pytest.raises(PromptError, match="urgent"):
        fill(prompt, {"ticket": "x", "urgent": "soon"})


def test_an_llm_template_keeps_its_names_and_never_its_code(tmp_path: Path) -> None:
    turns, converted = taken(tmp_path, "llm", "sum.yaml", LLM, input="X")
    assert turns == [("system", "Answer in French."), ("user", "Sum up: X for $5")]
    assert "functions" in converted[0].losses[0]


def test_a_skill_is_kept_to_the_letter_and_what_lies_beside_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/run.sh").write_text("echo x")
    turns, converted = taken(tmp_path, "skill", "SKILL.md", SKILL)
    assert turns == [("system", "# Kind\n\nBe kind. Literal {{braces}}.")]
    assert "run.sh" in converted[0].losses[0]


def test_a_vscode_prompt_has_its_inputs(tmp_path: Path) -> None:
    turns, _converted = taken(
        tmp_path, "vscode", "look.prompt.md", VSCODE, file="a.py", goal="speed"
    )
    assert turns == [("user", "Review a.py for speed.")]


def test_an_aichat_role_has_its_examples(tmp_path: Path) -> None:
    turns, _converted = taken(tmp_path, "aichat", "tr.md", AICHAT, input="chat")
    assert turns == [
        ("system", "Translate."),
        ("user", "chien"),
        ("model", "dog"),
        ("user", "chat"),
    ]


def test_promptfoo_prompts_come_in_and_commands_stay_out(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/chat.json").write_text(
        '[{"role": "system", "content": "Be brief."}, {"role": "user", "content": "{{q}}"}]'
    )
    turns, converted = taken(
        tmp_path, "promptfoo", "promptfooconfig.yaml", PROMPTFOO, who="Zoé", x="b", y=True
    )
    assert turns == [("user", "Tell Zoé Y")]
    assert [c.name for c in converted] == ["in-1", "chat"]


def test_a_langfuse_export_comes_in(tmp_path: Path) -> None:
    row = {
        "name": "greet",
        "prompt": [
            {"role": "system", "content": "Be kind."},
            {"role": "user", "content": "Hi {{who}}"},
        ],
        "config": {"temperature": 0},
    }
    turns, _converted = taken(tmp_path, "langfuse", "x.json", json.dumps(row), who="Zoé")
    assert turns == [("system", "Be kind."), ("user", "Hi Zoé")]


@pytest.mark.parametrize(
    "template",
    [
        "{{ x | reverse }}",
        "{% include 'a' %}",
        "{% for a in b %}",
        "{{ ''.__class__ }}",
        "{% set a = 1 %}",
        "{{ f() }}",
    ],
)
def test_what_goes_beyond_the_subset_is_refused_with_its_line(template: str) -> None:
    with pytest.raises(PromptError) as caught:
        to_handlebars(Source("a.prompty", "one\n" + template, 4))
    assert caught.value.place is not None
    assert caught.value.place.line == 5


@pytest.mark.parametrize(("kind", "name", "text"), [
    ("prompty", "a.prompty", "---\nname: [\n---\nx"), ("llm", "a.yaml", "- x"), ("langfuse", "a.json", "{"),
    ("promptfoo", "promptfooconfig.yaml", "prompts: [file://../secret]"),
])  # fmt: skip
def test_a_broken_file_is_refused_and_nothing_is_written(
    tmp_path: Path, kind: str, name: str, text: str
) -> None:
    with pytest.raises(PromptError) as caught:
        taken(tmp_path, kind, name, text)
    assert caught.value.place is not None
    assert not (tmp_path / "lib").exists()


@pytest.mark.parametrize("kind", sorted({*TARGETS} - {"promptfoo", "skill"}))
def test_what_is_exported_comes_back_in(tmp_path: Path, kind: str) -> None:
    (tmp_path / "a.prompt").write_text(
        '---\ndescription: Sums up.\ninput: {schema: {input: string}}\n---\n{{role "system"}}Sum up in $5 {braces}.'
        + ("" if kind == "fabric" else '{{role "user"}}{{input}}')
    )
    stack = Stack([Library(tmp_path)])
    exported = export(kind, stack.find("a"), stack.partial)
    for name, text in exported.files.items():
        path = tmp_path / "out" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        turns, _converted = taken(tmp_path, kind, str(path), text, input="X")
    assert " ".join(t for _role, t in turns).split() == ["Sum", "up", "in", "$5", "{braces}.", "X"]
    if kind in ("vscode", "aichat"):
        assert exported.losses


def test_every_starter_prompt_is_exported_and_the_losses_are_told() -> None:
    from assistant.prompt_wiring import STARTER

    stack = Stack([Library(STARTER)])
    for kind in FORMATS:
        for _library, entry in stack.entries():
            exported = export(kind, stack.find(entry.identity), stack.partial)
            assert all(exported.files.values()), kind
    fabric = export("fabric", stack.find("email.en"), stack.partial)
    assert len(fabric.losses) >= 3


@pytest.mark.parametrize(
    "value",
    ["no", "12:30", "a: b", "# x", "é", "- a", "", "null", "1e3", "a\nb", "“x”", "'", "x #y"],
)
def test_what_is_written_as_yaml_is_read_back_alike(value: str) -> None:
    text = front_matter({"key": {"inner": value, "list": [value]}}, "")
    read = load(Source("a", text.split("---\n")[1])).value
    assert read == {"key": {"inner": value, "list": [value]}}
