"""Takes what others changed, reviewed first, and gives what changed here."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from assistant.i18n import gettext as _
from prompts.errors import Place, PromptError, UntrustedError
from prompts.library.stack import Library, Stack
from prompts.reproduce.lock import FILE_NAME as LOCK
from prompts.reproduce.lock import make_lock, write_lock
from prompts.review.findings import Finding
from prompts.review.reviewing import review_text
from prompts.sharing.git import git, needed


@dataclass(frozen=True, slots=True)
class Incoming:
    """What others changed: files by kind of change (A, M, D), and what the review found in them."""

    changes: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...]

    @property
    def dangerous(self) -> bool:
        """Whether the review found something dangerous."""
        return any(finding.weight == "danger" for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Synced:
    """What a sync did."""

    incoming: Incoming
    taken: bool
    relocked: bool
    given: bool


def fetch(root: Path) -> Incoming:
    """Fetch and review what others changed; takes nothing; raises PromptError."""
    _require_clean(root)
    needed(root, "fetch", "--quiet")
    upstream = _upstream(root)
    listing = needed(root, "diff", "--name-status", "--no-renames", "-z", f"HEAD...{upstream}")
    words = listing.split("\0")[:-1]
    changes = tuple(zip(words[::2], words[1::2], strict=True))
    findings = [
        finding
        for kind, path in changes
        if kind != "D" and path != LOCK
        for finding in review_text(needed(root, "show", f"{upstream}:{path}"), path)
    ]
    return Incoming(changes, tuple(findings))


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
    ahead = needed(root, "rev-list", "--count", f"{_upstream(root)}..HEAD").strip()
    if ahead != "0":
        needed(root, "push", "--quiet")
    return Synced(incoming, bool(incoming.changes), relocked, ahead != "0")


def _merge(root: Path) -> bool:
    """Merge; a lock in conflict is made again. Returns whether it was."""
    if git(root, "merge", "--quiet", "--no-edit", _upstream(root)).ok:
        return False
    conflicts = needed(root, "diff", "--name-only", "--diff-filter=U", "-z").split("\0")[:-1]
    if conflicts != [LOCK]:
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


def _require_clean(root: Path) -> None:
    needed(root, "rev-parse", "--is-inside-work-tree")
    if needed(root, "status", "--porcelain", "--untracked-files=no").strip():
        raise PromptError(
            _("There are changes here that are not committed."), _("Nothing was taken."),
            _("Commit them first: git commit -a"), Place(str(root)),
        )  # fmt: skip


def _upstream(root: Path) -> str:
    found = git(root, "rev-parse", "--abbrev-ref", "--symbolic-full-name", "@{upstream}")
    if not found.ok:
        raise PromptError(
            _("This library has no remote to share with."), _("Nothing was changed."),
            _("Set one: git remote add origin ADDRESS, then git push -u origin main"), Place(str(root)),
        )  # fmt: skip
    return found.out.strip()


def release(root: Path, tag: str, key: Path) -> None:
    """Sign the library as it stands with an SSH key, as a tag; raises PromptError."""
    from prompts.reproduce.lock import drift

    library = Library(root)
    if drifted := drift(Stack([library]), library):
        raise PromptError(
            _("The lock is not up to date: {path}.").format(path=drifted[0].path), _("Nothing was signed."),
            _("Run: hygie prompts lock, and commit"), Place(str(root / LOCK)),
        )  # fmt: skip
    _require_clean(root)
    signing = ("-c", "gpg.format=ssh", "-c", f"user.signingkey={key}")
    needed(root, *signing, "tag", "-s", tag, "-m", f"Release {tag}")


def verify(root: Path, tag: str) -> str:
    """Return who signed a release; raises UntrustedError for an unknown key or a changed tag."""
    signers = root / ".hygie" / "allowed_signers"
    with tempfile.TemporaryDirectory() as folder:
        allowed = signers if signers.is_file() else Path(folder) / "nobody"
        allowed.touch()
        given = ("-c", "gpg.format=ssh", "-c", f"gpg.ssh.allowedSignersFile={allowed}")
        outcome = git(root, *given, "verify-tag", tag)
    said = outcome.err + outcome.out
    if not outcome.ok or "Good" not in said:
        raise UntrustedError(
            _("The release {tag} is not signed by a key of this library.").format(tag=tag),
            _("Nothing was taken."),
            _("Ask its maker for the public key, check it, and add it to .hygie/allowed_signers."),
            Place(str(signers)),
        )
    return said.partition(' for "')[2].partition('"')[0] or said.partition(" for ")[2].split()[0]
