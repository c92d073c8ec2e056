"""Where the key of what is kept lies, in words: what a person is told at the first start."""

from __future__ import annotations

from assistant.i18n import gettext as _


def told(guarded: bool) -> str:
    """Return what is said once the store is open; `guarded` is what `store_open` gave."""
    if guarded:
        return _(
            "Your conversations and drafts are kept on this machine, encrypted; the key is safe."
        )
    return _(
        "Your conversations and drafts are kept on this machine, encrypted, but their key lies in a plain"
        " file: who has your account can read them. Guard it better: hygie history key --by passphrase"
    )
