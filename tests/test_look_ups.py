"""Online look-ups, against a registry on loopback: what is asked, what is told, what never leaves."""

import asyncio
from argparse import Namespace

import pytest

from assistant import config, look_up_wiring
from assistant.cli import check, look_up
from assistant.config import Layered
from assistant.errors import PolicyRefused
from assistant.lookup.registry_adapter import Registry, Told, outside
from assistant.lookup.told import Question
from assistant.types import Finding, Kind, Private, Span
from guards.sources.look_ups import MOST, is_public, wanted
from tests.registry import registry as loopback


@pytest.fixture
def server():
    with loopback() as served:
        yield served


@pytest.fixture
def registry(server) -> Registry:
    return server.asked


def told(registry: Registry, name: str, number: str) -> Told:
    return asyncio.run(registry.told(name, number))


def test_a_registry_knows_or_does_not_know_a_doi_and_gets_nothing_else(registry, server):
    assert told(registry, "DOI", "10.5555/12345678") is Told.KNOWN
    assert told(registry, "DOI", "10.5555/n<o>ne?x#y") is Told.UNKNOWN
    assert [path for _verb, path, _headers in server.seen] == [
        "/api/handles/10.5555/12345678", "/api/handles/10.5555/n%3Co%3Ene%3Fx%23y",
    ]  # fmt: skip
    for _verb, _path, headers in server.seen:
        assert set(headers) == {"Host", "User-Agent", "Accept", "Connection"}
        assert headers["User-Agent"] == "hygie"


def test_a_page_is_asked_for_its_head_alone(registry, server):
    for path, outcome in {
        "/page": Told.KNOWN, "/gone": Told.UNKNOWN, "/broken": Told.UNREACHED,
        "/moved": Told.KNOWN, "/around": Told.UNREACHED, "/page#part": Told.KNOWN,
    }.items():  # fmt: skip
        assert told(registry, "URL", registry.doi + path) is outcome, path
    assert {verb for verb, _path, _headers in server.seen} == {"HEAD"}
    assert not any("#" in path or "Referer" in headers for _v, path, headers in server.seen)


def test_a_redirect_inside_the_network_is_not_followed(registry, server):
    assert told(registry, "URL", registry.doi + "/away") is Told.UNREACHED
    assert len(server.seen) == 1


def test_a_name_that_resolves_to_this_machine_is_refused(server):
    real = Registry(lambda _url: True)
    assert told(real, "URL", f"http://localhost:{server.server_port}/page") is Told.UNREACHED
    assert server.seen == []


def test_a_reply_that_is_too_long_or_no_reply_is_unreached(registry):
    assert told(registry, "DOI", "10.5555/slow") is Told.UNREACHED
    closed = Registry(lambda _url: True, "http://127.0.0.1:9", lambda _address: True)
    assert told(closed, "DOI", "10.5555/1") is Told.UNREACHED


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
     "::1", "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.1", "2002:7f00:1::", "224.0.0.1"],
)  # fmt: skip
def test_addresses_inside_are_told_from_the_internet(address):
    assert not outside(address)
    assert outside("93.184.215.14") and outside("2606:2800:21f:cb07::1")


@pytest.mark.parametrize(
    "url",
    ["http://localhost/a", "http://intranet/a", "http://127.0.0.1/", "http://[::1]/", "http://2130706433/",
     "http://0x7f.1/", "https://a:b@example.org/", "https://example.org:8443/", "ftp://example.org/",
     "https://wiki.corp/", "https://printer.local/x", "https://10.0.0.1./", "http://example.org:port/"],
)  # fmt: skip
def test_an_address_that_is_not_of_the_public_web_is_refused(url):
    assert not is_public(url)
    assert is_public("https://www.example.org/page?id=12")


def withheld(
    answer: str, own: tuple[str, ...] = (), findings: tuple[Finding, ...] = ()
) -> list[bool]:
    return [bool(one.withheld) for one in wanted(answer, own, findings)]


@pytest.mark.parametrize(
    "url",
    ["https://example.org/users/karim", "https://example.org/a?token=1", "https://example.org/~lea",
     "https://example.org/a?to=lea@example.org", "https://example.org/lea%40example.org",
     "https://example.org/d/1a2b3c4d5e6f7a8b9c0d", "https://example.org/s/aB3dE5fG7hI9jK1lM3nO5pQ7r",
     "https://example.org/in/lea-morel", "https://intranet/notes", "https://example.org/" + "a/" * 200],
)  # fmt: skip
def test_what_may_name_a_person_or_open_a_door_stays_here(url):
    assert withheld(f"Voir {url} .") == [True]


def test_ones_own_references_and_what_the_guard_hides_stay_here():
    answer = "Voir 10.5555/12345678 et https://www.example.org/page."
    assert withheld(answer) == [False, False]
    assert withheld(answer, ("Mon article : 10.5555/12345678.",)) == [True, False]
    finding = Finding(Span(40, 45), Kind.PERSON, 0.9, "ner")
    assert withheld(answer, (), (finding,)) == [False, True]
    many = " ".join(f"10.5555/{number}" for number in range(100, 100 + MOST + 5))
    assert sum(not one for one in withheld(many)) == MOST


def _options(answer: str, **more: object) -> Namespace:
    given = {"sources": [], "question": None, "json": False, "jsonl": False, "markdown": False}
    return Namespace(answer=answer, look_up=True, judge=None, **{**given, **more})


def _settings(**more: str) -> Layered:
    return Layered(config.Settings(**more), {})


def test_check_says_before_what_is_sent_and_then_what_was_told(
    registry, server, monkeypatch, capsys, tmp_path, own_home
):
    monkeypatch.setattr(look_up_wiring, "look_up_registry", lambda: registry)
    file = tmp_path / "a.txt"
    file.write_text("Voir 10.5555/12345678 et 10.5555/absent, de Mme Élodie Lefèvre.")
    assert check.run(_options(str(file)), _settings()) == 1
    shown = capsys.readouterr()
    assert "this is sent, and nothing else: 10.5555/12345678 → 127.0.0.1" in shown.err
    assert "= 10.5555/12345678: 127.0.0.1" in shown.out
    assert "? 10.5555/absent: 127.0.0.1" in shown.out
    assert "Lef" not in str(server.seen)


@pytest.mark.parametrize("profile", ["company", "strict"])
def test_a_company_forbids_look_ups_until_its_policy_allows_them(
    profile, registry, server, monkeypatch, tmp_path, own_home
):
    monkeypatch.setattr(look_up_wiring, "look_up_registry", lambda: registry)
    file = tmp_path / "a.txt"
    file.write_text("Voir 10.5555/12345678.")
    with pytest.raises(PolicyRefused):
        check.run(_options(str(file)), _settings(profile=profile))
    assert server.seen == []
    team = tmp_path / "team.yaml"
    team.write_text("version: 1\nname: team\nlook_up: request\n")
    allowed = _settings(profile=profile, team_policy=str(team))
    found = look_up.looked_up(Question(Private("10.5555/12345678")), allowed.settings)
    assert [one.told for one in found] == ["known"]


def test_ones_own_policy_may_forbid_and_not_allow(tmp_path, own_home):
    (own_home / "config").mkdir(parents=True)
    own = own_home / "config" / "policy.yaml"
    own.write_text("version: 1\nname: own\nlook_up: never\n")
    with pytest.raises(PolicyRefused):
        look_up.refuse_if_forbidden(config.Settings())
    own.write_text("version: 1\nname: own\nlook_up: request\n")
    with pytest.raises(PolicyRefused):
        look_up.refuse_if_forbidden(config.Settings(profile="company"))
    look_up.refuse_if_forbidden(config.Settings())


def test_what_was_hidden_by_hand_stays_here_however_an_address_writes_it():
    answer = Private(
        "Voir https://example.org/project-owl, https://example.org/owls et 10.5555/PROJECTOWL."
    )
    question = Question(answer, (), (Private("Project Owl"),))
    found = wanted(answer.reveal(), (), question.hidden_places())
    assert [bool(one.withheld) for one in found] == [True, False, True]
