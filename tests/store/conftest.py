"""A store of its own for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.store.store import Store
from tests.store.made import KEY


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(tmp_path, KEY)
    yield opened
    opened.close()
