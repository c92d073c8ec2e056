"""`python -m training.plain_words`: write the list of ordinary words, from the texts written for the model and our prompts."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from guards.detection.folding import fold
from training.listing import write
from training.marked import FOLDER

_PROMPTS = Path("prompts/starter")
_HEAD = "# Words that our own texts write without a capital and seldom mark, folded: training/plain_words.py makes this list.\n"
_MARK = re.compile(r"\[[POL] ([^\]]*)\]")
_SMALL = re.compile(r"(?<!\w)[a-zà-öø-ÿœ]{2,}(?!\w)")
_WORD = re.compile(r"[^\W\d_]+")
_OFTEN = 3


def plain_words() -> set[str]:
    """Return the words seen small three times at least, and more often so than in a mark; all of our own prompts."""
    small: Counter[str] = Counter()
    named: Counter[str] = Counter()
    for path in sorted(FOLDER.glob("*/*.txt")):
        text = path.read_text(encoding="utf-8")
        named.update(fold(w) for mark in _MARK.findall(text) for w in _WORD.findall(mark))
        small.update(map(fold, _SMALL.findall(_MARK.sub(" ", text))))
    plain = {word for word, count in small.items() if count >= _OFTEN and named[word] < count}
    own = (path.read_text(encoding="utf-8") for path in _PROMPTS.rglob("*.prompt"))
    return plain.union(fold(word) for text in own for word in _SMALL.findall(text))


if __name__ == "__main__":
    write("plain_words", _HEAD, plain_words())
