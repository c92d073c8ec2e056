"""The template language: as handlebars.js, bounded, and telling where it fails."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from prompts.errors import BudgetError, Source, TemplateError
from prompts.template.budget import Budget
from prompts.template.evaluate import Language, evaluate
from prompts.template.parse import parse

CASES = json.loads((Path(__file__).parent / "handlebars_cases.json").read_text(encoding="utf-8"))


def rendered(template: str, context: object, partials: dict[str, str] | None = None) -> str:
    trees = {name: parse(Source(name, text)) for name, text in (partials or {}).items()}
    language = Language(partial=trees.get)
    pieces = evaluate(parse(Source("t.prompt", template)), language, context, {}, Budget())
    return "".join(map(str, pieces))


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["template"][:50])
def test_a_template_renders_as_handlebars_js_renders_it(case: dict) -> None:
    context, partials = CASES["context"], {**CASES["partials"], **case.get("partials", {})}
    if case["output"] is None:
        with pytest.raises(TemplateError):
            rendered(case["template"], context, partials)
    else:
        assert rendered(case["template"], context, partials) == case["output"]


def test_three_nested_loops_over_a_hundred_items_are_stopped_in_a_bounded_time() -> None:
    loop = "{{#each ../items}}{{#each ../../items}}x{{/each}}{{/each}}"
    began = time.monotonic()
    with pytest.raises(BudgetError, match=r"t\.prompt:1:\d+: The prompt takes more than"):
        rendered("{{#each items}}" + loop + "{{/each}}", {"items": list(range(100))})
    assert time.monotonic() - began < 5


def test_a_long_value_in_a_loop_is_stopped_before_it_fills_the_memory() -> None:
    with pytest.raises(BudgetError, match="characters"):
        rendered("{{#each items}}{{../text}}{{/each}}", {"items": [1] * 900, "text": "x" * 10_000})


def test_partials_that_go_in_a_circle_are_named() -> None:
    with pytest.raises(TemplateError, match="a → b → a"):
        rendered("{{> a}}", {}, {"a": "{{> b}}", "b": "{{> a}}"})


def test_an_unknown_helper_is_named_with_its_line_and_the_nearest_one() -> None:
    with pytest.raises(TemplateError) as caught:
        rendered("one\n{{#eech items}}x{{/eech}}", {"items": []})
    assert caught.value.title.startswith("t.prompt:2:1: There is no helper")
    assert caught.value.action == "Did you mean each?"


@pytest.mark.parametrize("template", ["a\n{{#if x}}", "a\n{{x", "a\n{{/if}}", "a\n{{x y=}}"])
def test_a_broken_tag_is_told_with_its_line(template: str) -> None:
    with pytest.raises(TemplateError) as caught:
        rendered(template, {"x": 1})
    assert caught.value.place is not None
    assert caught.value.place.line == 2
