"""The folder of backups: a header with the wrapped key, sealed chunks, sealed snapshots."""

from __future__ import annotations

import fcntl
import hashlib
import hmac
import json
import os
import re
import secrets
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from assistant.backup import failures
from assistant.backup.snapshots import Snapshot, from_json, to_json
from assistant.errors import StoreError
from assistant.new_passphrase import check_new
from assistant.sealed import (
    KEY_BYTES,
    SealBroken,
    create_file,
    from_passphrase,
    replace_file,
    seal,
    subkey,
    unseal,
)
from assistant.types import Private

FORMAT = 1
HEADER = "hygie-backup.json"
CHUNK = 1 << 17
"""Bytes of a chunk: small enough that a changed page costs little, large enough for slow sticks."""
_RAW, _PACKED = b"\0", b"\1"
_SPOILT = ".damaged"
_SAMPLE = 4096
_OVERHEAD = 28  # nonce and tag
_LAST = 999_999_999
_NUMBER = re.compile(r"(?:[0-9]{6}|[1-9][0-9]{6,8})")
_OURS = re.compile(
    r"[0-9a-f]{64}(?:\.damaged)?|\.[0-9a-f]{12}"
)  # chunks, spoilt ones, unfinished ones


class Repository:
    """An opened folder of backups; raises StoreError when its disk goes."""

    def __init__(self, folder: Path, key: Private[bytes], last: int = 0) -> None:
        """Open a folder; `last` is the number of the last backup known to have been there."""
        self.folder, self.key, self.last = folder, key, last
        self._names = subkey(key, "backup names").reveal()
        self._chunks, self._snapshots = (
            subkey(key, "backup chunks"),
            subkey(key, "backup snapshots"),
        )

    def put(self, data: bytes) -> tuple[str, int]:
        """Keep a chunk; return its name and how many bytes were written for it."""
        name = hmac.new(self._names, data, hashlib.sha256).hexdigest()
        body = _packed(data)
        path = self._place(name)
        with reachable():
            # The size tells a chunk that a power cut left empty.
            if path.exists() and path.stat().st_size == len(body) + _OVERHEAD:
                return name, 0
            # Without its parents: a disk that went must not be written on under its mount point.
            path.parent.mkdir(mode=0o700, exist_ok=True)
            fresh = path.with_name(f".{secrets.token_hex(6)}")
            fresh.write_bytes(seal(body, self._chunks, name.encode()))
            fresh.replace(path)
        return name, len(body) + _OVERHEAD

    def get(self, name: str) -> bytes:
        """Return a chunk; raises StoreError when it is missing, cut short or changed.

        A spoilt one is set aside, so that the next backup writes it anew instead of finding it there.
        """
        path = self._place(name)
        try:
            return _unpacked(unseal(_read(path), self._chunks, name.encode()))
        except (SealBroken, zlib.error):
            with suppress(OSError):  # the disk may be one that is only read
                path.rename(path.with_suffix(_SPOILT))
            raise failures.damaged() from None
        except OSError:
            raise failures.damaged() from None

    def add(self, snapshot: Snapshot) -> Snapshot:
        """Write a snapshot under the next free number, after all its chunks are on the disk."""
        os.sync()
        with reachable():
            while True:
                # Past one that went: another with its number would pass for it.
                numbered = snapshot.numbered(max([*self.numbers(), self.last]) + 1)
                path = self._snapshot(numbered.number)
                sealed = seal(to_json(numbered), self._snapshots, path.name.encode())
                if numbered.number > _LAST:
                    raise failures.damaged()
                if create_file(path, sealed):
                    return numbered

    def numbers(self) -> list[int]:
        """Return the numbers of the snapshots, ascending."""
        found = (self.folder / "snapshots").glob("*.snapshot")
        return sorted(int(path.stem) for path in found if _NUMBER.fullmatch(path.stem))

    @property
    def lost(self) -> bool:
        """Whether the last backup known to have been there is there no more."""
        return self.last > max(self.numbers(), default=0)

    @property
    def opens(self) -> bool:
        """Whether the key is that of any backup here."""
        for number in reversed(self.numbers()):
            with suppress(StoreError):
                return bool(self.snapshot(number).number)
        return False

    def snapshot(self, number: int | None = None) -> Snapshot:
        """Return a snapshot, the last one if none is named; raises MissingError, StoreError."""
        numbers = self.numbers()
        if not numbers:
            raise failures.no_repository()
        wanted = numbers[-1] if number is None else number
        if wanted not in numbers:
            raise failures.unknown_snapshot(wanted)
        path = self._snapshot(wanted)
        try:
            return from_json(unseal(path.read_bytes(), self._snapshots, path.name.encode()))
        except (OSError, SealBroken, ValueError, KeyError, TypeError, RecursionError):
            raise failures.damaged() from None

    def prune(self, keep: int) -> tuple[int, int]:
        """Delete all but the last snapshots and the chunks only they had; return both counts.

        What is kept is read first: raises StoreError when it is damaged, and then nothing was deleted.
        """
        with reachable(), self.locked():
            numbers = self.numbers()
            old = numbers[:-keep]
            kept = {
                c for n in numbers[len(old) :] for f in self.snapshot(n).files for c in f.chunks
            }
            for number in old:
                self._snapshot(number).unlink()
            dead = [path for path in self._written() if path.name not in kept]
            for path in dead:
                path.unlink()
        return len(old), len(dead)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One writer at a time, where the file system knows locks."""
        with reachable():
            handle = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        with os.fdopen(handle, "r+b") as file:
            with suppress(OSError):
                fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def _written(self) -> Iterator[Path]:
        """Yield what was written for chunks, and nothing that a link or another program put there."""
        for folder in (self.folder / "chunks").iterdir():
            if folder.is_dir() and not folder.is_symlink():
                yield from (path for path in folder.iterdir() if _OURS.fullmatch(path.name))

    def _place(self, name: str) -> Path:
        return self.folder / "chunks" / name[:2] / name

    def _snapshot(self, number: int) -> Path:
        return self.folder / "snapshots" / f"{number:06}.snapshot"


def _packed(data: bytes) -> bytes:
    """Compress what gives way; encrypted pages do not, and trying costs more than all the rest."""
    sample = data[:_SAMPLE]
    if len(zlib.compress(sample, 1)) >= len(sample):
        return _RAW + data
    packed = zlib.compress(data, 1)
    return _PACKED + packed if len(packed) < len(data) else _RAW + data


def _read(path: Path) -> bytes:
    """Return the bytes of a chunk; of a file that is larger than any, too few to open."""
    with path.open("rb") as file:
        return file.read(_OVERHEAD + 1 + CHUNK)


def _unpacked(body: bytes) -> bytes:
    if body[:1] != _PACKED:
        return body[1:]
    unpacking = zlib.decompressobj()
    data = unpacking.decompress(body[1:], CHUNK + 1)
    if not unpacking.eof or len(data) > CHUNK:  # cut short, or more than a chunk ever held
        raise zlib.error
    return data


def exists(folder: Path) -> bool:
    """Whether there is a repository at a place."""
    return (folder / HEADER).is_file()


def make(folder: Path, passphrase: Private[str]) -> Repository:
    """Make a repository; raises StoreError."""
    check_new(passphrase)
    salt, key = secrets.token_bytes(16), Private(secrets.token_bytes(KEY_BYTES))
    sealed = seal(key.reveal(), from_passphrase(passphrase, salt), _bound(FORMAT, salt))
    header = {"format": FORMAT, "salt": salt.hex(), "sealed": sealed.hex()}
    with reachable():
        for place in (folder, folder / "chunks", folder / "snapshots"):
            place.mkdir(parents=True, exist_ok=True, mode=0o700)
        replace_file(folder / HEADER, json.dumps(header).encode())
    return Repository(folder, key)


def open_with(folder: Path, passphrase: Private[str]) -> Repository:
    """Open a repository with its passphrase; raises MissingError, StoreError."""
    number, salt, sealed = _header(folder)
    try:
        key = unseal(sealed, from_passphrase(passphrase, salt), _bound(number, salt))
    except SealBroken:
        raise failures.wrong_passphrase() from None
    return Repository(folder, Private(key))


def header(folder: Path) -> str:
    """Return the header as it stands, empty when there is none that can be read."""
    try:
        return (folder / HEADER).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""


def put_back(folder: Path, header: str) -> None:
    """Write a header again; raises StoreError."""
    try:
        replace_file(folder / HEADER, header.encode())
    except OSError:
        raise failures.header_lost() from None


def check_header(folder: Path) -> None:
    """Raise MissingError or StoreError where there is no header, or one that cannot be read."""
    _header(folder)


def _header(folder: Path) -> tuple[int, bytes, bytes]:
    try:
        header = json.loads((folder / HEADER).read_bytes())
        number = int(header["format"])
        if number != FORMAT:
            raise failures.other_format(number - FORMAT)
        return number, bytes.fromhex(header["salt"]), bytes.fromhex(header["sealed"])
    except FileNotFoundError:
        raise failures.no_repository() from None
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
        raise failures.damaged() from None


def _bound(number: int, salt: bytes) -> bytes:
    return f"hygie backup {number} {salt.hex()}".encode()


@contextmanager
def reachable() -> Iterator[None]:
    """Turn errors of the destination's disk into a StoreError."""
    try:
        yield
    except OSError:
        raise failures.gone() from None
