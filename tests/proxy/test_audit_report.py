"""`hygie proxy audit report`: a table for people, one JSON object for scripts, and no value in either."""

import json
import re
import tracemalloc

import httpx
import pytest

from assistant.cli import main
from proxy import audit_report, building
from proxy.audit import Audit
from proxy.callers import Scope
from proxy.guardrail import Guardrail
from proxy.keys import Keys
from proxy.settings import ProxySettings
from proxy.settings import Upstream as To
from tests.proxy.running import KEY, Running
from tests.proxy.upstream import nobody

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
    with nobody() as gone:
        to = (To(name="a", url=gone, retries=0, fallback="b"), To(name="b", url=upstream.url))
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


def cells(text, title):
    """The rows of one table: its name and its figures."""
    _before, _title, after = text.partition(f"{title}\n")
    rows = after.partition("\n\n")[0].splitlines()
    return {
        cells[0]: tuple(cells[1:]) for cells in (re.split(r" {2,}", row.strip()) for row in rows)
    }


def test_who_asked_and_of_which_model_is_told(told, body_guard, upstream):
    with Running(body_guard, upstream.url) as proxy:
        known = Keys(building.database(proxy.settings))
        camille, _ = known.make("Camille", "legal", Scope(), 0, "k-camille")
        paul, _ = known.make("Paul", "", Scope(), 0, "k-paul")
        for key, model in (
            (camille, "fake-1"), (camille, "fake-2"), (paul, "fake-1"), (KEY, "fake-1"),
        ):  # fmt: skip
            body = ASKED | {"model": model}
            httpx.post(proxy.url + CHAT, json=body, headers={"x-api-key": key}, trust_env=False)
    keys = cells(told("en").out, "who asked: requests and tokens, by key")
    assert keys == {
        "k-camille Camille (legal)": ("2", "20"), "k-paul Paul": ("1", "10"),
        "the key given at the start": ("1", "10"),
    }  # fmt: skip
    models = cells(told("fr").out, "ce qui a été demandé\u00a0: requêtes et jetons, par modèle")
    assert models == {"fake-1": ("3", "30"), "fake-2": ("1", "10")}
    counts = json.loads(told("fr", "--json").out)
    assert counts["keys"]["k-camille"] == {"requests": 2, "tokens": 20}
    assert counts["models"]["fake-2"] == {"requests": 1, "tokens": 10}


def test_a_trial_of_the_format_counts_as_the_request_it_is(told, body_guard, upstream):
    body = ASKED | {"max_tokens": 9}
    with Running(body_guard, upstream.url) as proxy:
        upstream.formats = {"openai"}
        headers = {"x-api-key": KEY}
        told_ = httpx.post(f"{proxy.url}/v1/messages", json=body, headers=headers, trust_env=False)
        assert told_.status_code == 200
    assert [asked.path for asked in upstream.asked] == ["/v1/messages", "/v1/chat/completions"]
    counts = json.loads(told("en", "--json").out)
    assert counts["requests"]["sent"] == counts["requests"]["answered"] == 1
    assert counts["destinations"] == {"world:default": 1}
    assert counts["hidden_by_kind"] == {"PERSON": 1, "EMAIL": 1}
    assert counts["keys"] == {"start": {"requests": 1, "tokens": 10}}


def requests(count):
    """Records of requests that were answered, as an audit exports them."""
    for n in range(count):
        sent = {
            "event": "sent", "at": float(n), "request": f"req_{n}", "key": f"k-{n % 3}", "model": f"m-{n % 2}",
            "upstream": "a", "destination": "world", "hidden": {"PERSON": 1},
        }  # fmt: skip
        yield json.dumps(sent)
        yield json.dumps(sent | {"upstream": "b"})
        told = {"event": "answered", "at": n + 0.5, "request": f"req_{n}", "tokens_in": 2}
        yield json.dumps(told | {"key": f"k-{n % 3}", "tokens_out": 3})


def peak(count):
    """The report of so many requests, and the most memory that it took, in bytes."""
    tracemalloc.start()
    try:
        return audit_report.summed(requests(count)), tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_long_audit_takes_no_more_memory_than_a_short_one(monkeypatch):
    monkeypatch.setattr(audit_report, "_REMEMBERED", 100)
    peak(300)  # what is made once
    (_, short), (report, long) = peak(300), peak(6_000)
    assert long < 1.5 * short
    fields = report.fields()
    assert (fields["from"], fields["to"]) == (0, 5_999.5)
    assert fields["requests"] == {"sent": 12_000, "answered": 6_000}
    assert fields["keys"] == {f"k-{n}": {"requests": 2_000, "tokens": 10_000} for n in range(3)}
    assert fields["models"] == {f"m-{n}": {"requests": 3_000, "tokens": 15_000} for n in range(2)}


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
