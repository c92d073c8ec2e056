"""The pairs to learn from: articles of a few passages, each with the questions it answers.

`pairs/*.txt` holds articles: `# title`, then passages, one a line, each followed by its questions, one a
line after `? `. All were written for this. Many questions mean nothing without their article, as those
of people who have it before them do.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parent / "pairs"
_KEPT_APART = 6
"""One article in so many is not learnt from, but tells how well learning went."""
_TITLED = 3


@dataclass(slots=True)
class Passage:
    """A passage, the title it stands under, and what is asked about it."""

    title: str
    body: str
    questions: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What is embedded: one passage in three has its title, as in notes with headings."""
        titled = zlib.crc32(self.body.encode()) % _TITLED == 0
        return f"{self.title}\n{self.body}" if titled else self.body

    @property
    def apart(self) -> bool:
        return zlib.crc32(self.title.encode()) % _KEPT_APART == 0


def passages(folder: Path = FOLDER) -> list[Passage]:
    """Return all passages, in the order of files and lines."""
    return [
        passage
        for path in sorted(folder.glob("*.txt"))
        for passage in parsed(path.read_text(encoding="utf-8"), path.name)
    ]


def parsed(text: str, name: str) -> Iterator[Passage]:
    """Yield the passages of one file; raises ValueError at a question without one. `name` is for it."""
    title, passage = "", None
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("? "):
            if passage is None:
                raise ValueError(f"{name}:{number}: a question before any passage")
            passage.questions.append(line[2:].strip())
            continue
        if passage and (line.startswith("# ") or line.strip()):
            yield passage
            passage = None
        if line.startswith("# "):
            title = line[2:].strip()
        elif line.strip():
            passage = Passage(title, line.strip())
    if passage:
        yield passage
