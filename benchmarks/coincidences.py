"""Counts wrong figures that the checks take for derived ones: `python -m benchmarks.coincidences [SET…]`.

In answers of hygie's own and of the measuring sets one figure at a time is replaced by another of the same
shape: all its digits drawn anew (« drawn »), or one of them changed (« changed »), its last zeros kept. What
the sources then still bear out is coincidence. Drawn the same way each time.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

from assistant.types import ClaimKind, Document, Private, Status, Verdict
from guards.sources.checker import Check, SourceChecker
from guards.sources.passages import Passages
from tests.guards.sources.derived import cases

from .answers import answers
from .checks import records
from .data import folder

_KINDS = (ClaimKind.NUMBER, ClaimKind.DATE)
_BORNE_OUT = (Status.SUPPORTED, Status.DERIVED)
_EACH = 6  # figures of one answer
_SHOWN = 60
_MOST = 250  # answers of one set

Texts = tuple[str, list[str]]  # an answer and its sources
Change = Callable[[str, Random], str]


def main(wanted: Sequence[str]) -> int:
    """Print what becomes of changed figures, a line a set and a way to change them."""
    totals = {name: Counter[str]() for name in _CHANGES}
    show = "--show" in wanted
    for label, texts in _sets([name for name in wanted if name[:2] != "--"]):
        for name, change in _CHANGES.items():
            found = _counted(texts, change, show)
            totals[name] += found
            _line(f"{label}, {name}", found)
    for name, found in totals.items():
        _line(f"all, {name}", found)
    return 0


def _sets(wanted: Sequence[str]) -> Iterator[tuple[str, list[Texts]]]:
    if not wanted or "cases" in wanted:
        found = (case for language in ("fr", "en") for case in cases(language))
        yield "cases", [(case.answer(case.right[0]), [case.source]) for case in found]
    if not wanted or "own" in wanted:
        yield "own", [(answer.text, [answer.source]) for answer in answers("fit")]
    base = folder()
    for path in sorted((base / "checks").glob("*.jsonl")) if base else ():
        if not wanted or path.stem in wanted:
            yield path.stem, _first(path)


def _first(path: Path) -> list[Texts]:
    rows = [(str(row["answer"]), list(map(str, _list(row["sources"])))) for row in records(path)]
    return [row for row in rows if any(c.isdigit() for c in row[0])][:_MOST]


def _list(value: object) -> list[object]:
    assert isinstance(value, list)
    return value


def _counted(texts: Sequence[Texts], change: Change, show: bool) -> Counter[str]:
    draw, found = Random(7), Counter[str]()
    for answer, sources in texts:
        documents = [Document(Private(""), Private(text)) for text in sources]
        figures = [f for f in Check(answer, Passages(documents)).figures if f.is_claim]
        for figure in draw.sample(figures, min(_EACH, len(figures))):
            start, end = figure.span.start, figure.span.end
            changed = change(answer[start:end], draw)
            if changed == answer[start:end]:
                continue
            verdicts = SourceChecker().check(
                Private(answer[:start] + changed + answer[end:]), documents
            )
            mine = [v for v in verdicts if _is_on(v, start, start + len(changed))]
            found["all"] += 1
            for verdict in mine[:1]:
                found[verdict.status.value] += 1
                if show and verdict.status is Status.DERIVED:
                    beside = answer[max(0, start - _SHOWN) : start], answer[end : end + _SHOWN]
                    print(f"  {verdict.reason}", repr(changed.join(beside)))
    return found


def _is_on(verdict: Verdict, start: int, end: int) -> bool:
    span = verdict.claim.span
    return verdict.claim.kind in _KINDS and span.start <= start + 3 and span.end >= end - 3


def _drawn(written: str, draw: Random) -> str:
    """Draw every digit anew; last zeros stay, and no first digit is zero."""
    kept = (
        len(written.rstrip("0 \u00a0\u202f,.%€$£")) if any(c in "123456789" for c in written) else 0
    )
    seen = False
    letters = []
    for at, letter in enumerate(written):
        if letter.isdigit() and at < kept:
            letter = draw.choice("0123456789" if seen else "123456789")
            seen = True
        letters.append(letter)
    return "".join(letters)


def _one_digit(written: str, draw: Random) -> str:
    places = [at for at, letter in enumerate(written) if letter in "123456789"]
    if not places:
        return written
    at = draw.choice(places)
    digit = draw.choice([d for d in "123456789" if d != written[at]])
    return f"{written[:at]}{digit}{written[at + 1 :]}"


_CHANGES: dict[str, Change] = {"drawn": _drawn, "changed": _one_digit}


def _line(label: str, found: Counter[str]) -> None:
    total = max(1, found["all"])
    shown = "".join(
        f"  {status} {found[status]} ({100 * found[status] / total:.1f} %)"
        for status in (s.value for s in _BORNE_OUT)
    )
    print(f"{label:<28}{found['all']:>6}{shown}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
