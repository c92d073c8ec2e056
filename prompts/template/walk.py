"""What a template refers to: the names it reads, the helpers it calls, the partials it includes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

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
    Path,
    Program,
)

_BLOCKS = ("if", "unless", "each", "with")


@dataclass(frozen=True, slots=True)
class Use:
    """One reference: `kind` is value, helper, partial or any partial; `role` who speaks there, `guarded` in an if."""

    kind: str
    name: str
    at: int
    role: str = "user"
    guarded: tuple[str, ...] = ()
    nested: bool = False
    """Inside a loop or a `with`, where a name may be that of a member."""


@dataclass(slots=True)
class _Walk:
    """Where the walk stands."""

    helpers: frozenset[str]
    role: str = "user"
    guarded: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    depth: int = 0

    def program(self, program: Program | None) -> Iterator[Use]:
        for node in program.body if program else ():
            yield from self.node(node)

    def node(self, node: Node) -> Iterator[Use]:
        if isinstance(node, Mustache):
            self._speaks(node.call)
            yield from self.call(node.call)
        elif isinstance(node, Block):
            yield from self.block(node)
        elif isinstance(node, Partial):
            yield from self.partial(node)
            for _key, value in node.named:
                yield from self.value(value)
            if node.context is not None:
                yield from self.value(node.context)
            yield from self.program(node.body)
        elif isinstance(node, Inline):
            yield from self.program(node.body)

    def partial(self, node: Partial) -> Iterator[Use]:
        if not isinstance(node.name, Call):
            yield Use("partial", node.written_name(), node.at, self.role)
            return
        # Its name comes out of a value: it may be any partial there is.
        yield Use("any partial", "", node.at, self.role)
        for use in self.call(node.name):
            yield replace(use, role="")

    def _speaks(self, call: Call) -> None:
        if (
            call.target.original == "role"
            and call.arguments
            and isinstance(call.arguments[0], Literal)
        ):
            self.role = str(call.arguments[0].value)

    def block(self, node: Block) -> Iterator[Use]:
        name = node.call.target.original
        guarded, inside, depth = self.guarded, self.inside, self.depth
        names = [a.parts[0] for a in node.call.arguments if isinstance(a, Path) and a.parts]
        self.guarded = (*guarded, *(names or node.call.target.parts[:1]))
        # What a block asks about is not shown: nobody speaks it.
        for use in self.call(node.call):
            yield replace(use, role="")
        if name not in ("if", "unless") and name not in self.helpers:
            self.depth += 1
        if node.program is not None:
            self.inside = (*inside, *node.program.params)
        yield from self.program(node.program)
        self.depth, self.inside, self.guarded = depth, inside, guarded
        yield from self.program(node.inverse)

    def call(self, call: Call) -> Iterator[Use]:
        name = call.target.original
        if (
            (
                call.target.simple
                and (name in self.helpers or name in _BLOCKS or name in ("lookup", "log"))
            )
            or call.arguments
            or call.named
        ):
            yield Use("helper", name, call.at, self.role)
        else:
            yield from self.value(call.target)
        for argument in (*call.arguments, *(value for _key, value in call.named)):
            yield from self.value(argument)

    def value(self, value: Expression) -> Iterator[Use]:
        if isinstance(value, Call):
            yield from self.call(value)
        elif isinstance(value, Path) and value.parts:
            parts = value.parts[1:] if value.data and value.parts[0] == "root" else value.parts
            if (value.data and parts is value.parts) or not parts or parts[0] in self.inside:
                return
            nested = self.depth > 0 and not value.data and value.depth < self.depth
            yield Use("value", parts[0], value.at, self.role, self.guarded, nested)


def uses(program: Program, helpers: frozenset[str]) -> list[Use]:
    """Return every reference of a template, in order."""
    return list(_Walk(helpers).program(program))


def shape(program: Program | None) -> list[object]:
    """Return a template as plain lists, without comments or places: what it does, not how it looks."""
    result: list[object] = []
    for node in program.body if program else ():
        if isinstance(node, Comment) or (isinstance(node, Content) and not node.value):
            continue
        if isinstance(node, Content):
            if result and isinstance(result[-1], str):
                result[-1] += node.value
            else:
                result.append(node.value)
        else:
            result.append(_node_shape(node))
    return result


def _node_shape(node: Mustache | Block | Partial | Inline) -> list[object]:
    if isinstance(node, Mustache):
        return ["show", _value_shape(node.call), node.raw]
    if isinstance(node, Block):
        params = list(node.program.params) if node.program else []
        return ["block", _value_shape(node.call), params, shape(node.program), shape(node.inverse)]
    if isinstance(node, Inline):
        return ["inline", node.name, shape(node.body)]
    context = _value_shape(node.context) if node.context is not None else None
    named = [[key, _value_shape(value)] for key, value in node.named]
    return ["partial", _value_shape(node.name), context, named, node.indent, shape(node.body)]


def _value_shape(value: Expression) -> list[object]:
    if isinstance(value, Literal):
        return ["literal", value.original]
    if isinstance(value, Path):
        return [
            "path",
            value.depth,
            value.data,
            list(value.parts),
            value.original.startswith((".", "this")),
        ]
    named = [[key, _value_shape(item)] for key, item in value.named]
    return ["call", _value_shape(value.target), [_value_shape(a) for a in value.arguments], named]
