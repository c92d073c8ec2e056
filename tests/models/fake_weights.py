"""Small packages laid out like those that carry the embedded model's parts."""

import hashlib
from pathlib import Path

from assistant.models.weights import WeightSet

PART = 3_000_000


def make_parts(site: Path, count: int = 3) -> WeightSet:
    """Install parts whose code must never run; return the set that describes them."""
    whole = b""
    for number in range(1, count + 1):
        data = bytes([number]) * PART
        folder = site / f"fake_weights_part{number}" / "data"
        folder.mkdir(parents=True)
        (folder / f"part{number:02}.bin").write_bytes(data)
        (folder.parent / "__init__.py").write_text("raise AssertionError('was imported')")
        whole += data
    return WeightSet(
        file_name="fake.gguf",
        module="fake_weights_part",
        package="fake-weights-part",
        version="1.0",
        parts=count,
        size=len(whole),
        sha256=hashlib.sha256(whole).hexdigest(),
    )
