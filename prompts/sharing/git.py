"""Calls git: never a question on the terminal, never a foreign protocol, bounded in time."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from assistant.i18n import gettext as _
from prompts.errors import Place, PromptError

SECONDS = 120
# No program that a shared folder could name is run: neither hooks, nor a monitor, nor a transport.
_GUARDED = (
    "-c", "protocol.ext.allow=never", "-c", "safe.bareRepository=explicit",
    "-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command of git answered."""

    ok: bool
    out: str
    err: str


def git(root: Path, *arguments: str) -> Outcome:
    """Run git in a library; raises PromptError when git is missing or does not end."""
    _refuse_posing(root)
    command = ["git", "-C", str(root), *_GUARDED, *arguments]
    environment = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run(  # noqa: S603
            command, capture_output=True, check=False, timeout=SECONDS, env=environment,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except FileNotFoundError:
        raise PromptError(
            _("git is not installed."), action=_("Install git, then try again.")
        ) from None
    except subprocess.TimeoutExpired:
        raise PromptError(
            _("git did not end within {n} seconds.").format(n=SECONDS), _("Nothing was changed."),
            _("Check the network and the address of the remote."), Place(str(root)),
        ) from None  # fmt: skip
    out, err = (s.decode("utf-8", "replace") for s in (done.stdout, done.stderr))
    return Outcome(done.returncode == 0, out, err)


def needed(root: Path, *arguments: str) -> str:
    """Return what git prints; raises PromptError, with git's last line, when it fails."""
    outcome = git(root, *arguments)
    if not outcome.ok:
        lines = (outcome.err or outcome.out).strip().splitlines()
        raise PromptError(
            _("git {verb} failed: {reason}").format(verb=arguments[0], reason=lines[-1] if lines else "?"),
            action=_("Run git status in the library's folder."), place=Place(str(root)),
        )  # fmt: skip
    return outcome.out


def upstream_of(root: Path) -> str:
    """Return the branch that a library is shared through; raises PromptError without one."""
    found = git(root, "rev-parse", "--abbrev-ref", "--symbolic-full-name", "@{upstream}")
    if not found.ok:
        raise PromptError(
            _("This library has no remote to share with."), _("Nothing was changed."),
            _("Set one: git remote add origin ADDRESS, then git push -u origin main"), Place(str(root)),
        )  # fmt: skip
    return found.out.strip()


def _refuse_posing(root: Path) -> None:
    """Raise PromptError in a folder that poses as a repository: git before 2.38 obeys its settings."""
    for folder in (root.resolve(), *root.resolve().parents):
        if (folder / ".git").exists():
            return
        if (folder / "HEAD").exists() and any(
            (folder / name).exists() for name in ("objects", "refs", "commondir")
        ):
            raise PromptError(
                _("This folder poses as a repository of git; its settings could run programs."),
                _("git was not run."),
                _("Delete the files HEAD, config, objects and refs if they are not yours."),
                Place(str(folder)),
            )  # fmt: skip
