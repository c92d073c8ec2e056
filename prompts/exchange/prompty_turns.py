"""Prompty's turns: a line `role:` begins one (specification, section 6)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from prompts.errors import Source
from prompts.format.yaml_core import scalar

_ROLES = "system|developer|user|assistant|tool"
_MARK = re.compile(
    rf"^[ \t]*#?[ \t]*({_ROLES})[ \t]*(\[[^\]\n]*\])?[ \t]*:[ \t]*$", re.MULTILINE | re.IGNORECASE
)
_ATTRIBUTE = re.compile(r"(\w+)\s*=\s*(?:\"([^\"]*)\"|([^,\]\"]*))")
_SPELLED = "|".join(f"{r}|{r.capitalize()}|{r.upper()}" for r in _ROLES.split("|"))
BOUNDARY = rf"(^|\n)[ \t]*#?[ \t]*({_SPELLED})[ \t]*(\[[^\]\n]*\])?[ \t]*:"
"""What a value marked `strict` must not hold: the beginning of a turn."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn, its text without the blank lines around it."""

    role: str
    text: Source
    attributes: Mapping[str, object] = field(default_factory=dict)


def turns(body: Source) -> Iterator[Turn]:
    """Yield the turns of a body; what stands before the first mark is the system's."""
    text, marks = body.text, list(_MARK.finditer(body.text))
    first = marks[0].start() if marks else len(text)
    if text[:first].strip():
        yield Turn("system", Source(body.name, text[:first].strip("\n"), body.first_line))
    for mark, following in zip(marks, [*marks[1:], None], strict=False):
        said = text[mark.end() : following.start() if following else len(text)]
        line = body.first_line + text.count("\n", 0, mark.end())
        yield Turn(mark[1].lower(), Source(body.name, said.strip("\n"), line), _attributes(mark[2]))


def _attributes(text: str | None) -> dict[str, object]:
    return {
        m[1]: m[2] if m[2] is not None else scalar(m[3].strip())
        for m in _ATTRIBUTE.finditer(text or "")
    }
