"""Makes the model's centre again: `python -m benchmarks.centre`.

The mean state of the embedding model, as it came, over hygie's own pages and messages, French and English. It is
a constant of the vectors that are kept: made again from other texts, every base must be embedded anew.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from knowledge.embedding.meaning import CENTRE
from knowledge.embedding.onnx_adapter import Embedder
from knowledge.embedding.weights import installed

_ROOT = Path(__file__).parents[1]
_PIECE, _MOST = 800, 60


def main() -> int:
    """Write the file, or with --check say how far it is from what would be written."""
    import numpy as np

    embedder = Embedder(installed())
    states = np.concatenate([embedder.states(text) for text in _texts()])
    centre = states.mean(axis=0)
    if "--check" in sys.argv:
        written = np.fromfile(CENTRE, np.float16).astype(np.float32)
        cosine = written @ centre / np.linalg.norm(written) / np.linalg.norm(centre)
        print(f"cosine of the centre with one made today: {cosine:.4f}")
        return 0
    centre.astype(np.float16).tofile(CENTRE)
    return 0


def _texts() -> Iterator[str]:
    pages = [*sorted(_ROOT.glob("docs/*/*.md")), _ROOT / "README.md", _ROOT / "ARCHITECTURE.md"]
    for page in [*pages, _ROOT / "examples/reunion.md", _ROOT / "examples/fil-mails.txt"]:
        yield from _cut(page.read_text(encoding="utf-8"))
    catalogue = (_ROOT / "assistant/locale/fr/LC_MESSAGES/hygie.po").read_text(encoding="utf-8")
    for name in ("msgstr", "msgid"):
        yield from _cut(" ".join(re.findall(rf'^{name} "(.+)"$', catalogue, re.M)))


def _cut(text: str) -> list[str]:
    return [text[at : at + _PIECE] for at in range(0, len(text), _PIECE)][:_MOST]


if __name__ == "__main__":
    sys.exit(main())
