"""What a Markdown note says about itself: front matter, headings, tags, links, callouts, block ids.

The rules are those of Obsidian (help.obsidian.md); nothing is looked for inside code. Offsets count
code points of the note as it stands in its file.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from assistant.types import Span
from knowledge.intake.frontmatter import FrontMatter, front_matter
from knowledge.values import Block, Heading, Link, Outline

_FENCE = re.compile(
    r"^[ \t>]*(?P<mark>`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t>]*(?P=mark)[`~]*[ \t]*$|\Z)", re.M | re.S
)
_CODE = re.compile(r"(?P<mark>`+)[^\n]*?(?<!`)(?P=mark)(?!`)")
_COMMENT = re.compile(r"%%.*?%%|<!--.*?-->", re.S)
_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(\S[^\n]*?)[ \t]*#*[ \t]*\r?$", re.M)
_UNDERLINED = re.compile(r"^(?![ \t>*+#-])([^\n]+?)[ \t]*\r?\n(=+|-{2,})[ \t]*\r?$", re.M)
_CALLOUT = re.compile(r"^>[ \t]*\[!([\w-]+)\][+-]?[ \t]*([^\n]*?)\r?$", re.M)
_TAG = re.compile(r"(?<![\w/#&])#(?=[\w/-]*[^\W\d])([\w/-]+)")
_WIKILINK = re.compile(r"(!?)\[\[([^\[\]|#^\n]*)(?:#\^?|\^)?([^\[\]|\n]*)(?:\|[^\[\]\n]*)?\]\]")
_LINK = re.compile(
    r"(!?)\[[^\[\]\n]*\]\(<?([^()<>\s#]+?)(?:#([^()<>\s]*))?>?(?:[ \t]+\"[^\"\n]*\")?\)"
)
_BLOCK = re.compile(r"(?:^|[ \t])\^([A-Za-z0-9-]+)[ \t]*\r?$", re.M)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)
_EMPHASIS = re.compile(r"(\*\*|__|\*|~~|==|`)(?=\S)(.+?)(?<=\S)\1")
_ALIAS = re.compile(r"!?\[\[(?:[^\[\]|\n]*\|)?([^\[\]|\n]*)\]\]|\[([^\[\]\n]*)\]\([^()\n]*\)")


def outline(text: str) -> Outline:
    """Return the outline of a Markdown note."""
    front = front_matter(text)
    hidden = _code(text, front.end)
    headings = tuple(_headings(text, front.end, hidden))
    title = front.first("title") or next((h.title for h in headings if h.level == 1), "")
    return Outline(
        title=title,
        body=front.end,
        headings=headings,
        tags=_tags(text, front, hidden),
        aliases=front.many("aliases") + front.many("alias"),
        links=tuple(_links(text, hidden)),
        blocks=tuple(_blocks(text, hidden)),
        date=front.first("date") or front.first("created"),
        properties=front.pairs,
    )


class _Code:
    """The places where marks mean nothing: code, and the front matter."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self._spans = sorted(spans)
        self._starts = [start for start, _ in self._spans]

    def holds(self, at: int) -> bool:
        """Whether the place is inside code."""
        index = bisect_right(self._starts, at) - 1
        return index >= 0 and at < self._spans[index][1]


def _code(text: str, body: int) -> _Code:
    spans = [match.span() for match in _FENCE.finditer(text, body)]
    fences = _Code(spans)
    inline = [m.span() for m in _CODE.finditer(text, body) if not fences.holds(m.start())]
    comments = [m.span() for m in _COMMENT.finditer(text, body) if not fences.holds(m.start())]
    return _Code([(0, body), *spans, *inline, *comments])


def _headings(text: str, body: int, hidden: _Code) -> Iterator[Heading]:
    found = [
        Heading(m.start(), len(m.group(1)), _plain(m.group(2)))
        for m in _HEADING.finditer(text, body)
    ]
    for match in _UNDERLINED.finditer(text, body):
        level = 1 if match.group(2).startswith("=") else 2
        found.append(Heading(match.start(), level, _plain(match.group(1))))
    for heading in sorted(found, key=lambda each: each.start):
        if not hidden.holds(heading.start):
            yield heading


def _plain(title: str) -> str:
    shown = _ALIAS.sub(lambda m: m.group(1) or m.group(2) or "", title)
    return _EMPHASIS.sub(r"\2", shown).strip()


def _tags(text: str, front: FrontMatter, hidden: _Code) -> tuple[str, ...]:
    written = [m.group(1).strip("/") for m in _TAG.finditer(text) if not hidden.holds(m.start())]
    named = [tag.lstrip("#") for tag in front.many("tags") + front.many("tag")]
    callouts = [
        f"callout/{m.group(1).lower()}"
        for m in _CALLOUT.finditer(text)
        if not hidden.holds(m.start())
    ]
    return tuple(dict.fromkeys(tag.casefold() for tag in [*named, *written, *callouts] if tag))


def _links(text: str, hidden: _Code) -> Iterator[Link]:
    for match in _WIKILINK.finditer(text):
        if not hidden.holds(match.start()) or match.start() < 4:
            target, anchor = match.group(2).strip(), match.group(3).strip()
            yield Link(Span(*match.span()), target, anchor, bool(match.group(1)))
    for match in _LINK.finditer(text):
        target = unquote(match.group(2))
        if not hidden.holds(match.start()) and not _ELSEWHERE.match(target):
            anchor = unquote(match.group(3) or "").lstrip("^")
            yield Link(Span(*match.span()), target, anchor, bool(match.group(1)))


def _blocks(text: str, hidden: _Code) -> Iterator[Block]:
    for match in _BLOCK.finditer(text):
        if not hidden.holds(match.start()):
            start = max(text.rfind("\n\n", 0, match.start()) + 2, 0)
            line = text.rfind("\n", 0, match.start(1)) + 1
            if text[line : match.start(1) - 1].strip().startswith(("-", "*", "+")):
                start = line  # an item of a list is a block of its own
            yield Block(Span(start if start > 1 else 0, match.end()), match.group(1))
