"""Which upstream serves a model, which one takes over, and what is said where there is none."""

import httpx
import pytest

from guards.body.detecting import RuleDetector
from guards.body.guard import BodyGuard
from proxy import building
from proxy import settings as reading
from proxy.callers import Scope
from proxy.keys import Keys
from proxy.settings import Upstream as To
from tests.proxy.running import KEY, Running
from tests.proxy.test_deploy import DEPLOY
from tests.proxy.test_faults import status
from tests.proxy.upstream import Upstream

WORDS = RuleDetector([])
NOWHERE = "http://127.0.0.1:9"


def ask(proxy, model, key=KEY):
    return httpx.post(
        f"{proxy.url}/v1/chat/completions",
        json={"model": model, "messages": [{"role": "user", "content": "Bonjour"}]},
        headers={"authorization": f"Bearer {key}"},
        timeout=20,
        trust_env=False,
    )


@pytest.fixture
def pair(upstream, own_home):
    """Alpha, which is down, and beta, its fallback."""
    alpha = To(
        name="alpha", url=NOWHERE, retries=0, accept=("gpt-*",), models={"fast": "gpt-4.1-mini"},
        fallback="beta",
    )  # fmt: skip
    beta = To(name="beta", url=upstream.url, accept=("beta-*",), models={"fast": "beta-1"})
    with Running(BodyGuard(WORDS, WORDS), upstreams=(alpha, beta)) as proxy:
        yield proxy


def test_a_fallback_is_not_asked_for_what_it_does_not_serve(pair, upstream):
    refused = ask(pair, "gpt-4.1")
    assert refused.status_code == 502
    assert refused.json()["error"]["code"] == "upstream_unreachable"
    assert upstream.asked == []


def test_a_fallback_is_asked_by_its_own_alias(pair, upstream):
    assert ask(pair, "fast").status_code == 200
    assert upstream.last.body["model"] == "beta-1"


def test_two_that_stand_in_for_one_another_are_asked_once_each(upstream, own_home):
    with Upstream() as second:
        upstream.reply = second.reply = status(500)
        a = To(name="a", url=upstream.url, retries=0, fallback="b")
        b = To(name="b", url=second.url, retries=0, fallback="a")
        with Running(BodyGuard(WORDS, WORDS), upstreams=(a, b)) as proxy:
            assert ask(proxy, "m").status_code == 502
        assert len(upstream.asked) == len(second.asked) == 1


def test_the_example_has_a_fallback_that_serves_something():
    example = reading.read(DEPLOY / "proxy.yaml")
    first = example.upstream_of("fast")
    assert first.fallback and example.fallback_of(first, "fast").name == first.fallback
    assert example.fallback_of(first, "gpt-4.1") is None


def test_an_upstream_that_is_down_hides_its_own_models_only(pair):
    headers = {"authorization": f"Bearer {KEY}"}
    listed = httpx.get(f"{pair.url}/v1/models", headers=headers, trust_env=False).json()
    assert "fast" in [model["id"] for model in listed["data"]]


def test_a_key_for_a_model_that_nobody_serves_is_told_so(pair):
    key, _ = Keys(building.database(pair.settings)).make("a", "", Scope(("new",)), 0, "a")
    assert "No upstream" in ask(pair, "new", key).text


def test_a_key_is_not_told_which_other_models_exist(pair):
    keys = Keys(building.database(pair.settings))
    (free, _), (bound, _) = (
        keys.make(name, "", Scope((name,)), 0, name) for name in ("*", "beta-*")
    )
    for key in (KEY, free):
        refused = ask(pair, "nobodys-model", key)
        assert refused.status_code == 404 and "No upstream" in refused.text
    # One answer, whether the model exists or not, and whether the key could use it or not.
    told = [ask(pair, model, bound) for model in ("nobodys-model", "gpt-4.1", "fast")]
    assert {(reply.status_code, reply.text) for reply in told} == {(404, told[0].text)}
    assert "This key may not" in told[0].text
