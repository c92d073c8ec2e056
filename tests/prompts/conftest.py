"""The command line in a process of its own, a provider on loopback, and the person's store."""

from functools import partial
from pathlib import Path

import pytest

from assistant.prompt_shelf import Opening
from assistant.store.store import Store
from assistant.types import Private
from tests.cli.conftest import hygie, provider

__all__ = ["hygie", "opening", "passphrase", "provider"]


@pytest.fixture
def passphrase(monkeypatch: pytest.MonkeyPatch) -> str:
    """A key for the store: without one nothing is recorded or remembered."""
    monkeypatch.setenv("HYGIE_PASSPHRASE", "quatre mots sans lien")
    return "quatre mots sans lien"


@pytest.fixture
def opening(tmp_path: Path) -> Opening:
    """A store opened with a key, as the wiring opens the person's."""
    folder = tmp_path / "kept"
    folder.mkdir()
    return partial(Store, folder, Private(bytes(32)))
