"""The body of a prompt in another tool's syntax; what that syntax cannot say is flattened and told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from assistant.i18n import gettext as _
from prompts.errors import PromptError, Source
from prompts.template.parse import parse
from prompts.template.tree import Block, Call, Content, Literal, Mustache, Partial, Path, Program

FindText = Callable[[str], Source | None]


@dataclass(frozen=True, slots=True)
class Syntax:
    """How a tool writes a value; with `logic`, Jinja's if and for are understood."""

    value: Callable[[str], str]
    logic: bool = False
    escape: Callable[[str], str] = str


JINJA = Syntax(lambda name: "{{ " + name + " }}", True, lambda t: _raw(t))
DOLLAR = Syntax(lambda name: "${" + name + "}", escape=lambda t: t.replace("$", "$$"))
EDITOR = Syntax(lambda name: "${input:" + name + "}")
INPUT_MARK = Syntax(lambda name: "__INPUT__" if name == "input" else "{{" + name + "}}")
BRACES = Syntax(lambda name: "{{" + name + "}}")


@dataclass(slots=True)
class Written:
    """Turns of (role, text) in the new syntax, and what could not be said in it."""

    turns: list[tuple[str, str]] = field(default_factory=lambda: [("user", "")])
    losses: list[str] = field(default_factory=list)

    def add(self, text: str) -> None:
        """Add text to the turn that is open."""
        role, before = self.turns[-1]
        self.turns[-1] = (role, before + text)

    def lose(self, what: str) -> None:
        """Note a loss, once."""
        if what not in self.losses:
            self.losses.append(what)

    def finished(self) -> list[tuple[str, str]]:
        """Return the turns that say something, without blank lines around them."""
        return [(role, text.strip("\n")) for role, text in self.turns if text.strip()]


def write_body(program: Program, syntax: Syntax, find_partial: FindText) -> Written:
    """Return a body in another syntax; partials are written out; raises PromptError."""
    written = Written()
    _Writer(syntax, find_partial, written).program(program)
    return written


@dataclass(slots=True)
class _Writer:
    syntax: Syntax
    find: FindText
    written: Written
    depth: int = 0

    def program(self, program: Program | None) -> None:
        for node in program.body if program else ():
            if isinstance(node, Content):
                self.written.add(self.syntax.escape(node.value))
            elif isinstance(node, Mustache):
                self.mustache(node.call)
            elif isinstance(node, Block):
                self.block(node)
            elif isinstance(node, Partial):
                self.partial(node)

    def mustache(self, call: Call) -> None:
        name = call.target.original
        if name == "role" and call.arguments and isinstance(call.arguments[0], Literal):
            self.written.turns.append((str(call.arguments[0].value), ""))
        elif name == "json" and call.arguments and isinstance(call.arguments[0], Path):
            argument = _name(call.arguments[0])
            if self.syntax.logic:
                self.written.add("{{ " + argument + " | tojson }}")
            else:
                self.written.add(self.syntax.value(argument))
                self.written.lose(_("values written as JSON"))
        elif call.arguments or call.named or name in ("history", "section", "media"):
            self.written.lose(_("left out: {names}").format(names="{{" + name + "}}"))
        else:
            self.written.add(self.syntax.value(_name(call.target)))

    def block(self, node: Block) -> None:
        if not self.syntax.logic:
            self.written.lose(_("conditions and loops: their text is always there"))
            self.program(node.program)
            return
        name, argument = node.call.target.original, node.call.arguments
        if name == "each" and argument and isinstance(argument[0], Path):
            item = node.program.params[0] if node.program and node.program.params else "this"
            self.written.add(f"{{% for {item} in {_name(argument[0])} %}}")
            self.program(node.program)
            self.written.add("{% endfor %}")
            if node.inverse:
                self.written.lose(_("the else of a loop"))
            return
        self.written.add("{% if " + self.condition(name, node.call) + " %}")
        self.program(node.program)
        if node.inverse and node.inverse.body:
            self.written.add("{% else %}")
            self.program(node.inverse)
        self.written.add("{% endif %}")

    def condition(self, name: str, call: Call) -> str:
        values = [
            v.original if isinstance(v, Literal) and not isinstance(v.value, str) else _value(v)
            for v in call.arguments
        ]
        if name in ("ifEquals", "unlessEquals") and len(values) == 2:
            return f"{values[0]} {'==' if name == 'ifEquals' else '!='} {values[1]}"
        if name in ("if", "with") and values:
            return values[0]
        if name == "unless" and values:
            return f"not {values[0]}"
        return _name(call.target)

    def partial(self, node: Partial) -> None:
        name = node.name.original if isinstance(node.name, Path | Literal) else ""
        text = self.find(name) if name else None
        self.depth += 1
        if text is None or self.depth > 20:
            raise PromptError(_("There is no partial “{name}”.").format(name=name))
        self.program(parse(text))
        self.depth -= 1


def _name(path: Path) -> str:
    return ".".join(path.parts) or "this"


def _value(value: object) -> str:
    if isinstance(value, Literal):
        return '"' + str(value.value).replace('"', "'") + '"'
    return _name(value) if isinstance(value, Path) else "this"


def _raw(text: str) -> str:
    return (
        "{% raw %}" + text + "{% endraw %}"
        if "{{" in text or "{%" in text or "{#" in text
        else text
    )
