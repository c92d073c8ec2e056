"""Releases: tags signed with an SSH key, as git signs and verifies them."""

from __future__ import annotations

import tempfile
from pathlib import Path

from assistant.i18n import gettext as _
from prompts.errors import Place, PromptError, UntrustedError
from prompts.library.stack import Library, Stack
from prompts.reproduce.lock import FILE_NAME as LOCK
from prompts.reproduce.lock import drift
from prompts.sharing.git import git, needed
from prompts.sharing.incoming import require_clean


def release(root: Path, tag: str, key: Path) -> None:
    """Sign the library as it stands with an SSH key, as a tag; raises PromptError."""
    library = Library(root)
    if drifted := drift(Stack([library]), library):
        raise PromptError(
            _("The lock is not up to date: {path}.").format(path=drifted[0].path), _("Nothing was signed."),
            _("Run: hygie prompts lock, and commit"), Place(str(root / LOCK)),
        )  # fmt: skip
    require_clean(root)
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
