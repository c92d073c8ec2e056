"""Whether a prompt may run: one's own may; one from elsewhere once somebody approved that very text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path

from assistant.i18n import gettext as _
from prompts.errors import Place, PromptError, UntrustedError
from prompts.library.manifest import FILE_NAME
from prompts.library.stack import Found, Stack
from prompts.reproduce.hashes import hashes
from prompts.reproduce.lock import Lock, make_lock, place_in_lock, read_lock, write_lock
from prompts.reproduce.pins import SIGNERS, Trust, trusted
from prompts.reproduce.signing import sign, signer


def foreign(found: Found) -> bool:
    """Whether a prompt comes from elsewhere: by its folder, its origin or its status."""
    own = found.prompt.meta.hygie
    imported = found.entry.path.startswith("vendor/") or own.origin.kind == "third-party"
    return imported or own.status == "unreviewed"


class Standing(Enum):
    """Why a prompt may run, or not."""

    OWN = "own"
    APPROVED = "approved"
    UNAPPROVED = "unapproved"
    UNKNOWN_SIGNER = "unknown signer"


def standing(stack: Stack, found: Found) -> Standing:
    """Return whether a prompt may run as it is, and why; raises PromptError.

    Raises UntrustedError where whom the library trusts has changed.
    """
    if not foreign(found) or not (trust := trusted(found.library)).approval:
        return Standing.OWN
    known, root, path = hashes(found.prompt, stack), found.library.root, found.entry.path
    lock = read_lock(root)
    if not lock.approved(path, known.source, known.behaviour):
        return Standing.UNAPPROVED
    if trust.signers and not signer(trust.keys, path, lock.prompts[path]["review"]):
        return Standing.UNKNOWN_SIGNER
    return Standing.APPROVED


def approved(stack: Stack, found: Found) -> bool:
    """Whether a prompt may run as it is."""
    return standing(stack, found) in (Standing.OWN, Standing.APPROVED)


def require_approval(stack: Stack, found: Found) -> None:
    """Raise UntrustedError when a prompt from elsewhere was not approved in its present form."""
    found_to_be, name = standing(stack, found), found.entry.identity
    if found_to_be is Standing.UNKNOWN_SIGNER:
        raise UntrustedError(
            _("The approval of “{name}” was signed by a key that this library does not know.").format(
                name=name
            ),
            _("Nothing was sent."),
            _(
                "Ask who signed it; then approve it with a key of {file}: "
                "hygie prompts approve {name} --key FILE"
            ).format(file=SIGNERS, name=name),
            place_in_lock(found.library.root, found.entry.path),
        )  # fmt: skip
    if found_to_be is Standing.UNAPPROVED:
        raise UntrustedError(
            _("“{name}” comes from elsewhere and was not approved in its present form.").format(
                name=name
            ),
            _("Nothing was sent."),
            _("Read it (hygie prompts review {name}), then: hygie prompts approve {name}").format(
                name=name
            ),
            Place(str(found.library.root / found.entry.path), 1),
        )


def approve(stack: Stack, found: Found, by: str, now: float, key: Path | None = None) -> Lock:
    """Approve a prompt in its present form and write the lock; raises PromptError.

    Where the library asks for signatures, an approval without a key is refused.
    """
    trust = trusted(found.library)
    if trust.signers and key is None:
        raise PromptError(
            _("This library takes signed approvals only."), _("Nothing was approved."),
            _("Give your SSH key: --key FILE"), Place(str(found.library.root / FILE_NAME)),
        )  # fmt: skip
    lock = make_lock(stack, found.library)
    block = dict(lock.prompts[found.entry.path])
    date = datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    block["review"] = {
        "by": by, "date": date, "source": block["source"], "behaviour": block["behaviour"],
    }  # fmt: skip
    if key is not None:
        block["review"]["signature"] = sign(found.entry.path, block["review"], key)
        _require_known(found, trust, block["review"], key)
    lock = Lock({**lock.prompts, found.entry.path: block})
    write_lock(found.library.root, lock)
    return lock


def _require_known(found: Found, trust: Trust, review: Mapping[str, str], key: Path) -> None:
    """An approval that would not count is refused, where the library asks for signatures."""
    root = found.library.root
    if trust.signers and not signer(trust.keys, found.entry.path, review):
        raise UntrustedError(
            _("The key {key} is not among those that may approve in this library.").format(key=key.name),
            _("Nothing was approved."),
            _("Have its public half added, after the name it stands for, by those who keep the library."),
            Place(str(root / SIGNERS), 1),
        )  # fmt: skip
