"""What the screens know: frozen values, replaced whole."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from assistant.types import Document, Draft, Message, Private, Role, Usage

if TYPE_CHECKING:
    from assistant.models.cards import ModelCard


class Guard(StrEnum):
    """How the confidentiality guard does."""

    STARTING = "starting"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Health:
    """How the engine does, and the model that will be asked."""

    guard: Guard = Guard.STARTING
    seconds: int = 0
    card: ModelCard | None = None
    assembled: float | None = None
    """Share of the embedded model put together so far, while that lasts."""
    notes: float | None = None
    """Share of one's notes taken in so far, while that lasts."""
    offline: bool = False
    """Whether this machine has no way to the network."""
    reminder: str = ""
    """A line about rest, for those who chose to be told."""


_NONE = Usage()


@dataclass(frozen=True, slots=True)
class Turn:
    """One request and what came back."""

    draft: Draft
    answer: str
    usage: Usage = _NONE
    cost: float | None = None
    """In US dollars, where the model's price is known."""


def cost(card: ModelCard | None, usage: Usage) -> float | None:
    """Return what an answer cost in US dollars, or None if the model has no price."""
    if card is None or card.price_in is None or card.price_out is None:
        return None
    spent = usage.prompt_tokens * card.price_in + usage.completion_tokens * card.price_out
    return spent / 1_000_000


def _asked(draft: Draft) -> Private[str]:
    """What a turn asked; a document alone is named, for an empty message says nothing."""
    if draft.text.reveal().strip():
        return draft.text
    return Private(", ".join(document.name.reveal() for document in draft.documents))


@dataclass(frozen=True, slots=True)
class Conversation:
    """The turns that the next request builds on."""

    identifier: str
    turns: tuple[Turn, ...] = ()

    def with_turn(self, turn: Turn) -> Conversation:
        """Return the conversation with one more turn."""
        return replace(self, turns=(*self.turns, turn))

    def history(self) -> tuple[Message, ...]:
        """Return the turns as messages, in clear: they pass the guard again."""
        return tuple(
            message
            for turn in self.turns
            if turn.answer.strip()
            for message in (
                Message(Role.USER, _asked(turn.draft)),
                Message(Role.ASSISTANT, Private(turn.answer)),
            )
        )

    def background(self) -> tuple[Document, ...]:
        """Return the documents of the turns, the latest first: follow-ups are about them too."""
        found = (document for turn in reversed(self.turns) for document in turn.draft.documents)
        return tuple(dict.fromkeys(found))

    def follow(self, draft: Draft) -> Draft:
        """Return a draft as one more turn of this conversation."""
        new = set(draft.documents)
        return replace(
            draft,
            conversation=self.identifier,
            history=self.history(),
            background=tuple(each for each in self.background() if each not in new),
        )

    @property
    def tokens(self) -> int:
        """Tokens so far, both ways."""
        return sum(turn.usage.prompt_tokens + turn.usage.completion_tokens for turn in self.turns)

    @property
    def cost(self) -> float | None:
        """US dollars so far, or None if no priced model was asked."""
        costs = [turn.cost for turn in self.turns if turn.cost is not None]
        return sum(costs) if costs else None
