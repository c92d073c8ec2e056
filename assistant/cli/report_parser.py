"""What can be typed after `hygie report`."""

from __future__ import annotations

import argparse
from typing import Any

from assistant.activity.lessons import TOPICS
from assistant.activity.team import FLOOR
from assistant.i18n import gettext as _


def register(commands: Any, command: Any) -> None:  # noqa: ANN401
    """Add the command."""
    report = command(commands, "report", "report", _("your own activity, counted on this machine"))
    _shown(report)
    report.set_defaults(verb="show")
    verbs = report.add_subparsers(dest="verb", metavar=_("VERB"))

    def verb(name: str, text: str) -> argparse.ArgumentParser:
        parser: argparse.ArgumentParser = verbs.add_parser(name, help=text, description=text)
        parser.add_argument(
            "--json", action="store_true", help=_("one JSON object on standard output")
        )
        return parser

    _shown(verb("show", _("counts by day or week, with plots")))
    review = verb("review", _("the week in sentences, and lessons that fit it"))
    review.add_argument("--back", type=int, default=0, metavar="N", help=_("this many weeks ago"))
    lessons = verb("lessons", _("the library of lessons"))
    lessons.add_argument("name", nargs="?", metavar="ID", help=_("show this one"))
    lessons.add_argument("--topic", choices=TOPICS, help=_("only those on this subject"))
    team = verb("team", _("nameless weekly counts, for a team that agrees to it"))
    team.add_argument("--export", metavar="FILE", help=_("write your counts of a week, rounded"))
    team.add_argument("--back", type=int, default=1, metavar="N", help=_("this many weeks ago"))
    team.add_argument("--combine", nargs="+", metavar="FILE", help=_("sum the files of members"))
    team.add_argument(
        "--floor", type=int, default=FLOOR, metavar="N", help=_("the smallest group, 5 at least")
    )
    verb("forget", _("delete all counts for good"))


def _shown(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--by", choices=("day", "week"), default="day", help=_("cut time by"))
    parser.add_argument("--last", type=int, metavar="N", help=_("this many days or weeks"))
