"""What can go wrong, as one tree; shown to the person as it stands, never with their text in it.

HygieError(title, detail, action)
 +-- UserError          the request cannot be understood or read
 |    +-- ConfigError
 |    +-- NoRoom            a text is longer than the model takes
 |    +-- ReaderError       a file: missing, empty, binary, too large, locked
 |    +-- MissingError      an object that does not exist (a model, a prompt, a vault)
 +-- PolicyRefused      the rules say no; nothing was sent
 +-- GuardError         the guard cannot vouch for the text; nothing was sent
 |    +-- GuardNotReady
 |    +-- LeakPrevented     the last gate found an original value
 +-- ModelError         the model could not answer
 |    +-- ModelUnavailable  not reachable, not installed, refused the key
 |    |    +-- ModelRefused     the request itself is at fault, and would be tomorrow
 |    +-- ModelInterrupted  died or was cut half-way
 +-- StoreError         weights, vault or disk
"""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes of the command line."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    MISSING = 3
    REFUSED = 4
    MODEL = 5
    GUARD = 6
    FAULT = 70
    INTERRUPTED = 130


class HygieError(Exception):
    """An error with what happened, what follows, and what to do; holds no user text."""

    exit_code = Exit.USAGE

    def __init__(self, title: str, detail: str = "", action: str = "") -> None:
        super().__init__(title)
        self.title = title
        self.detail = detail
        self.action = action

    @property
    def code(self) -> str:
        """Stable name for scripts and logs."""
        return type(self).__name__

    def fields(self) -> dict[str, str]:
        """Return the error for JSON and for the engine's pipe."""
        return {
            "code": self.code,
            "title": self.title,
            "detail": self.detail,
            "action": self.action,
        }


class UserError(HygieError):
    """The request cannot be carried out as given."""


class ConfigError(UserError):
    """A setting is unknown or has a wrong value."""


class NoRoom(UserError):
    """A text is longer than the model takes; nothing was sent."""


class ReaderError(UserError):
    """A file cannot be read."""


class MissingError(UserError):
    """A named object does not exist or has changed."""

    exit_code = Exit.MISSING


class PolicyRefused(HygieError):
    """The policy, or a missing review, forbids the request; nothing was sent."""

    exit_code = Exit.REFUSED


class GuardError(HygieError):
    """The guard cannot vouch for the text; nothing was sent."""

    exit_code = Exit.GUARD


class GuardNotReady(GuardError):
    """The guard's models are missing or still loading."""


class LeakPrevented(GuardError):
    """The finished request still held an original value."""


class ModelError(HygieError):
    """The model could not answer; `transient` says whether trying again may help."""

    exit_code = Exit.MODEL
    transient = False


class ModelUnavailable(ModelError):
    """The model is not installed, not reachable, or refused the key."""


class ModelRefused(ModelUnavailable):
    """The request itself is at fault: too long, or in a form that the model does not know."""


class ModelInterrupted(ModelError):
    """The answer broke off."""

    transient = True


class StoreError(HygieError):
    """Weights, vault or disk cannot be used."""

    exit_code = Exit.MODEL


class StoreLocked(StoreError):
    """There is no key for the store, or its passphrase was not given yet."""


class WrongPassphrase(StoreError):
    """The passphrase that was given does not open the store."""
