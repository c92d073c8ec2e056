"""Bars of characters: figures beside them, so that nothing rests on shape or colour alone."""

from __future__ import annotations

from collections.abc import Sequence

_EIGHTHS = " ▏▎▍▌▋▊▉█"


def bars(rows: Sequence[tuple[str, float, str]], width: int = 32) -> list[str]:
    """Return a line for each (label, value, figure), bars to one scale."""
    if not rows:
        return []
    most = max(value for _label, value, _figure in rows) or 1.0
    labels = max(len(label) for label, _value, _figure in rows)
    figures = max(len(figure) for _label, _value, figure in rows)
    return [
        f"{label:<{labels}}  {figure:>{figures}}  {_bar(value / most * width)}".rstrip()
        for label, value, figure in rows
    ]


def _bar(length: float) -> str:
    whole, rest = int(length), int((length % 1) * 8)
    return "█" * whole + (_EIGHTHS[rest] if rest else "")
