"""Prompts that are text with front matter: dotprompt, Agent Skills, VS Code, aichat."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from assistant.i18n import gettext as _
from prompts.errors import Source
from prompts.exchange.converted import Converted
from prompts.exchange.documents import (
    INPUT,
    converted,
    files,
    pruned,
    role,
    settings,
    split,
)
from prompts.exchange.verbatim import verbatim
from prompts.format.marks import CHOICES, HELPERS
from prompts.format.reading import parse_prompt, read_text
from prompts.template.walk import uses

_EDITOR = re.compile(r"\$\{input:([A-Za-z_]\w*)(?::([^}]*))?\}")


def dotprompt(path: Path) -> Iterator[Converted]:
    """Prompts of another dotprompt library, byte for byte; partials go to `partials/` by hand."""
    for file in files(path, "*.prompt", "**/*.prompt"):
        if file.name.startswith("_"):
            continue
        prompt = parse_prompt(Source(str(file), read_text(file)))
        used = uses(prompt.program, frozenset({*HELPERS, *CHOICES}))
        partials = sorted({f"_{use.name}.prompt" for use in used if use.kind == "partial"})
        losses = (
            [_("its partials go to partials/ by hand: {names}").format(names=", ".join(partials))]
            if partials
            else []
        )
        name = file.name.removesuffix(".prompt")
        yield Converted(name, prompt.source.text, tuple(losses), file)


def skill(path: Path) -> Iterator[Converted]:
    """Agent Skills: the text of SKILL.md; what lies beside it stays where it is, and is named."""
    for file in files(path, "SKILL.md", "*/SKILL.md", "**/SKILL.md"):
        raw, body = split(file)
        beside = sorted(
            p.relative_to(file.parent).as_posix()
            for p in file.parent.rglob("*")
            if p.is_file() and p != file
        )
        fields = {
            "name": raw.get("name") or file.parent.name, "description": raw.get("description"),
            "input": {"schema": {"input?": "string, the task"}}, "hygie.license": raw.get("license"),
            "hygie.untrusted": ["input"], "hygie.widgets": {"input": "textarea"},
        }  # fmt: skip
        losses = (
            [_("files beside it were not imported: {names}").format(names=", ".join(beside[:10]))]
            if beside
            else []
        )
        if raw.get("allowed-tools"):
            losses.append(_("left out: {names}").format(names="allowed-tools"))
        yield converted(
            file,
            "skill",
            pruned(fields),
            role("system") + verbatim(body.text.strip("\n")) + INPUT,
            losses,
        )


def vscode(path: Path) -> Iterator[Converted]:
    """VS Code's `.prompt.md`: `${input:name:hint}` becomes an input."""
    for file in files(path, "*.prompt.md", "**/*.prompt.md"):
        raw, body = split(file)
        names = {m[1]: m[2] or "" for m in _EDITOR.finditer(body.text)}
        parts, at = [], 0
        for match in _EDITOR.finditer(body.text):
            parts += [verbatim(body.text[at : match.start()]), "{{" + match[1] + "}}"]
            at = match.end()
        fields = {
            "name": raw.get("name") or file.name.removesuffix(".prompt.md"), "description": raw.get("description"),
            "model": raw.get("model"),
            "input": {"schema": {n: f"string, {hint}" if hint else "string" for n, hint in names.items()}},
        }  # fmt: skip
        lost = [n for n in ("agent", "mode", "tools") if raw.get(n)]
        losses = [_("left out: {names}").format(names=", ".join(lost))] if lost else []
        text = role("user") + "".join([*parts, verbatim(body.text[at:])]).strip("\n")
        yield converted(file, "vscode", pruned(fields), text, losses)


def aichat(path: Path) -> Iterator[Converted]:
    """Roles of aichat: `_INPUT__`, and examples between `### INPUT:` and `### OUTPUT:`."""
    for file in files(path, "*.md"):
        raw, body = split(file)
        pieces = re.split(
            r"^### (INPUT|OUTPUT):[ \t]*\n", body.text.strip("\n"), flags=re.MULTILINE
        )
        embedded = "__INPUT__" in body.text
        first = "user" if embedded else "system"
        parts = (
            [role(first) + verbatim(pieces[0].strip("\n")).replace("__INPUT__", "{{input}}")]
            if pieces[0].strip()
            else []
        )
        for kind, text in zip(pieces[1::2], pieces[2::2], strict=True):
            parts.append(role("user" if kind == "INPUT" else "model") + verbatim(text.strip("\n")))
        if not embedded:
            parts.append(INPUT)
        fields = {
            "name": file.stem, "model": raw.get("model"), "config": settings(raw),
            "input": {"schema": {"input" if embedded else "input?": "string, the text to work on"}},
            "hygie.untrusted": ["input"], "hygie.widgets": {"input": "textarea"},
        }  # fmt: skip
        losses = [_("left out: {names}").format(names="use_tools")] if raw.get("use_tools") else []
        yield converted(file, "aichat", pruned(fields), "\n".join(parts), losses)
