"""Whether a prompt may run: one's own may; one from elsewhere once somebody approved that very text."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from assistant.i18n import gettext as _
from prompts.errors import Place, PromptError, UntrustedError
from prompts.library.manifest import FILE_NAME
from prompts.library.stack import Found, Stack
from prompts.reproduce.hashes import hashes
from prompts.reproduce.lock import Lock, make_lock, read_lock, write_lock
from prompts.reproduce.signing import sign, signer


def foreign(found: Found) -> bool:
    """Whether a prompt comes from elsewhere: by its folder, its origin or its status."""
    own = found.prompt.meta.hygie
    imported = found.entry.path.startswith("vendor/") or own.origin.kind == "third-party"
    return imported or own.status == "unreviewed"


def approved(stack: Stack, found: Found) -> bool:
    """Whether a prompt may run as it is."""
    if not foreign(found) or not found.library.manifest.approval:
        return True
    known, root, path = hashes(found.prompt, stack.partial), found.library.root, found.entry.path
    lock = read_lock(root)
    if not lock.approved(path, known.source, known.behaviour):
        return False
    return not found.library.manifest.signers or bool(
        signer(root, path, lock.prompts[path]["review"])
    )


def require_approval(stack: Stack, found: Found) -> None:
    """Raise UntrustedError when a prompt from elsewhere was not approved in its present form."""
    if approved(stack, found):
        return
    name = found.entry.identity
    raise UntrustedError(
        _("“{name}” comes from elsewhere and was not approved in its present form.").format(
            name=name
        ),
        _("Nothing was sent."),
        _("Read it (hygie prompts review {name}), then: hygie prompts approve {name}").format(
            name=name
        ),
        Place(str(found.library.root / found.entry.path)),
    )


def approve(stack: Stack, found: Found, by: str, now: float, key: Path | None = None) -> Lock:
    """Approve a prompt in its present form and write the lock; raises PromptError.

    Where the library asks for signatures, an approval without a key is refused.
    """
    if found.library.manifest.signers and key is None:
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
    lock = Lock({**lock.prompts, found.entry.path: block})
    write_lock(found.library.root, lock)
    return lock
