"""Builds the tree of a template; blocks must close in order, and nest no deeper than `MAX_DEPTH`."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.i18n import gettext as _
from prompts.errors import Source
from prompts.template.expressions import Head, Reader, as_path
from prompts.template.scan import Tag, Text, fail, scan
from prompts.template.spacing import settle
from prompts.template.tree import (
    Block,
    Call,
    Comment,
    Content,
    Expression,
    Inline,
    Literal,
    Mustache,
    Node,
    Partial,
    Program,
    Strip,
)

MAX_DEPTH = 64


def parse(source: Source) -> Program:
    """Return the tree of a template, white space settled; raises TemplateError."""
    program = _Parser(source).whole()
    settle(program)
    return program


class _Parser:
    def __init__(self, source: Source) -> None:
        self._source = source
        self._parts: Sequence[Text | Tag] = list(scan(source))
        self._at = 0
        self._depth = 0

    def whole(self) -> Program:
        program = self._program()
        if tag := self._tag():
            what = (
                _("This tag closes nothing.") if tag.kind == "/" else _("This else has no block.")
            )
            fail(self._source, tag.at, what)
        return program

    def _program(self, params: tuple[str, ...] = ()) -> Program:
        nodes: list[Node] = []
        while self._at < len(self._parts):
            part = self._parts[self._at]
            if isinstance(part, Text):
                self._at += 1
                nodes.append(Content(part.value, part.value))
            elif part.kind in ("/", "else"):
                break
            else:
                self._at += 1
                nodes.append(self._node(part))
        return Program(self._source, nodes, params)

    def _tag(self) -> Tag | None:
        part = self._parts[self._at] if self._at < len(self._parts) else None
        return part if isinstance(part, Tag) else None

    def _node(self, tag: Tag) -> Node:
        if tag.kind == "!":
            return Comment(tag.strip)
        if tag.kind in ("*", "^*"):
            fail(self._source, tag.at, _("Decorators are not known."), _("Remove the *."))
        if tag.kind in ("#", "^", "#>", "#*", "raw"):
            return self._nested(tag)
        head = Reader(self._source, tag).head()
        if tag.kind == ">":
            return _partial(tag, head)
        return Mustache(tag.at, self._call(tag, head), tag.kind in ("{", "&"), tag.strip)

    def _nested(self, tag: Tag) -> Node:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            fail(self._source, tag.at, _("Blocks are nested too deeply."), _("Use a partial."))
        head = Reader(self._source, tag).head()
        if tag.kind == "#>":
            node: Node = self._partial_block(tag, head)
        elif tag.kind == "#*":
            node = self._inline(tag, head)
        else:
            node = self._raw(tag, head) if tag.kind == "raw" else self._block(tag, head)
        self._depth -= 1
        return node

    def _call(self, tag: Tag, head: Head) -> Call:
        return Call(tag.at, as_path(self._source, head.target), head.arguments, head.named)

    def _block(self, tag: Tag, head: Head) -> Block:
        call = self._call(tag, head)
        program: Program | None = self._program(head.params)
        inverse, inverse_strip, chained = self._inverse()
        close = self._close(tag, call.target.original)
        if chained is not None:
            chained.close_strip = close
        if tag.kind == "^":
            program, inverse = inverse, program
        return Block(tag.at, call, program, inverse, tag.strip, inverse_strip, close)

    def _inverse(self) -> tuple[Program | None, Strip, Block | None]:
        tag = self._tag()
        if tag is None or tag.kind != "else":
            return None, Strip(), None
        self._at += 1
        if not tag.words:
            return self._program(), tag.strip, None
        head = Reader(self._source, tag).head()
        program = self._program(head.params)
        inverse, strip, deeper = self._inverse()
        block = Block(tag.at, self._call(tag, head), program, inverse, tag.strip, strip, strip)
        if deeper is not None:
            # An `else if` closes where the next one opens; the outermost closes with its block.
            deeper.close_strip = strip
        chain = Program(self._source, [block], chained=True)
        return chain, tag.strip, block

    def _close(self, opening: Tag, name: str) -> Strip:
        tag = self._tag()
        if tag is None or tag.kind != "/":
            fail(
                self._source, opening.at, _("The block “{name}” is not closed.").format(name=name),
                _("Close it with {tag}.").format(tag="{{/" + name + "}}"),
            )  # fmt: skip
        self._at += 1
        closing = as_path(self._source, Reader(self._source, tag).head().target).original
        if closing != name:
            fail(
                self._source, tag.at,
                _("“{closing}” closes here, but “{name}” is open.").format(closing=closing, name=name),
                _("Close the inner block first."),
            )  # fmt: skip
        return tag.strip

    def _raw(self, tag: Tag, head: Head) -> Block:
        body = tag.raw_body or ""
        program = Program(self._source, [Content(body, body)] if body else [])
        return Block(tag.at, self._call(tag, head), program, None, Strip())

    def _partial_block(self, tag: Tag, head: Head) -> Partial:
        body = self._program()
        close = self._close(tag, _name(head.target))
        node = _partial(tag, head)
        node.body, node.close_strip = body, close
        return node

    def _inline(self, tag: Tag, head: Head) -> Inline:
        if _name(head.target) != "inline" or len(head.arguments) != 1:
            fail(self._source, tag.at, _("The only known decorator is inline, with one name."))
        name = head.arguments[0]
        if not isinstance(name, Literal):
            fail(self._source, tag.at, _("Give the inline partial a name between quotes."))
        body = self._program()
        close = self._close(tag, "inline")
        return Inline(tag.at, str(name.original), body, tag.strip, close)


def _partial(tag: Tag, head: Head) -> Partial:
    context = head.arguments[0] if head.arguments else None
    return Partial(tag.at, head.target, context, head.named, tag.strip)


def _name(expression: Expression) -> str:
    return "" if isinstance(expression, Call) else expression.original
