"""Reads the cases of `derived_fr.txt` and `derived_en.txt`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_MARKED = re.compile(r"\[(.+?)\]")


@dataclass(frozen=True)
class Case:
    """A source, an answer, where its figure starts, and every figure that is right there."""

    source: str
    before: str
    right: tuple[str, ...]
    after: str

    def answer(self, figure: str) -> str:
        return f"{self.before}{figure}{self.after}"


def cases(language: str) -> Iterator[Case]:
    text = (Path(__file__).parent / f"derived_{language}.txt").read_text(encoding="utf-8")
    for block in text.split("\n\n"):
        source = "\n".join(line[2:] for line in block.splitlines() if line[0] == "<")
        for line in block.splitlines():
            marked = _MARKED.search(line) if line[0] == ">" else None
            if marked:
                right = tuple(marked[1].split("|"))
                yield Case(source, line[2 : marked.start()], right, line[marked.end() :])
