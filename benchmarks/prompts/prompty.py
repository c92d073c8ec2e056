"""Microsoft's vectors for Prompty (load, render, parse, segments) and its Jinja subset, on import."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks.prompts import Score
from prompts.errors import InputError, PromptError, Source
from prompts.exchange import prompty_file
from prompts.exchange.converted import put
from prompts.exchange.jinja import to_handlebars
from prompts.exchange.prompty import prompty
from prompts.exchange.prompty_turns import turns
from prompts.format import marks
from prompts.format.inputs import complete
from prompts.format.reading import Prompt
from prompts.format.rendering import fill
from prompts.library.stack import Library, Stack
from prompts.template.budget import Budget
from prompts.template.evaluate import Language, evaluate
from prompts.template.parse import parse as parse_template
from prompts.template.pieces import Mark, Piece
from prompts.template.pieces import segments as of_pieces

LANGUAGE = Language(marks.HELPERS, marks.CHOICES)


def _vectors(sets: Path, operation: str) -> Iterator[dict[str, Any]]:
    rows = json.loads((sets / "prompty/vectors/vectors.json").read_text(encoding="utf-8"))
    return (row["vector"] for row in rows["vectors"] if row["operation"] == operation)


def _score(results: list[bool], name: str) -> Score:
    return sum(results), len(results), name


# Load


def load(sets: Path) -> Score:
    """Fields, shorthands, references, defaults and refusals."""
    results = [_loads(sets, vector) for vector in _vectors(sets, "load")]
    return _score(results, "Prompty vectors: load")


def _loads(sets: Path, vector: dict[str, Any]) -> bool:
    given, expected = vector["input"], vector["expected"]
    with tempfile.TemporaryDirectory() as name:
        path = _written(sets, Path(name) / given.get("agent_subdir", ""), given)
        try:
            fields, _body = prompty_file.load(path, given.get("env", {}))
            if "inputs" in given:
                fields["validated_inputs"] = complete(_imported(path), given["inputs"])
        except PromptError as error:
            return "error" in expected and expected.get("error_field", "") in str(error)
    return "error" not in expected and _holds(fields, expected)


def _written(sets: Path, folder: Path, given: Mapping[str, Any]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    fixtures = sets / "prompty/fixtures"
    for name, content in given.get("files", {}).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(json.dumps(content), encoding="utf-8")
    if "fixture" in given:
        for path in fixtures.iterdir():
            shutil.copyfile(path, folder / path.name)
        return folder / str(given["fixture"])
    path = folder / "vector.prompty"
    front = f"---\n{json.dumps(given.get('frontmatter'))}\n---\nHello"
    path.write_text(given.get("frontmatter_raw", front), encoding="utf-8")
    return path


def _holds(found: Any, expected: Any) -> bool:  # noqa: ANN401
    """Whether everything expected is found; null stands for absent."""
    if isinstance(expected, dict):
        return isinstance(found, dict) and all(_holds(found.get(k), v) for k, v in expected.items())
    if isinstance(expected, list):
        same = isinstance(found, list) and len(found) == len(expected)
        return same and all(map(_holds, found, expected))
    return bool(found == expected)


# Render, parse, segments


def render(sets: Path) -> Score:
    """Templates to text, by Jinja and by Mustache."""
    results = [_renders(vector) for vector in _vectors(sets, "render")]
    return _score(results, "Prompty vectors: render")


def _renders(vector: dict[str, Any]) -> bool:
    given, expected = vector["input"], vector["expected"]
    inputs = dict(given["inputs"])
    threads = [n for n, v in inputs.items() if isinstance(v, dict) and v.get("_kind") == "thread"]
    template = given["template"]
    text = template if given["engine"] == "mustache" else to_handlebars(_source(template)).text
    for name in threads:
        text = text.replace("{{" + name + "}}", "{{history}}")
    said = "".join(_spelled(p, threads) for p in _pieces(text, inputs))
    if "nonce_pattern" in expected:
        return bool(re.fullmatch(expected["nonce_pattern"], said))
    return said == expected["rendered"]


def _spelled(piece: Piece, threads: list[str]) -> str:
    """A mark of ours as Prompty's in-band one: ours cannot be forged by a value."""
    return f"__PROMPTY_THREAD_00000000_{threads[0]}__" if isinstance(piece, Mark) else piece


def _pieces(text: str, inputs: Mapping[str, Any]) -> list[Piece]:
    return evaluate(parse_template(_source(text)), LANGUAGE, inputs, {}, Budget())


def _source(text: str) -> Source:
    return Source("vector", text)


def parse(sets: Path) -> Score:
    """Rendered text to messages; a thread's place is a mark, put where its name stands."""
    results = [_parses(vector) for vector in _vectors(sets, "parse")]
    return _score(results, "Prompty vectors: parse")


def _parses(vector: dict[str, Any]) -> bool:
    given, found = vector["input"], []
    for turn in turns(_source(given["rendered"])):
        found += _messages(
            turn.role, turn.text.text, turn.attributes, given.get("thread_inputs", {})
        )
    return found == vector["expected"]["messages"]


def _messages(
    role: str, text: str, attributes: Mapping[str, object], threads: Mapping[str, Any]
) -> list[dict[str, Any]]:
    place = re.search(r"__PROMPTY_THREAD_[0-9a-f]+_(\w+?)__", text)
    if place and place[1] in threads:
        before, after = text[: place.start()].strip(), text[place.end() :].strip()
        return [
            *(_messages(role, before, attributes, {}) if before else []), *threads[place[1]],
            *(_messages(role, after, attributes, {}) if after else []),
        ]  # fmt: skip
    message = {"role": role, "content": [{"kind": "text", "value": text}]}
    return [message | ({"metadata": dict(attributes)} if attributes else {})]


def segments(sets: Path) -> Score:
    """Where each piece of text comes from; a strict value that forges a turn is refused on import."""
    results = [_segmented(vector) for vector in _vectors(sets, "renderSegments")]
    return _score(results, "Prompty vectors: segments")


def _segmented(vector: dict[str, Any]) -> bool:
    given, strict = vector["input"], vector["input"].get("strict_props", [])
    if "error" in vector["expected"] or strict:
        refused = _refused(given["template"], strict, given["inputs"])
        if refused or "error" in vector["expected"]:
            return refused and "error" in vector["expected"]
    found = [
        {
            "kind": "interp" if s.source else "literal", "text": s.text,
            "source": s.source or None, "strict": s.source in strict,
        }
        for s in of_pieces(_pieces(to_handlebars(_source(given["template"])).text, given["inputs"]))
    ]  # fmt: skip
    return bool(found == vector["expected"]["segments"])


# The Jinja subset, through the whole import: file, library, values, messages


def jinja(sets: Path) -> Score:
    """Each case as a `.prompty` file that is imported and filled in."""
    root = sets / "prompty/jinja_subset"
    rows = json.loads((root / "render_golden.json").read_text(encoding="utf-8"))
    return _score([_case(row) for row in rows], "Prompty's Jinja subset, on import")


def _case(row: dict[str, Any]) -> bool:
    if "throws" in row:
        return _refused(row["template"], row["strict_props"], row["inputs"])
    wanted = [(turn.role, turn.text.text) for turn in turns(_source(row["template"]))]
    messages = fill(_of(row["template"], row.get("strict_props", [])), row["inputs"]).messages
    said = [(m.role, m.text()) for m in messages]
    # A value stays in its turn, whatever it says; Prompty's flat text is turned back into ours.
    flat = "".join(
        text
        if len(wanted) == 1 and not row["template"].startswith(f"{role}:")
        else f"{role}:\n{text}\n"
        for role, text in said
    )
    return flat.rstrip("\n") == row["rendered"].rstrip("\n") and [r for r, _t in said] == [
        r for r, _t in wanted
    ]


def _refused(template: str, strict: list[str], inputs: Mapping[str, Any]) -> bool:
    try:
        fill(_of(template, strict), inputs)
    except InputError:
        return True
    return False


def _of(template: str, strict: list[str]) -> Prompt:
    """The prompt that a template becomes when it is imported."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "case.prompty"
        rows = [{"name": n, "kind": "string", "strict": True} for n in strict]
        front = {"name": "case", **({"inputs": rows} if rows else {})}
        path.write_text(f"---\n{json.dumps(front)}\n---\n{template}", encoding="utf-8")
        return _imported(path)


def _imported(path: Path) -> Prompt:
    root = path.parent / "library"
    _taken, converted = put(root, "prompty", prompty(path))
    return Stack([Library(root)]).find(converted[0].name).prompt
