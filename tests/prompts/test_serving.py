"""Prompts served by MCP: texts as arguments, no system role, only what may run."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.i18n import choose
from assistant.prompt_wiring import STARTER
from prompts.errors import InputError, PromptError, UntrustedError
from prompts.library.stack import Library, Stack
from prompts.serving import completed, filled, served

PROMPT = """---
description: Asks.
input:
  schema:
    n: integer, how many
    sure?: boolean
    tone(enum): [warm, wry]
hygie.labels: {fr: {title: Demande, n: Nombre}}
---
{{role "system"}}
Be {{tone}}.
{{role "user"}}
Give {{n}}.
{{role "model"}}
Which?
"""


@pytest.fixture
def stack(tmp_path: Path) -> Stack:
    (tmp_path / "prompts").mkdir()
    (tmp_path / "prompts/ask.prompt").write_text(PROMPT)
    (tmp_path / "prompts/broken.prompt").write_text("---\ninput: {schema: {x: nonsense}}\n---\nx")
    (tmp_path / "vendor").mkdir()
    (tmp_path / "vendor/theirs.prompt").write_text("From elsewhere.")
    return Stack([Library(tmp_path)])


def test_only_prompts_that_may_run_are_listed(stack: Stack) -> None:
    choose("fr")
    (row,) = served(stack)
    assert (row["name"], row["title"]) == ("ask", "Demande")
    assert row["arguments"][0] == {
        "name": "n", "title": "Nombre", "description": "how many (integer)", "required": True,
    }  # fmt: skip
    assert "warm, wry" in row["arguments"][2]["description"]
    choose("en")


def test_the_systems_text_opens_the_first_message_of_the_user(stack: Stack) -> None:
    messages = filled(stack, "ask", {"n": "3", "tone": "wry"})["messages"]
    assert [m["role"] for m in messages] == ["user", "assistant"]
    assert messages[0]["content"] == {"type": "text", "text": "Be wry.\n\nGive 3."}


def test_arguments_are_checked_and_a_foreign_prompt_is_refused(stack: Stack) -> None:
    with pytest.raises(InputError, match="n"):
        filled(stack, "ask", {"n": "three", "tone": "wry"})
    with pytest.raises(UntrustedError):
        filled(stack, "theirs", {})


def test_allowed_values_are_completed(stack: Stack) -> None:
    assert completed(stack, "ask", "tone", "W") == ["warm", "wry"]
    assert completed(stack, "ask", "tone", "wr") == ["wry"]
    assert completed(stack, "ask", "sure", "t") == ["true"]
    assert completed(stack, "ask", "n", "1") == []
    with pytest.raises(PromptError, match="nothing"):
        completed(stack, "ask", "nothing", "")


def test_the_whole_starter_library_is_served() -> None:
    assert len(served(Stack([Library(STARTER)]))) == 24
