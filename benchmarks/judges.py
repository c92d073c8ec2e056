"""What a judge's opinions are worth, beside hygie's own checks: `python -m benchmarks.judges MODEL SET…`.

Asks the model about some answers of each set as `hygie check --judge` does, in a fixed order without choice, and
ranks answers by their most doubted sentence, with the 95 % interval by drawing groups of answers. The opinions are
those of that sentence, with how many of the answers are wrong. Each answer takes seconds: `--take` says how many,
`--skip` how many of the order come before them, so that what was looked at is not measured again. « CPU s » are
processor seconds an answer, of all threads together.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import redirect_stderr
from dataclasses import dataclass, replace
from io import StringIO
from random import Random

from assistant.cli import judging
from assistant.config import Settings
from assistant.judging.case import Case
from assistant.judging.hearing import Judged
from assistant.judging.opinions import Opinion
from assistant.types import Document, Private, Span
from guards.sources.checker import SourceChecker
from guards.sources.report import score

from .checks import records
from .data import folder
from .ranking import auroc, grouped_interval

_DRAWS = 1_000
_UNKNOWN = 0.5
_RISK = {
    Opinion.SUPPORTED: 0.0,
    None: _UNKNOWN,
    Opinion.UNSURE: _UNKNOWN,
    Opinion.ABSENT: 0.8,
    Opinion.CONTRADICTED: 1.0,
}


def main(given: Sequence[str] | None = None) -> int:
    """Print a line a set; 3 when there is no data."""
    parser = argparse.ArgumentParser(prog="benchmarks.judges", description=__doc__)
    parser.add_argument("model")
    parser.add_argument("sets", nargs="+")
    parser.add_argument("--take", type=int, default=60)
    parser.add_argument("--skip", type=int, default=0)
    options = parser.parse_args(given)
    if (base := folder()) is None:
        print("No data: name the parent of the measuring sets in HYGIE_DATA.")
        return 3
    print(
        f"{'set':<18}{'n':>4}{'bad':>5}{'judge':>7}{' 95 %':<14}{'checks':>6}{'CPU s':>7}  opinions"
    )
    for name in options.sets:
        rows = list(records(base / "checks" / f"{name}.jsonl"))
        drawn = Random(1).sample(rows, min(options.skip + options.take, len(rows)))
        print(_line(name, drawn[options.skip :], options.model), flush=True)
    return 0


@dataclass(frozen=True, slots=True)
class _Heard:
    """An answer by its group: whether it is wrong, what the checks say, and the most doubted sentence."""

    group: str
    wrong: int
    checks: float
    risk: float
    opinion: str


def _line(name: str, rows: Sequence[dict[str, object]], model: str) -> str:
    began = time.process_time()
    heard = [_heard(row, model) for row in rows]
    spent = (time.process_time() - began) / len(rows)
    low, high = grouped_interval(heard, lambda one: one.group, _ranked, _DRAWS)
    return (
        f"{name:<18}{len(heard):>4}{sum(one.wrong for one in heard):>5}{_ranked(heard):>7.3f}"
        f" [{low:.2f}, {high:.2f}]{auroc([h.wrong for h in heard], [h.checks for h in heard]):>7.2f}"
        f"{spent:>7.1f}  {', '.join(_told(heard))}"
    )


def _heard(row: dict[str, object], model: str) -> _Heard:
    asked, case = argparse.Namespace(judge=model, yes=True, review=False), _case(row)
    with redirect_stderr(StringIO()):
        found = judging.judged(case, asked, replace(Settings(), model=model))
    if found.error:
        raise found.error
    worst = max(found.judged, key=_risk, default=Judged(Span(0, 0), None))
    opinion = str(worst.opinion or "none")
    return _Heard(
        str(row["group"]), int(str(row["label"])), score(case.verdicts), _risk(worst), opinion
    )


def _ranked(heard: Sequence[_Heard]) -> float:
    return auroc([one.wrong for one in heard], [one.risk for one in heard])


def _told(heard: Sequence[_Heard]) -> Iterator[str]:
    for opinion, count in Counter(one.opinion for one in heard).most_common():
        wrong = sum(one.wrong for one in heard if one.opinion == opinion)
        yield f"{opinion} {count} ({wrong} wrong)"


def _risk(one: Judged) -> float:
    """Return the odds of a judge that gives them, else what its word stands for."""
    return _RISK[one.opinion] if one.doubt is None else one.doubt


def _case(row: dict[str, object]) -> Case:
    texts = row["sources"]
    assert isinstance(texts, list)
    sources = tuple(Document(Private(""), Private(str(text))) for text in texts)
    answer = Private(str(row["answer"]))
    return Case(answer, sources, tuple(SourceChecker().check(answer, sources)))


if __name__ == "__main__":
    sys.exit(main())
