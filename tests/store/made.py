"""Turns and stores for the tests, and a way to look under the encryption."""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from assistant.store.records import Turn
from assistant.store.store import FILE, Store
from assistant.types import Destination, Private, Task

KEY = Private(b"k" * 32)
_PAGE, _RESERVED, _SALT = 4096, 80, 16


def turn(question: str = "Bonjour", answer: str = "Réponse", at: float = 1000.0, **more) -> Turn:
    return Turn(
        number=0, at=at, task=Task.CHAT, question=Private(question), answer=Private(answer),
        received=Private("{{PERSON_1}}"), sent=(("user", "Bonjour {{PERSON_1}}"),),
        documents=(Private("contrat.pdf"),),
        verdicts=({"start": 0, "end": 3, "status": "supported", "kind": "statement"},),
        warnings=(), model="test/m", destination=Destination.WORLD, prompt_tokens=7,
        completion_tokens=5, seconds=0.5, complete=True, **more,
    )  # fmt: skip


def add(store: Store, key: str, *turns: Turn) -> None:
    with store.database.transaction():
        for each in turns:
            store.conversations.add(key, each)


def decrypted(folder: Path, key: Private[bytes] = KEY) -> bytes:
    """Every page of the file and of its log, deciphered by hand: freed pages show too."""
    data = (folder / FILE).read_bytes()
    pages = [data[at : at + _PAGE] for at in range(0, len(data), _PAGE)]
    pages[0] = bytes(_SALT) + pages[0][_SALT:]
    plain = b""
    for number, page in enumerate(pages):
        start = _SALT if number == 0 else 0
        iv = page[_PAGE - _RESERVED : _PAGE - _RESERVED + 16]
        cipher = Cipher(algorithms.AES(key.reveal()), modes.CBC(iv)).decryptor()
        plain += cipher.update(page[start : _PAGE - _RESERVED]) + cipher.finalize()
    return plain
