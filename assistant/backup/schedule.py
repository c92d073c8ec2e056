"""A timer for backups: units of systemd, or a property list of launchd; written on request only."""

from __future__ import annotations

import sys
from pathlib import Path
from xml.sax.saxutils import escape

_SERVICE = """[Unit]
Description=hygie: a safety copy of one's own data

[Service]
Type=oneshot
Nice=10
{environment}ExecStart={command} backup create
"""
_TIMER = """[Unit]
Description=hygie: a safety copy {every}

[Timer]
OnCalendar={calendar}
Persistent=true
RandomizedDelaySec=15min

[Install]
WantedBy=timers.target
"""
_AGENT = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key><string>hygie.backup</string>
  <key>ProgramArguments</key>
  <array>{arguments}</array>
{environment}  <key>StartCalendarInterval</key>
  <dict>{day}<key>Hour</key><integer>12</integer><key>Minute</key><integer>30</integer></dict>
  <key>ProcessType</key><string>Background</string>
</dict>
</plist>
"""
_CALENDAR = {"day": "*-*-* 12:30:00", "week": "Mon *-*-* 12:30:00"}


def command() -> list[str]:
    """Return how this hygie is started."""
    script = Path(sys.executable).with_name("hygie")
    return [str(script)] if script.is_file() else [sys.executable, "-m", "assistant.cli"]


def systemd(every: str, home: str | None) -> dict[Path, str]:
    """Return the unit files, by place; `every` is day or week, `home` the value of HYGIE_HOME."""
    folder = Path.home() / ".config" / "systemd" / "user"
    quoted = " ".join('"' + part.replace("%", "%%") + '"' for part in command())
    chosen = home.replace("%", "%%") if home else ""
    environment = f'Environment="HYGIE_HOME={chosen}"\n' if chosen else ""
    return {
        folder / "hygie-backup.service": _SERVICE.format(environment=environment, command=quoted),
        folder / "hygie-backup.timer": _TIMER.format(
            every=f"every {every}", calendar=_CALENDAR[every]
        ),
    }


def launchd(every: str, home: str | None) -> dict[Path, str]:
    """Return the property list, by place."""
    arguments = "".join(
        f"<string>{escape(part)}</string>" for part in [*command(), "backup", "create"]
    )
    environment = ""
    if home:
        value = f"<dict><key>HYGIE_HOME</key><string>{escape(home)}</string></dict>"
        environment = f"  <key>EnvironmentVariables</key>{value}\n"
    day = "<key>Weekday</key><integer>1</integer>" if every == "week" else ""
    text = _AGENT.format(arguments=arguments, environment=environment, day=day)
    return {Path.home() / "Library" / "LaunchAgents" / "hygie.backup.plist": text}


def files(every: str, home: str | None) -> dict[Path, str]:
    """Return what this system needs for a timer."""
    return (launchd if sys.platform == "darwin" else systemd)(every, home)


def switch_on() -> str:
    """Return the command that starts the timer."""
    if sys.platform == "darwin":
        return "launchctl load ~/Library/LaunchAgents/hygie.backup.plist"
    return "systemctl --user enable --now hygie-backup.timer"
