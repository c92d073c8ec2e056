"""Every test has a home of its own, begins in English, and has no network but loopback and no keys."""

import os
import signal
from pathlib import Path

import pytest
from pytest_socket import socket_allow_hosts

from assistant import i18n

os.environ.setdefault("LITELLM_LOCAL_MODEL_COST_MAP", "True")


def pytest_configure() -> None:
    # A parallel worker, or a shell's background job, ignores Ctrl-C, and its children would with it.
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "home"
    monkeypatch.setenv("HYGIE_HOME", str(home))
    monkeypatch.setenv("HYGIE_LANG", "en")
    # Never the developer's own keyring.
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    for name in list(os.environ):
        if name.endswith("_API_KEY"):
            monkeypatch.delenv(name)
    return home


@pytest.fixture(autouse=True)
def english(own_home: Path) -> None:
    """Whatever language the test before ended in."""
    i18n.choose("en")


@pytest.fixture(autouse=True)
def no_network() -> None:
    # Nobody has the last two: the terminal UI looks for the way there every few seconds, and sends nothing.
    allowed = ["127.0.0.1", "::1", "192.0.2.1", "2001:db8::1"]
    socket_allow_hosts(allowed, allow_unix_socket=True)
