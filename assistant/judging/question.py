"""How a judge is asked: several sentences with its reasons, or one sentence for one word."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from assistant.i18n import gettext as _
from assistant.language import detect
from assistant.models.cards import ModelCard
from assistant.types import Language

_EXAMPLE = '[{"n": 1, "opinion": "supported", "why": "…"}]'
_STATEMENT = {Language.FR: "Affirmation : « {sentence} »", Language.EN: "Statement: “{sentence}”"}
# Asked in French, the embedded models call nearly everything false; they learnt in English.
_TRUE_OR_FALSE = (
    "According to this text, is the statement true or false? Reply with one word: true or false."
)


class Manner(Enum):
    """How a judge is asked, with the number of sentences of one request.

    Asked for JSON and reasons an embedded model tells contradictions little better than chance does, asked
    plainly about one sentence it tells more, for less time (docs/en/checks.md). Others are cheaper asked together.
    """

    ONE_WORD = 1
    REASONED = 5  # small models lose count beyond

    @classmethod
    def of(cls, card: ModelCard) -> Manner:
        """Return how a model is asked."""
        return cls.ONE_WORD if card.embedded else cls.REASONED

    @property
    def at_once(self) -> int:
        """How many sentences one request asks about."""
        return self.value

    def question(self, sentences: Sequence[str]) -> str:
        """Return what the judge is asked of so many sentences."""
        # What fences the documents stands nowhere else: a sentence could pass for one of them.
        lines = [" ".join(text.split()).replace('"""', "'''") for text in sentences]
        return _one_word(lines[0]) if self is Manner.ONE_WORD else _reasoned(lines)


def _one_word(line: str) -> str:
    statement = _STATEMENT[detect(line, Language.EN)].format(sentence=line)
    return f"{statement}\n\n{_TRUE_OR_FALSE}"


def _reasoned(lines: Sequence[str]) -> str:
    numbered = "\n".join(f"{n}. {line}" for n, line in enumerate(lines, 1))
    return _(
        "Compare each numbered sentence with the documents, and with nothing else.\n"
        "Reply with JSON alone, one object a sentence:\n{example}\n"
        "The opinion is “supported” if the documents say it, “contradicted” if they say otherwise, "
        "“absent” if they do not say.\n\n{sentences}"
    ).format(example=_EXAMPLE, sentences=numbered)
