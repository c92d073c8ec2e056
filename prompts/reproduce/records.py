"""Records of runs: hashes, and what left and came back in its protected form; never clear text.

What a person typed stays out: a record holds the protected messages as they were sent and the
answer as it was received, placeholders in place, and a keyed hash of the values.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.i18n import gettext as _
from assistant.types import SafeMessage
from prompts.errors import DriftError, Place
from prompts.reproduce.canonical import canonical, digest, digest_text

FORMAT = "hygie-run/1"
_IDENTITY = re.compile(r"[0-9a-z-]{8,40}")


@dataclass(frozen=True, slots=True)
class Run:
    """One run; every text is named by its hash and kept once among the objects."""

    id: str
    at: str
    app: str
    prompt: Mapping[str, str]
    """name, source and behaviour."""
    inputs: str
    """Keyed hash of the values: tells equal from different, and nothing else."""
    sensitive: tuple[str, ...]
    model: str
    params_sent: Mapping[str, Any]
    params_dropped: Mapping[str, Any]
    request: str
    sample: int
    response: str
    complete: bool
    usage: Mapping[str, int]
    seconds: float
    determinism: Mapping[str, Any] = field(default_factory=dict)
    parent: str = ""
    format: str = FORMAT


class RunStore:
    """Plain files under one private folder: `runs/2026/11/<id>.json` and `objects/ab/cdef…`."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def keyed(self, values: Mapping[str, Any]) -> str:
        """Return the keyed hash of values: a bare hash of a short value could be guessed."""
        return (
            "hmac:" + hmac.new(self._key(), canonical(values).encode(), hashlib.sha256).hexdigest()
        )

    def put(self, text: str) -> str:
        """Keep a text once, under its hash."""
        name = digest_text(text)
        path = self._object(name)
        if not path.exists():
            _write(path, text)
        return name

    def text(self, name: str) -> str:
        """Return a text by its hash; raises DriftError when it is missing or has changed."""
        path = self._object(name)
        try:
            text = path.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError):
            raise self._gone(_("A recorded text is missing."), path) from None
        if digest_text(text) != name:
            raise self._gone(_("A recorded text was changed."), path)
        return text

    def save(self, run: Run) -> Path:
        """Write the record of a run; never over another."""
        path = self._root / "runs" / run.at[:4] / run.at[5:7] / f"{run.id}.json"
        _write(path, json.dumps(asdict(run), ensure_ascii=False, indent=1) + "\n")
        return path

    def load(self, identity: str) -> Run:
        """Return a run by its id, or by a beginning that only it has; raises DriftError."""
        wanted = identity.lower()
        paths = (
            sorted((self._root / "runs").glob(f"*/*/{wanted}*.json"))
            if _IDENTITY.fullmatch(wanted)
            else []
        )
        if len(paths) != 1:
            raise DriftError(
                _("There is no run “{id}”.").format(id=identity),
                action=_("List them: hygie prompts history"),
            )
        return self._read(paths[0])

    def runs(self) -> Iterator[Run]:
        """Yield the runs, the latest first."""
        for path in sorted(
            (self._root / "runs").glob("*/*/*.json"), key=lambda p: p.name, reverse=True
        ):
            yield self._read(path)

    def _read(self, path: Path) -> Run:
        try:
            row = json.loads(path.read_text(encoding="utf-8"))
            if row.get("format") == FORMAT:
                return Run(**{**row, "sensitive": tuple(row["sensitive"])})
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            pass
        raise self._gone(_("The record of this run cannot be read."), path)

    def _object(self, name: str) -> Path:
        hexadecimal = name.rpartition(":")[2]
        return self._root / "objects" / hexadecimal[:2] / hexadecimal[2:]

    def _key(self) -> bytes:
        path = self._root / "key"
        if not path.exists():
            _write(path, secrets.token_hex(32))
            path.chmod(0o600)
        return path.read_bytes()

    def _gone(self, title: str, path: Path) -> DriftError:
        return DriftError(
            title,
            action=_("Take it from a backup, or run the prompt again."),
            place=Place(str(path)),
        )


def request_text(model: str, params: Mapping[str, Any], sent: Sequence[SafeMessage]) -> str:
    """Return what was sent as canonical JSON: its hash is the key of a replay."""
    messages = [{"role": m.role.value, "text": m.text} for m in sent]
    return canonical({"model": model, "params": dict(params), "messages": messages})


def new_identity(now: float) -> str:
    """Return a name that sorts by time and is never given twice."""
    stamp = datetime.fromtimestamp(now, UTC).strftime("%Y%m%d-%H%M%S")
    return f"{stamp}-{secrets.token_hex(4)}"


def moment(now: float) -> str:
    """Return a time as it is written in records."""
    return datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def replay(store: RunStore, run: Run) -> tuple[str, str]:
    """Return the request and the answer of a run, byte for byte; raises DriftError."""
    return store.text(run.request), store.text(run.response)


def same_run(first: Run, second: Run) -> bool:
    """Whether two runs asked the same of the same model and got the same."""
    return digest([first.request, first.response]) == digest([second.request, second.response])


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    new = path.with_name(f".{path.name}.new")
    new.write_text(text, encoding="utf-8", newline="")
    new.replace(path)
