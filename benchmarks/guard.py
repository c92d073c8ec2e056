"""Detection on the measuring sets, beside Presidio's default configuration in the same run."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import peers
from benchmarks.data import Gold, folder, pii
from benchmarks.scoring import Found, Score, score

if TYPE_CHECKING:
    from presidio_analyzer import AnalyzerEngine

REAL = ("fr_fenec", "fr_echr", "fr_wikineural", "en_ewt", "en_wikigold", "en_wnut17")
TEMPLATED = ("fr_synth", "en_presidio_synth")
CORE = {"PERSON", "ORG", "LOCATION"}
Engine = Callable[[str, str], list[Found]]


def hygie(names: str = "model") -> Engine:
    """Rules with one of the finders of names: model, spacy, both."""
    from guards.detection.detector import Detector
    from guards.detection.names import finder

    detector = Detector(names=finder(names))
    detector.load()

    def find(text: str, lang: str) -> list[Found]:
        return [(f.span.start, f.span.end, f.kind.value) for f in detector.find([text])[0]]

    return find


_NAMES = {
    "ORGANIZATION": "ORG", "EMAIL_ADDRESS": "EMAIL", "PHONE_NUMBER": "PHONE", "IBAN_CODE": "IBAN",
    "IP_ADDRESS": "IP", "DATE_TIME": "DATE", "US_SSN": "NATIONAL_ID", "UK_NHS": "NATIONAL_ID",
}  # fmt: skip


def presidio_analyzer() -> AnalyzerEngine:
    """Presidio as it comes, every pipe and recogniser, on the same two medium models."""
    import logging

    import spacy
    import tldextract
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.nlp_engine import NerModelConfiguration, SpacyNlpEngine

    from assistant.types import Language
    from guards.detection.ner_adapter import _MODELS, _model_folder

    # Its e-mail recogniser would fetch a list from the network and log the failure.
    tldextract.extract = tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(
        suffix_list_urls=()
    )
    logging.disable(logging.WARNING)

    class Loaded(SpacyNlpEngine):
        def load(self) -> None:
            self.nlp = {
                lang.value: spacy.load(next(filter(None, map(_model_folder, _MODELS[lang]))))
                for lang in Language
            }

    languages = ["fr", "en"]
    engine = Loaded(
        models=[{"lang_code": lang, "model_name": lang} for lang in languages],
        ner_model_configuration=NerModelConfiguration(),
    )
    engine.load()
    registry = RecognizerRegistry(supported_languages=languages)
    registry.load_predefined_recognizers(nlp_engine=engine, languages=languages)
    return AnalyzerEngine(registry=registry, nlp_engine=engine, supported_languages=languages)


def presidio() -> Engine:
    """What Presidio finds, in our terms."""
    analyzer = presidio_analyzer()

    def find(text: str, lang: str) -> list[Found]:
        results = analyzer.analyze(text, lang)
        return [(r.start, r.end, _NAMES.get(r.entity_type, r.entity_type)) for r in results]

    return find


@dataclass(frozen=True, slots=True)
class Row:
    """One engine on one set: scores on all labels and on names, CPU-ms per 1,000 characters."""

    set: str
    engine: str
    every: Score
    core: Score
    spent: float

    def __str__(self) -> str:
        every, core = self.every, self.core
        return (
            f"{self.set:18}{self.engine:10}{every.precision:6.3f}{every.recall:6.3f}{every.f2:6.3f}{every.leak:7.3f}"
            f"{every.over:7.3f}{every.in_place:10.3f}{core.precision:9.3f}{core.leak:7.3f}{self.spent:8.1f}"
        )


_TITLES = {
    "fr_fenec": "French mails, rulings, press (real)", "fr_echr": "French court rulings (real)",
    "fr_wikineural": "French Wikipedia (silver)", "en_ewt": "English web (real)",
    "en_wikigold": "English Wikipedia (real)", "en_wnut17": "English tweets (real, worst)",
    "fr_synth": "French, templated", "en_presidio_synth": "English, templated",
}  # fmt: skip
_BEGIN, _END = "<!-- python -m benchmarks.guard --write: begin -->", "<!-- end -->"


def write(page: Path, rows: Sequence[Row]) -> None:
    """Put the tables between their marks in a page of the docs."""
    before, _, rest = page.read_text(encoding="utf-8").partition(_BEGIN)
    _, mark, after = rest.partition(_END)
    assert mark, f"{page} has no marks for the tables"
    made = "\n\n".join(
        f"{title}\n\n{_table(rows, cell)}"
        for title, cell in (
            ("All kinds: precision, recall, leak, over-masking.", _all_kinds),
            (
                "Names of persons, organisations, places: precision, leak; all kinds, in place.",
                _names,
            ),
            ("CPU-ms per 1,000 characters.", lambda row: f"{row.spent:.1f}"),
        )
    )
    page.write_text(f"{before}{_BEGIN}\n{made}\n{_END}{after}", encoding="utf-8")


def _all_kinds(row: Row) -> str:
    every = row.every
    return f"{every.precision:.2f}, {every.recall:.2f}, {every.leak:.3f}, {every.over:.3f}"


def _names(row: Row) -> str:
    return f"{row.core.precision:.2f}, {row.core.leak:.3f}; {row.every.in_place:.2f}"


def _table(rows: Sequence[Row], cell: Callable[[Row], str]) -> str:
    engines = list(dict.fromkeys(row.engine for row in rows))
    cells = {(row.set, row.engine): cell(row) for row in rows}
    lines = [f"| set | {' | '.join(engines)} |", "|---" * (len(engines) + 1) + "|"]
    for name in dict.fromkeys(row.set for row in rows):
        own = " | ".join(cells[name, engine] for engine in engines)
        lines.append(f"| {_TITLES.get(name, name)} | {own} |")
    return "\n".join(lines)


def run(engine: Engine, golds: list[Gold]) -> tuple[Score, Score, float]:
    """Return scores on all labels, on names only, and CPU-ms per 1,000 characters."""
    began = time.process_time()
    found = [engine(gold.text, gold.lang) for gold in golds]
    spent = (time.process_time() - began) * 1e6 / sum(len(gold.text) for gold in golds)
    core = [Gold(g.text, g.lang, tuple(s for s in g.spans if s[2] in CORE)) for g in golds]
    return score(zip(golds, found, strict=True)), score(zip(core, found, strict=True)), spent


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="benchmarks guard", description=__doc__)
    parser.add_argument("--sets", default=",".join(REAL + TEMPLATED))
    parser.add_argument("--engines", default="hygie,presidio,anonyfy,euredact,unpii")
    parser.add_argument("--labels", action="store_true", help="leak by label")
    parser.add_argument("--write", type=Path, help="page of the docs whose table is made anew")
    options = parser.parse_args(argv)
    if folder() is None:
        print("guard: no measuring sets here; set HYGIE_DATA to their folder")
        return
    built = _built(options.engines.split(","))
    print(
        f"{'set':18}{'engine':10}{'P':>6}{'R':>6}{'F2':>6}{'leak':>7}{'over':>7}{'in place':>10}"
        f"{'names P':>9}{'leak':>7}{'ms/1k':>8}"
    )
    rows: list[Row] = []
    for name in options.sets.split(","):
        golds = list(pii(name))
        for title, engine in built.items():
            row = Row(name, title, *run(engine, golds))
            rows.append(row)
            print(row, flush=True)
            if options.labels:
                leaks = {k: f"{a / max(1, b):.3f}" for k, (a, b) in row.every.by_label.items()}
                print("   ", dict(sorted(leaks.items())))
    if options.write:
        write(options.write, rows)


def _built(names: list[str]) -> dict[str, Engine]:
    engines = {
        "hygie": hygie, "presidio": presidio, "anonyfy": peers.anonyfy, "euredact": peers.euredact,
        "unpii": peers.unpii,
        "spacy": lambda: hygie("spacy"), "both": lambda: hygie("both"),
    }  # fmt: skip
    built = {}
    for name in names:
        try:
            built[name] = engines[name]()
        except ModuleNotFoundError:
            print(f"guard: {name} is not installed and left out")
    return built


if __name__ == "__main__":
    main()
