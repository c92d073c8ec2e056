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
from typing import Any

from assistant.i18n import gettext as _
from assistant.types import SafeMessage
from prompts.errors import DriftError
from prompts.reproduce.canonical import canonical, digest_text
from prompts.reproduce.shelf import Shelf

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
    """Runs by id (`runs/<id>`) and the texts they name by hash (`objects/ab/cdef…`), on a shelf."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def keyed(self, values: Mapping[str, Any]) -> str:
        """Return the keyed hash of values: a bare hash of a short value could be guessed."""
        text = canonical(values).encode()
        return "hmac:" + hmac.new(self._key(), text, hashlib.sha256).hexdigest()

    def put(self, text: str) -> str:
        """Keep a text once, under its hash; one that was damaged is mended by it."""
        name = digest_text(text)
        try:
            self.text(name)
        except DriftError:
            self._shelf.put(_object(name), text)
        return name

    def text(self, name: str) -> str:
        """Return a text by its hash; raises DriftError when it is missing or has changed."""
        text = self._shelf.get(_object(name))
        if text is None:
            raise self._gone(_("A recorded text is missing."), _object(name))
        if digest_text(text) != name:
            raise self._gone(_("A recorded text was changed."), _object(name))
        return text

    def save(self, run: Run) -> None:
        """Keep the record of a run."""
        self._shelf.put(f"runs/{run.id}", json.dumps(asdict(run), ensure_ascii=False))

    def load(self, identity: str) -> Run:
        """Return a run by its id, or by a beginning that only it has; raises DriftError."""
        wanted = f"runs/{identity.lower()}"
        known = _IDENTITY.fullmatch(identity.lower())
        names = [n for n in self._shelf.names("runs") if n.startswith(wanted)] if known else []
        if len(names) != 1:
            raise DriftError(
                _("There is no run “{id}”.").format(id=identity),
                action=_("List them: hygie prompts history"),
            )
        return self._read(names[0])

    def runs(self) -> Iterator[Run]:
        """Yield the runs, the latest first."""
        for name in reversed(self._shelf.names("runs")):
            yield self._read(name)

    def _read(self, name: str) -> Run:
        try:
            return read_run(json.loads(self._shelf.get(name) or ""))
        except ValueError:
            raise self._gone(_("The record of this run cannot be read."), name) from None

    def _key(self) -> bytes:
        if not (kept := self._shelf.get("key")):
            self._shelf.put("key", kept := secrets.token_hex(32))
        return kept.encode()

    def _gone(self, title: str, name: str) -> DriftError:
        action = _("Take it from a backup, or run the prompt again.")
        return DriftError(title, action=action, place=self._shelf.place(name))


def read_run(row: Any) -> Run:  # noqa: ANN401
    """Return a record from JSON; raises ValueError for anything else."""
    try:
        if row["format"] == FORMAT:
            return Run(**{**row, "sensitive": tuple(row["sensitive"])})
    except (TypeError, KeyError):
        pass
    raise ValueError("not a record of a run")


def _object(name: str) -> str:
    hexadecimal = name.rpartition(":")[2]
    return f"objects/{hexadecimal[:2]}/{hexadecimal[2:]}"


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
