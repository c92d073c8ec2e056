"""The audit: one record a request, chained by hashes and signed; counts and names of rules, never a value.

Each process writes a chain of its own, so that replicas need not wait for one another. A record is
written before anything is sent: if it cannot be, nothing is.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from proxy.store.database import Database
from proxy.store.kept import Secret

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

Value = str | int | float | bool | None | dict[str, int]
Write = Callable[[str, Sequence[object]], object]
START = "0" * 64
_PAGE = 1_000
"""Records that are read at once: an audit may be larger than the memory."""


class Audit:
    """Appends to this process's chain."""

    def __init__(
        self, database: Database, secret: Secret, clock: Callable[[], float] = time.time
    ) -> None:
        self._database, self._clock = database, clock
        self._key = signing_key(secret)
        self._lock = threading.Lock()
        self._begin()

    def _begin(self) -> None:
        self._chain = f"{int(self._clock())}-{secrets.token_hex(6)}"
        self._number, self._last = 0, START

    def append(self, event: str, **fields: Value) -> None:
        """Add a record that outlives a power cut; raises StoreError, and then it does not stand in the chain."""
        self._add(self._database.run, event, fields)

    def note(self, event: str, **fields: Value) -> None:
        """Add a record of what happened since one that was appended; raises StoreError.

        A power cut may take it, for its request is told of already; what is appended later keeps it.
        """
        self._add(self._database.jot, event, fields)

    def _add(self, write: Write, event: str, fields: dict[str, Value]) -> None:
        with self._lock:
            record = {"event": event, "at": round(self._clock(), 3), "before": self._last, **fields}
            text = json.dumps(record, sort_keys=True, separators=(",", ":"))
            digest = _digest(self._chain, self._number, text)
            signature = self._key.sign(bytes.fromhex(digest)).hex()
            try:
                write(
                    "INSERT INTO audit (chain, number, record, hash, signature) VALUES (?, ?, ?, ?, ?)",
                    [self._chain, self._number, text, digest, signature],
                )
            except Exception:
                # It may have been written all the same: a new chain cannot contradict it.
                self._begin()
                raise
            self._number, self._last = self._number + 1, digest


@dataclass(frozen=True, slots=True)
class Verified:
    """What a verification found; `broken` names chain and record of the first fault, if any."""

    chains: int
    records: int
    broken: str = ""
    heads: tuple[tuple[str, int, str], ...] = ()


def signing_key(secret: Secret) -> Ed25519PrivateKey:
    """Return the key that signs the audit."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(secret.derived("audit"))


def verify(database: Database, secret: Secret) -> Verified:
    """Check every chain: no record changed, moved, added or taken out from within."""
    from cryptography.exceptions import InvalidSignature

    public = signing_key(secret).public_key()
    heads: dict[str, tuple[int, str]] = {}
    count = 0
    for chain, number, text, digest, signature in _rows(database):
        expected, last = heads.get(chain, (0, START))
        try:
            public.verify(bytes.fromhex(signature), bytes.fromhex(digest))
            whole = digest == _digest(chain, number, text) and json.loads(text)["before"] == last
        except (InvalidSignature, ValueError, KeyError):
            whole = False
        if number != expected or not whole:
            return Verified(len(heads), count, f"{chain}:{number}")
        heads[chain] = (number + 1, digest)
        count += 1
    every = tuple((chain, number, digest) for chain, (number, digest) in heads.items())
    return Verified(len(heads), count, heads=every)


def is_own(database: Database, secret: Secret) -> bool:
    """Whether the newest record was signed with this secret; True where there is none yet."""
    from cryptography.exceptions import InvalidSignature

    rows = database.run(
        "SELECT hash, signature FROM audit ORDER BY chain DESC, number DESC LIMIT 1"
    )
    try:
        for digest, signature in rows:
            signing_key(secret).public_key().verify(
                bytes.fromhex(str(signature)), bytes.fromhex(str(digest))
            )
    except (InvalidSignature, ValueError):
        return False
    return True


def tells_of(database: Database, caller: str) -> bool:
    """Whether anything is recorded that was done by whom this id names, rather than to them."""
    rows = database.run(
        "SELECT 1 FROM audit WHERE replace(record, ?, '') <> record"
        " AND replace(record, ?, '') = record LIMIT 1",
        [f'"key":{json.dumps(caller)}', '"event":"admin"'],
    )
    return bool(rows)


def export(database: Database) -> Iterator[str]:
    """Yield the records as JSON lines, with what proves them."""
    for chain, number, text, digest, signature in _rows(database):
        proof = {"chain": chain, "number": number, "hash": digest, "signature": signature}
        yield json.dumps(json.loads(text) | proof, sort_keys=True)


def _rows(database: Database) -> Iterator[tuple[str, int, str, str, str]]:
    last = ("", -1)
    while rows := database.run(
        "SELECT chain, number, record, hash, signature FROM audit"
        " WHERE (chain, number) > (?, ?) ORDER BY chain, number LIMIT ?",
        [*last, _PAGE],
    ):
        for chain, number, record, digest, signature in rows:
            yield str(chain), int(number), str(record), str(digest), str(signature)
        last = (str(rows[-1][0]), int(rows[-1][1]))


def _digest(chain: str, number: int, text: str) -> str:
    return hashlib.sha256(f"{chain}\n{number}\n{text}".encode()).hexdigest()
