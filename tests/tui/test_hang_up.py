"""A terminal that vanishes under a draft: the draft is on the disk, and no process is left over."""

import os
import pty
import select
import signal
import subprocess
import sys
import time
from contextlib import closing

import pytest

from assistant import store_wiring
from assistant.config import Settings

TEXT = "A draft that waits"


def started(home):
    (home / "config").mkdir(parents=True)
    (home / "config" / "guided").touch()
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "assistant.cli"], stdin=theirs, stdout=theirs, stderr=theirs,
        start_new_session=True, env={**os.environ, "TERM": "xterm-256color", "PYTHONUTF8": "1"},
    )  # fmt: skip
    os.close(theirs)
    return ours, process


def read_until(handle, words, seconds=60):
    seen, end = b"", time.monotonic() + seconds
    while words not in seen:
        assert time.monotonic() < end, seen[-2000:]
        if select.select([handle], [], [], 0.1)[0]:
            seen += os.read(handle, 65536)


@pytest.mark.parametrize("end", ["closed", signal.SIGHUP])
def test_hygie_keeps_the_draft_and_leaves(own_home, monkeypatch, end):
    monkeypatch.setenv("HYGIE_STORE_KEY", "file")
    ours, process = started(own_home)
    try:
        read_until(ours, b"guard: starting")
        os.write(ours, TEXT.encode())
        read_until(ours, b"kept")
        os.write(ours, b" for you")
        read_until(ours, b"you")
        if end == "closed":
            os.close(ours)
        else:
            process.send_signal(end)
        assert process.wait(15) == 0
    finally:
        process.poll() is None and os.killpg(process.pid, signal.SIGKILL)
        end == "closed" or os.close(ours)
    with closing(store_wiring.store(Settings(store_key="file"), None)) as store:
        assert [kept.text.reveal() for kept in store.drafts.all()] == [f"{TEXT} for you"]
