"""The command line. Commands are imported when called: `--version` and `scan` stay quick."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper

from assistant import __version__, i18n, log
from assistant.errors import Exit, HygieError


def main(argv: Sequence[str] | None = None) -> int:
    """Run hygie; return the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments in (["--version"], ["-V"]):
        print(f"hygie {__version__}")
        return Exit.OK
    log.install_crash_hook()
    log.forbid_core_dumps()
    log.silence_third_parties()
    _speak_utf8()
    try:
        return _run(arguments)
    except HygieError as error:
        from assistant.cli.output import show_error

        return show_error(error, as_json="--json" in arguments or "--jsonl" in arguments)
    except BrokenPipeError:
        # The reader of our output has gone; there is no one left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 128 + signal.SIGPIPE
    except Exception as error:  # noqa: BLE001  (a fault of ours: types and places, never values)
        from assistant.cli.faults import told
        from assistant.cli.output import show_error

        return show_error(told(error), as_json="--json" in arguments)
    except KeyboardInterrupt:
        print("\n" + i18n.gettext("Interrupted; nothing more was sent."), file=sys.stderr)
        return Exit.INTERRUPTED


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _run(arguments: list[str]) -> int:
    from assistant import config

    i18n.choose()
    from assistant.cli.parser import build

    options = build().parse_args(arguments)
    flags = {"model": options.model} if getattr(options, "model", None) else {}
    try:
        layered = config.load(flags)
    except HygieError:
        if options.module != "doctor":
            raise
        layered = config.defaults()  # the doctor says what is wrong with the settings
    i18n.choose(layered.settings.language)
    command = import_module(f"assistant.cli.{options.module}")
    return int(command.run(options, layered))
