"""Each pattern of `marks.txt` finds what it was written for, and none fires on everything."""

from pathlib import Path

import pytest

from guards.sources.marks import blocks, pattern
from guards.sources.sentences import split
from guards.sources.spoken import spoken

_HERE = Path(__file__).parent
_SAID = _HERE.joinpath("marks_said.txt").read_text(encoding="utf-8").splitlines()
_SOURCES = [
    line.removeprefix("> ").replace("\\n", "\n")
    for path in sorted(_HERE.glob("weaker_*.txt"))
    for line in path.read_text(encoding="utf-8").splitlines()
    if line.startswith("> ")
]
_ROWS = [spoken(text).row for text in (*_SAID, *_SOURCES)]
_ORDINARY = _HERE.parent.joinpath("ordinary.txt").read_text(encoding="utf-8")
_USUAL = [spoken(_ORDINARY[one.start : one.end]).row for one in split(_ORDINARY)]
_OFTEN = 0.03  # "may" is in one ordinary sentence of fifty
_PATTERNS = [(one.kind, part) for one in blocks() for part in one.said]


@pytest.mark.parametrize(("kind", "part"), _PATTERNS)
def test_each_pattern_finds_something_and_not_everything(kind: str, part: str) -> None:
    said = pattern(part)
    assert any(map(said.search, _ROWS)), kind
    assert sum(map(bool, map(said.search, _USUAL))) <= _OFTEN * len(_USUAL), kind


@pytest.mark.parametrize("sentence", _SAID)
def test_each_sentence_is_there_for_a_pattern(sentence: str) -> None:
    assert any(pattern(*one.said).search(spoken(sentence).row) for one in blocks())


def test_patterns_are_written_once_and_as_rows_have_them() -> None:
    written = [part for _kind, part in _PATTERNS]
    twice = {part for part in written if written.count(part) > 1}
    assert twice <= {
        "au plus",
        "au plus tard",
        "au plus tot",
        "at most",
        "at the latest",
        "at the earliest",
        "dans la limite de",
        "within (?:a|the) limit of",
    }, "only what may stand before or behind"
    assert not [part for part in written if part != part.strip() or not part.isascii()]
