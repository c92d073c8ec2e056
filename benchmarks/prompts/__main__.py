"""`python -m benchmarks.prompts`: conformance, imports, review, lint and speed, as figures."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.data import folder
from benchmarks.prompts import Score, conformance, linting, prompty, speed, third_party


def main() -> int:
    """Print one line a measure; say so when the measuring sets are absent."""
    data = folder()
    measures: list[Callable[[], Score]] = [linting.starter, speed.many_prompts]
    if data is None or not (data / "prompts").is_dir():
        print("no measuring sets here: set HYGIE_DATA to measure conformance")
    else:
        sets = data / "prompts"
        measures = [
            *(lambda f=f: f(sets) for f in (
                conformance.dotprompt_specification, conformance.mustache, prompty.load, prompty.render,
                prompty.parse, prompty.segments, prompty.jinja, third_party.fabric_import,
                third_party.fabric_review, third_party.labelled_review, linting.fabric,
            )),
            *measures,
        ]  # fmt: skip
    for measure in measures:
        good, total, name = measure()
        print(f"{name:<52} {good}/{total}", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
