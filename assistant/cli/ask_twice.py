"""How a second answer is shown: what a correction changed, where a second model disagrees."""

from __future__ import annotations

from assistant.cli.answers import verdict_fields
from assistant.cli.output import note
from assistant.cli.second_opinion import changes, disagreements
from assistant.i18n import gettext as _
from assistant.sentences import labelled
from assistant.types import Answer, Private
from assistant.verdicts import states_nothing
from assistant.visible import clean


def heading(text: str, *, quiet: bool) -> None:
    """Print a line above an answer that streams, unless output is JSON."""
    if not quiet:
        print(f"\n{text}")


def corrected(before: Answer, after: Answer | None, *, quiet: bool) -> dict[str, object]:
    """Show what the correction changed; None: there was nothing to correct."""
    if after is None:
        if not quiet:
            note(_nothing(before))
        return {"correction": None}
    lines = list(changes(before.text.reveal(), after.text.reveal()))
    if not quiet:
        heading(_("What changed:") if lines else _("Nothing changed."), quiet=quiet)
        for line in lines:
            print(clean(line))
    return {
        "correction": {
            "answer": after.text.reveal(),
            "changes": lines,
            "checks": [verdict_fields(verdict) for verdict in after.verdicts],
        }
    }


def _nothing(answer: Answer) -> str:
    if states_nothing(answer.verdicts):
        return _("Nothing to correct: the answer states nothing that could be checked.")
    return _("Nothing to correct: no sentence was found doubtful.")


def cross_checked(
    answer: Answer, other: Answer, question: Private[str], *, quiet: bool
) -> dict[str, object]:
    """Show where the second model's answer to the question does not bear out the first one's."""
    found = disagreements(answer, other, question)
    if not quiet:
        title = _("The two models disagree (an opinion, not evidence):")
        heading(title if found else _("No disagreement was found."), quiet=quiet)
        nothing = _("nothing of the kind")
        for one in found:
            print(clean(f"- {one.sentence}"))
            print(clean("  " + labelled(other.model, one.other or nothing)))
    return {
        "cross_check": {
            "model": other.model,
            "answer": other.text.reveal(),
            "disagreements": [
                {"sentence": one.sentence, "other": one.other, "status": one.status.value}
                for one in found
            ],
        }
    }
