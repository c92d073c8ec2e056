"""A screen's own data through the engine: history, drafts, activity, typed all the way."""

import time

import pytest

from assistant.config import Settings
from assistant.engine.client import EngineClient
from assistant.errors import MissingError, StoreError
from assistant.store.key import KeySource, from_environment
from assistant.store.records import Event
from assistant.store.store import opened
from assistant.types import Private
from tests.store.made import add, turn


async def test_history_drafts_and_activity(own_home, monkeypatch):
    monkeypatch.setenv("HYGIE_PASSPHRASE", "quatre mots sans lien")
    with opened(own_home / "data", KeySource(from_environment, own_home / "none")) as store:
        add(store, "abc", turn("Le devis d'Élodie"), turn("Et après ?"))
        fresh = store.fork("abc", 1, time.time())
        store.activity.add(Event(time.time(), "ask", "m", "world", hidden={"PERSON": 2}))
    engine = EngineClient(Settings())
    await engine.start()
    try:
        (listed,) = [one for one in await engine.one("history_list") if one.key == "abc"]
        assert (listed.key, listed.turns, listed.title) == ("abc", 2, Private("Le devis d'Élodie"))
        turns = await engine.one("history_turns", key="abc")
        assert turns[0].messages()[0].text == Private("Le devis d'Élodie")
        found = await engine.one("history_search", words=Private("elodie"))
        assert {one.turn for one in found} == {1}
        (copy,) = [one for one in await engine.one("history_list") if one.key == fresh]
        assert (copy.turns, copy.parent) == (1, "abc")
        await engine.one("keep_draft", key="chat", text=Private("brouillon"))
        (draft,) = await engine.one("drafts")
        assert draft.text == Private("brouillon")
        await engine.one("drop_draft", key="chat")
        assert await engine.one("drafts") == ()
        (event,) = [one for one in await engine.one("activity", days=14) if one.what == "ask"]
        assert event.hidden == {"PERSON": 2}
        assert "1 question" in (await engine.one("weekly_review"))[0]
        assert await engine.one("reminder") == ""
        await engine.one("resume", conversation="abc")
        for key in ("abc", fresh):
            await engine.one("history_forget", key=key)
        with pytest.raises(MissingError):
            await engine.one("history_turns", key="abc")
    finally:
        await engine.stop()


async def test_without_a_key_the_screen_is_told(own_home):
    engine = EngineClient(Settings())
    await engine.start()
    try:
        with pytest.raises(StoreError):
            await engine.one("history_list")
    finally:
        await engine.stop()


async def test_a_passphrase_given_on_the_screen_makes_the_key_and_opens_it_again(own_home):
    given, other = Private("quatre mots sans lien"), Private("cinq autres mots")
    for passphrase in (given, given, other):
        engine = EngineClient(Settings())
        await engine.start()
        try:
            if passphrase is other:
                with pytest.raises(StoreError):
                    await engine.one("unlock", passphrase=passphrase)
            else:
                await engine.one("unlock", passphrase=passphrase)
                await engine.one("keep_draft", key="chat", text=Private("brouillon"))
        finally:
            await engine.stop()
