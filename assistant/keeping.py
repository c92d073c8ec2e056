"""Gives an exchange to the history, whose failure takes no answer away."""

from __future__ import annotations

from dataclasses import replace

from assistant import log
from assistant.errors import StoreError
from assistant.i18n import _
from assistant.protocols import History
from assistant.types import Answer, Request


def kept(history: History | None, request: Request, answer: Answer) -> Answer:
    """Keep the exchange; an answer that cannot be kept is still given, and says so."""
    if history is None:
        return answer
    try:
        history.add(request, answer)
    except StoreError as error:
        reason = error.title
    except Exception as error:  # noqa: BLE001  (an answer that was paid for is never lost)
        log.crash(error)
        reason = ""
    else:
        return answer
    said = (
        _("This exchange was not kept."),
        reason,
        _("Copy the answer if you want to keep it."),
    )
    return replace(answer, warnings=(*answer.warnings, " ".join(filter(None, said))))
