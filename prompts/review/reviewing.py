"""The review of a prompt, a skill's folder or any text: findings, and what was left unread."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from assistant.i18n import gettext as _
from prompts.format.reading import Prompt
from prompts.reproduce.hashes import Partials, included
from prompts.review import beside
from prompts.review.findings import Finding, Report, Weight, visible
from prompts.review.hidden import hidden
from prompts.review.orders import orders, reason


def review_text(text: str, name: str) -> list[Finding]:
    """Return the findings of one text, by line."""
    return sorted(_text(text, name), key=lambda finding: (finding.line, finding.rule))


def review_path(path: Path) -> Report:
    """Return the findings of a file, or of a folder with everything in it; nothing is run."""
    readable, left = beside.files(path) if path.is_dir() else ([path], [])
    root = path if path.is_dir() else path.parent
    found: list[Finding] = []
    examined, secrets, network = [], "", ""
    for file in readable:
        name = file.relative_to(root).as_posix()
        try:
            text = file.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError):
            left.append(file)
            continue
        examined.append(name)
        if file.suffix.lower() in beside.CODE:
            found += _script(text, name)
            secrets = secrets or (name if beside.reads_secrets(text) else "")
            network = network or (name if beside.uses_network(text) else "")
        else:
            found += review_text(text, name)
    if secrets and network:
        why = beside.reason("secrets and network")
        found.append(
            Finding("secrets and network", Weight.DANGER, why, secrets, 0, f"{secrets}, {network}")
        )
    return Report(
        tuple(found), tuple(examined), tuple(p.relative_to(root).as_posix() for p in left)
    )


def review_prompt(name: str, prompt: Prompt, library: Partials) -> Report:
    """Return the findings of a prompt and of every partial it can include; raises PromptError."""
    partials = included(prompt.program, library).values()
    texts = {name: prompt.source.text, **{partial.name: partial.text for partial in partials}}
    found = [finding for file, text in texts.items() for finding in review_text(text, file)]
    return Report(tuple(found), tuple(texts), ())


def _text(text: str, name: str) -> Iterator[Finding]:
    for rule, at, excerpt in orders(text):
        yield Finding(rule, Weight.DANGER, reason(rule), name, _line(text, at), visible(excerpt))
    for item in hidden(text):
        inside = [rule for rule, _at, _excerpt in orders(item.says)]
        if item.certain or inside:
            why = _("hides text: {how}").format(how=item.how)
            yield Finding(
                "hidden text", Weight.DANGER, why, name, _line(text, item.at), visible(item.says)
            )
        elif item.says.strip() and item.how != _("a comment"):
            why = _("holds encoded text: {how}").format(how=item.how)
            yield Finding(
                "encoded text", Weight.LOOK, why, name, _line(text, item.at), visible(item.says)
            )


def _script(text: str, name: str) -> Iterator[Finding]:
    why = _("a script stands beside the prompt; it was read, not run")
    yield Finding("script", Weight.LOOK, why, name, 1)
    for rule, at in beside.risks(text):
        yield Finding(rule, Weight.DANGER, beside.reason(rule), name, _line(text, at))
    for item in hidden(text):
        if item.certain:
            why = _("hides text: {how}").format(how=item.how)
            yield Finding(
                "hidden text", Weight.DANGER, why, name, _line(text, item.at), visible(item.says)
            )


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
