"""Keys that who runs the proxy chooses: weak ones are refused before anything is loaded, or told of on loopback."""

import secrets

import httpx
import pytest

from assistant.cli import main
from assistant.errors import ConfigError
from proxy.weak_keys import refuse_weak
from tests.proxy.process import Process
from tests.proxy.test_stopping import until

WEAK = ["abc", "Nordelle2026", "a" * 40, "abcabc" * 8, "0f3a9c57d2e84b61"]
UNSENT = [
    "hyg-clé-de-l-équipe-juridique",
    "hyg key of the legal team",
    "hyg-key-of-the-legal-team\n",
]
SERVE = ("proxy", "serve", "--port", "0", "--upstream", "http://127.0.0.1:9/v1")
OPEN = (*SERVE, "--host", "0.0.0.0")


@pytest.mark.parametrize("key", WEAK + UNSENT)
def test_a_weak_key_stops_the_start_and_is_not_repeated(key, own_home, capsys, monkeypatch):
    assert main([*OPEN, "--key", key]) == 2
    first = capsys.readouterr()
    monkeypatch.setenv("HYGIE_PROXY_KEY", key)
    assert main(OPEN) == 2
    second = capsys.readouterr()
    said = "could be guessed" if key in WEAK else "cannot be sent"
    assert said in first.err and "--key" in first.err
    assert said in second.err and "HYGIE_PROXY_KEY" in second.err
    assert "24" in first.err and "openssl" in first.err and "Traceback" not in first.err
    assert key not in first.err + second.err and not first.out and not second.out


@pytest.mark.parametrize("key", WEAK)
def test_a_weak_admin_key_stops_it_too(key, own_home, capsys, monkeypatch):
    monkeypatch.setenv("HYGIE_PROXY_ADMIN_KEY", key)
    assert main(SERVE) == 2
    said = capsys.readouterr().err
    assert "HYGIE_PROXY_ADMIN_KEY" in said and key not in said


@pytest.mark.parametrize("key", UNSENT)
def test_a_key_that_cannot_be_sent_stops_it_on_this_machine_too(key, own_home, capsys):
    assert main([*SERVE, "--key", key]) == 2
    assert "cannot be sent" in capsys.readouterr().err


def test_a_weak_key_is_told_of_where_only_this_machine_can_try_it(tmp_path, upstream):
    with Process(tmp_path, "--upstream", upstream.url, "--key", "abc") as proxy:
        address = proxy.url + "/v1/models"
        told = httpx.get(address, headers={"x-api-key": "abc"}, trust_env=False, timeout=60)
        assert told.status_code == 200
        said = "".join(proxy.printed)
        assert "--key could be guessed" in said and "openssl" in said and "abc" not in said


def test_a_key_drawn_by_lot_opens_the_proxy(tmp_path, upstream):
    key = "sk-" + secrets.token_hex(24)
    with Process(tmp_path, "--upstream", upstream.url, "--key", key) as proxy:
        address = proxy.url + "/v1/models"
        for shown, status in ((key, 200), (key[:-1], 401)):
            told = httpx.get(address, headers={"x-api-key": shown}, trust_env=False, timeout=60)
            assert told.status_code == status


@pytest.mark.parametrize("draw", [lambda: secrets.token_hex(12), lambda: secrets.token_urlsafe(24)])
def test_what_is_drawn_by_lot_is_let_through(draw):
    refused = 0
    for _ in range(2_000):
        try:
            refuse_weak(draw(), "--key")
        except ConfigError:
            refused += 1
    assert refused <= 2


def test_a_file_without_a_key_says_how_to_make_one(tmp_path, upstream):
    config = tmp_path / "proxy.yaml"
    config.write_text(f"upstreams:\n  - url: {upstream.url}\nlisten:\n  port: 0\n")
    with Process(tmp_path, "--config", str(config)) as proxy:
        until(lambda: "hygie proxy keys add NAME" in "".join(proxy.printed))
