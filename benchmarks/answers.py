"""hygie's own labelled answers: real answers of the embedded model over invented documents.

`sets/answers/answers.jsonl` holds the answers with hand-labelled spans (altered, contradicted,
unsupported; what has no span is supported); `split` is `fit` for documents that weights and thresholds
were chosen on, `unseen` for those only measured. Offsets count code points.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.types import Span

_FOLDER = Path(__file__).parent / "sets" / "answers"


@dataclass(frozen=True, slots=True)
class LabelledAnswer:
    """One answer over one document, with what is wrong in it."""

    id: str
    document: str
    source: str
    language: str
    split: str
    text: str
    spans: tuple[tuple[Span, str], ...]

    def label(self, span: Span) -> str:
        """Return the label of the first wrong span that a span touches, or `supported`."""
        return next((label for wrong, label in self.spans if wrong.overlaps(span)), "supported")


def answers(split: str = "") -> Iterator[LabelledAnswer]:
    """Yield the answers of one split, or all."""
    documents = {row["id"]: row["text"] for row in _rows("documents")}
    for row in _rows("answers"):
        if split in ("", row["split"]):
            spans = tuple((Span(s["start"], s["end"]), s["label"]) for s in row["spans"])
            yield LabelledAnswer(
                row["id"], row["doc"], documents[row["doc"]], row["lang"], row["split"],
                row["answer"], spans,
            )  # fmt: skip


def _rows(name: str) -> Iterator[dict[str, Any]]:
    with (_FOLDER / f"{name}.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
