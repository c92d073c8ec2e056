"""Keys on the command line: what is refused, what is listed, what the audit holds; and when budgets begin anew."""

import json
import time
from calendar import timegm

import pytest

from assistant.cli import main
from proxy import audit, building
from proxy.callers import Scope
from proxy.keys import Keys
from proxy.refusals import Refusal
from proxy.settings import ProxySettings
from proxy.use import Use


def keys(*options):
    return main(["proxy", "keys", *options])


def records():
    lines = map(json.loads, audit.export(building.database(ProxySettings())))
    return sorted((r["event"], r["action"], r["key"]) for r in lines)  # each process has its chain


@pytest.mark.parametrize(("option", "value"), [
    ("--per-minute", "-3"), ("--per-day", "-1"), ("--per-month", "-1"), ("--team-per-month", "-1"),
    ("--models", ""), ("--models", " , "), ("--days", "-5"), ("--days", "nan"), ("--days", "inf"),
    ("--team", "t" * 101),
])  # fmt: skip
def test_a_wrong_bound_makes_no_key(option, value, capsys):
    assert keys("add", "Camille", f"{option}={value}") == 2
    told = capsys.readouterr()
    assert told.out == "" and option in told.err and "Nothing was changed" in told.err
    assert Keys(building.database(ProxySettings())).all() == [] and records() == []


def test_every_change_is_in_the_audit(capsys):
    assert keys("add", "Camille") == 0
    made = Keys(building.database(ProxySettings())).all()[0].id
    assert keys("rotate", made, "--grace", "-1") == 2
    assert keys("rotate", made) == 0 and keys("revoke", made) == 0
    assert keys("rotate", made) == 3 and keys("revoke", "nobody") == 3
    assert records() == [
        ("admin", f"{action}_key", made) for action in ("make", "revoke", "rotate")
    ]
    found = audit.verify(building.database(ProxySettings()), building.secret())
    assert found.broken == "" and found.records == 3


def test_who_takes_the_place_of_a_key_is_recorded():
    assert keys("add", "Camille") == 0
    old = Keys(building.database(ProxySettings())).all()[0].id
    assert keys("rotate", old) == 0
    (new,) = {key.id for key in Keys(building.database(ProxySettings())).all()} - {old}
    lines = map(json.loads, audit.export(building.database(ProxySettings())))
    rotated = [(r["key"], r["successor"]) for r in lines if r["action"] == "rotate_key"]
    assert rotated == [(old, new)]


def test_a_rotated_key_goes_on_with_what_was_used():
    now = [timegm((2026, 3, 10, 12, 0, 0))]
    store = building.database(ProxySettings())
    known, use = Keys(store, lambda: now[0]), Use(store, lambda: now[0])
    scope = Scope(requests_per_minute=2, tokens_per_day=9, tokens_per_month=100)
    first, _ = known.make("Camille", "", scope, 30, "first")
    use.admit(known.caller(first))
    use.spend(known.caller(first), 4)
    second, _ = known.rotate("first", 24, "second")
    third, _ = known.rotate("second", 24, "third")
    use.admit(known.caller(third))
    for key in (first, second, third):  # all open until the grace is over, on one budget
        caller = known.caller(key)
        used = {"requests_per_minute": 2, "tokens_per_day": 4, "tokens_per_month": 4}
        assert use.of(caller) == used and caller.member == "first"
    now[0] += 60
    use.spend(known.caller(third), 5)
    with pytest.raises(Refusal):
        use.admit(known.caller(third))
    with pytest.raises(Refusal):
        use.admit(known.caller(first))
    other, _ = known.make("Camille", "", scope, 30, "other")  # of the same name, and another member
    use.admit(known.caller(other))


def test_a_proxy_with_another_secret_than_its_first_key_does_not_start(monkeypatch, capsys):
    assert keys("add", "Camille") == 0 and capsys.readouterr().out
    monkeypatch.setenv("HYGIE_PROXY_SECRET", "another")
    assert main(["proxy", "serve", "--port", "0", "--upstream", "http://127.0.0.1:9/v1"]) == 2
    told = capsys.readouterr()
    assert "HYGIE_PROXY_SECRET" in told.err and "did not start" in told.err and told.out == ""
    monkeypatch.delenv("HYGIE_PROXY_SECRET")
    assert main(["proxy", "audit", "verify"]) == 0


def test_an_audit_that_is_put_aside_makes_room_for_another_secret(monkeypatch):
    assert keys("add", "Camille") == 0
    store = building.database(ProxySettings())
    store.run("ALTER TABLE audit RENAME TO audit_before")
    store.close()
    monkeypatch.setenv("HYGIE_PROXY_SECRET", "another")
    assert keys("add", "Paul") == 0 and main(["proxy", "audit", "verify"]) == 0
    assert [made.name for made in Keys(building.database(ProxySettings())).all()] == [
        "Camille",
        "Paul",
    ]


def test_a_first_key_under_another_secret_than_a_proxy_that_runs_is_not_made(
    proxy, monkeypatch, capsys
):
    monkeypatch.setenv("HYGIE_PROXY_SECRET", "another")
    assert keys("add", "Camille") == 3
    assert "HYGIE_PROXY_SECRET" in capsys.readouterr().err
    assert Keys(building.database(ProxySettings())).all() == []


def test_a_change_that_would_break_the_audit_is_not_made(monkeypatch, capsys):
    audit.Audit(building.database(ProxySettings()), building.secret()).append("sent")
    monkeypatch.setenv("HYGIE_PROXY_SECRET", "another")
    assert keys("add", "Camille") == 3
    assert "HYGIE_PROXY_SECRET" in capsys.readouterr().err
    assert Keys(building.database(ProxySettings())).all() == []


def test_the_list_says_which_have_ended(capsys):
    made = Keys(building.database(ProxySettings()), lambda: time.time() - 10 * 86_400)
    made.make("past", "", Scope(), 5, "past")
    made.make("now", "", Scope(), 50, "now")
    made.make("always", "", Scope(), 0, "always")
    _, gone = made.make("gone", "", Scope(), 5, "gone")
    made.revoke(gone.id)
    assert keys("list") == 0
    told = dict(line.split("  ", 3)[1::2] for line in capsys.readouterr().out.splitlines()[::2])
    assert told["past"].startswith("ended on ") and told["now"].startswith("valid, until ")
    assert (told["always"], told["gone"]) == ("valid", "revoked")


@pytest.mark.parametrize(("options", "english", "french"), [
    ((), "every model · without limit", "tous les modèles · sans limite"),
    (("--models", "gpt-*,fast", "--per-minute", "60", "--per-month", "2000000", "--team", "legal"),
     "models: gpt-*, fast · 60 requests a minute · 2,000,000 tokens a month",
     "modèles : gpt-*, fast · 60 requêtes par minute · 2 000 000 jetons par mois"),
    (("--per-day", "1", "--team", "legal", "--team-per-month", "5000"),
     "every model · 1 token a day · 5,000 tokens a month with the team",
     "tous les modèles · 1 jeton par jour · 5 000 jetons par mois avec l’équipe"),
])  # fmt: skip
def test_the_list_says_what_each_may_use(options, english, french, capsys, monkeypatch):
    assert keys("add", "Camille", *options) == 0
    for language, said in (("en", english), ("fr", french)):
        monkeypatch.setenv("HYGIE_LANG", language)
        capsys.readouterr()
        assert keys("list") == 0
        _, limits = capsys.readouterr().out.splitlines()
        assert limits.replace("\u00a0", " ").replace("\u202f", " ") == f"    {said}"


@pytest.mark.parametrize("subject", ["", " ", "a" * 256, "camille\nadmin", "\x1b[2J", "\udcff"])
def test_a_person_whom_no_token_can_name_is_refused(subject, capsys):
    assert keys("revoke", f"oidc:{subject}") == 2
    told = capsys.readouterr()
    assert "No token can name this person" in told.err and "Nothing was changed" in told.err
    assert records() == [] and Keys(building.database(ProxySettings())).recalled() == []


@pytest.mark.parametrize("subject", ["camille", "hr/Zoé_50%\\'\"", "a" * 255])
def test_a_person_who_was_never_seen_is_told_of_and_ended(subject, capsys):
    person, store = f"oidc:{subject}", building.database(ProxySettings())
    seen = audit.Audit(store, building.secret())
    seen.append("sent", key=f"{person}!")
    seen.append("sent", key=person.replace("a", "A").replace("_", "x"))
    for _ in range(2):  # what ended the tokens tells of nobody seen
        assert keys("revoke", person) == 0
        assert "nothing is recorded of oidc:" in capsys.readouterr().err
    [ended] = Keys(store).recalled()
    assert ended.id == person and ended.revoked is not None
    seen.append("sent", key=person)
    assert keys("revoke", person) == 0 and capsys.readouterr().err == ""


def test_a_person_is_none_of_the_keys(capsys):
    assert keys("add", "Camille") == 0 and keys("revoke", "oidc:paul") == 0
    capsys.readouterr()
    assert keys("rotate", "oidc:paul") == 2 == keys("rotate", "oidc:nobody")
    assert "A person has no key here" in capsys.readouterr().err
    assert keys("list", "--json") == 0
    assert [key["name"] for key in json.loads(capsys.readouterr().out)] == ["Camille"]
    assert keys("list") == 0
    *_, last = capsys.readouterr().out.splitlines()
    assert last.startswith("oidc:paul  a person, whose tokens made until 20")


def test_a_list_without_keys_says_so(capsys):
    assert keys("list") == 0
    told = capsys.readouterr()
    assert told.out == "" and "no key yet" in told.err


def test_a_name_gives_the_terminal_no_orders(capsys):
    Keys(building.database(ProxySettings())).make(
        "\x1b[2JCamille", "", Scope(models=("\x1b[8m",)), 0, "a"
    )
    assert keys("list") == 0
    told = capsys.readouterr().out
    assert "Camille" in told and "\x1b" not in told


@pytest.mark.parametrize(("scope", "moment", "wait", "again", "said"), [
    (Scope(tokens_per_month=5), (2026, 2, 27, 0, 0, 0), 2 * 86_400, "false", "on 2026-03-01 at 00:00 UTC (in 2 days)"),
    (Scope(tokens_per_month=5), (2026, 12, 31, 23, 0, 0), 3_600, "false", "on 2027-01-01 at 00:00 UTC (in 60 minutes)"),
    (Scope(tokens_per_day=5), (2026, 3, 1, 1, 0, 0), 23 * 3_600, "false", "on 2026-03-02 at 00:00 UTC (in 23 hours)"),
    (Scope(requests_per_minute=1), (2026, 3, 1, 1, 0, 20), 40, "true", "on 2026-03-01 at 01:01 UTC (in 40 seconds)"),
])  # fmt: skip
def test_a_client_is_told_when_to_come_back_and_not_to_insist(scope, moment, wait, again, said):
    now = [timegm(moment)]
    store = building.database(ProxySettings())
    use = Use(store, lambda: now[0])
    _, caller = Keys(store).make("a", "", scope, 0, "a")
    use.admit(caller)
    use.spend(caller, 5)
    with pytest.raises(Refusal) as refused:
        use.admit(caller)
    assert refused.value.headers == {"retry-after": str(wait), "x-should-retry": again}
    assert said in refused.value.message
    now[0] += wait
    use.admit(caller)
