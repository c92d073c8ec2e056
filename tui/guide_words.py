"""What the first steps say."""

from __future__ import annotations

from assistant.i18n import gettext as _


def protection() -> str:
    """Return what the guard and the checks do."""
    return "\n\n".join(
        (
            _("Nothing confidential leaves unseen."),
            _("Before a text leaves, names, numbers and secrets in it are replaced by markers. You see"
              " what would leave, change it, then send. In the answer the names are back."),
            _("Each sentence of an answer is compared with your documents: = stands there, ? was not"
              " found, ! differs. The last word is yours."),
        )
    )  # fmt: skip


def no_key() -> str:
    """Return that a passphrase is wanted where there is no keyring."""
    return "\n\n".join(
        (
            _("Your conversations and drafts can be kept here, encrypted."),
            _("This machine has no keyring for the key. Choose a passphrase of eight characters or"
              " more: four or five words that do not belong together are strong and easy to keep."),
            _("Leave it empty to keep nothing: what you write then lives until you quit."),
        )
    )  # fmt: skip


def again() -> str:
    """Return that the passphrase is wanted twice, and why."""
    return "\n\n".join(
        (
            _("Write the passphrase once more."),
            _("Nobody can open what is kept without it, not even you."),
        )
    )


def keys() -> str:
    """Return the keys that hold everywhere."""
    return "\n".join(
        (
            _("F2 to F9 change between chat, drafts, summaries, prompts, notes, history, activity"
              " and settings."),
            "",
            _("Ctrl+S sends or runs · Ctrl+O attaches or adds · Ctrl+P every command · F1 help"),
            _("Esc goes back and never quits; Ctrl+Q quits."),
            "",
            _("Enter: begin."),
        )
    )  # fmt: skip
