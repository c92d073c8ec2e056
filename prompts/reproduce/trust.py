"""Whether a prompt may run: one's own may; one from elsewhere once somebody approved that very text."""

from __future__ import annotations

from datetime import UTC, datetime

from assistant.i18n import gettext as _
from prompts.errors import Place, UntrustedError
from prompts.library.stack import Found, Stack
from prompts.reproduce.hashes import hashes
from prompts.reproduce.lock import Lock, make_lock, read_lock, write_lock


def foreign(found: Found) -> bool:
    """Whether a prompt comes from elsewhere: by its folder, its origin or its status."""
    own = found.prompt.meta.hygie
    imported = found.entry.path.startswith("vendor/") or own.origin.kind == "third-party"
    return imported or own.status == "unreviewed"


def approved(stack: Stack, found: Found) -> bool:
    """Whether a prompt may run as it is."""
    if not foreign(found) or not found.library.manifest.approval:
        return True
    known = hashes(found.prompt, stack.partial)
    return read_lock(found.library.root).approved(found.entry.path, known.source, known.behaviour)


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


def approve(stack: Stack, found: Found, by: str, now: float) -> Lock:
    """Approve a prompt in its present form and write the lock; raises PromptError."""
    lock = make_lock(stack, found.library)
    block = dict(lock.prompts[found.entry.path])
    date = datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    block["review"] = {
        "by": by, "date": date, "source": block["source"], "behaviour": block["behaviour"],
    }  # fmt: skip
    lock = Lock({**lock.prompts, found.entry.path: block})
    write_lock(found.library.root, lock)
    return lock
