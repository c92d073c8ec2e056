"""White space around tags: `~`, and tags alone on their line; as WhitespaceControl of handlebars.js."""

from __future__ import annotations

import re
from dataclasses import dataclass

from prompts.template.scan import SPACE
from prompts.template.tree import (
    Block,
    Comment,
    Content,
    Inline,
    Mustache,
    Node,
    Partial,
    Program,
    Strip,
)

_LINE_BEFORE = re.compile(rf"\r?\n{SPACE}*?\Z")
_LINE_OR_START_BEFORE = re.compile(rf"(?:\A|\r?\n){SPACE}*?\Z")
_LINE_AFTER = re.compile(rf"{SPACE}*?\r?\n")
_LINE_OR_END_AFTER = re.compile(rf"{SPACE}*?(?:\r?\n|\Z)")
_ALL_LEFT, _ALL_RIGHT = re.compile(rf"{SPACE}+\Z"), re.compile(rf"\A{SPACE}+")
_LINE_LEFT, _LINE_RIGHT = re.compile(r"[ \t]+\Z"), re.compile(r"\A[ \t]*\r?\n?")


@dataclass(frozen=True, slots=True)
class _Standing:
    """How a node stands among its neighbours."""

    strip: Strip
    opens: bool = False
    closes: bool = False
    inline: bool = False


def settle(program: Program, *, root: bool = True) -> None:
    """Remove from the texts of a tree what its tags and their lines eat."""
    body = program.body
    for index, node in enumerate(body):
        standing = _standing(node)
        if standing is None:
            continue
        before = _ends_line(body, index, root=root)
        after = _starts_line(body, index, root=root)
        if standing.strip.after:
            _eat_right(body, index, everything=True)
        if standing.strip.before:
            _eat_left(body, index, everything=True)
        if standing.inline and before and after:
            _eat_right(body, index)
            if _eat_left(body, index) and isinstance(node, Partial) and node.body is None:
                node.indent = _indent(body[index - 1])
        if isinstance(node, Block | Partial | Inline):
            _settle_lines(body, index, node, standing, before, after)


def _settle_lines(
    body: list[Node], index: int, node: Block | Partial | Inline, standing: _Standing,
    before: bool, after: bool,
) -> None:  # fmt: skip
    first, last = _outer(node)
    if standing.opens and before:
        _eat_right(first)
        _eat_left(body, index)
    if standing.closes and after:
        _eat_right(body, index)
        _eat_left(last)


def _outer(node: Block | Partial | Inline) -> tuple[list[Node], list[Node]]:
    if isinstance(node, Block):
        first, last = node.program or node.inverse, node.inverse or node.program
    else:
        first = last = node.body
    return (first.body if first else []), (last.body if last else [])


def _standing(node: Node) -> _Standing | None:
    if isinstance(node, Mustache):
        return _Standing(node.strip)
    if isinstance(node, Comment) or (isinstance(node, Partial) and node.body is None):
        return _Standing(node.strip, inline=True)
    if isinstance(node, Block):
        return _block(node)
    if isinstance(node, Partial | Inline) and node.body is not None:
        return _body(node.body, node.strip, node.close_strip)
    return None


def _body(body: Program, open_strip: Strip, close_strip: Strip) -> _Standing:
    settle(body, root=False)
    strip = Strip(open_strip.before, close_strip.after)
    standing = _Standing(strip, _starts_line(body.body), _ends_line(body.body))
    if open_strip.after:
        _eat_right(body.body, everything=True)
    if close_strip.before:
        _eat_left(body.body, everything=True)
    return standing


def _block(block: Block) -> _Standing:
    for branch in (block.program, block.inverse):
        if branch is not None:
            settle(branch, root=False)
    program = block.program or block.inverse
    assert program is not None
    if block.program is None or block.inverse is None:
        strip = Strip(block.open_strip.before, block.close_strip.after)
        standing = _Standing(strip, _starts_line(program.body), _ends_line(program.body))
        if block.open_strip.after:
            _eat_right(program.body, everything=True)
        if block.close_strip.before:
            _eat_left(program.body, everything=True)
        return standing
    return _branches(block, program, block.inverse)


def _branches(block: Block, program: Program, inverse: Program) -> _Standing:
    first, last = _chain(inverse)
    strip = Strip(block.open_strip.before, block.close_strip.after)
    standing = _Standing(strip, _starts_line(program.body), _ends_line(first.body))
    if block.open_strip.after:
        _eat_right(program.body, everything=True)
    if block.inverse_strip.before:
        _eat_left(program.body, everything=True)
    if block.inverse_strip.after:
        _eat_right(first.body, everything=True)
    if block.close_strip.before:
        _eat_left(last.body, everything=True)
    if _ends_line(program.body) and _starts_line(first.body):
        _eat_left(program.body)
        _eat_right(first.body)
    return standing


def _chain(inverse: Program) -> tuple[Program, Program]:
    """The first and the last branch of an inverse that may be a chain of `else if`."""
    first = last = inverse
    if inverse.chained:
        block = inverse.body[0]
        assert isinstance(block, Block)
        assert block.program is not None
        first = block.program
        while last.chained:
            block = last.body[-1]
            assert isinstance(block, Block)
            assert block.program is not None
            last = block.program
    return first, last


def _ends_line(body: list[Node], index: int | None = None, *, root: bool = False) -> bool:
    """Whether only blanks stand between the last line break and the node at `index`."""
    at = len(body) if index is None else index
    if at == 0:
        return root
    previous = body[at - 1]
    if not isinstance(previous, Content):
        return False
    pattern = _LINE_BEFORE if at >= 2 or not root else _LINE_OR_START_BEFORE
    return bool(pattern.search(previous.original))


def _starts_line(body: list[Node], index: int | None = None, *, root: bool = False) -> bool:
    """Whether only blanks stand between the node at `index` and the next line break."""
    at = 0 if index is None else index + 1
    if at >= len(body):
        return root
    following = body[at]
    if not isinstance(following, Content):
        return False
    pattern = _LINE_AFTER if at + 1 < len(body) or not root else _LINE_OR_END_AFTER
    return bool(pattern.match(following.original))


def _eat_right(body: list[Node], index: int | None = None, *, everything: bool = False) -> None:
    at = 0 if index is None else index + 1
    node = body[at] if at < len(body) else None
    if not isinstance(node, Content) or (not everything and node.right_stripped):
        return
    before = node.value
    node.value = (_ALL_RIGHT if everything else _LINE_RIGHT).sub("", before, count=1)
    node.right_stripped = node.value != before


def _eat_left(body: list[Node], index: int | None = None, *, everything: bool = False) -> bool:
    at = len(body) - 1 if index is None else index - 1
    node = body[at] if at >= 0 else None
    if not isinstance(node, Content) or (not everything and node.left_stripped):
        return False
    before = node.value
    node.value = (_ALL_LEFT if everything else _LINE_LEFT).sub("", before, count=1)
    node.left_stripped = node.value != before
    return node.left_stripped


def _indent(node: Node) -> str:
    match = _LINE_LEFT.search(node.original) if isinstance(node, Content) else None
    return match[0] if match else ""
