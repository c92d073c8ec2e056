"""Whom a library trusts, as the person first saw it: kept outside of the library, which others write.

As SSH does with the keys of hosts: what is seen first holds, and a change is refused until the
person accepts it. What only asks for more is taken over by itself.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass

from assistant.i18n import gettext as _
from prompts.errors import Place, UntrustedError
from prompts.format.reading import read_text
from prompts.json_text import parsed
from prompts.library.entries import inside
from prompts.library.placing import replace_text
from prompts.library.stack import Library

SIGNERS = ".hygie/allowed_signers"


@dataclass(frozen=True, slots=True)
class Trust:
    """Whether prompts from elsewhere need an approval, that a signature, and whose keys count."""

    approval: bool
    signers: bool
    keys: str = ""
    """As OpenSSH's file of allowed signers."""

    def asks_more(self, before: Trust) -> bool:
        """Whether this is the one before, or stricter with the same keys."""
        kept = self.approval >= before.approval and self.signers >= before.signers
        return kept and self.keys == before.keys


def stated(library: Library) -> Trust:
    """Return what a library says now; raises PromptError."""
    file = inside(library.root, SIGNERS)
    keys = read_text(file) if file.is_file() else ""
    return Trust(library.manifest.approval, library.manifest.signers, keys)


def known(library: Library) -> Trust | None:
    """Return what the person accepted, None before the first use and where nothing is kept."""
    if library.pins is None or not (file := library.pins / _name(library)).is_file():
        return None
    try:
        return Trust(**parsed(file.read_text(encoding="utf-8")))
    except (ValueError, TypeError):
        return Trust(approval=True, signers=True)  # unreadable: nothing looser passes, and no key


def accept(library: Library) -> Trust:
    """Take what a library says now as what holds from here on; raises PromptError."""
    trust = stated(library)
    if library.pins is not None:
        replace_text(library.pins, _name(library), json.dumps(asdict(trust), ensure_ascii=False))
    return trust


def trusted(library: Library) -> Trust:
    """Return whom a library trusts; raises UntrustedError when that has changed."""
    now, before = stated(library), known(library)
    if now == before:
        return now
    if before is None or now.asks_more(before):
        return accept(library)
    raise UntrustedError(
        _("Whom this library trusts has changed since you first used it."), _("Nothing was sent or taken."),
        _(
            "See what changed: hygie prompts trust --library {root}. If those who keep the library told you "
            "so, add: --accept"
        ).format(root=library.root),
        Place(str(library.root / SIGNERS), 1),
    )  # fmt: skip


def _name(library: Library) -> str:
    return f"{hashlib.sha256(str(library.root.resolve()).encode()).hexdigest()[:32]}.json"
