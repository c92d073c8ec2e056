"""Tells the person which texts of a request, from outside, seem to give orders to the model.

The model is told to take them as data, which no model always does: the person decides. Half a line
of the text is quoted, for the person's own screen only.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.i18n import gettext as _
from assistant.types import Document, Draft, Private, Span
from guards.detection.view import normalise
from guards.injection import suspicions
from guards.verdict_words import foregone, reply

PASTED = 400
"""Characters from which a request's own text is taken for a paste: orders of one's own are shorter."""

_QUOTED = 60


class OutsideTexts:
    """Implements `assistant.protocols.Inspector`."""

    def notices(self, draft: Draft) -> tuple[str, ...]:
        """Return a warning for each text with signs of an injection, in order; mostly none."""
        return (*_of_documents(draft), *_of_paste(draft))


class JudgedTexts:
    """Implements `assistant.protocols.Inspector` for a judge's requests: the answer is no word of the person's either.

    What reads like a judge's reply sways it more than an order does (docs/en/checks.md).
    """

    def notices(self, draft: Draft) -> tuple[str, ...]:
        """Return a warning for each source, and one for the answer, that seems to steer the judge."""
        return (*_of_documents(draft), *_of_replies(draft), *_of_answer(draft))


def _of_documents(draft: Draft) -> Iterator[str]:
    for document in draft.documents:
        if found := suspicions(document.text):
            yield _(
                "{name} seems to give orders to the model: “{words}”. It is passed on as a text to work on; "
                "read the answer with care, or take it out."
            ).format(name=_named(document), words=_words(document.text, found[0].span))


def _of_paste(draft: Draft) -> Iterator[str]:
    if len(draft.text.reveal()) >= PASTED and (found := suspicions(draft.text)):
        yield _(
            "The text you paste seems to give orders to the model: “{words}”. Read the answer with care."
        ).format(words=_words(draft.text, found[0].span))


def _of_replies(draft: Draft) -> Iterator[str]:
    for document in draft.documents:
        view = normalise(document.text.reveal())
        if found := reply(view.text):
            yield _(
                "{name} holds what looks like a judge's reply: “{words}”. Read the opinions with care."
            ).format(name=_named(document), words=_words(document.text, view.original(*found)))
        if found := foregone(view.text):
            yield _(
                "{name} tells its reader what to take for true: “{words}”. Read the opinions with care."
            ).format(name=_named(document), words=_words(document.text, view.original(*found)))


def _of_answer(draft: Draft) -> Iterator[str]:
    if found := suspicions(draft.text):
        yield _(
            "The answer seems to give orders to its judge: “{words}”. Read the opinions with care."
        ).format(words=_words(draft.text, found[0].span))


def _named(document: Document) -> str:
    return _seen(document.name.reveal()) or _("pasted text")


def _words(text: Private[str], span: Span) -> str:
    quoted = _seen(text.reveal()[span.start : span.end])
    return quoted if len(quoted) <= _QUOTED else f"{quoted[: _QUOTED - 1]}…"


def _seen(text: str) -> str:
    """What shows of a text on a screen: letters hidden in it have no shape, and are left out."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
