"""Weekly counts of a team that agrees to it: nameless, rounded, and never of a group that is too small.

A member writes a file with a week's counts, rounded, and reads it before giving it. Nothing in it names a
person, a conversation or a day. Whoever combines the files gets sums alone, and of a kind only where enough
members have it, so that no figure is one person's.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.activity.summary import Summary
from assistant.errors import PolicyRefused, UserError
from assistant.i18n import _

FORMAT = "hygie-team/1"
FLOOR = 5
"""The smallest group that is put together; a higher one can be asked for, a lower one cannot."""
_ROUND = 5


def member_counts(week: Summary) -> dict[str, Any]:
    """Return what one member gives: counts of one week, rounded to fives."""
    year, number, _day = week.start.isocalendar()
    return {
        "format": FORMAT,
        "ticket": secrets.token_hex(8),  # drawn anew each time: tells a file given twice, and no one
        "week": f"{year}-W{number:02}",
        "counts": {
            "asked": _rounded(week.asked), "away": _rounded(week.away),
            "protected": _rounded(week.protected), "sentences": _rounded(week.sentences),
            "doubtful": _rounded(week.doubtful), "unchecked": _rounded(week.unchecked),
            "corrected": _rounded(week.corrected),
        },
        "hidden": {kind: n for kind, each in week.hidden.items() if (n := _rounded(each))},
    }  # fmt: skip


def combined(texts: Sequence[str], floor: int = FLOOR) -> dict[str, Any]:
    """Return the sums over members' files; raises UserError, PolicyRefused."""
    if floor < FLOOR:
        raise UserError(_("The smallest group is {n}.").format(n=FLOOR))
    files = {file["ticket"]: file for file in map(_read, texts)}
    weeks = {file["week"] for file in files.values()}
    if len(weeks) > 1:
        raise UserError(
            _("The files are of several weeks."), action=_("Combine one week at a time.")
        )
    if len(files) < floor:
        raise PolicyRefused(
            _("{n} members are too few: the counts could be traced to persons.").format(
                n=len(files)
            ),
            _("Nothing was put together."),
            _("Wait until at least {n} have given theirs.").format(n=floor),
        )
    return {
        "week": weeks.pop(), "members": len(files),
        "counts": _sums([file["counts"] for file in files.values()], floor),
        "hidden": _sums([file["hidden"] for file in files.values()], floor),
    }  # fmt: skip


def _rounded(count: int) -> int:
    return _ROUND * round(count / _ROUND)


def _sums(members: Sequence[Mapping[str, int]], floor: int) -> dict[str, int]:
    """Sum what at least `floor` members have; what fewer have is left out, not shown as zero."""
    names = sorted({name for member in members for name in member})
    shared = [n for n in names if sum(member.get(n, 0) > 0 for member in members) >= floor]
    return {name: sum(member.get(name, 0) for member in members) for name in shared}


def _read(text: str) -> dict[str, Any]:
    try:
        file = json.loads(text)
        if file["format"] != FORMAT or not isinstance(file["ticket"], str):
            raise ValueError
        counts = [*file["counts"].values(), *file["hidden"].values()]
        if not all(type(n) is int and 0 <= n < 10**7 for n in counts) or len(counts) > 100:
            raise ValueError
        return {**file, "week": str(file["week"])}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise UserError(
            _("One of the files holds no team counts, or is damaged."),
            action=_("Have it made anew: hygie report team --export FILE"),
        ) from None
