"""Authenticated encryption of small things, and files that are replaced whole or not at all.

AES-256-GCM with a fresh 96-bit nonce before the text; `bound` is authenticated with it, so that a
sealed value opens in its own place only. The standard library and `cryptography`, nothing else.
"""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path

from assistant.types import Private

KEY_BYTES = 32
_NONCE = 12


class SealBroken(ValueError):
    """Another key, another place, or a changed byte; says nothing more."""


def seal(plain: bytes, key: Private[bytes], bound: bytes) -> bytes:
    """Return nonce and ciphertext of `plain`, tied to `bound`."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(key.reveal()).encrypt(nonce, plain, bound)


def unseal(data: bytes, key: Private[bytes], bound: bytes) -> bytes:
    """Return what `seal` was given; raises SealBroken."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(key.reveal()).decrypt(data[:_NONCE], data[_NONCE:], bound)
    except (InvalidTag, ValueError):
        raise SealBroken from None


def subkey(key: Private[bytes], purpose: str) -> Private[bytes]:
    """Return a key of its own for one purpose (HKDF-SHA256, RFC 5869)."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    derived = HKDF(SHA256(), KEY_BYTES, None, f"hygie {purpose}".encode())
    return Private(derived.derive(key.reveal()))


def from_passphrase(passphrase: Private[str], salt: bytes) -> Private[bytes]:
    """Return a key made slowly from a passphrase (Argon2id)."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    # RFC 9106, second recommended option: 64 MiB, three passes.
    kdf = Argon2id(salt=salt, length=KEY_BYTES, iterations=3, lanes=4, memory_cost=64 * 1024)
    return Private(kdf.derive(passphrase.reveal().encode()))


def replace_file(path: Path, data: bytes) -> None:
    """Put a file in place in one step, for its owner's eyes alone; raises OSError."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
        sync_folder(path.parent)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def create_file(path: Path, data: bytes) -> bool:
    """Make a file in one step; return False, changing nothing, when there is one already."""
    fresh = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
    replace_file(fresh, data)
    try:
        os.link(fresh, path)  # unlike a rename, fails when there is one
    except FileExistsError:
        fresh.unlink()
        return False
    except OSError:  # a file system without links
        if path.exists():
            fresh.unlink()
            return False
        fresh.replace(path)
        return True
    fresh.unlink()
    sync_folder(path.parent)
    return True


def sync_folder(folder: Path) -> None:
    """Make new names in a folder outlive a power cut, where the file system can."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:  # some removable and network file systems refuse
        pass
    finally:
        os.close(handle)
