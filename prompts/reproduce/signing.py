"""Approvals signed with an SSH key, as git signs: what is signed is the very text approved.

OpenSSH's `ssh-keygen -Y` does the work; the keys a person accepted of a library say who may approve.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from assistant.i18n import gettext as _
from prompts.errors import Place, PromptError

_NAMESPACE = "hygie-approval"
_SECONDS = 60


def sign(path: str, review: Mapping[str, str], key: Path) -> str:
    """Return the signature of an approval; raises PromptError when the key cannot be used."""
    done = _keygen("sign", "-f", str(key), "-n", _NAMESPACE, given=_said(path, review))
    if done.returncode or not done.stdout:
        raise PromptError(
            _("The key could not sign."), _("Nothing was approved."),
            _("Give the file of your private SSH key, unlocked by ssh-add if it has a passphrase."),
            Place(str(key)),
        )  # fmt: skip
    return done.stdout.decode("ascii", "replace")


def signer(keys: str, path: str, review: Mapping[str, str]) -> str:
    """Return who signed an approval by a file of allowed signers, nothing when none of them did."""
    signature = review.get("signature", "")
    if not signature or not keys.strip():
        return ""
    with tempfile.TemporaryDirectory() as folder:
        file, signers = Path(folder) / "signature", Path(folder) / "signers"
        file.write_text(signature, encoding="ascii", errors="replace")
        signers.write_text(keys, encoding="utf-8")
        by = ("-f", str(signers), "-s", str(file))
        found = _keygen("find-principals", *by)
        who = found.stdout.decode("utf-8", "replace").strip().splitlines()
        if found.returncode or not who:
            return ""
        done = _keygen("verify", *by, "-I", who[0], "-n", _NAMESPACE, given=_said(path, review))
    return "" if done.returncode else who[0]


def _said(path: str, review: Mapping[str, str]) -> bytes:
    return "\n".join((path, review["source"], review["behaviour"])).encode()


def _keygen(verb: str, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = ["ssh-keygen", "-Y", verb, *arguments]
    try:
        return subprocess.run(  # noqa: S603
            command, input=given, capture_output=True, check=False, timeout=_SECONDS
        )
    except (OSError, subprocess.TimeoutExpired):
        raise PromptError(
            _("ssh-keygen could not be run."), action=_("Install OpenSSH, then try again.")
        ) from None
