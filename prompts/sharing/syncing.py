"""Takes what others changed, reviewed first, and gives what changed here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.i18n import gettext as _
from prompts.errors import Place, PromptError, UntrustedError
from prompts.library.stack import Library, Stack
from prompts.reproduce.lock import FILE_NAME as LOCK
from prompts.reproduce.lock import make_lock, write_lock
from prompts.sharing.git import git, needed, upstream_of
from prompts.sharing.incoming import Incoming, fetch


@dataclass(frozen=True, slots=True)
class Synced:
    """What a sync did."""

    incoming: Incoming
    taken: bool
    relocked: bool
    given: bool


def sync(root: Path, *, anyway: bool = False) -> Synced:
    """Fetch, review, merge, lock again if need be, push.

    Raises UntrustedError when the review found something dangerous, and PromptError when a prompt
    was changed on both sides; the library is then as it was.
    """
    incoming = fetch(root)
    if incoming.dangerous and not anyway:
        first = next(f for f in incoming.findings if f.weight == "danger")
        raise UntrustedError(
            _("What others changed holds something dangerous: {reason}.").format(
                reason=first.reason
            ),
            _("Nothing was taken."),
            _("Read it: git diff HEAD...@{upstream}. To take it all the same: --anyway"),
            Place(first.file, first.line),
        )
    relocked = _merge(root) if incoming.changes else False
    ahead = needed(root, "rev-list", "--count", f"{upstream_of(root)}..HEAD").strip()
    if ahead != "0":
        needed(root, "push", "--quiet")
    return Synced(incoming, bool(incoming.changes), relocked, ahead != "0")


def _merge(root: Path) -> bool:
    """Merge; a lock in conflict is made again. Returns whether it was."""
    if git(root, "merge", "--quiet", "--no-edit", upstream_of(root)).ok:
        return False
    conflicts = needed(root, "diff", "--name-only", "--diff-filter=U", "-z").split("\0")[:-1]
    if conflicts != [needed(root, "rev-parse", "--show-prefix").rstrip("\n") + LOCK]:
        git(root, "merge", "--abort")
        raise PromptError(
            _("Changed here and by others: {files}.").format(files=", ".join(conflicts) or "?"),
            _("Nothing was taken; the library is as it was."),
            _("Merge these files by hand (git merge), then run: hygie prompts lock"),
            Place(str(root / conflicts[0])) if conflicts else None,
        )
    library = Library(root)
    write_lock(root, make_lock(Stack([library]), library))
    needed(root, "add", LOCK)
    needed(root, "commit", "--quiet", "--no-edit")
    return True
