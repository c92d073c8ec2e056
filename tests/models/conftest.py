"""A fake provider, small fake weights, and the real embedded model assembled once."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import platformdirs
import pytest

from assistant import paths
from assistant.models import assembly, seal
from assistant.models.cards import ModelCard, find
from assistant.models.weights import (
    EMBEDDED,
    WeightSet,
    embedded_choice,
    installed,
    machine_memory,
)
from tests.models.fake_provider import FakeProvider
from tests.models.fake_weights import make_parts


@pytest.fixture
def provider() -> Iterator[FakeProvider]:
    with FakeProvider() as fake:
        yield fake


@pytest.fixture
def weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WeightSet:
    """A set of three small parts, installed on the path."""
    site = tmp_path / "site"
    monkeypatch.syspath_prepend(str(site))
    monkeypatch.setattr(sys, "path_importer_cache", {})
    return make_parts(site)


@pytest.fixture(scope="session")
def model_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    name = embedded_choice(machine_memory())
    if not installed(EMBEDDED[name]):
        pytest.skip("the embedded weights are not installed")
    home = tmp_path_factory.mktemp("model-home")
    with pytest.MonkeyPatch.context() as patch:
        usual = platformdirs.user_cache_path("hygie", appauthor=False) / "models"
        patch.setenv("HYGIE_HOME", str(home))
        _borrow(usual / EMBEDDED[name].file_name, EMBEDDED[name])
        assembly.ensure(EMBEDDED[name])
    return home


def _borrow(existing: Path, weights: WeightSet) -> None:
    if not seal.holds(existing, weights.sha256):
        return
    folder = paths.cache_dir() / "models"
    folder.mkdir(parents=True)
    try:
        os.link(existing, folder / existing.name)
    except OSError:
        return
    seal.put(folder / existing.name, weights.sha256)


@pytest.fixture
def embedded_card(model_home: Path, monkeypatch: pytest.MonkeyPatch) -> ModelCard:
    monkeypatch.setenv("HYGIE_HOME", str(model_home))
    return find(embedded_choice(machine_memory()))
