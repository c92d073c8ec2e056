"""The dotprompt specification's cases, and Mustache's core."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from assistant.types import Private
from benchmarks.prompts import Score
from benchmarks.prompts.engines import Node
from prompts.errors import PromptError, Source
from prompts.format.messages import PromptMessage, TextPart
from prompts.format.metadata import extensions
from prompts.format.reading import parse_prompt
from prompts.format.rendering import fill
from prompts.format.yaml_core import load
from prompts.template.budget import Budget
from prompts.template.evaluate import Language, evaluate
from prompts.template.parse import parse


def dotprompt_specification(sets: Path) -> Score:
    """The specification's cases: messages, config, ext, raw, model, schemas."""
    root = sets / "dotprompt_spec/spec"
    results = [
        _specified(suite, test)
        for path in sorted([*root.glob("*.yaml"), *root.glob("helpers/*.yaml")])
        for suite in load(Source(path.name, path.read_text(encoding="utf-8"))).value
        for test in suite["tests"]
    ]
    return sum(results), len(results), "dotprompt specification"


def _specified(suite: dict[str, Any], test: dict[str, Any]) -> bool:
    given = {**suite.get("data", {}), **test.get("data", {})}
    expected = test["expect"]
    schemas = {**suite.get("schemas", {}), **suite.get("resolverSchemas", {})}
    partials = {**suite.get("partials", {}), **suite.get("resolverPartials", {})}
    option = test.get("options", {}).get("input", {})
    try:
        prompt = parse_prompt(Source(suite["name"], suite["template"]), schemas.get)
        values = {**option.get("default", {}), **given.get("input", {})}
        past = [
            PromptMessage(m["role"], tuple(TextPart(Private(c["text"])) for c in m["content"]))
            for m in given.get("messages", [])
        ]
        filled = fill(
            prompt, values, lambda n: Source(n, partials[n]) if n in partials else None,
            history=past, data=given.get("context"),
        )  # fmt: skip
        found = {
            "messages": [m.fields() for m in filled.messages], "config": dict(prompt.meta.config),
            "model": prompt.meta.model, "raw": prompt.raw, "ext": extensions(prompt.raw),
            "output": {"schema": prompt.output_schema},
            "input": option or {"schema": prompt.input_schema},
        }  # fmt: skip
    except PromptError:
        return False
    return all(found.get(key) == value for key, value in expected.items())


def mustache(sets: Path) -> Score:
    """Mustache's core against its own expectations; handlebars.js 4.7.8 itself reaches 116."""
    results = []
    for path in sorted((sets / "mustache_spec/specs").glob("[!~]*.json")):
        for test in json.loads(path.read_text(encoding="utf-8"))["tests"]:
            results.append(_mustache(test))
    return sum(results), len(results), "mustache core (handlebars.js: 116)"


def _mustache(test: dict[str, Any]) -> bool:
    return mustached(test) == test["expected"]


def mustached(test: dict[str, Any]) -> str | None:
    """Return what hygie makes of one of Mustache's cases; None for a refusal."""
    try:
        trees = {n: parse(Source(n, t)) for n, t in test.get("partials", {}).items()}
        language = Language(partial=trees.get, escape=True)
        tree = parse(Source("t", test["template"]))
        return "".join(map(str, evaluate(tree, language, test["data"], {}, Budget())))
    except PromptError:
        return None


def as_handlebars(sets: Path, node: Node) -> Score:
    """Mustache's core: the same text as handlebars.js, or a refusal where it refuses."""
    same, total = 0, 0
    for path in sorted((sets / "mustache_spec/specs").glob("[!~]*.json")):
        for test in json.loads(path.read_text(encoding="utf-8"))["tests"]:
            try:
                theirs = node.mustache(test["template"], test["data"], test.get("partials", {}))
            except ValueError:
                theirs = None
            total, same = total + 1, same + (mustached(test) == theirs)
    return same, total, "mustache core, as handlebars.js"
