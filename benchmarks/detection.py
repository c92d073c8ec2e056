"""What finds names, compared: spaCy, the names model, each with the rules, and all together.

Also how far the model's chances can be trusted (calibration), what thresholds cost and gain, and
what loading takes. Each engine's memory is that of a process of its own.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from benchmarks.data import Gold, folder, pii
from benchmarks.guard import CORE, Engine, hygie, run
from benchmarks.scoring import Found

if TYPE_CHECKING:
    from guards.detection.name_model_adapter import NameModel
    from guards.detection.names import Names

SETS = ("fr_fenec", "fr_echr", "en_ewt", "en_wikigold", "en_wnut17", "fr_synth")
_STEPS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 0.9)
_LOADING = """
import resource, sys, time
from guards.detection.detector import Detector
from guards.detection.names import finder
before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
names = finder({engine!r})
names.load()
names.entities("Bonjour Karim, on se voit demain.\\n\\nDear Priya, see you in London tomorrow.")
loaded = time.process_time() - began
if {rules}:
    Detector(names=names).find(["Bonjour Karim, on se voit demain.", "Dear Priya, see you in London."])
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(f"{{loaded:.2f}} {{before / 1024:.0f}} {{after / 1024:.0f}}")
"""


def f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / max(1e-9, precision + recall)


def alone(engine: str) -> Engine:
    """A finder of names without any rule."""
    from guards.detection.names import finder

    names: Names = finder(engine)
    names.load()

    def find(text: str, lang: str) -> list[Found]:
        return [(e.start_char, e.end_char, e.label_) for e in names.entities(text)]

    return find


ENGINES: dict[str, Callable[[], Engine]] = {
    "spaCy": lambda: alone("spacy"),
    "model": lambda: alone("model"),
    "spaCy + rules": lambda: hygie("spacy"),
    "model + rules": lambda: hygie("model"),
    "all": lambda: hygie("both"),
}


def table(names: Sequence[str], engines: Sequence[str]) -> None:
    """Print precision, recall, F1 and leak on names, and the time, a row for each set and engine."""
    built = {name: ENGINES[name]() for name in engines}
    print(
        f"{'set':14}{'engine':16}{'P':>6}{'R':>6}{'F1':>6}{'leak':>7}{'person':>8}{'org':>6}{'place':>7}{'ms/1k':>7}"
    )
    for name in names:
        golds = list(pii(name))
        for title, engine in built.items():
            _every, core, spent = run(engine, golds)
            p, r = core.precision, core.recall
            kinds = [core.by_label[kind] for kind in ("PERSON", "ORG", "LOCATION")]
            leaks = "".join(f"{lost / max(1, whole):7.3f}" for lost, whole in kinds)
            print(
                f"{name:14}{title:16}{p:6.3f}{r:6.3f}{f1(p, r):6.3f}{core.leak:7.3f} {leaks}{spent:7.1f}",
                flush=True,
            )


def thresholds(names: Sequence[str], rules: bool) -> None:
    """Print what a threshold for all kinds would cost and gain."""
    print(f"{'set':14}{'threshold':>10}{'P':>7}{'R':>7}{'F1':>7}{'leak':>7}")
    for name in names:
        golds = list(pii(name))
        for step in _STEPS:
            _every, core, _spent = run(_at(step, rules), golds)
            p, r = core.precision, core.recall
            print(
                f"{name:14}{step:10.2f}{p:7.3f}{r:7.3f}{f1(p, r):7.3f}{core.leak:7.3f}",
                flush=True,
            )


def _at(step: float, rules: bool) -> Engine:
    from guards.detection.detector import Detector

    names = _model(step)
    detector = Detector(names=names)

    def find(text: str, lang: str) -> list[Found]:
        if not rules:
            return [(e.start_char, e.end_char, e.label_) for e in names.entities(text)]
        return [(f.span.start, f.span.end, f.kind.value) for f in detector.find([text])[0]]

    return find


def _model(step: float) -> NameModel:
    from guards.detection.name_model_adapter import NameModel

    model = NameModel()
    model.load()
    model.thresholds = dict.fromkeys(CORE | {"ADDRESS", "DATE"}, step)
    return model


def calibration(names: Sequence[str]) -> None:
    """Print, for words by the model's chance that they are names, how many are."""
    counts = [[0, 0, 0.0] for _ in range(10)]
    model = _model(0.5)
    for name in names:
        for gold in pii(name):
            for start, end, chance in _chances(model, gold):
                row = counts[min(9, int(chance * 10))]
                row[0] += 1
                row[1] += any(s < end and start < e for s, e, _ in gold.spans)
                row[2] += chance
    print(f"{'chance':>12}{'words':>9}{'said':>7}{'are':>7}")
    for tenth, (total, right, said) in enumerate(counts):
        if total:
            print(
                f"{tenth / 10:5.1f} - {tenth / 10 + 0.1:.1f}{total:10}{said / total:7.3f}{right / total:7.3f}"
            )


def _chances(model: NameModel, gold: Gold) -> list[tuple[int, int, float]]:
    return [
        (start, end, 1 - sum(chance for label, chance in chances.items() if label[2:] not in CORE))
        for start, end, chances in model.chances(gold.text)
    ]


def loading() -> None:
    """Print what loading each engine takes, in processes of their own."""
    print(f"{'engine':10}{'rules':>7}{'load CPU-s':>12}{'MB before':>11}{'MB after':>10}")
    for engine in ("spacy", "model", "both"):
        for rules in (False, True):
            code = _LOADING.format(engine=engine, rules=rules)
            out = subprocess.run(
                [sys.executable, "-W", "ignore", "-c", code],
                capture_output=True,
                text=True,
                check=True,
            )
            seconds, before, after = out.stdout.split()
            print(f"{engine:10}{'yes' if rules else 'no':>7}{seconds:>12}{before:>11}{after:>10}")


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="benchmarks detection", description=__doc__)
    parser.add_argument("--sets", default=",".join(SETS))
    parser.add_argument("--engines", default=",".join(ENGINES))
    parser.add_argument(
        "--part", default="all", choices=["all", "table", "thresholds", "calibration", "loading"]
    )
    options = parser.parse_args(argv)
    if folder() is None:
        print("detection: no measuring sets here; set HYGIE_DATA to their folder")
        return
    names = options.sets.split(",")
    if options.part in ("all", "table"):
        table(names, options.engines.split(","))
    if options.part in ("all", "thresholds"):
        thresholds(names, rules=True)
    if options.part in ("all", "calibration"):
        calibration(names)
    if options.part in ("all", "loading"):
        loading()


if __name__ == "__main__":
    main()
