"""A question about documents without an assistant's manners, for a model that replies with one word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.types import Draft, Language, Message, Private, Rendered
from prompts.builtin import BuiltinPrompts, Order


class PlainQuestions:
    """Implements `assistant.protocols.PromptSource`: the documents and the question, nothing else.

    How to answer is in the question. An order to write French beside one to reply « true » makes a small model less
    sure of both; and every token is read again for the next document.
    """

    def __init__(self, default: Language = Language.FR) -> None:
        self._built_in = BuiltinPrompts(default, Order.DOCUMENTS)

    def render(self, draft: Draft, context_tokens: int) -> Rendered:
        """Return one message where all finds room, else what `BuiltinPrompts` makes of it."""
        rendered = self._built_in.render(draft, context_tokens)
        if len(rendered.calls) > 1:
            return rendered
        return replace(rendered, messages=rendered.messages[-1:], calls=((0,),))

    def join(self, rendered: Rendered, partials: Sequence[Private[str]]) -> tuple[Message, ...]:
        """Return the last call's messages, as `BuiltinPrompts` does."""
        return self._built_in.join(rendered, partials)
