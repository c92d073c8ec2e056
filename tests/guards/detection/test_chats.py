"""Who speaks in a chat."""

import pytest

from guards.detection.recognizers import chats
from tests.guards.finding import values


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[09:14] kez: yes\n[09:15] dom: no\n[9:15 PM] Kez B.: ok", ["kez", "dom", "Kez B."]),
        ("[12/03/2026 09:14:22] dom: a\n[12/03/2026 09:14:30] bex: b", ["dom", "bex"]),
        ("12/03/2026, 09:14 - nono : ok\n12/03/2026 à 09h15 - titi: oui", ["nono", "titi"]),
        ("[09:14] dom: a\n[09:15] build: b\n[09:16] mason: c", ["dom", "mason"]),
        ("09:14 <kez> yes\n09:15 <dom> no", ["kez", "dom"]),
    ],
)
def test_speakers(text: str, found: list[str]) -> None:
    assert values(chats.RECOGNISERS, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "[09:14] info: x\n[09:15] error: y",
        "[09:14:22] nginx: x\n[09:14:23] kernel: y",
        "10:30 review: x\n11:00 kickoff: y",
        "[09:14] kez: once",
        "[09:14] User: a\n[09:15] Assistant: b",
        "[09:14] build: started\n[09:15] tests: passed\n[09:16] deploy: done\n[09:17] Docker Hub: pushed",
        "2026-01-02 09:14:02 - nginx : reloaded\n2026-01-02 09:14:05 - rose : up",
        "2026-01-02 09:14 - my service : up\n2026-01-02 09:15 - postgres : ready",
        "[1] note: a\n[2] note: b",
    ],
)
def test_left(text: str) -> None:
    assert values(chats.RECOGNISERS, text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("jdupont  09:02\nqui sait ?\njulie  09:04\noui", ["jdupont", "julie"]),
        ("bwhitlock  9:02 AM\nanyone?\nbecky  9:05 AM\nyes", ["bwhitlock", "becky"]),
        ("visio  09:02\npause  10:30", []),
        ("départ 08:12\narrivée 09:40", []),
    ],
)
def test_speakers_of_a_copied_channel(text: str, found: list[str]) -> None:
    assert values(chats.RECOGNISERS, text) == found
