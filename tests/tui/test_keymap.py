"""Keys of one's own: they work, they are shown, and a wrong file takes no key away."""

import pytest

from assistant import i18n
from assistant.types import Language
from tests.tui.fakes import FakeEngine, app, on_review, shown, until
from tui import key_words, keymap


def write(home, text):
    (home / "config").mkdir(parents=True, exist_ok=True)
    (home / "config" / "keys.toml").write_text(text)


async def test_an_action_gets_another_key(own_home):
    write(own_home, '"chat.send" = "ctrl+y"\n"mode.drafts" = "ctrl+d"\n')
    async with app(FakeEngine()).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Ctrl+Y Send" in shown(pilot))
        await pilot.press(*"Marie Durand", "ctrl+y")
        await until(pilot, lambda: on_review(pilot))
        await pilot.press("escape", "ctrl+p", *"send")
        await until(pilot, lambda: "Send  (Ctrl+Y)" in shown(pilot))


@pytest.mark.parametrize("text", ['"no.such" = "x"', '"chat.send" = 3', "=", '"chat.send" = ""'])
async def test_wrong_keys_are_told_and_the_usual_ones_hold(own_home, text):
    write(own_home, text)
    async with app(FakeEngine()).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "The usual keys hold." in shown(pilot))
        await pilot.press(*"Marie Durand", "ctrl+s")
        await until(pilot, lambda: on_review(pilot))


def test_every_explained_key_is_there_and_spelled_as_on_keyboards():
    names = {binding.id for binding in keymap.bindings()}
    assert set(key_words._EXPLAINED) <= names
    assert key_words.spelled("ctrl+shift+escape") == "Ctrl+Shift+Esc"
    assert [key_words.spelled(key) for key in ("e", "plus", "f1")] == ["e", "+", "F1"]


@pytest.mark.parametrize(
    ("width", "send", "hide"), [(160, "Ctrl+S Envoyer", "Échap"), (80, "^S Envoyer", "Espace")]
)
async def test_the_line_of_keys_speaks_french_and_has_room_for_the_first(
    width, send, hide, monkeypatch
):
    monkeypatch.setattr(i18n, "_current", i18n._translations(Language.FR))
    async with app(FakeEngine()).run_test(size=(width, 24)) as pilot:
        await pilot.press(*"Saluez Marie Durand", "ctrl+s")
        await until(pilot, lambda: on_review(pilot))
        line = " ".join(shown(pilot).split("\n")[-1].split())
        assert send in line and f"{hide} " in line and "Espace Masquer ou montrer" in line
        assert line.endswith("F1 Aide") and " space " not in line and " esc " not in line
