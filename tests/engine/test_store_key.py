"""The store's key is unwrapped once a process, and what is old goes then, but not what is open."""

import time
from contextlib import closing

from assistant import store_wiring
from assistant.config import Settings
from assistant.engine.recording import Recording
from assistant.types import Private
from tests.store.made import add, turn

SETTINGS = Settings(keep_days="30")
PASSPHRASE = Private("cheval agrafe pile correcte")


def test_it_is_unwrapped_once_and_spares_the_open_conversation(own_home, monkeypatch) -> None:
    with closing(store_wiring.store(SETTINGS, lambda: PASSPHRASE, lambda: PASSPHRASE)) as store:
        for key in ("open", "old", "new"):
            add(store, key, turn("une question"))
    opened = []
    real = store_wiring.open_store
    monkeypatch.setattr(store_wiring, "open_store", lambda *a: opened.append(1) or real(*a))
    monkeypatch.setattr(store_wiring, "SystemClock", _Later)
    with closing(store_wiring.store(SETTINGS, lambda: PASSPHRASE)) as store:
        store.database.run(
            "update conversations set updated = ? where key = 'new'", (_Later().now(),)
        )
    opened.clear()
    recording = Recording(lambda: PASSPHRASE)
    keys = {recording.store_key(SETTINGS, "open").reveal() for _call in range(3)}
    assert (len(keys), len(opened)) == (1, 1)
    with closing(store_wiring.store(SETTINGS, lambda: PASSPHRASE)) as store:
        assert {found.key for found in store.conversations.latest()} == {"open", "new"}


class _Later:
    def now(self) -> float:
        return time.time() + 90 * 86_400
