"""One session in the browser: the screens, speaking to the page instead of to a terminal."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the screens; return the exit code."""
    from assistant import config, i18n, log

    log.install_crash_hook()
    layered = config.load()
    i18n.choose(layered.settings.language)
    from tui.app import run

    return run(layered)


if __name__ == "__main__":
    sys.exit(main())
