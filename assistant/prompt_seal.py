"""Seals what prompts keep with the person's vault key, each text bound to its own name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from assistant.sealed import seal, subkey, unseal
from assistant.vault_key import vault_key

_PURPOSE = "prompt runs"
Turn = Callable[[bytes, str], bytes]


def seals(root: Path) -> tuple[Turn, Turn]:
    """Return what seals and what opens; opening raises ValueError for what was not sealed so."""
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = subkey(vault_key(root), _PURPOSE)
    return (
        lambda data, name: seal(data, key, name.encode()),
        lambda data, name: unseal(data, key, name.encode()),
    )
