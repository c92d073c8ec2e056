"""The form of placeholders, and the forms that models turn them into.

`{{PERSON_1}}` is a value; `{{PERSON_1_B}}` another way of writing the same one (« Mme Dupont » after
« Marie Dupont »); `{{PERSON_1_EMAIL}}` what belongs to that person. Of four forms tried on small
models the first came back intact most often (53 and 56 of 60).
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from assistant.types import Kind

_BY_LENGTH = sorted((kind.value for kind in Kind), key=len, reverse=True)
_KINDS = "|".join(kind.replace("_", r"[ _\u00a0-]?\\?_?") for kind in _BY_LENGTH)
_BY_LETTERS = {kind.value.replace("_", ""): kind for kind in Kind}
_GAP = r"\\?[ _\u00a0\u202f-]"
# As it is, or each bracket escaped as Markdown does, on both sides: a backslash before a bracket is else one of
# the text, as in `C:\Users\{PERSON_1}`.
_ESCAPED = r"(?<!\\)(?P<escaped>\\\{\\\{|\\\{|\\\[\\\[|\\\[|\\<\\<|\\<)"
_OPEN = rf"(?:{_ESCAPED}|\{{\{{|\{{|\[\[|\[|<<|<|&lt;&lt;|&lt;)"
_CLOSE = (
    r"(?(escaped)(?:\\\}\\\}|\\\}|\\\]\\\]|\\\]|\\>\\>|\\>)|(?:\}\}|\}|\]\]|\]|>>|>|&gt;&gt;|&gt;))"
)
_PARTS = "EMAIL|USERNAME"

FORM = regex.compile(
    # In brackets of any kind, escaped or not: any case, underscore, space or escape before the number.
    rf"(?P<open>{_OPEN})[ ]?(?i:(?P<kind>{_KINDS})(?:{_GAP})?(?P<number>\d{{1,6}})"
    rf"(?:(?:{_GAP})?(?P<part>{_PARTS}))?(?:(?:{_GAP})?(?P<form>[B-Z]))?)[ ]?(?P<close>{_CLOSE})"
    # Bare, or in the parentheses and guillemets of a sentence: capitals and underscore only, so that
    # « person 1 » and « (code 1) » in prose are left alone; not
    # beside a brace: what was glued to a value now stands beside its placeholder.
    rf"|(?<![\w{{}}\[<])(?P<bare_kind>{'|'.join(_BY_LENGTH)})\\?_(?P<bare_number>\d{{1,6}})"
    rf"(?:\\?_(?P<bare_part>{_PARTS}))?(?:\\?_(?P<bare_form>[B-Z]))?(?![\w{{])"
)
"""Anything that may stand for a placeholder."""

MAX_LENGTH = 60
"""No form is longer, in characters."""

_FORMS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
MAX_FORMS = len(_FORMS)
"""More ways of writing one value than this are numbered as values of their own."""


@dataclass(frozen=True, slots=True)
class Marker:
    """A placeholder taken apart; `form` counts the ways of writing from 0, `part` is a kind or none."""

    kind: Kind
    number: int
    form: int = 0
    part: Kind | None = None

    def __str__(self) -> str:
        part = f"_{self.part.value}" if self.part else ""
        form = f"_{_FORMS[self.form]}" if self.form else ""
        return f"{{{{{self.kind.value}_{self.number}{part}{form}}}}}"


def canonical(match: regex.Match[str]) -> str:
    """Return the placeholder that a match of `FORM` stands for; itself if it can stand for none."""
    return str(parsed(match) or match.group())


def parsed(match: regex.Match[str]) -> Marker | None:
    """Take a match of `FORM` apart; None for what no vault ever gives out.

    A match may hold look-alike letters, which ignoring case lets in (« ſ » for s).
    """
    kind = _kind(match["kind"] or match["bare_kind"])
    part = match["part"] or match["bare_part"]
    form = (match["form"] or match["bare_form"] or "A").upper()
    number = int(match["number"] or match["bare_number"])
    if kind is None or form not in _FORMS or (part and _kind(part) is None):
        return None
    return Marker(kind, number, _FORMS.index(form), _kind(part) if part else None)


def _kind(written: str) -> Kind | None:
    return _BY_LETTERS.get(regex.sub(r"[^A-Za-z]+", "", written).upper())
