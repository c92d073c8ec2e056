"""What others changed, looked at before it is taken: its texts, and what no text shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from assistant.i18n import gettext as _
from prompts.errors import Place, PromptError, Source
from prompts.format import yaml_core
from prompts.library.manifest import FILE_NAME as MANIFEST
from prompts.reproduce.lock import FILE_NAME as LOCK
from prompts.reproduce.pins import SIGNERS
from prompts.review.findings import Finding, Weight
from prompts.review.reviewing import review_text
from prompts.sharing import attributes
from prompts.sharing.git import git, needed, upstream_of

_LINK, _REPOSITORY = "120000", "160000"


@dataclass(frozen=True, slots=True)
class Incoming:
    """What others changed: files by kind of change (A, M, D), and what the review found in them."""

    changes: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...]

    @property
    def dangerous(self) -> bool:
        """Whether the review found something dangerous."""
        return any(finding.weight == "danger" for finding in self.findings)

    @property
    def trust_changed(self) -> bool:
        """Whether whom the library trusts is among the changes."""
        return any(finding.rule == "trust" for finding in self.findings)


@dataclass(frozen=True, slots=True)
class _Change:
    kind: str
    path: str
    mode: str


def fetch(root: Path) -> Incoming:
    """Fetch and review what others changed; takes nothing; raises PromptError."""
    require_clean(root)
    needed(root, "fetch", "--quiet")
    top, upstream = (
        Path(needed(root, "rev-parse", "--show-toplevel").rstrip("\n")),
        upstream_of(root),
    )
    changes = list(_changes(top, upstream))
    findings = [f for change in changes for f in _reviewed(top, upstream, change)]
    rewritten = attributes.rewritten(top, [c.path for c in changes if c.kind != "D"])
    findings += [_danger(path, _other_text()) for path in rewritten]
    return Incoming(tuple((c.kind, c.path) for c in changes), tuple(findings))


def require_clean(root: Path) -> None:
    """Raise PromptError outside of a repository, and where a change is not committed."""
    needed(root, "rev-parse", "--is-inside-work-tree")
    if needed(root, "status", "--porcelain", "--untracked-files=no").strip():
        raise PromptError(
            _("There are changes here that are not committed."), _("Nothing was taken."),
            _("Commit them first: git commit -a"), Place(str(root)),
        )  # fmt: skip


def _changes(top: Path, upstream: str) -> Iterator[_Change]:
    words = needed(top, "diff", "--raw", "--no-renames", "-z", f"HEAD...{upstream}").split("\0")
    for described, path in zip(words[:-1:2], words[1::2], strict=True):
        fields = described.split(" ")
        yield _Change(fields[4], path, fields[1])


def _reviewed(top: Path, upstream: str, change: _Change) -> Iterator[Finding]:
    if _changes_trust(top, upstream, change):
        yield Finding("trust", Weight.DANGER, _("changes whom the library trusts"), change.path, 1)
    if change.kind == "D":
        return
    if why := _unseen(change):
        yield _danger(change.path, why)
        return
    text = needed(top, "show", f"{upstream}:{change.path}")
    if _name(change.path) == ".gitattributes" and attributes.rewriting(text):
        yield _danger(change.path, _other_text())
    if _name(change.path) != LOCK:
        yield from review_text(text, change.path)


def _unseen(change: _Change) -> str:
    """What makes a file dangerous whatever its text."""
    if change.mode == _LINK:
        return _("is a link: what is read or written there may lie anywhere")
    if change.mode == _REPOSITORY:
        return _("is another repository, which this review does not see")
    if _name(change.path) == "head":
        return _(
            "makes its folder look like a repository of its own, whose settings git would obey"
        )
    return ""


def _changes_trust(top: Path, upstream: str, change: _Change) -> bool:
    if change.path.casefold().endswith(SIGNERS):
        return True
    if _name(change.path) != MANIFEST:
        return False
    before, after = (_trust(top, f"{side}:{change.path}") for side in ("HEAD", upstream))
    return before is None or after is None or before != after


def _trust(top: Path, name: str) -> dict[str, object] | None:
    """What a manifest says of trust, with what it leaves out; None when it cannot be read."""
    shown = git(top, "show", name)
    try:
        value = yaml_core.load(Source(name, shown.out if shown.ok else "")).value or {}
        return {"approval": True, "signers": False, **(value.get("trust") or {})}
    except (PromptError, AttributeError, TypeError):
        return None


def _other_text() -> str:
    return _("git writes another text to the disk than the one that was reviewed")


def _danger(path: str, why: str) -> Finding:
    return Finding("unseen", Weight.DANGER, why, path, 1)


def _name(path: str) -> str:
    """The name of a file as a disk that ignores capitals compares it."""
    return PurePosixPath(path).name.casefold()
