"""`python -m benchmarks.prompts`: conformance, byte-exact imports, review and speed, as figures."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from assistant.types import Private
from benchmarks.data import folder
from prompts.errors import PromptError, Source
from prompts.exchange import fabric
from prompts.exchange.converted import put
from prompts.format.messages import PromptMessage, TextPart
from prompts.format.metadata import extensions
from prompts.format.reading import parse_prompt
from prompts.format.rendering import fill
from prompts.format.yaml_core import load
from prompts.library.stack import Library, Stack
from prompts.review.reviewing import review_path
from prompts.template.budget import Budget
from prompts.template.evaluate import Language, evaluate
from prompts.template.parse import parse

Score = tuple[int, int, str]


def main() -> int:
    """Print one line a measure; say so when the measuring sets are absent."""
    data = folder()
    measures: list[Callable[[], Score]] = [many_prompts]
    if data is None or not (data / "prompts").is_dir():
        print("no measuring sets here: set HYGIE_DATA to measure conformance")
    else:
        sets = data / "prompts"
        measures = [
            lambda: dotprompt_specification(sets), lambda: mustache(sets), lambda: fabric_import(sets),
            lambda: fabric_review(sets), lambda: labelled_review(sets), many_prompts,
        ]  # fmt: skip
    for measure in measures:
        good, total, name = measure()
        print(f"{name:<52} {good}/{total}", flush=True)
    return 0


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
    try:
        trees = {n: parse(Source(n, t)) for n, t in test.get("partials", {}).items()}
        language = Language(partial=trees.get, escape=True)
        tree = parse(Source("t", test["template"]))
        return (
            "".join(map(str, evaluate(tree, language, test["data"], {}, Budget())))
            == test["expected"]
        )
    except PromptError:
        return False


def fabric_import(sets: Path) -> Score:
    """Patterns that render byte for byte after the import."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        put(root, "fabric", fabric.convert(sets / "fabric/patterns"))
        stack = Stack([Library(root)])
        paths = sorted((sets / "fabric/patterns").glob("*/system.md"))
        good = 0
        for path in paths:
            messages = fill(stack.find(path.parent.name).prompt, {}, stack.partial).messages
            good += "".join(m.text() for m in messages).encode() == path.read_bytes()
    return good, len(paths), "Fabric patterns, byte for byte"


def fabric_review(sets: Path) -> Score:
    """Honest patterns that the review leaves alone."""
    paths = sorted((sets / "fabric/patterns").glob("*/system.md"))
    return (
        sum(not review_path(p).dangerous for p in paths),
        len(paths),
        "Fabric patterns not flagged",
    )


def labelled_review(sets: Path) -> Score:
    """Labelled skills told apart, scripts included; the label file itself is not read."""
    good = total = 0
    for path in sorted((sets / "skill_review").rglob("_expected.json")):
        safe = json.loads(path.read_text(encoding="utf-8"))["expected_safe"]
        with tempfile.TemporaryDirectory() as name:
            for file in path.parent.iterdir():
                if file.is_file() and file != path:
                    (Path(name) / file.name).write_bytes(file.read_bytes())
            good += review_path(Path(name)).dangerous is not safe
            total += 1
    return good, total, "labelled skills told apart"


def many_prompts() -> Score:
    """Milliseconds of CPU to list and to search 5,000 prompts whose index is warm, best of seven."""
    with tempfile.TemporaryDirectory() as name:
        root, cache = Path(name) / "library", Path(name) / "cache"
        for n in range(5_000):
            path = root / f"prompts/f{n % 50}/p{n}.fr.prompt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(
                f"---\nname: p{n}\ndescription: Résumé de la réunion {n}\nhygie.tags: [bureau]\n---\nTexte {n}\n",
                encoding="utf-8",
            )
        began = time.perf_counter()
        Stack([Library(root, cache)]).entries()
        print(f"first reading of 5,000 prompts: {time.perf_counter() - began:.2f} s")
        best = min(_listed(root, cache) for _attempt in range(7))
    return round(best * 1000), 100, "list and search 5,000 prompts, ms of CPU"


def _listed(root: Path, cache: Path) -> float:
    began = time.process_time()
    stack = Stack([Library(root, cache)])
    stack.entries()
    stack.search("reunion 4999")
    return time.process_time() - began


if __name__ == "__main__":
    raise SystemExit(main())
