"""The embedded model of this process: loaded at the first question, once."""

from __future__ import annotations

import atexit
import threading

from assistant.errors import ModelUnavailable
from assistant.i18n import _
from assistant.models import assembly, generation
from assistant.models.llama_adapter import Engine, load
from assistant.models.weights import EMBEDDED

_lock = threading.Lock()
_loaded: dict[str, Engine] = {}


def engine(card_name: str) -> Engine:
    """Return the loaded model, assembling and loading it first if need be; blocks for seconds.

    Another embedded model is unloaded first: two would not fit small machines. Raises
    ModelUnavailable or StoreError.
    """
    if card_name not in EMBEDDED:
        raise ModelUnavailable(
            _("There is no embedded model of this name."), "", _("Choose another model.")
        )
    with _lock:
        if card_name not in _loaded:
            _unload()
            _loaded[card_name] = load(assembly.ensure(EMBEDDED[card_name]).path)
        return _loaded[card_name]


def unload() -> None:
    """Free the memory of the embedded model."""
    with _lock:
        _unload()


def _unload() -> None:
    while _loaded:
        _loaded.popitem()[1].close()


@atexit.register
def _leave() -> None:
    # Native code that calls back into an interpreter being torn down aborts the process.
    generation.stop_all()
    unload()
