"""What others test gateways with, run against the proxy as a person starts it: canarywire, pii-leak-benchmark."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.proxy.process import Process, free_port

FOLDER = Path(__file__).parent / "canarywire"
KEY = "hyg-key-of-the-acceptance-tests"
# canarywire sends no key and has no option for one.
WITH_KEY = f"""
import httpx, sys
first = httpx.AsyncClient.__init__
def init(self, *given, **more):
    more["headers"] = {{**(more.get("headers") or {{}}), "authorization": "Bearer {KEY}"}}
    first(self, *given, **more)
httpx.AsyncClient.__init__ = init
from canarywire.cli import main
sys.exit(main())
"""


@pytest.fixture(scope="module")
def gateway(tmp_path_factory):
    """The proxy and the port of the capture that it has as its upstream."""
    home = tmp_path_factory.mktemp("gateway")
    company = home / "company.txt"
    company.write_text("Nordelle Conseil SARL\nNDL-2026\nAteliers Brumaire\n")
    capture = free_port()
    options = ("--upstream", f"http://127.0.0.1:{capture}", "--upstream-key-env", "CAPTURE_KEY", "--key", KEY,
               "--company", str(company), "--no-note", "--host", "127.0.0.1")  # fmt: skip
    with Process(home, *options, CAPTURE_KEY="sk-capture", HYGIE_LOG="1") as proxy:
        yield proxy, capture


def run(folder, *command, **environment):
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, **environment},
        text=True,
        capture_output=True,
        timeout=240,
    )
    return done.returncode, done.stdout + done.stderr


def test_canarywire_finds_nothing(gateway, tmp_path):
    proxy, capture = gateway
    profile = (FOLDER / "profile.yaml").read_text().replace("http://127.0.0.1:4000", proxy.url)
    (tmp_path / "profile.yaml").write_text(profile)
    tool = (sys.executable, "-c", WITH_KEY)
    address = f"127.0.0.1:{capture}"
    code, said = run(tmp_path, *tool, "serve", "--detach", "--listen", address)
    assert code == 0, said
    try:
        code, said = run(
            tmp_path, *tool, "run", "--config", "profile.yaml", "--capture", f"http://{address}", "--out", "out",
            HYGIE_TEST_LOCK=f"{sys.executable} {FOLDER / 'lock.py'}",
            HYGIE_TEST_DB=str(proxy.home / "data/proxy/proxy.db"),
        )  # fmt: skip
        assert code in (0, 1, 2) and (tmp_path / "out/report.md").exists(), said
        report = (tmp_path / "out/report.md").read_text()
        assert code == 0, said + report
        assert "PASS" in report
    finally:
        run(tmp_path, *tool, "stop")


def test_pii_leak_benchmark_is_clean(gateway, tmp_path):
    proxy, capture = gateway
    # A run's random marker may look like a number to hide: nothing is measured then, and it runs again.
    for _run in range(3):
        code, said = run(
            tmp_path, sys.executable, "-m", "pii_leak_benchmark.cli", "selfcheck",
            "--target-base-url", f"{proxy.url}/v1", "--capture-port", str(capture), "--iterations", "3",
            CONFORMANCE_TARGET_API_KEY=KEY,
        )  # fmt: skip
        if "NOT MEASURED" not in said:
            break
    assert code == 0 and "CLEAN" in said, said


def test_pii_leak_benchmark_restores_everything_and_lets_nothing_foreign_through(gateway, tmp_path):
    proxy, capture = gateway
    code, said = run(
        tmp_path, sys.executable, "-m", "pii_leak_benchmark.v2_emitter", "--out", "v2", "--only", "passthrough",
        "--gateway-url", f"{proxy.url}/v1/chat/completions", "--upstream-port", str(capture),
        "--json-out", "v2.json", "--oracle", "exhaustive-2-part", V2_GATEWAY_TOKEN=KEY,
    )  # fmt: skip
    row = json.loads((tmp_path / "v2.json").read_text())["rows"][0]
    assert (row["fidelity_rate"], row["leak_single_chunk"], row["leak_adversarial"]) == (
        1.0,
        0.0,
        0.0,
    ), said
    assert row["outcome"] == "pass" and row["request_path_leak"] == [] and code == 0


def test_it_said_nothing_of_what_passed(gateway):
    proxy, _ = gateway
    printed = "".join(proxy.printed)
    assert '"event":' in printed  # it says what happened
    secret = (KEY, "sk-capture", "@", "Lefèvre", "Nordelle", "NDL-2026", "FR76", "06 39", "732 829")
    assert [value for value in secret if value in printed] == []


def test_its_memory_stays_small(gateway):
    assert gateway[0].memory < 700
