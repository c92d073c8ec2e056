"""Makes the tokenizer: the vocabulary of multilingual-e5, trimmed to what French and English need."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

from knowledge.embedding.weights import Vocabulary

NEWLINE = "⏎"
"""Stands for a line end, which SentencePiece would read as a space."""
BEGIN, END, UNKNOWN, LINE = 0, 1, 2, 3
_SPACE = "▁"
_LATIN = [chr(code) for code in (*range(0x21, 0x7F), *range(0xA1, 0x180), *range(0x2010, 0x2040))]
_MARKS = 4


@dataclass(frozen=True, slots=True)
class Trimmed:
    """A tokenizer and, for each of its pieces, the row of the original embedding."""

    tokenizer: Tokenizer
    rows: list[int]


def trimmed(
    vocabulary: Vocabulary, texts: Iterable[str], words: Iterable[str], size: int
) -> Trimmed:
    """Keep the pieces that `texts` use, Latin characters, then the likeliest whole words of a language."""
    pieces = _pieces(vocabulary)
    scores = vocabulary.scores.tolist()
    whole = _tokenizer([(piece, score) for piece, score in zip(pieces, scores, strict=True)])
    counts: Counter[int] = Counter()
    for batch in _batches(texts):
        for encoding in whole.encode_batch_fast(batch):
            counts.update(encoding.ids)
    numbers = {piece: number for number, piece in enumerate(pieces) if piece}
    kept = {numbers[c] for char in _LATIN for c in (char, _SPACE + char) if c in numbers}
    kept.add(numbers[_SPACE])
    kept -= {vocabulary.begin, vocabulary.end, vocabulary.unknown}
    special = {vocabulary.begin, vocabulary.end, vocabulary.unknown}
    often = [number for number, count in counts.most_common() if count > 1 or number in kept]
    whole_words = {numbers[_SPACE + word] for word in words if _SPACE + word in numbers}
    likely = sorted(whole_words, key=lambda number: -scores[number])
    for number in (*often[: size * 3 // 4], *likely, *often):
        if len(kept) >= size:
            break
        if number not in special:
            kept.add(number)
    order = sorted(kept)
    rows = [vocabulary.begin, vocabulary.end, vocabulary.unknown, vocabulary.end, *order]
    own = [("<s>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), (_SPACE + NEWLINE, 0.0)]
    own += [(pieces[number], scores[number]) for number in order]
    return Trimmed(_tokenizer(own, unknown=UNKNOWN), rows)


def _tokenizer(vocabulary: list[tuple[str, float]], unknown: int = 3) -> Tokenizer:
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=unknown, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence([
        normalizers.Replace("’", "'"),
        normalizers.Replace("\n", f" {NEWLINE} "),
        normalizers.NFKC(),
    ])  # fmt: skip
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.WhitespaceSplit(),
        pre_tokenizers.Metaspace(replacement=_SPACE, prepend_scheme="always", split=False),
        # Words and signs apart, so that every label is about whole pieces.
        pre_tokenizers.Split(Regex(rf"{_SPACE}?(?:[^\w{_SPACE}]|_)"), "isolated"),
    ])  # fmt: skip
    return tokenizer


def saved(tokenizer: Tokenizer) -> bytes:
    """Return the tokenizer as one compact JSON file."""
    data = json.loads(tokenizer.to_str())
    for entry in data["model"]["vocab"]:
        entry[1] = round(entry[1], 3)
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _pieces(vocabulary: Vocabulary) -> list[str]:
    edges = vocabulary.offsets.tolist()
    return [vocabulary.pieces[a:b].decode("utf-8", "replace") for a, b in pairwise(edges)]


def _batches(texts: Iterable[str]) -> Iterable[list[str]]:
    batch: list[str] = []
    for text in texts:
        batch.append(text)
        if len(batch) == 2000:
            yield batch
            batch = []
    yield batch
