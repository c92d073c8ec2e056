"""What a judge's opinions are worth, beside hygie's own checks: `python -m benchmarks.judges MODEL SET…`.

Asks the model about some answers of each set as `hygie check --judge` does, in a fixed order without choice, and ranks
answers by the worst opinion of a sentence. Each answer takes seconds: `--take` says how many, `--skip` how many of the
order come before them, so that what was looked at is not measured again. « CPU s » are processor seconds an answer,
of all threads together.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import redirect_stderr
from dataclasses import replace
from io import StringIO
from random import Random

from assistant.cli import judging
from assistant.config import Settings
from assistant.judge import Case, Judged
from assistant.opinions import Opinion
from assistant.types import Document, Private
from guards.sources.checker import SourceChecker
from guards.sources.report import score

from .checks import records
from .data import folder
from .ranking import auroc

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
    print(f"{'set':<18}{'n':>4}{'bad':>5}{'judge':>7}{'checks':>8}{'CPU s':>8}  opinions")
    for name in options.sets:
        rows = list(records(base / "checks" / f"{name}.jsonl"))
        drawn = Random(1).sample(rows, min(options.skip + options.take, len(rows)))
        print(_line(name, drawn[options.skip :], options.model), flush=True)
    return 0


def _line(name: str, rows: Sequence[dict[str, object]], model: str) -> str:
    asked = argparse.Namespace(judge=model, yes=True, review=False)
    labels, own, risks, told = [], [], [], Counter[str]()
    began = time.process_time()
    for row in rows:
        case = _case(row)
        with redirect_stderr(StringIO()):
            found = judging.judged(case, asked, replace(Settings(), model=model))
        if found.error:
            raise found.error
        opinions = [one.opinion for one in found.judged]
        told.update(str(one) for one in opinions)
        labels.append(int(str(row["label"])))
        own.append(score(case.verdicts))
        risks.append(max(map(_risk, found.judged), default=_UNKNOWN))
    spent = (time.process_time() - began) / len(rows)
    return (
        f"{name:<18}{len(rows):>4}{sum(labels):>5}{auroc(labels, risks):>7.2f}{auroc(labels, own):>8.2f}"
        f"{spent:>8.1f}  {dict(told.most_common())}"
    )


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
