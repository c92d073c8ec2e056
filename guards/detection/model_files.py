"""The files of the names model: found beside the code, checked before anything is read from them.

`names.json` says what they are: the version of their layout, the SHA-256 of each, the labels and
the thresholds. Weights that are missing, changed or made for a later hygie are never used.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import GuardNotReady
from assistant.i18n import _

LAYOUT = 1
"""The layout of files that this code reads."""

FOLDER = Path(__file__).parent / "data" / "names_model"
MANIFEST = "names.json"


@dataclass(frozen=True, slots=True)
class Files:
    """The checked content of a model: its network and tokenizer, labels and thresholds by kind."""

    network: bytes
    tokenizer: bytes
    labels: tuple[str, ...]
    thresholds: dict[str, float]


def checked(folder: Path = FOLDER) -> Files:
    """Return the model's files; raises GuardNotReady if they are missing, damaged or newer."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if manifest["layout"] != LAYOUT:
            raise _newer()
        sums = manifest["sha256"]
        return Files(
            network=_read(folder / "names.onnx", sums["names.onnx"]),
            tokenizer=_read(folder / "tokenizer.json", sums["tokenizer.json"]),
            labels=tuple(manifest["labels"]),
            thresholds=_thresholds(manifest["thresholds"]),
        )
    except FileNotFoundError:
        raise _not_ready(_("The names model is not installed.")) from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise damaged() from None


def _read(path: Path, expected: str) -> bytes:
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != expected:
        raise damaged()
    return data


def _thresholds(values: dict[str, Any]) -> dict[str, float]:
    found = {kind: float(value) for kind, value in values.items()}
    if not found or not all(0 < value < 1 for value in found.values()):
        raise damaged()
    return found


def damaged() -> GuardNotReady:
    """The model's files are not what they should be."""
    return _not_ready(_("The names model is damaged."))


def _newer() -> GuardNotReady:
    return _not_ready(_("The names model was made for another version of hygie."))


def _not_ready(what: str) -> GuardNotReady:
    return GuardNotReady(
        what,
        _("Without it names would go unseen, so nothing is sent."),
        _('Install hygie again, or choose the spaCy models: ner = "spacy" in the settings.'),
    )
