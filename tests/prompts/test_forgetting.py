"""Recorded runs can be deleted for good, with their texts, by hand and by age."""

from __future__ import annotations

import time
from contextlib import closing
from typing import Any

import pytest

from assistant import store_wiring
from assistant.cli import main
from assistant.config import Settings
from assistant.prompt_shelf import Opening, StoreShelf, shelf
from prompts.reproduce.forgetting import forget, ids, older_than
from prompts.reproduce.records import FORMAT, Run, RunStore, new_identity

NOW = time.time()
DAY = 86_400


def recorded(store: RunStore, at: float, request: str, response: str) -> str:
    fields: dict[str, Any] = {
        "app": "", "prompt": {"name": "x"}, "inputs": "", "sensitive": (), "model": "m", "params_sent": {},
        "params_dropped": {}, "sample": 0, "complete": True, "usage": {}, "seconds": 0.0, "format": FORMAT,
    }  # fmt: skip
    name = new_identity(at)
    run = Run(id=name, at="", request=store.put(request), response=store.put(response), **fields)
    store.save(run)
    return name


def filled(kept: StoreShelf) -> list[str]:
    store = RunStore(kept)
    return [
        recorded(store, NOW - 90 * DAY, "shared request", "old answer"),
        recorded(store, NOW - 1, "shared request", "new answer"),
    ]


def texts(kept: StoreShelf) -> set[str | None]:
    return {kept.get(name) for name in kept.names("objects")}


def test_a_run_goes_with_the_texts_that_no_other_names(opening: Opening) -> None:
    with shelf(opening) as kept:
        old, new = filled(kept)
        assert older_than(kept, 30, NOW) == [old]
        assert forget(kept, [old, "nothing"]) == 1
        assert (ids(kept), texts(kept)) == ([new], {"shared request", "new answer"})
        kept.put("runs/20200101-000000-damaged", "{")
        assert forget(kept, ids(kept)) == 2
        assert (ids(kept), texts(kept)) == ([], set())


def test_a_record_that_is_damaged_keeps_nothing_from_being_forgotten(opening: Opening) -> None:
    with shelf(opening) as kept:
        old, new = filled(kept)
        kept.put("runs/20200101-000000-damaged", "{")
        assert forget(kept, [old]) == 1
        assert texts(kept) == {"shared request", "new answer"}
        assert new in ids(kept)


@pytest.fixture
def runs(passphrase: str) -> list[str]:
    with shelf(lambda: store_wiring.store(Settings())) as kept:
        kept.put("remembered/a", '{"tone": "formal"}')
        return filled(kept)


def left() -> tuple[list[str], list[str]]:
    with shelf(lambda: store_wiring.store(Settings())) as kept:
        return ids(kept), kept.names("remembered")


def test_the_command_deletes_what_is_named_and_says_so(
    runs: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["prompts", "forget"]) == 2
    assert main(["prompts", "forget", runs[0]]) == 4  # nobody to ask
    assert left() == (runs, ["remembered/a"])
    assert main(["prompts", "forget", runs[0][:12], "--yes"]) == 0
    assert "1 run deleted for good" in capsys.readouterr().out
    assert left() == (runs[1:], ["remembered/a"])
    assert main(["prompts", "forget", "--older-than", "30", "--yes", "--json"]) == 0
    assert left() == (runs[1:], ["remembered/a"])
    assert main(["prompts", "forget", "--all", "--yes"]) == 0
    assert left() == ([], [])


def test_nothing_of_a_forgotten_run_stays_in_the_file(runs: list[str]) -> None:
    main(["prompts", "forget", "--all", "--yes"])
    with closing(store_wiring.store(Settings())) as store:
        assert store.database.value("select count(*) from texts where name glob 'objects/*'") == 0


def test_a_forgotten_history_says_what_it_leaves(
    runs: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["history", "forget", "--all", "--yes"]) == 0
    assert "hygie prompts forget --all" in capsys.readouterr().err
    assert left()[0] == runs


def test_old_runs_go_by_age_but_never_all_at_once(runs: list[str]) -> None:
    store_wiring.ready_key(Settings(keep_days="30"))
    assert left()[0] == runs[1:]
    with shelf(lambda: store_wiring.store(Settings())) as kept:
        forget(kept, runs[1:])
        recorded(RunStore(kept), NOW - 90 * DAY, "a", "b")
    store_wiring.ready_key(Settings(keep_days="30"))
    assert len(left()[0]) == 1
