"""The house colours; every one of them is doubled by a sign."""

from __future__ import annotations

from textual.theme import Theme

HYGIE = Theme(
    name="hygie",
    primary="#5fb3a1",
    secondary="#8fb8de",
    accent="#e0b15e",
    warning="#e5a84b",
    error="#e5707a",
    success="#7fc98f",
    foreground="#e4e6e8",
    background="#14181b",
    surface="#1b2125",
    panel="#242c31",
)
