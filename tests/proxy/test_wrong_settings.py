"""Settings that name what does not exist: refused at the start and at a reload, with the name."""

import json
import time

import httpx
import pytest

from assistant.cli import main
from assistant.errors import ConfigError, MissingError
from proxy import audit, building
from proxy import settings as reading
from proxy.settings import ProxySettings
from tests.proxy.process import Process
from tests.proxy.running import KEY
from tests.proxy.test_team import command

A = {"name": "alpha", "url": "http://127.0.0.1:9"}
B = {"name": "beta", "url": "http://127.0.0.1:9"}


@pytest.fixture
def written(tmp_path):
    """Write upstreams into a file of settings."""

    def write(*upstreams, **more):
        path = tmp_path / "proxy.yaml"
        path.write_text(json.dumps({"upstreams": upstreams, **more}))
        return path

    return write


@pytest.mark.parametrize(("upstreams", "named"), [
    ((A | {"fallback": "gamma"}, B), "gamma"), ((A | {"fallback": "alpha"}, B), "alpha"),
    ((A, A), "alpha"), ((A, B, B), "beta"), ((A | {"name": ""},), "name"),
])  # fmt: skip
def test_names_that_mean_nothing_or_two_are_refused(written, upstreams, named):
    with pytest.raises(ConfigError, match=named) as error:
        reading.read(written(*upstreams))
    assert "Value error" not in error.value.title


def test_a_fallback_that_exists_is_let_through(written):
    assert reading.read(written(A | {"fallback": "beta"}, B)).upstreams[0].fallback == "beta"


def test_a_key_that_is_not_set_is_named(written, monkeypatch):
    settings = reading.read(written(A, B | {"key_env": "HYGIE_TEST_KEY"}))
    for value in (None, ""):
        monkeypatch.delenv("HYGIE_TEST_KEY", raising=False)
        if value is not None:
            monkeypatch.setenv("HYGIE_TEST_KEY", value)
        with pytest.raises(MissingError, match=r"HYGIE_TEST_KEY.*beta"):
            reading.check_keys(settings)
    monkeypatch.setenv("HYGIE_TEST_KEY", "x")
    reading.check_keys(settings)


def test_a_start_without_a_key_is_refused_and_keys_and_audit_need_none(written):
    path = str(written(B | {"key_env": "HYGIE_TEST_KEY"}))
    code, told, said = command("serve", "--config", path)
    assert (code, told) == (3, "") and "HYGIE_TEST_KEY" in said and "beta" in said
    assert command("keys", "list", "--config", path)[0] == 0
    assert command("audit", "verify", "--config", path)[0] == 0


def test_a_reload_keeps_the_rules_and_says_why(written, upstream, tmp_path):
    admin = "admin-key-of-the-tests-drawn-by-lot"
    right = {"name": "alpha", "url": upstream.url}
    path = written(right)
    wrong = [
        ((right | {"fallback": "gamma"},), "gamma"), ((right, right), "alpha"),
        ((right | {"key_env": "HYGIE_TEST_KEY"},), "HYGIE_TEST_KEY"),
    ]  # fmt: skip
    options = ("--config", str(path), "--key", KEY)
    with Process(tmp_path, *options, HYGIE_PROXY_ADMIN_KEY=admin) as proxy:
        before = _admin(proxy, "GET", "health", admin).json()["policy"]
        for upstreams, named in wrong:
            written(*upstreams)
            told = _admin(proxy, "POST", "reload", admin)
            assert told.status_code == 409 and named in told.text
        deadline = time.monotonic() + 20
        while not any("HYGIE_TEST_KEY" in line for line in proxy.printed):
            assert time.monotonic() < deadline
            time.sleep(0.1)
        assert any("The rules in force stay." in line for line in proxy.printed)
        assert _admin(proxy, "GET", "health", admin).json()["policy"] == before


def _admin(proxy, method, what, key):
    headers = {"authorization": f"Bearer {key}"}
    address = f"{proxy.url}/admin/{what}"
    return httpx.request(method, address, headers=headers, timeout=20, trust_env=False)


@pytest.mark.parametrize(("options", "named"), [
    (("--port", "99999"), "--port"), (("--workers", "0"), "--workers"), (("--upstream", "http://"), "host"),
    (("--upstream", "http://127.0.0.1:9/?a=b"), "--upstream"), (("--upstream", "http://["), "--upstream"),
])  # fmt: skip
def test_a_wrong_option_is_named(options, named, capsys):
    asked = ["--upstream", A["url"], *options] if "--upstream" not in options else options
    assert main(["proxy", "serve", *asked]) == 2
    told = capsys.readouterr()
    assert told.out == "" and named in told.err and "Traceback" not in told.err


@pytest.mark.parametrize(("options", "named", "instead"), [
    (("--upstream", "http://127.0.0.1:9"), "--upstream", "upstreams"),
    (("--upstream-key-env", "HYGIE_TEST_KEY"), "--upstream-key-env", "key_env"),
    (("--company", "/nowhere.txt"), "--company", "company"), (("--no-note",), "--no-note", "note: false"),
])  # fmt: skip
def test_what_belongs_in_the_file_is_not_taken_beside_it(written, options, named, instead, capsys):
    """It would be dropped without a word, the file's upstreams or, at the next reload, the company's terms."""
    assert main(["proxy", "serve", "--port", "0", "--config", str(written(A)), *options]) == 2
    told = capsys.readouterr()
    assert told.out == "" and f"{named} and --config" in told.err and instead in told.err


def test_a_key_for_no_provider_is_refused(own_home, capsys):
    assert main(["proxy", "serve", "--port", "0", "--upstream-key-env", "HYGIE_TEST_KEY"]) == 2
    assert "--upstream-key-env" in capsys.readouterr().err


@pytest.mark.parametrize("noted", [
    "[]", "{}", "7", '{"heads": []}', '{"heads": {"a": 1}}', '{"heads": {"a": ["x", "y"]}}',
    '{"heads": {"a": [null, "y"]}}', "[" * 200_000,
])  # fmt: skip
def test_an_anchor_that_is_none_is_not_believed(noted, tmp_path, own_home, capsys):
    (tmp_path / "anchor.json").write_text(noted)
    code = main(["proxy", "audit", "verify", "--anchor", str(tmp_path / "anchor.json")])
    said = capsys.readouterr().err
    assert code == 2 and "noted ends of chains" in said and "Traceback" not in said


def test_one_chain_is_counted_as_one(own_home, capsys, monkeypatch):
    kept = audit.Audit(building.database(ProxySettings()), building.secret())
    kept.append("admin")
    for records, english, french in (
        (1, "1 record in 1 chain:", "1 enregistrement en 1 chaîne :"),
        (2, "2 records in 1 chain:", "2 enregistrements en 1 chaîne :"),
    ):
        for language, said in (("fr", french), ("en", english)):
            monkeypatch.setenv("HYGIE_LANG", language)
            assert main(["proxy", "audit", "verify"]) == 0
            assert capsys.readouterr().out.startswith(said)
        assert records == 2 or kept.append("admin") is None


def test_a_file_that_is_not_there_is_named(written, tmp_path, capsys):
    gone, asked = str(tmp_path / "gone"), ["proxy", "serve", "--port", "0"]
    in_the_file = str(written(A, company=gone))
    for options, code, place in (
        (("--config", gone), 3, "--config"), (("--config", in_the_file), 2, "company:"),
        (("--upstream", A["url"], "--company", gone), 2, "--company"),
    ):  # fmt: skip
        assert main([*asked, *options]) == code
        said = capsys.readouterr().err
        assert gone in said and place in said and "hygie config show" not in said
        assert "Error" not in said


def test_a_file_that_cannot_be_read_is_told_from_a_wrong_one(tmp_path):
    (tmp_path / "latin.yaml").write_bytes("company: \xe9t\xe9".encode("latin-1"))
    with pytest.raises(ConfigError, match="UTF-8"):
        reading.read(tmp_path / "latin.yaml")
    with pytest.raises(ConfigError, match="a folder"):
        reading.read(tmp_path)
