"""Walks a tree and yields pieces: texts, and marks that no text can imitate."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from assistant.i18n import gettext as _
from prompts.errors import PromptError, Source, TemplateError
from prompts.template import values
from prompts.template.budget import Budget
from prompts.template.expressions import UNDEFINED
from prompts.template.pieces import Given, Mark, Piece, indented, shown_name
from prompts.template.scan import fail
from prompts.template.tree import (
    Block,
    Call,
    Content,
    Expression,
    Inline,
    Literal,
    Mustache,
    Partial,
    Path,
    Program,
)

_ESCAPES = str.maketrans({
    "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;", "`": "&#x60;", "=": "&#x3D;",
})  # fmt: skip
PARTIAL_BLOCK = "@partial-block"
MAX_RECURSION = 20
"""How often a partial may be inside itself, as it is when it walks down a tree of values."""


@dataclass(frozen=True, slots=True)
class Arguments:
    """What a helper gets."""

    positional: tuple[object, ...]
    named: Mapping[str, object]


Helper = Callable[[Arguments], object]
Choice = Callable[[Arguments], bool]
FindPartial = Callable[[str], Program | None]


@dataclass(frozen=True, slots=True)
class Language:
    """What a template may call: helpers, conditions, partials; nothing else exists for it."""

    helpers: Mapping[str, Helper] = field(default_factory=dict)
    choices: Mapping[str, Choice] = field(default_factory=dict)
    partial: FindPartial = lambda _name: None
    escape: bool = False


@dataclass(frozen=True, slots=True)
class _Frame:
    """The `@` values of one loop, and those around it."""

    data: Mapping[str, object]
    outer: _Frame | None = None


@dataclass(frozen=True, slots=True)
class _Scope:
    """What names mean at one point."""

    contexts: tuple[object, ...]
    frame: _Frame
    params: Mapping[str, object] = field(default_factory=dict)
    inline: Mapping[str, tuple[Program, _Scope]] = field(default_factory=dict)
    block: tuple[Program, _Scope] | None = None
    open_partials: tuple[str, ...] = ()

    def inside(self, value: object, params: Mapping[str, object] | None = None) -> _Scope:
        """The scope of a block entered with a value."""
        unchanged = values.same(value, self.contexts[0])
        contexts = self.contexts if unchanged else (value, *self.contexts)
        return replace(self, contexts=contexts, params={**self.params, **(params or {})})


def evaluate(
    program: Program,
    language: Language,
    context: object,
    data: Mapping[str, object],
    budget: Budget,
) -> list[Piece]:
    """Return the pieces of a template; raises TemplateError or BudgetError."""
    frame = _Frame({"root": context, **data})
    return _Evaluator(language, budget).run(program, _Scope((context,), frame))


class _Evaluator:
    def __init__(self, language: Language, budget: Budget) -> None:
        self._language, self._budget = language, budget
        self._blocks = {"if": self._if, "unless": self._if, "each": self._each, "with": self._with}

    def run(self, program: Program, scope: _Scope) -> list[Piece]:
        inlines = {n.name: n.body for n in program.body if isinstance(n, Inline)}
        if inlines:
            scope = replace(
                scope, inline={**scope.inline, **{n: (b, scope) for n, b in inlines.items()}}
            )
        pieces: list[Piece] = []
        for node in program.body:
            if isinstance(node, Content):
                self._budget.write(len(node.value), program.source, 0)
                pieces.append(node.value)
            elif isinstance(node, Mustache | Block | Partial):
                self._budget.step(program.source, node.at)
                pieces += self._node(node, program.source, scope)
        return pieces

    def _node(self, node: Mustache | Block | Partial, source: Source, scope: _Scope) -> list[Piece]:
        if isinstance(node, Mustache):
            value = self._called(node.call, source, scope)
            shown = self._shown(value, node.raw, source, node.at)
            name = shown_name(node.call)
            return [Given(p, name) if isinstance(p, str) and name else p for p in shown]
        self._budget.enter(source, node.at)
        if isinstance(node, Partial):  # noqa: SIM108  (mypy narrows)
            pieces = self._partial(node, source, scope)
        else:
            pieces = self._block(node, source, scope)
        self._budget.leave()
        return pieces

    def _shown(self, value: object, raw: bool, source: Source, at: int) -> list[Piece]:
        if isinstance(value, Mark):
            return [value]
        text = values.text(value)
        if self._language.escape and not raw:
            text = text.translate(_ESCAPES)
        self._budget.write(len(text), source, at)
        return [text]

    # Values

    def _value(self, expression: Expression, source: Source, scope: _Scope) -> object:
        if isinstance(expression, Literal):
            return expression.value
        if isinstance(expression, Path):
            return _lookup(expression, scope)
        return self._called(expression, source, scope)

    def _arguments(self, call: Call, source: Source, scope: _Scope) -> Arguments:
        positional = tuple(self._value(argument, source, scope) for argument in call.arguments)
        named = {key: self._value(value, source, scope) for key, value in call.named}
        return Arguments(positional, named)

    def _called(self, call: Call, source: Source, scope: _Scope) -> object:
        name = call.target.original
        bare = not call.arguments and not call.named
        if not call.target.simple or name in scope.params:
            if not bare:
                self._unknown(call, source)
            return _lookup(call.target, scope)
        if helper := self._language.helpers.get(name):
            value = _placed(helper, self._arguments(call, source, scope), source, call.at)
            self._budget.made(value, source, call.at)
            return value
        if choice := self._language.choices.get(name):
            return choice(self._arguments(call, source, scope))
        if name in ("lookup", "log"):
            return _LOOKUPS[name](self._arguments(call, source, scope))
        if bare and not call.nested and name not in self._blocks:
            return _lookup(call.target, scope)
        self._unknown(call, source)
        return UNDEFINED

    def _unknown(self, call: Call, source: Source) -> None:
        known = sorted({*self._language.helpers, *self._language.choices, *self._blocks, "lookup"})
        near = get_close_matches(call.target.original, known, 1)
        hint = _("Did you mean {name}?").format(name=near[0]) if near else ""
        fail(
            source, call.at, _("There is no helper “{name}”.").format(name=call.target.original),
            hint or _("These exist: {names}.").format(names=", ".join(known)),
        )  # fmt: skip

    # Blocks

    def _block(self, node: Block, source: Source, scope: _Scope) -> list[Piece]:
        name = node.call.target.original
        if node.call.target.simple and name not in scope.params:
            if name in self._blocks:
                return self._blocks[name](node, source, scope)
            if choice := self._language.choices.get(name):
                shown = choice(self._arguments(node.call, source, scope))
                return self._branch(node.program if shown else node.inverse, scope)
        value = self._called(node.call, source, scope)
        if isinstance(value, Mark) or name in self._language.helpers:
            return self._shown(value, True, source, node.at)
        return self._section(node, value, scope)

    def _branch(self, program: Program | None, scope: _Scope) -> list[Piece]:
        return self.run(program, scope) if program else []

    def _section(self, node: Block, value: object, scope: _Scope) -> list[Piece]:
        if value is True:
            return self._branch(node.program, scope)
        if value is False or values.missing(value):
            return self._branch(node.inverse, scope)
        if isinstance(value, list | tuple):
            return self._loop(node, list(enumerate(value)), scope)
        return self._branch(node.program, scope.inside(value))

    def _only(self, node: Block, source: Source, scope: _Scope) -> object:
        if len(node.call.arguments) != 1:
            name = node.call.target.original
            fail(
                source, node.at, _("#{name} takes exactly one value.").format(name=name),
                _("Write {{#{name} value}}.").replace("{name}", name),
            )  # fmt: skip
        return self._value(node.call.arguments[0], source, scope)

    def _if(self, node: Block, source: Source, scope: _Scope) -> list[Piece]:
        value = self._only(node, source, scope)
        named = self._arguments(node.call, source, scope).named
        zero = value == 0 and not isinstance(value, bool) and not values.same(value, "")
        yes = not values.empty(value) and not (zero and values.empty(named.get("includeZero")))
        if node.call.target.original == "unless":
            yes = not yes
        return self._branch(node.program if yes else node.inverse, scope)

    def _with(self, node: Block, source: Source, scope: _Scope) -> list[Piece]:
        value = self._only(node, source, scope)
        if values.empty(value):
            return self._branch(node.inverse, scope)
        return self._branch(node.program, scope.inside(value, _bound(node.program, value)))

    def _each(self, node: Block, source: Source, scope: _Scope) -> list[Piece]:
        value = self._only(node, source, scope)
        items: Sequence[tuple[object, object]] = ()
        if isinstance(value, list | tuple):
            items = list(enumerate(value))
        elif isinstance(value, Mapping):
            items = list(values.members(value))
        return self._loop(node, items, scope)

    def _loop(
        self, node: Block, items: Sequence[tuple[object, object]], scope: _Scope
    ) -> list[Piece]:
        if not items:
            return self._branch(node.inverse, scope)
        if node.program is None:  # an inverted block: nothing stands for what is there
            return []
        pieces: list[Piece] = []
        for index, (key, item) in enumerate(items):
            self._budget.step(node.program.source, node.at)
            data = {
                **scope.frame.data, "key": key, "index": index,
                "first": index == 0, "last": index == len(items) - 1,
            }  # fmt: skip
            inner = replace(
                scope.inside(item, _bound(node.program, item, key)), frame=_Frame(data, scope.frame)
            )
            pieces += self.run(node.program, inner)
        return pieces

    # Partials

    def _partial(self, node: Partial, source: Source, scope: _Scope) -> list[Piece]:
        name = self._partial_name(node, source, scope)
        program, inner = self._found(node, name, source, scope)
        value = scope.contexts[0]
        if node.context is not None:
            value = self._value(node.context, source, scope)
        if node.named:
            base = value if isinstance(value, Mapping) else {}
            value = {**base, **{k: self._value(e, source, scope) for k, e in node.named}}
        inner = replace(inner, contexts=(value,), open_partials=(*scope.open_partials, name))
        pieces = self.run(program, inner)
        lines = 1 + sum(piece.count("\n") for piece in pieces if isinstance(piece, str))
        self._budget.write(lines * len(node.indent), source, node.at)
        return indented(pieces, node.indent)

    def _partial_name(self, node: Partial, source: Source, scope: _Scope) -> str:
        if isinstance(node.name, Call):
            value = self._value(node.name, source, scope)
            return values.text(value)
        return node.written_name()

    def _found(
        self, node: Partial, name: str, source: Source, scope: _Scope
    ) -> tuple[Program, _Scope]:
        """The program of a partial and the scope it starts from."""
        if name == PARTIAL_BLOCK and scope.block is not None:
            program, outside = scope.block
            return program, replace(outside, frame=scope.frame, params={})
        block, inline = scope.block, scope.inline
        if node.body is not None:
            block = (node.body, scope)
            inner = {n.name: (n.body, scope) for n in node.body.body if isinstance(n, Inline)}
            inline = {**inline, **inner}
        found = inline[name][0] if name in inline else self._foreign(node, name, source)
        if found is None and node.body is not None:
            return node.body, scope
        if found is None:
            fail(
                source, node.at, _("There is no partial “{name}”.").format(name=name),
                _("Add partials/_{name}.prompt, or correct the name.").format(name=name),
            )  # fmt: skip
        if scope.open_partials.count(name) >= MAX_RECURSION:
            circle = " → ".join(dict.fromkeys(scope.open_partials)) + f" → {name}"
            fail(
                source, node.at, _("The partials go in a circle: {circle}.").format(circle=circle),
                _("Remove one of these inclusions."),
            )  # fmt: skip
        return found, _Scope((None,), scope.frame, {}, inline, block, scope.open_partials)

    def _foreign(self, node: Partial, name: str, source: Source) -> Program | None:
        """A partial of the library; what is wrong with its name is told where it is named."""
        try:
            return self._language.partial(name)
        except PromptError as error:
            place = error.place or source.place(node.at)
            raise TemplateError(error.bare, error.detail, error.action, place) from None


def _placed(helper: Helper, arguments: Arguments, source: Source, at: int) -> object:
    try:
        return helper(arguments)
    except TemplateError as error:
        raise TemplateError(error.bare, error.detail, error.action, source.place(at)) from None


def _lookup(path: Path, scope: _Scope) -> object:
    if path.data:
        return _data(path, scope.frame)
    if path.depth >= len(scope.contexts):
        return UNDEFINED
    value = scope.contexts[path.depth]
    parts = path.parts
    if parts and not path.depth and path.original.startswith(parts[0]) and parts[0] in scope.params:
        value, parts = scope.params[parts[0]], parts[1:]
    for part in parts:
        value = values.step(value, part)
    return value


def _data(path: Path, frame: _Frame) -> object:
    current: _Frame | None = frame
    for _level in range(path.depth):
        current = current.outer if current else None
    value: object = current.data if current else UNDEFINED
    for part in path.parts:
        value = values.step(value, part)
    return value


def _lookup_helper(arguments: Arguments) -> object:
    if len(arguments.positional) != 2:
        return UNDEFINED
    value, key = arguments.positional
    return value if values.empty(value) else values.step(value, values.text(key))


_LOOKUPS: Mapping[str, Helper] = {"lookup": _lookup_helper, "log": lambda _arguments: UNDEFINED}


def _bound(program: Program | None, value: object, key: object = UNDEFINED) -> dict[str, object]:
    return dict(zip(program.params, (value, key), strict=False)) if program else {}
