"""Expressions of the Prompty Jinja subset, as arguments of Handlebars.

Grammar: or, and, not, one comparison or `in`, filters, then literals, names and parentheses; no
arithmetic and no calls, so nothing here can reach beyond the values given.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from assistant.i18n import gettext as _

_TOKEN = re.compile(
    r"\s*(?:(?P<text>\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*')|(?P<number>-?\d+(?:\.\d+)?)"
    r"|(?P<name>[A-Za-z_]\w*)|(?P<sign>==|!=|<=|>=|[<>|()\[\].,]))"
)
_LOOP = {"index0": "@index", "first": "@first", "last": "@last"}
_FILTERS = {
    "upper": "upperCase", "lower": "lowerCase", "trim": "trimmed", "length": "countOf", "count": "countOf",
    "default": "otherwise", "d": "otherwise", "join": "joined", "tojson": "json",
}  # fmt: skip
_UNCHANGED = ("safe", "string")
_TYPES = {"upper": "string", "lower": "string", "trim": "string", "join": "list"}
_DEEPEST = 40


class NotCarried(Exception):
    """An expression beyond the subset; `what` is said to the person."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


@dataclass(frozen=True, slots=True)
class Said:
    """An expression in Handlebars: a path, a call without its parentheses, or a literal."""

    text: str
    kind: str
    value: str = ""
    """The plain text of a literal."""

    def argument(self) -> str:
        """Return it as the argument of another call."""
        return f"({self.text})" if self.kind == "call" else self.text


@dataclass(slots=True)
class Names:
    """Inputs in order, each with the type its use gives away; those that may be missing."""

    types: dict[str, str] = field(default_factory=dict)
    optional: set[str] = field(default_factory=set)
    items: list[str] = field(default_factory=list)
    """Names bound by the loops that are open."""
    lists: list[str] = field(default_factory=list)
    """What the loops that are open run over, seen from inside them."""

    def use(self, name: str, kind: str = "any") -> str:
        """Return the path of a name where it stands, and note the input it reads."""
        if name in self.items:
            return name
        known = self.types.get(name, "any")
        self.types[name] = kind if known == "any" else known
        # A loop changes what plain names mean in Handlebars.
        return f"@root.{name}" if self.items else name


class Expression:
    """Reads one expression from left to right; raises NotCarried."""

    def __init__(self, text: str, names: Names) -> None:
        self._names, self._words, self._at, self._depth = names, _words(text), 0, 0

    def read(self) -> Said:
        """Return the whole expression in Handlebars."""
        said = self._either()
        if self._at < len(self._words):
            raise NotCarried(self._words[self._at][1])
        return said

    def _either(self) -> Said:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise NotCarried("(")
        said = self._chain("or", "anyOf", lambda: self._chain("and", "allOf", self._negated))
        self._depth -= 1
        return said

    def _chain(self, word: str, helper: str, part: Callable[[], Said]) -> Said:
        parts = [part()]
        while self._taken("name", word):
            parts.append(part())
        if len(parts) == 1:
            return parts[0]
        return Said(" ".join([helper, *(p.argument() for p in parts)]), "call")

    def _negated(self) -> Said:
        if self._taken("name", "not"):
            self._depth += 1
            if self._depth > _DEEPEST:
                raise NotCarried("not")
            said = Said(f"noneOf {self._negated().argument()}", "call")
            self._depth -= 1
            return said
        return self._compared()

    def _compared(self) -> Said:
        first = self._filtered()
        sign = self._comparison()
        if not sign:
            return first
        return Said(f'compare {first.argument()} "{sign}" {self._filtered().argument()}', "call")

    def _comparison(self) -> str:
        for sign in ("==", "!=", "<=", ">=", "<", ">"):
            if self._taken("sign", sign):
                return sign
        if self._taken("name", "in"):
            return "in"
        if self._peek() == ("name", "not") and self._words[self._at + 1 :][:1] == [("name", "in")]:
            self._at += 2
            return "not in"
        return ""

    def _filtered(self) -> Said:
        start = self._at
        said = self._primary()
        root = self._words[start][1]
        while self._taken("sign", "|"):
            said = self._filter(said, root)
        return said

    def _filter(self, said: Said, root: str) -> Said:
        name, arguments = self._name(), self._arguments()
        if name in _UNCHANGED and not arguments:
            return said
        if name not in _FILTERS or len(arguments) > (name in ("default", "d", "join")):
            raise NotCarried(name)
        if root in self._names.types and said.kind == "path" and "." not in said.text:
            self._names.use(root, _TYPES.get(name, "any"))
            if name in ("default", "d"):
                self._names.optional.add(root)
        return Said(" ".join([_FILTERS[name], said.argument(), *arguments]), "call")

    def _arguments(self) -> list[str]:
        if not self._taken("sign", "("):
            return []
        found = []
        while not self._taken("sign", ")"):
            found.append(self._either().argument())
            if not self._taken("sign", ",") and self._peek() != ("sign", ")"):
                raise NotCarried("(")
        return found

    def _primary(self) -> Said:
        kind, word = self._peek()
        self._at += 1
        if kind == "text":
            return _literal(word)
        if kind == "number":
            return Said(word, "literal", word)
        if (kind, word) == ("sign", "("):
            said = self._either()
            self._wanted(")")
            return said
        if kind != "name" or word in ("and", "or", "not", "in", "is", "if", "else"):
            raise NotCarried(word or "…")
        if word in ("true", "false", "null", "none", "True", "False", "None"):
            spelled = {"none": "null", "None": "null"}.get(word, word.lower())
            return Said(spelled, "literal", "" if spelled == "null" else spelled)
        return self._accessed(word)

    def _accessed(self, root: str) -> Said:
        if root == "loop" and self._names.lists:
            return self._of_loop()
        said = Said(self._names.use(root), "path")
        while True:
            if self._taken("sign", "."):
                said = _member(said, self._name())
            elif self._taken("sign", "["):
                index = self._either()
                self._wanted("]")
                said = _member(said, index.value) if index.kind == "literal" else Said(
                    f"lookup {said.argument()} {index.argument()}", "call"
                )  # fmt: skip
            else:
                return said

    def _of_loop(self) -> Said:
        self._wanted(".")
        name = self._name()
        if name == "index":
            return Said("ordinal @index", "call")
        if name == "length":
            return Said(f"countOf {self._names.lists[-1]}", "call")
        if name not in _LOOP:
            raise NotCarried(f"loop.{name}")
        return Said(_LOOP[name], "path")

    def _peek(self) -> tuple[str, str]:
        return self._words[self._at] if self._at < len(self._words) else ("", "")

    def _taken(self, kind: str, word: str) -> bool:
        taken = self._peek() == (kind, word)
        self._at += taken
        return taken

    def _wanted(self, sign: str) -> None:
        if not self._taken("sign", sign):
            raise NotCarried(_("“{sign}” is missing").format(sign=sign))

    def _name(self) -> str:
        kind, word = self._peek()
        if kind != "name":
            raise NotCarried(word or "…")
        self._at += 1
        return word


def _words(text: str) -> list[tuple[str, str]]:
    words, at, text = [], 0, text.strip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None or match.lastgroup is None:
            raise NotCarried(text[at : at + 20])
        words.append((match.lastgroup, match[match.lastgroup]))
        at = match.end()
    return words


def _literal(word: str) -> Said:
    plain = re.sub(r"\\(.)", lambda m: {"n": "\n", "t": "\t"}.get(m[1], m[1]), word[1:-1])
    if '"' not in plain:
        return Said(f'"{plain}"', "literal", plain)
    if "'" in plain:
        raise NotCarried(_("a text with both kinds of quotes"))
    return Said(f"'{plain}'", "literal", plain)


def _member(said: Said, name: str) -> Said:
    if said.kind == "call":
        quoted = _literal(f'"{name}"').text
        return Said(f"lookup {said.argument()} {quoted}", "call")
    if re.fullmatch(r"[A-Za-z_]\w*", name):
        return Said(f"{said.text}.{name}", "path")
    if "]" in name or "\\" in name:
        raise NotCarried(name)
    return Said(f"{said.text}.[{name}]", "path")
