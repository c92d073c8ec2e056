"""Seals what prompts keep, with the person's vault key: AES-256-GCM, bound to the name of each text."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from assistant.vault_key import vault_key

_NONCE = 12
_PURPOSE = b"hygie prompt runs 1"
Turn = Callable[[bytes, str], bytes]


def seals(root: Path) -> tuple[Turn, Turn]:
    """Return what seals and what opens; opening raises ValueError for what was not sealed so."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    key, _origin = vault_key(root)
    cipher = AESGCM(HKDF(SHA256(), 32, None, _PURPOSE).derive(key.reveal()))

    def seal(data: bytes, name: str) -> bytes:
        nonce = os.urandom(_NONCE)
        return nonce + cipher.encrypt(nonce, data, name.encode())

    def unseal(data: bytes, name: str) -> bytes:
        try:
            return cipher.decrypt(data[:_NONCE], data[_NONCE:], name.encode())
        except InvalidTag:
            raise ValueError("not sealed with this key") from None

    return seal, unseal
