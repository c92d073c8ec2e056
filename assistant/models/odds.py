"""Asks an embedded model how likely each of some words is as its whole reply, in the place of a text.

It is asked by a `response_format` of its own, and the reply is the words' probabilities as a JSON object.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_TYPE = "odds"
_MOST_LIKELY = 20  # words of which the native server tells how likely they are


def wish(words: Sequence[str]) -> dict[str, object]:
    """Return the `response_format` that asks for the odds of some words."""
    return {"type": _TYPE, "words": list(words)}


@dataclass(frozen=True, slots=True)
class Odds:
    """The words whose odds were asked."""

    words: tuple[str, ...]

    @classmethod
    def asked(cls, options: Mapping[str, Any]) -> Odds | None:
        """Return what a call asks for, None when it asks for a text."""
        form = options.get("response_format")
        if not isinstance(form, dict) or form.get("type") != _TYPE:
            return None
        words = form.get("words")
        if not (isinstance(words, list) and words and all(isinstance(word, str) for word in words)):
            return None
        return cls(tuple(words))

    @property
    def request(self) -> dict[str, object]:
        """What the native server is asked: one token, with what else it could have been."""
        return {"max_tokens": 1, "logprobs": True, "top_logprobs": _MOST_LIKELY}

    def told(self, choice: Mapping[str, Any]) -> str:
        """Return the odds that a chunk's choice tells, nothing where it tells none."""
        content = (choice.get("logprobs") or {}).get("content")
        if not content:
            return ""
        odds = dict.fromkeys(self.words, 0.0)
        for one in content[0]["top_logprobs"]:
            if (word := one["token"].strip().lower()) in odds:
                odds[word] += math.exp(one["logprob"])
        return json.dumps(odds)
