"""The tree of a template. Nodes change only while white space is settled; then they are read."""

from __future__ import annotations

from dataclasses import dataclass, field

from prompts.errors import Source


@dataclass(frozen=True, slots=True)
class Path:
    """A way to a value: `../a.b`, `this`, `@index`."""

    at: int
    parts: tuple[str, ...]
    depth: int = 0
    data: bool = False
    original: str = ""
    simple: bool = False


@dataclass(frozen=True, slots=True)
class Literal:
    """A text, number, true, false, null or undefined written in the template."""

    at: int
    value: object
    original: str


@dataclass(frozen=True, slots=True)
class Call:
    """A name with its arguments; `nested` when it stands in parentheses."""

    at: int
    target: Path
    arguments: tuple[Expression, ...] = ()
    named: tuple[tuple[str, Expression], ...] = ()
    nested: bool = False


Expression = Path | Literal | Call


@dataclass(frozen=True, slots=True)
class Strip:
    """Whether a tag eats the white space before and after it (`~`)."""

    before: bool = False
    after: bool = False


@dataclass(slots=True)
class Content:
    """Text; `original` is what was written, `value` what is left of it."""

    value: str
    original: str
    left_stripped: bool = False
    right_stripped: bool = False


@dataclass(slots=True)
class Mustache:
    """`{{name …}}`; `raw` when its text is not escaped."""

    at: int
    call: Call
    raw: bool
    strip: Strip


@dataclass(slots=True)
class Comment:
    """`{{! … }}`."""

    strip: Strip


@dataclass(slots=True)
class Partial:
    """`{{> name context key=value}}`; with a body, the body stands in for a missing partial."""

    at: int
    name: Expression
    context: Expression | None
    named: tuple[tuple[str, Expression], ...]
    strip: Strip
    body: Program | None = None
    close_strip: Strip = Strip()
    indent: str = ""

    def written_name(self) -> str:
        """Return its name where it is written down, and not the result of a call."""
        if isinstance(self.name, Call):
            return ""
        data = isinstance(self.name, Path) and self.name.data
        return f"@{self.name.original}" if data else str(self.name.original)


@dataclass(slots=True)
class Inline:
    """`{{#*inline "name"}} … {{/inline}}`: a partial of this template alone."""

    at: int
    name: str
    body: Program
    strip: Strip
    close_strip: Strip


@dataclass(slots=True)
class Block:
    """`{{#name …}} … {{else}} … {{/name}}`."""

    at: int
    call: Call
    program: Program | None
    inverse: Program | None
    open_strip: Strip
    inverse_strip: Strip = Strip()
    close_strip: Strip = Strip()


Node = Content | Mustache | Comment | Partial | Inline | Block


@dataclass(slots=True)
class Program:
    """A run of nodes; `params` are the names after `as |…|`, `chained` an `else if`."""

    source: Source
    body: list[Node] = field(default_factory=list)
    params: tuple[str, ...] = ()
    chained: bool = False
