"""Workers that end are begun again, later each time, and given up when they end again and again."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx

from proxy import building
from proxy.serving import Restarts
from tests.proxy.process import ROOT, Process

FALLING = """
import os
from proxy import serving
serving._LONGEST_WAIT = 0.01
def work():
    os.write(1, b"begun\\n")
    raise SystemExit(3)
raise SystemExit(serving.Workers(2, work).watch())
"""
STAYING = """
import os, time
from proxy import serving
def work():
    os.write(1, b"%d\\n" % os.getpid())
    time.sleep(60)
raise SystemExit(serving.Workers(2, work).watch())
"""


def test_a_worker_is_back_at_once_then_later_and_not_for_ever():
    now = [0.0]
    restarts = Restarts(lambda: now[0])
    waits = [restarts.wait() for _ in range(11)]
    assert waits[0] == 0 and waits[1:4] == [0.2, 0.4, 0.8] and waits[9] == 5 and waits[10] is None
    # Over a life of months any number of workers may end, one at a time.
    restarts = Restarts(lambda: now[0])
    for _ in range(500):
        now[0] += 61
        assert restarts.wait() == 0


def test_workers_that_keep_falling_are_given_up():
    done = subprocess.run(
        [sys.executable, "-c", FALLING], cwd=ROOT, text=True, capture_output=True, timeout=30,
        env={**os.environ, "HYGIE_LANG": "en"}, check=False,
    )  # fmt: skip
    assert done.returncode == 1 and done.stderr.startswith("hygie: the workers end")
    # Two, and ten more; the last may be stopped before it says so.
    assert done.stdout.split().count("begun") in (11, 12)


def test_a_killed_worker_is_replaced_and_all_stop_when_told():
    process = subprocess.Popen(
        [sys.executable, "-c", STAYING], cwd=ROOT, text=True, stdout=subprocess.PIPE
    )
    with process:
        children = [int(process.stdout.readline()) for _ in range(2)]
        os.kill(children[0], signal.SIGKILL)
        children.append(int(process.stdout.readline()))
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    for child in children:
        assert not Path(f"/proc/{child}").exists()


def test_workers_that_begin_together_read_one_whole_secret(own_home, monkeypatch):
    monkeypatch.delenv("HYGIE_PROXY_SECRET", raising=False)
    with ThreadPoolExecutor(16) as pool:
        found = {
            job.result().name("anything")
            for job in [pool.submit(building.secret) for _ in range(64)]
        }
    assert len(found) == 1
    assert [path.name for path in building.folder().iterdir()] == ["secret"]
    assert building.folder().joinpath("secret").stat().st_mode & 0o077 == 0


def test_a_key_of_the_environment_is_taken_and_not_printed(tmp_path, upstream):
    key = "hyg-a-key-of-the-environment"
    options = ("--upstream", upstream.url)
    with Process(tmp_path, *options, HYGIE_PROXY_KEY=key) as proxy:
        listing = Path(f"/proc/{proxy.process.pid}/cmdline").read_text()
        headers = {"authorization": f"Bearer {key}"}
        told = httpx.get(proxy.url + "/v1/models", headers=headers, trust_env=False, timeout=60)
        assert told.status_code == 200 and key not in listing
    assert key not in "".join(proxy.printed)
