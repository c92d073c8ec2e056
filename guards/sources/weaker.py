"""Why words of a source do not bear an answer out which drops what they were said with."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from assistant.i18n import _

from .asked import asks
from .attributed import voice
from .conditions import condition, exception
from .marks import dropped
from .mood import conditional
from .past import past
from .relatives import misplaced
from .spoken import Spoken

Look = Callable[[Spoken, Spoken], str]


def weaker(source: Spoken, answer: Spoken) -> str:
    """Say how one sentence of a source says less than an answer with its words, or nothing."""
    if asks(source) and not asks(answer):
        return _("The source only asks this; read the passage.")
    wish = _("The source says this as a wish or a plan (“{word}”); read the passage.")
    duty = _("The source says that this is still to be done (“{word}”); read the passage.")
    leave = _("The source says that this is possible or allowed (“{word}”); read the passage.")
    denied = _("The source has “{word}” beside these words; read the passage.")
    doubt = _("The source says this without being sure (“{word}”); read the passage.")
    named = _("The source has this from somebody (“{word}”); read the passage.")
    limit = _("The source limits this (“{word}”); read the passage.")
    bound = _("The source says this under a condition (“{word}”); read the passage.")
    over = _("The source says this of the past (“{word}”); read the passage.")
    other = _("The source says this of another (“{word}”); read the passage.")
    ways: tuple[tuple[Look, str], ...] = (
        (partial(dropped, "plan"), wish),
        (partial(dropped, "duty"), duty),
        (partial(dropped, "leave"), leave),
        (partial(dropped, "denial"), denied),
        (partial(dropped, "doubt"), doubt),
        (conditional, doubt),
        (voice, named),
        (partial(dropped, "limit"), limit),
        (exception, limit),
        (condition, bound),
        (past, over),
        (misplaced, other),
    )
    found = ((look(source, answer), told) for look, told in ways)
    return next((told.format(word=word) for word, told in found if word), "")
