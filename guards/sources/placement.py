"""Figures that the sources do give, but of something else, or with the opposite bound.

« The charges are €640 » finds its 640 in the sources and is wrong all the same when they are the
rent and the charges are €55. Words beside the figure decide, and only when they leave no doubt.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from assistant.i18n import _
from assistant.types import ClaimKind, Span, Status

from .contradiction import beside
from .figures import Figure
from .ledger import Entry, Ledger
from .lexical import Lexicon, has_content, stem
from .outcome import Outcome
from .polarity import Token, tokens
from .units import NONE
from .words import read

CHECK = "placement/1"
_REACH = 5  # content words on each side
_THERE, _ELSEWHERE = 0.75, 0.25  # shares of the words beside the figure
_SAME = 0.9  # share of the words beside a figure that another has beside it in its place
_LEAST = 2
_LONGEST = 600  # characters of a sentence whose figure is looked for in the place of another
_TRIED = 30  # places of one figure, and other figures of its unit
_LEAD = 40
# « 31 420 € en 2023, contre 29 870 € en 2022 »: the words before the first are the second's too.
_COMPARED = re.compile(
    r"\b(?:contre|au lieu d[e’']|par rapport à|against|compared (?:with|to)|versus|vs\.?|from|instead of)"
    r"(?:\s[^\W\d_]+){0,2}\s*$",
    re.IGNORECASE,
)
_AROUND = 220  # characters of a source read around a figure
_NAME_REACH = 7
_NAME_LEAST = 3
_NAMES = 300  # full names of the sources that are compared
_FULL = r"[A-ZÀ-Þ][^\W\d_]+(?:[ \u00a0-][A-ZÀ-Þ][^\W\d_]+){1,2}"
_TITLE = r"(?:M\.|Mme|Mlle|Mr|Mrs|Ms|Dr|Me|Maître|Councillor|Professor)\.?[ \u00a0]"
_FULL_NAME = re.compile(rf"\b{_FULL}")
_OPENING_NAME = re.compile(
    rf"(?:^|[.!?]\s)\s*(?:[-*•]\s)?(?:{_TITLE})?(?P<name>{_FULL})\b", re.MULTILINE
)
_OPENS = re.compile(rf"[\W\d]*(?:{_TITLE})?")
_UPPER = re.compile(
    r"(?:pas plus de|au plus|au maximum|maximum(?: de)?|jusqu['’]à|jusqu['’]au|à hauteur de"
    r"|dans la limite de|limitée?s? à|moins de|inférieure?s? à|sans dépasser|plafonnée?s? à|sous"
    r"|at most|up to|no(?:t)? more than|maximum of|less than|under|below|fewer than|within"
    r"|not exceeding|limit of|limited to)\s*$",
    re.IGNORECASE,
)
_LOWER = re.compile(
    r"(?:pas moins de|au moins|au minimum|minimum(?: de)?|(?<!pas )plus de|supérieure?s? à"
    r"|à partir de|at least|(?<!no )(?<!not )more than|over|above|no less than|not less than"
    r"|minimum of|exceeding|no fewer than)\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Setting:
    """A figure of the answer with the sentence it stands in; `at` is its place in that.

    `said` reads a sentence, at most once for all its figures: lists of numbers have thousands.
    """

    figure: Figure
    sentence: str
    at: int
    said: Callable[[str], tuple[Token, ...]] = tokens


def check(setting: Setting, ledger: Ledger, lexicon: Lexicon) -> Outcome | None:
    """Say whether a figure that the sources have is theirs for something else, or None."""
    found = list(same(setting.figure, ledger))
    if not found:
        return None
    if all(_opposite_bound(setting, entry, ledger) for entry in found):
        reason = _("The source gives “{source}” as the opposite bound.").format(
            source=_with_lead(found[0], ledger)
        )
        return Outcome(Status.CONTRADICTED, reason, ledger.evidence(found[0], "", "near"))
    return _of_another(setting, found, ledger, lexicon)


def _of_another(
    setting: Setting, same: Sequence[Entry], ledger: Ledger, lexicon: Lexicon
) -> Outcome | None:
    near = _words(setting.said(setting.sentence), setting.at)
    if len(near) < _LEAST:
        return None
    total = lexicon.weight(near)
    if max(lexicon.weight(near & _near_entry(e, ledger)) for e in same) > _ELSEWHERE * total:
        return None
    if any(_COMPARED.search(_lead(entry, ledger)) for entry in same):
        return None
    for other in rivals(setting.figure, ledger):
        shared = near & _near_entry(other, ledger)
        if len(shared) >= _LEAST and lexicon.weight(shared) >= _THERE * total:
            reason = _("The source gives “{source}” here; this figure stands elsewhere in it.")
            return Outcome(
                Status.CONTRADICTED,
                reason.format(source=ledger.written(other)),
                ledger.evidence(other, "", "near"),
            )
    return None


def replaced(
    setting: Setting, written: str, beside_it: Sequence[Figure], ledger: Ledger, lexicon: Lexicon
) -> Outcome | None:
    """Say which figure the sources have where the answer has one that they do not, or None.

    The words beside both must be the same, and what they count too; `beside_it` are the figures of
    the answer, which replace nothing that the answer gives as well. Places that differ tell nothing.
    """
    ledger.left_to_place -= 1
    if ledger.left_to_place < 0 or len(setting.sentence) > _LONGEST:
        return None
    near = _words(setting.said(setting.sentence), setting.at)
    if len(near) < _LEAST:
        return None
    given = {amount for figure in beside_it for amount in figure.amounts}
    total, found = lexicon.weight(near), dict[Decimal, Entry]()
    for other in _alike(setting, ledger):
        shared = near & _near_entry(other, ledger)
        if given.isdisjoint(other.figure.amounts) and lexicon.weight(shared) >= _SAME * total:
            found[other.figure.amounts[0]] = other
    if len(found) != 1:
        return None
    (entry,) = found.values()
    reason = _("The sources have “{source}” where the answer has “{answer}”.").format(
        source=ledger.written(entry), answer=written
    )
    return Outcome(Status.ALTERED, reason, ledger.evidence(entry, written, "near"))


def _alike(setting: Setting, ledger: Ledger) -> list[Entry]:
    """Return other figures of the same unit, or of plain numbers those of the same word after them."""
    if setting.figure.unit != NONE or setting.figure.kind is ClaimKind.DATE:
        return rivals(setting.figure, ledger)
    counted = _counted(setting.sentence, setting.at + len(setting.figure.span))
    return [
        entry
        for entry in ledger.entries
        if entry.figure.loose and entry.figure.unit == NONE and counted
        and _counted(ledger.passages.texts[entry.source], entry.figure.span.end) == counted
    ][:_TRIED]  # fmt: skip


def _counted(text: str, at: int) -> str:
    """Return the stem of the word just after a number, empty when it is none of content."""
    keys = read(text[at : at + _LEAD]).keys
    return stem(keys[0]) if keys and text[at : at + 1].isspace() and has_content(keys[0]) else ""


def check_name(written: str, sentence: str, at: int, sources: Sources) -> Outcome | None:
    """Say whether the sources tell of another person what the answer tells of this one, or None.

    Only full names that open their sentence are compared, as who did something; `at` is where the
    name stands in its sentence.
    """
    own = {stem(key) for key in read(written).keys}
    if not _OPENS.fullmatch(sentence[:at]):
        return None
    near = _words(tokens(sentence), at, _NAME_REACH) - own
    if len(near) < _NAME_LEAST:
        return None
    total = sources.lexicon.weight(near)
    for name in sources.openers():
        if own & name.stems or name.written in sentence or own & name.around:
            continue
        shared = near & name.around
        if len(shared) >= _NAME_LEAST and sources.lexicon.weight(shared) >= _THERE * total:
            if sources.tells(own, near, _ELSEWHERE * total):
                return None
            reason = _("The source says this of “{source}”.").format(source=name.written)
            evidence = sources.lexicon.passages.evidence(name.source, name.span, "near", 1.0)
            return Outcome(Status.CONTRADICTED, reason, (evidence,))
    return None


@dataclass(frozen=True, slots=True)
class Opener:
    """A full name that opens a sentence of a source, and the stems of what is told there."""

    source: int
    span: Span
    written: str
    stems: frozenset[str]
    around: frozenset[str]


class Sources:
    """The full names that open sentences of the sources, read at most once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._openers: tuple[Opener, ...] | None = None

    def openers(self) -> tuple[Opener, ...]:
        """Return the first few hundred."""
        if self._openers is None:
            self._openers = tuple(islice(self._read(), _NAMES))
        return self._openers

    def tells(self, own: set[str], near: set[str], limit: float) -> bool:
        """Whether the sources tell more than a little of these words beside this name too."""
        for text in self.lexicon.passages.texts:
            for match in islice(_FULL_NAME.finditer(text), _NAMES):
                if own <= {stem(key) for key in read(match.group()).keys}:
                    around = _around(text, Span(*match.span()), _NAME_REACH + 2)
                    if self.lexicon.weight(near & around) > limit:
                        return True
        return False

    def _read(self) -> Iterator[Opener]:
        for source, text in enumerate(self.lexicon.passages.texts):
            for match in _OPENING_NAME.finditer(text):
                span = Span(*match.span("name"))
                written = " ".join(match["name"].split())
                stems = frozenset(stem(key) for key in read(written).keys)
                around = frozenset(_around(text, span, _NAME_REACH + 2))
                yield Opener(source, span, written, stems, around)


def same(figure: Figure, ledger: Ledger) -> Iterator[Entry]:
    """Yield the places of the sources that give an amount, or any number of the value of a plain one."""
    for amount in figure.amounts:
        yield from ledger.amounts.get((figure.unit.dimension, amount), [])[:_TRIED]
        if figure.unit == NONE:
            yield from ledger.values.get(amount, [])[:_TRIED]


def rivals(figure: Figure, ledger: Ledger) -> list[Entry]:
    """Return other figures of the same unit; plain numbers have no rivals, they count anything."""
    if figure.unit == NONE or figure.kind is ClaimKind.DATE:
        return []
    dimension, own = figure.unit.dimension, figure.amounts
    if (dimension, own) not in ledger.rivals:
        found = (
            entry
            for entry in ledger.entries
            if entry.figure.unit.dimension == dimension
            and set(entry.figure.amounts).isdisjoint(own)
        )
        ledger.rivals[dimension, own] = list(islice(found, _TRIED))
    return ledger.rivals[dimension, own]


def _opposite_bound(setting: Setting, entry: Entry, ledger: Ledger) -> bool:
    ours = setting.sentence[max(0, setting.at - _LEAD) : setting.at]
    theirs = _lead(entry, ledger)
    return bool(
        (_UPPER.search(ours) and _LOWER.search(theirs))
        or (_LOWER.search(ours) and _UPPER.search(theirs))
    )


def _lead(entry: Entry, ledger: Ledger) -> str:
    at = entry.figure.span.start
    return ledger.passages.texts[entry.source][max(0, at - _LEAD) : at]


def _with_lead(entry: Entry, ledger: Ledger) -> str:
    lead = _lead(entry, ledger)
    bound = _UPPER.search(lead) or _LOWER.search(lead)
    return " ".join(f"{bound.group() if bound else ''} {ledger.written(entry)}".split())


def _words(found: Sequence[Token], at: int, reach: int = _REACH) -> set[str]:
    """Return the stems of the words beside a figure, which are what it is a figure of."""
    place = bisect_right(found, at, key=_end)
    if place == len(found):
        return set()
    return {stem for stem in beside(found, place, reach) if stem.isalpha()}


def _end(token: Token) -> int:
    return token.end


def _around(text: str, span: Span, reach: int = _REACH) -> set[str]:
    start = max(text.rfind(mark, max(0, span.start - _AROUND), span.start) for mark in (". ", "\n"))
    start = max(start + 1, span.start - _AROUND)
    end = text.find(". ", span.end, span.end + _AROUND)
    piece = Span(start, end if end > 0 else min(len(text), span.end + _AROUND))
    found = tokens(text[piece.start : piece.end])
    return _words(found, span.start - piece.start, reach)


def _near_entry(entry: Entry, ledger: Ledger) -> set[str]:
    key = entry.source, entry.figure.span
    if key not in ledger.near:
        ledger.near[key] = _around(ledger.passages.texts[entry.source], entry.figure.span)
    return ledger.near[key]
