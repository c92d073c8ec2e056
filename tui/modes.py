"""What can be done in hygie, one mode for each kind of work, and the key of each."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from importlib import import_module
from typing import cast

from textual.screen import Screen

from assistant.i18n import N_, gettext


class Mode(StrEnum):
    """The modes, in the order of their keys: F2 is the first."""

    CHAT = "chat"
    DRAFTS = "drafts"
    SUMMARIES = "summaries"
    PROMPTS = "prompts"
    KNOWLEDGE = "knowledge"
    HISTORY = "history"
    ACTIVITY = "activity"
    SETTINGS = "settings"


_NAMES = {
    Mode.CHAT: N_("Chat"),
    Mode.DRAFTS: N_("Drafts"),
    Mode.SUMMARIES: N_("Summaries"),
    Mode.PROMPTS: N_("Prompts"),
    Mode.KNOWLEDGE: N_("Notes"),
    Mode.HISTORY: N_("History"),
    Mode.ACTIVITY: N_("Activity"),
    Mode.SETTINGS: N_("Settings"),
}
_SHORT = N_("Chat Drafts Summ. Prompts Notes Hist. Act. Sett.")
"""One word a mode, in order: all of them and one whole name fit 78 cells with their keys."""
_SCREENS = {
    Mode.DRAFTS: ("tui.screens.drafts", "DraftsScreen"),
    Mode.SUMMARIES: ("tui.screens.summaries", "SummariesScreen"),
    Mode.PROMPTS: ("tui.screens.prompts", "PromptsScreen"),
    Mode.KNOWLEDGE: ("tui.screens.knowledge", "KnowledgeScreen"),
    Mode.HISTORY: ("tui.screens.history", "HistoryScreen"),
    Mode.ACTIVITY: ("tui.screens.activity", "ActivityScreen"),
    Mode.SETTINGS: ("tui.screens.settings", "SettingsScreen"),
}
WINDOWS = (
    ("lessons", "f10", N_("Review and lessons")),
    ("backup", "f11", N_("Safety copies")),
    ("doctor", "f12", N_("Doctor")),
    ("rules", "ctrl+f9", N_("Always and never hidden")),
)
"""Windows over a mode: name, key, words as bindings are declared."""
_WINDOWS = {
    "lessons": (Mode.ACTIVITY, "tui.screens.lessons", "LessonsScreen"),
    "backup": (Mode.SETTINGS, "tui.screens.backup", "BackupScreen"),
    "rules": (Mode.SETTINGS, "tui.screens.rules", "RulesScreen"),
    "doctor": (Mode.SETTINGS, "tui.screens.doctor", "DoctorScreen"),
}


def name(mode: Mode) -> str:
    """Return a mode's name in the person's language."""
    return gettext(_NAMES[mode])


def short_name(mode: Mode) -> str:
    """Return a mode's name as it is written where there is little room."""
    return gettext(_SHORT).split()[list(Mode).index(mode)]


def title(mode: Mode) -> str:
    """Return a mode's name in English, as bindings are declared."""
    return _NAMES[mode]


def key(mode: Mode) -> str:
    """Return the key that leads to a mode."""
    return f"f{list(Mode).index(mode) + 2}"


def available() -> tuple[Mode, ...]:
    """Return the modes that have a screen."""
    return tuple(mode for mode in Mode if mode is Mode.CHAT or mode in _SCREENS)


def maker(mode: Mode) -> Callable[[], Screen[None]]:
    """Return what makes a mode's screen; its module is imported when it is first shown."""

    def make() -> Screen[None]:
        module, made = _SCREENS[mode]
        return cast("Screen[None]", getattr(import_module(module), made)())

    return make


def window_title(name: str) -> str:
    """Return the words of a window in English, as bindings are declared."""
    return next(words for known, _key, words in WINDOWS if known == name)


def is_window(screen: Screen[object]) -> bool:
    """Whether a screen is a window over a mode."""
    made = type(screen)
    return any(
        made.__module__ == module and made.__name__ == own for _m, module, own in _WINDOWS.values()
    )


def window(name: str) -> tuple[Mode, type[Screen[None]]]:
    """Return the mode of a window and its screen, imported when it is first shown."""
    mode, module, made = _WINDOWS[name]
    return mode, getattr(import_module(module), made)
