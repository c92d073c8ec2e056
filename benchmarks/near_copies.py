"""Counts near copies that the checks call supported: `python -m benchmarks.near_copies`.

Sentences of hygie's own documents with one word replaced by a word of the same document or of another, with
two words swapped, or with a small word that turns the sense (« avant » for « après »). None is borne out by its
document, save by chance: « supported » should be rare. Drawn the same way each time.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from random import Random

from assistant.types import ClaimKind, Document, Private, Status
from guards.sources.checker import SourceChecker
from guards.sources.lexical import has_content
from guards.sources.words import fold

from .answers import answers

_WORD = re.compile(r"[^\W\d_]{5,}")
_LENGTH = range(10, 41)
_EACH = 3
_TURNS = {
    "avant": "après", "trois": "quatre", "deux": "trois", "mois": "semaines", "jours": "mois", "avec": "sans",
    "sans": "avec", "plus": "moins", "et": "ou", "ou": "et", "tous": "certains", "doit": "peut", "peut": "doit",
    "two": "three", "three": "four", "months": "weeks", "days": "months", "with": "without", "without": "with",
    "before": "after", "must": "may", "may": "must", "and": "or", "or": "and", "all": "some",
}  # fmt: skip


def main() -> int:
    """Print how many of each kind are called supported."""
    texts = list(dict.fromkeys(answer.source for answer in answers("fit")))
    every = sorted({word for text in texts for word in _telling(text.split())})
    total, wrong, draw = Counter[str](), Counter[str](), Random(5)
    for text in texts:
        for sentence in re.split(r"(?<=[.!?])\s+", text):
            words = sentence.split()
            if len(words) in _LENGTH:
                for kind, changed in _changed(words, text, every, draw):
                    total[kind] += 1
                    wrong[kind] += _is_supported(changed, text)
    for kind, count in total.items():
        print(f"{kind:<28}{wrong[kind]:>5} of {count}")
    print(f"{'all':<28}{wrong.total():>5} of {total.total()}")
    return 0


def _telling(words: Sequence[str]) -> list[str]:
    return [w for w in words if _WORD.fullmatch(w) and w.islower() and has_content(fold(w))]


def _changed(
    words: Sequence[str], text: str, every: Sequence[str], draw: Random
) -> Iterator[tuple[str, str]]:
    places = [at for at, word in enumerate(words) if _telling([word])]
    if len(places) > _EACH:
        own = [word for word in every if word in text]
        for kind, pool in (("a word of the document", own), ("a word of another", every)):
            for at in draw.sample(places, _EACH):
                other = draw.choice([w for w in pool if w != words[at]])
                yield kind, " ".join([*words[:at], other, *words[at + 1 :]])
        for _swap in range(_EACH):
            one, two = sorted(draw.sample(places, 2))
            swapped = list(words)
            swapped[one], swapped[two] = swapped[two], swapped[one]
            if swapped != words:  # a word may come twice
                yield "two words swapped", " ".join(swapped)
    for at, word in enumerate(words):
        if word in _TURNS:
            yield (
                "a small word that turns it",
                " ".join([*words[:at], _TURNS[word], *words[at + 1 :]]),
            )


def _is_supported(sentence: str, text: str) -> bool:
    found = SourceChecker().check(Private(sentence), [Document(Private(""), Private(text))])
    return any(v.status is Status.SUPPORTED for v in found if v.claim.kind is ClaimKind.STATEMENT)


if __name__ == "__main__":
    sys.exit(main())
