"""Tells the person which texts of a request, from outside, seem to give orders to the model.

The model is told to take them as data, which no model always does: the person decides. Half a line
of the text is quoted, for the person's own screen only.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.i18n import gettext as _
from assistant.types import Draft, Private
from guards.injection import Suspicion, suspicions

PASTED = 400
"""Characters from which a request's own text is taken for a paste: orders of one's own are shorter."""

_QUOTED = 60


class OutsideTexts:
    """Implements `assistant.protocols.Inspector`."""

    def notices(self, draft: Draft) -> tuple[str, ...]:
        """Return a warning for each text with signs of an injection, in order; mostly none."""
        return tuple(_warnings(draft))


def _warnings(draft: Draft) -> Iterator[str]:
    for document in draft.documents:
        if found := suspicions(document.text):
            yield _(
                "{name} seems to give orders to the model: “{words}”. It is passed on as a text to work on; "
                "read the answer with care, or take it out."
            ).format(name=_seen(document.name.reveal()), words=_words(document.text, found[0]))
    if len(draft.text.reveal()) >= PASTED and (found := suspicions(draft.text)):
        yield _(
            "The text you paste seems to give orders to the model: “{words}”. Read the answer with care."
        ).format(words=_words(draft.text, found[0]))


def _words(text: Private[str], found: Suspicion) -> str:
    quoted = _seen(text.reveal()[found.span.start : found.span.end])
    return quoted if len(quoted) <= _QUOTED else f"{quoted[: _QUOTED - 1]}…"


def _seen(text: str) -> str:
    """What shows of a text on a screen: letters hidden in it have no shape, and are left out."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
