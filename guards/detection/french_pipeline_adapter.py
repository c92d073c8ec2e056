"""Loads spaCy's French pipeline without two seconds of compiling one regular expression.

`spacy.lang.fr` spells the letters of many scripts out 480 times in one pattern of 1.4 million
characters, and compiles it at import. The pattern is stored with the model as well; here each such
class is written as « any letter », and the language class is ours, so that the import never happens.
On the project's French measuring sets both pipelines find the same entities.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

_LETTER = r"[^\W\d_]"
_LONG_CLASS = re.compile(r"\[[^\]]{60,}\]")
_SIGNS = "-–—‐‑'’"
_TOKENIZER = "hygie.compact_french_tokenizer.v1"


def load(folder: Path, unused: Iterable[str]) -> Any:  # noqa: ANN401
    """Return the pipeline of a folder, without the unused pipes."""
    import spacy
    from spacy.language import Language
    from spacy.util import set_lang_class

    class French(Language):  # type: ignore[misc]
        """French as the model's own files describe it."""

        lang = "fr"

    set_lang_class("fr", French)
    spacy.registry.tokenizers(_TOKENIZER, func=_factory)
    settings = {"nlp": {"tokenizer": {"@tokenizers": _TOKENIZER}}}
    return spacy.load(folder, exclude=list(unused), config=settings)


def _factory() -> Callable[[Any], Any]:
    import srsly
    from spacy.tokenizer import Tokenizer

    class CompactTokenizer(Tokenizer):  # type: ignore[misc]
        """The model's tokenizer with a short pattern for hyphenated words."""

        def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> Tokenizer:
            """Read the model's file, compacting its pattern."""
            data = srsly.msgpack_loads(Path(path).read_bytes())
            data["token_match"] = compacted(data["token_match"])
            return self.from_bytes(srsly.msgpack_dumps(data), exclude=exclude)

    return lambda nlp: CompactTokenizer(nlp.vocab)


def compacted(pattern: str) -> str:
    """Write every long character class of a pattern as any letter, with the signs it holds."""
    return _LONG_CLASS.sub(_short, pattern)


def _short(match: re.Match[str]) -> str:
    found = match.group()
    signs = "".join(sign for sign in _SIGNS if sign in found[1:8] + found[-4:-1])
    return f"(?:{_LETTER}|[{signs}])" if signs else _LETTER
