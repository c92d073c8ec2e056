"""Keeps Python's search for unused objects from halting the screen.

A full search walks over every object that lives, 30 to 50 ms with a screen's worth of widgets, and it
comes while text streams in. Objects that were made before are set aside, so that it has few to walk over.
"""

from __future__ import annotations

import gc

_YOUNG, _MIDDLE, _OLD = 5_000, 20, 50


def set_aside() -> None:
    """Leave out of later searches what lives now; cheap, and wise whenever a screen was built."""
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)
    gc.freeze()
