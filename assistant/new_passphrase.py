"""What a passphrase must be when it is chosen; one that is in force already is asked for as it is."""

from __future__ import annotations

from assistant.errors import StoreLocked
from assistant.i18n import _
from assistant.types import Private

SHORTEST = 8
"""Characters of a new passphrase: what NIST asks of one that stands beside something else (SP 800-63B-4, 3.1.1.2).

That something is the file itself. Who has a copy of it tries each guess at the price of Argon2id, 64 MiB and
three passes; a longer rule would be met with a worse phrase, so more words are advised and eight characters asked.
"""


def too_short() -> str:
    """Return what is said of one that is too short."""
    return _("A passphrase has at least {n} characters.").format(n=SHORTEST)


def advice() -> str:
    """Return how a good one is found."""
    return _("Four or five words that do not belong together are strong and easy to keep.")


def is_long_enough(text: str) -> bool:
    """Whether a text may be a new passphrase; spaces at its ends do not count."""
    return len(text.strip()) >= SHORTEST


def check_new(passphrase: Private[str]) -> Private[str]:
    """Return a passphrase that something is about to be locked with; raises StoreLocked if it is too short."""
    if not is_long_enough(passphrase.reveal()):
        raise StoreLocked(
            too_short(), _("Nothing was kept under the one that was given."), advice()
        )
    return passphrase
