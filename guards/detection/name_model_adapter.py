"""Names by our own tagger, in French and English at once, cached by the content of each window.

One window is one run of onnxruntime, without padding: activations are scaled to 8 bits over a run,
so that neighbours in a batch would change a result.
"""

from __future__ import annotations

import hashlib
import os
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import chain
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import regex

from assistant.language import detect, guess
from assistant.types import Kind, Language, Span
from guards.detection.entity_filter import capitals_lowered, trimmed
from guards.detection.first_names import is_first_name
from guards.detection.folding import fold
from guards.detection.glued import glued_end
from guards.detection.kinds import agreed
from guards.detection.model_files import FOLDER, checked, damaged
from guards.detection.names import Entity, Progress
from guards.detection.plain_words import is_plain
from guards.detection.recognizers.tables.cell_borders import apart
from guards.detection.run_on import run_on
from guards.detection.tagging import Tagged, Tags, Word
from guards.detection.windows import windows
from guards.detection.wordlists import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_CACHED_WINDOWS = 8_000
_STEP = 64
_MANY, _AT_ONCE = 4, 2
_BEGIN, _END = 0, 1
_LONGEST = 318
_NAMES = frozenset({Kind.PERSON, Kind.ORG, Kind.LOCATION})
_SURE = 0.7
"""From this chance on a name in English may be of ordinary words: see `plain_words.py`."""
_UNCLEAR = 0.05
"""The same where no word tells the language, as in headings: « # SEARCH/REPLACE block rules »."""
_LEAST, _MOST = 0.5, 0.8
"""What the model says counts from the guard's threshold up to what a rule says: see `rule.py`."""


# « le poste de Gaëlle »: what is in small letters before a first name is a thing of hers.
_OF_SOMEONE = regex.compile(
    r"(?:l[ae][ ]|l['’])?[[:lower:]]+[ ](?:de[ ]|d['’])(?P<first>\p{Lu}[\p{L}-]+)(?=[ ]\p{Lu}[\p{L}-]+\Z|\Z)"
)


class NameModel:
    """The model, loaded at first use; safe to use from several threads."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder = folder
        self._session: Any = None
        self._tokenizer: Any = None
        self._tags = Tags(("O",))
        self.thresholds: dict[str, float] = {}
        """From which chance on a word is a name, by kind."""
        self._cache: OrderedDict[bytes, tuple[Entity, ...]] = OrderedDict()
        self._turn, self._books = Lock(), Lock()

    def load(self) -> None:
        """Load the model; raises GuardNotReady when it is missing, damaged or newer."""
        if self._session is not None:
            return
        files = checked(self._folder)
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._tags, self.thresholds = Tags(files.labels), files.thresholds
            self._tokenizer = Tokenizer.from_buffer(files.tokenizer)
            self._session = onnxruntime.InferenceSession(
                files.network, options, providers=["CPUExecutionProvider"]
            )
        except Exception:  # noqa: BLE001  (both libraries raise bare exceptions)
            raise damaged() from None

    def entities(self, text: str, progress: Progress | None = None) -> list[Entity]:
        """Return the entities of a text; unchanged windows cost a hash."""
        with self._turn:
            self.load()
            spans = list(windows(text))
            blocks = [text[span.start : span.end] for span in spans]
            found: list[Entity] = []
            for number, (span, own) in enumerate(zip(spans, self._read_all(blocks), strict=True)):
                for e in own:
                    start, end = span.start + e.start_char, span.start + e.end_char
                    found.append(Entity(start, end, e.label_, e.score, e.kinds))
                if progress and number % _STEP == _STEP - 1:
                    progress(number + 1, len(spans))
            return agreed(found, text)

    def _read_all(self, blocks: Sequence[str]) -> Iterator[tuple[Entity, ...]]:
        """Yield the entities of each window, some of many at once: a run leaves the others Python's lock."""
        if len(blocks) < _MANY:
            yield from map(self._window, blocks)
            return
        yield from _readers(os.getpid()).map(self._window, blocks)

    def _window(self, block: str) -> tuple[Entity, ...]:
        key = hashlib.blake2b(block.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        with self._books:
            if (cached := self._cache.get(key)) is not None:
                self._cache.move_to_end(key)
                return cached
        own = tuple(self._kept(block, _without_ordinary(block, self._tagged(block))))
        with self._books:
            self._cache[key] = own
            if len(self._cache) > _CACHED_WINDOWS:
                self._cache.popitem(last=False)
        return own

    def chances(self, text: str) -> Iterator[tuple[int, int, dict[str, float]]]:
        """Yield each word of a text with the chance of each label, to measure them."""
        for span in windows(text):
            for word in self._read(text[span.start : span.end]):
                chances = dict(zip(self._tags.labels, word.chances, strict=True))
                yield span.start + word.start, span.start + word.end, chances

    def _tagged(self, block: str) -> list[Tagged]:
        return self._tags.names(self._read(block), self.thresholds)

    def _read(self, block: str) -> list[Word]:
        """Return the words of a window with their chances."""
        encoding = self._tokenizer.encode(capitals_lowered(block), add_special_tokens=False)
        found: list[Word] = []
        ids, offsets, numbers = encoding.ids, encoding.offsets, encoding.word_ids
        for at in range(0, len(ids), _LONGEST):
            part = slice(at, at + _LONGEST)
            found += self._words(block, ids[part], offsets[part], numbers[part])
        return found

    def _words(
        self, block: str, ids: list[int], offsets: list[tuple[int, int]], numbers: list[int]
    ) -> list[Word]:
        """Read the chances at the first piece of each word; the word ends with its last piece."""
        import numpy as np

        firsts = [n for n, word in enumerate(numbers) if not n or word != numbers[n - 1]]
        feed = {
            "ids": np.array([[_BEGIN, *ids, _END]], np.int64),
            "firsts": np.array(firsts, np.int64) + 1,
        }
        chances = self._session.run(None, feed)[0][0].tolist() if firsts else []
        lasts = [*(first - 1 for first in firsts[1:]), len(ids) - 1]
        words = zip(firsts, lasts, chances, strict=bool(firsts))
        found = (
            Word(
                start := offsets[first][0],
                offsets[last][1],
                own,
                block[start : start + 1].islower(),
            )
            for first, last, own in words
        )
        return [word for word in found if word.end > word.start]

    def _kept(self, block: str, found: list[Tagged]) -> Iterator[Entity]:
        # The language says what small letters mean; names with capitals need not ask.
        small = any(block[name.start : name.end].islower() for name in found)
        language = detect(block) if small else Language.FR
        for name in chain.from_iterable(apart(block, name) for name in found):
            kind = Kind(name.kind)
            if fold(block[name.start : name.end]) in words("demonyms"):
                kind = Kind.NRP
            elif kind is Kind.LOCATION and _begins_like_a_person(block[name.start : name.end]):
                kind = Kind.PERSON  # « Écris à Karim Benhaddou » reads like « Écris à Nantes »
            start = name.start
            if kind is Kind.LOCATION and (own := _of_someone(block, start, name.end)):
                kind, start = Kind.PERSON, own
            if span := trimmed(block, Span(start, name.end), kind, language):
                end = span.end
                if own_name := run_on(block[span.start : end], kind):
                    end, kind = span.start + own_name[0], own_name[1]
                kinds = name.kinds if kind == name.kind else {}
                end = glued_end(block, end)
                yield Entity(span.start, end, kind.value, _score(kind, name.chance), kinds)


def _without_ordinary(block: str, found: list[Tagged]) -> list[Tagged]:
    """Leave out doubtful names of ordinary words: not in French, where they name institutions too."""
    plain = [
        name
        for name in found
        if name.chance < _SURE and name.kind in _NAMES and is_plain(block[name.start : name.end])
    ]
    if not plain or (language := guess(block)) is Language.FR:
        return found
    sure = _SURE if language else _UNCLEAR
    return [name for name in found if name not in plain or name.chance >= sure]


@cache
def _readers(process: int) -> ThreadPoolExecutor:
    """The threads of one process that read windows: one that forks leaves none to its children."""
    return ThreadPoolExecutor(_AT_ONCE, "windows")


def _of_someone(block: str, start: int, end: int) -> int | None:
    """Where the person begins in what reads « the thing of someone »."""
    match = _OF_SOMEONE.match(block, start, end)
    return match.start("first") if match and is_first_name(match["first"]) else None


def _begins_like_a_person(value: str) -> bool:
    """Whether a first name stands before one more name, and no word of places behind it."""
    parts = value.split()
    return (
        len(parts) == 2
        and is_first_name(parts[0])
        and parts[1][:1].isupper()
        and fold(parts[1]) not in words("common")
    )


def _score(kind: Kind, chance: float) -> float:
    """A date that a rule knows too is the rule's: birth dates are more than dates."""
    return _LEAST if kind is Kind.DATE else _LEAST + (_MOST - _LEAST) * chance
