"""How hygie starts itself again: the code that runs now, never what lies in the current folder.

`python -m` puts the current folder first on the path, and a file of a common name there would be run.
"""

from __future__ import annotations

import sys
from pathlib import Path

_ROOT = str(Path(__file__).parents[1])


def command(module: str) -> list[str]:
    """Return the command that runs a module of this very hygie; arguments may be added."""
    path = f"import runpy, sys; sys.path.insert(0, {_ROOT!r})"
    run = f"runpy.run_module({module!r}, run_name='__main__', alter_sys=True)"
    return [sys.executable, "-P", "-c", f"{path}; {run}"]
