"""What a team's base may answer with instead of passages: never its address, which may hold a password."""

from __future__ import annotations

from assistant.errors import StoreError
from assistant.i18n import _

_NO_RIGHT = "42501"
_NOTHING_YET = ("42P01", "42883")


def away() -> StoreError:
    """The server cannot be reached, or does not let this person in."""
    return StoreError(
        _("The team's base cannot be reached."),
        _("Nothing was read or published."),
        _("Check the address, the network and your password (PGPASSWORD or ~/.pgpass)."),
    )


def refused(state: str) -> StoreError:
    """The server said no; `state` is its SQLSTATE."""
    if state == _NO_RIGHT:
        return StoreError(
            _("Your role may not do this in the team's base."),
            _("Nothing was changed."),
            _("Ask its owner, who publishes and grants."),
        )
    if state in _NOTHING_YET:
        return StoreError(
            _("Nothing was ever published in this team's base."),
            "",
            _("Its owner publishes: hygie knowledge publish ADDRESS COLLECTION"),
        )
    return StoreError(
        _("The team's base answered with an error ({state}).").format(state=state),
        _("Nothing was changed."),
        _("It must be PostgreSQL 14 or later with the vector extension."),
    )


def not_installed() -> StoreError:
    """The client library is missing."""
    return StoreError(
        _("The client of PostgreSQL is not installed."),
        _("Nothing was read or published."),
        _("Install it: pip install 'hygie[team]'"),
    )
