"""`hygie proxy audit report`: a table for people, one JSON object for scripts, and no value in either."""

import json

import httpx
import pytest

from assistant.cli import main
from proxy import building
from proxy.audit import Audit
from proxy.guardrail import Guardrail
from proxy.settings import ProxySettings
from proxy.settings import Upstream as To
from tests.proxy.running import KEY, Running
from tests.proxy.upstream import Upstream

CHAT = "/v1/chat/completions"
ASKED = {
    "model": "fake-1",
    "messages": [{"role": "user", "content": "Mme Ida Morvan (ida.morvan@nordmail.example.org)"}],
}


@pytest.fixture
def told(own_home, capsys, monkeypatch):
    """Run the report in a language; what it printed."""

    def run(language, *options):
        monkeypatch.setenv("HYGIE_LANG", language)
        capsys.readouterr()
        assert main(["proxy", "audit", "report", *options]) == 0
        return capsys.readouterr()

    return run


def rows(text):
    """The lines of a table: what stands before and after the last gap."""
    return dict(line.strip().rsplit("  ", 1) for line in text.splitlines() if line[:1] == " ")


def test_people_get_a_table_and_scripts_an_object(told, body_guard, upstream):
    with Upstream() as gone:
        pass
    to = (To(name="a", url=gone.url, retries=0, fallback="b"), To(name="b", url=upstream.url))
    with Running(body_guard, upstreams=to) as proxy:
        for key in (KEY, KEY, "wrong"):
            headers = {"x-api-key": key}
            httpx.post(proxy.url + CHAT, json=ASKED, headers=headers, trust_env=False)
    table = told("en").out
    found = {name.strip(): n.strip() for name, n in rows(table).items()}
    assert (
        found["requests sent, once for each provider asked"] == "4"
        and found["requests answered"] == "2"
    )
    assert found["a, outside the EU"] == found["b, outside the EU"] == "2"
    assert found["requests turned away at the door"] == "1" and found["processes started"] == "1"
    assert found["a:upstream_unreachable"] == "2" and found["person"] == found["e-mail"] == "4"
    assert table.startswith("From 20") and "{" not in table
    french = told("fr").out
    assert "requêtes envoyées, une par fournisseur interrogé" in french and "a, hors UE" in french
    assert "personne" in french and not any(
        word in french for word in ("requests", "outside", "From")
    )
    counts = json.loads(told("fr", "--json").out)
    assert counts["requests"]["sent"] == 4 and counts["failures"] == {"a:upstream_unreachable": 2}
    assert counts["hidden_by_kind"] == {"PERSON": 4, "EMAIL": 4}
    assert "Morvan" not in table + french + json.dumps(counts)


def test_large_numbers_stand_below_one_another(told):
    kept = Audit(building.database(ProxySettings()), building.secret())
    kept.append("denied", code="invalid_api_key", count=12_345)
    kept.append("admin", action="make_key")
    english = [line for line in told("en").out.splitlines() if line.startswith("  ")]
    assert [line.split("  ")[-1].strip() for line in english] == ["12,345", "1"]
    assert len({len(line) for line in english}) == 1
    assert "12\u202f345" in told("fr").out


def test_an_empty_audit_says_so(told):
    empty = told("en")
    assert empty.out == "" and "nothing is recorded yet" in empty.err
    assert json.loads(told("en", "--json").out)["requests"] == {}


def test_the_audit_of_a_guardrail_names_no_provider(told, body_guard):
    Guardrail(ProxySettings(), body_guard).protect(CHAT, ASKED, "key")
    assert "gateway, outside the EU" in told("en").out
