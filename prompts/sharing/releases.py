"""Releases: tags signed with an SSH key, as git signs and verifies them."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from assistant.i18n import gettext as _
from prompts.errors import Place, PromptError, UntrustedError
from prompts.library.stack import Library, Stack
from prompts.reproduce.lock import FILE_NAME as LOCK
from prompts.reproduce.lock import drift
from prompts.reproduce.pins import SIGNERS, trusted
from prompts.sharing.git import git, needed
from prompts.sharing.incoming import require_clean


@dataclass(frozen=True, slots=True)
class Verified:
    """Who signed a release, what commit it names, and whether the library stands there now."""

    tag: str
    signer: str
    commit: str
    here: bool


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


def verify(library: Library, tag: str) -> Verified:
    """Return who signed a release; raises UntrustedError for an unknown key or a changed tag."""
    root, keys = library.root, trusted(library).keys
    found = git(root, "rev-parse", "--verify", "--quiet", f"refs/tags/{tag}")
    signer = _signer(root, found.out.strip(), keys) if found.ok else ""
    if not signer:
        raise UntrustedError(
            _("The release {tag} is not signed by a key of this library.").format(tag=tag),
            _("Nothing was taken."),
            _("Ask its maker for the public key, check it, and add it to .hygie/allowed_signers."),
            Place(str(root / SIGNERS)),
        )
    _require_name(root, found.out.strip(), tag)
    commit = needed(root, "rev-parse", "--verify", f"{found.out.strip()}^{{commit}}").strip()
    here = needed(root, "rev-parse", "HEAD").strip() == commit
    return Verified(tag, signer, commit, here)


def _signer(root: Path, tag_object: str, keys: str) -> str:
    """Who signed a tag, by its object's name, so that what is verified is what was looked up."""
    with tempfile.TemporaryDirectory() as folder:
        allowed = Path(folder) / "signers"
        allowed.write_text(keys, encoding="utf-8")
        given = ("-c", "gpg.format=ssh", "-c", f"gpg.ssh.allowedSignersFile={allowed}")
        outcome = git(root, *given, "verify-tag", tag_object)
    said = outcome.err + outcome.out
    if not outcome.ok or "Good" not in said:
        return ""
    return said.partition(' for "')[2].partition('"')[0] or said.partition(" for ")[2].split()[0]


def _require_name(root: Path, tag_object: str, tag: str) -> None:
    """A signed tag says its own name: under another, an old release would pass as a new one."""
    head = needed(root, "cat-file", "tag", tag_object).partition("\n\n")[0]
    fields = dict(line.partition(" ")[::2] for line in head.split("\n"))
    if (named := fields.get("tag")) != tag:
        raise UntrustedError(
            _("What is called {tag} here was signed as {named}.").format(tag=tag, named=named),
            _("Nothing was taken."), _("Ask those who keep the library which release this is."),
            Place(str(root)),
        )  # fmt: skip
