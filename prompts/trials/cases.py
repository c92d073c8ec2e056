"""Test files: promptfoo's cases, `vars` and `assert`, so that files travel both ways."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.i18n import gettext as _
from prompts.errors import Place, PromptError, Source
from prompts.format import yaml_core
from prompts.format.reading import read_text
from prompts.library.stack import Found


@dataclass(frozen=True, slots=True)
class Check:
    """One assertion; `negated` for `not-…`."""

    type: str
    value: Any = None
    negated: bool = False
    threshold: float | None = None
    path: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One case: the values given and what must hold of the answer."""

    name: str
    values: Mapping[str, Any]
    checks: tuple[Check, ...]
    place: Place

    @property
    def slug(self) -> str:
        """Its name as a file name."""
        return re.sub(r"[^\w]+", "-", self.name.casefold()).strip("-")[:60] or "case"


def cases(found: Found) -> tuple[Case, ...]:
    """Return the cases of a prompt; none without a test file; raises PromptError with the line."""
    named = found.prompt.meta.hygie.tests or f"tests/{found.entry.identity}.tests.yaml"
    path = found.library.root / named
    if not path.resolve().is_relative_to(found.library.root.resolve()):
        raise PromptError(
            _("“{name}” leaves the library.").format(name=named), action=_("Keep tests under tests/."),
            place=found.prompt.front.place("hygie.tests"),
        )  # fmt: skip
    return read_cases(path) if path.is_file() else ()


def read_cases(path: Path) -> tuple[Case, ...]:
    """Return the cases of a file: a list, or promptfoo's object with `tests`; raises PromptError."""
    document = yaml_core.load(Source(str(path), read_text(path)))
    rows, prefix = document.value, tuple[str, ...]()
    if isinstance(rows, dict):
        rows, prefix = rows.get("tests"), ("tests",)
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise PromptError(
            _("A test file is a list of cases."), action="- vars: {…}\n    assert: [{type: contains, value: …}]",
            place=document.place(*prefix),
        )  # fmt: skip
    return tuple(_case(document, row, (*prefix, str(n)), n) for n, row in enumerate(rows))


def _case(
    document: yaml_core.Yaml, row: dict[str, Any], path: tuple[str, ...], number: int
) -> Case:
    place = document.place(*path, next(iter(row), ""))
    values, checks = row.get("vars") or {}, row.get("assert") or []
    if not isinstance(values, dict) or not isinstance(checks, list):
        raise PromptError(
            _("A case has “vars” (named values) and “assert” (a list)."), place=place,
            action="- vars: {…}\n    assert: [{type: contains, value: …}]",
        )  # fmt: skip
    name = str(row.get("description") or f"case {number + 1}")
    return Case(name, values, tuple(_check(c, place) for c in checks), place)


def _check(row: object, place: Place) -> Check:
    from prompts.trials.assertions import KNOWN  # the judges know their names

    if not isinstance(row, dict) or not isinstance(row.get("type"), str):
        raise PromptError(
            _("An assertion has a type."), action="{type: contains, value: …}", place=place
        )
    kind: str = row["type"]
    base = kind.removeprefix("not-")
    if base not in KNOWN:
        raise PromptError(
            _("The assertion “{name}” is not known.").format(name=kind),
            action=_("Known: {names}.").format(names=", ".join(sorted(KNOWN))), place=place,
        )  # fmt: skip
    threshold = row.get("threshold")
    return Check(
        base, row.get("value"), kind != base,
        float(threshold) if isinstance(threshold, int | float) else None, str(row.get("path", "")),
    )  # fmt: skip
