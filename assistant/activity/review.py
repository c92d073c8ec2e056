"""The weekly review: what the week held, said in sentences, beside the week before."""

from __future__ import annotations

from assistant import figures
from assistant.activity.summary import Summary
from assistant.i18n import _, ngettext
from assistant.kinds import label
from assistant.types import Kind


def review(week: Summary, before: Summary) -> list[str]:
    """Return the sentences of a week's review; counts alone, and no judgement."""
    asked = _asked(week, before) if week.asked else _("No question was asked this week.")
    if not week.uses:
        return [asked]
    said = [asked, _protected(week), *_checked(week)]
    if week.corrected:
        said.append(
            ngettext(
                "You changed {n} proposal of the guard at the review.",
                "You changed {n} proposals of the guard at the review.",
                week.corrected,
            ).format(n=week.corrected)
        )
    if week.cost:
        said.append(
            _("The answers cost {cost} US dollars.").format(cost=figures.number(week.cost, 2))
        )
    return said


def _asked(week: Summary, before: Summary) -> str:
    hours, minutes = divmod(round(week.hours * 60), 60)
    spent = f"{hours} h {minutes:02}" if hours else f"{minutes} min"
    asked = ngettext("{n} question", "{n} questions", week.asked).format(n=week.asked)
    text = _("{questions} in {time}, {left} (the week before: {last}).")
    return text.format(questions=asked, left=_left(week), time=spent, last=before.asked)


def _left(week: Summary) -> str:
    if not week.away:
        return _("none of which left this machine")
    return ngettext(
        "{n} of which left this machine", "{n} of which left this machine", week.away
    ).format(n=week.away)


def _protected(week: Summary) -> str:
    if not week.protected:
        return _("Nothing confidential had to be hidden.")
    most = ", ".join(f"{label(Kind(kind))} {n}" for kind, n in list(week.hidden.items())[:3])
    return ngettext(
        "{n} value was hidden: {most}.",
        "{n} values were hidden, above all: {most}.",
        week.protected,
    ).format(n=week.protected, most=most)


def _checked(week: Summary) -> list[str]:
    said = []
    if week.doubtful:
        said.append(
            ngettext(
                "This week {n} sentence of the answers was not borne out by its sources.",
                "This week {n} sentences of the answers were not borne out by their sources.",
                week.doubtful,
            ).format(n=week.doubtful)
        )
    if week.open:
        said.append(
            ngettext(
                "{n} sentence could not be compared with its sources, or is not in them in so many words.",
                "{n} sentences could not be compared with their sources, or are not in them in so many words.",
                week.open,
            ).format(n=week.open)
        )
    if week.unsourced:
        said.append(
            ngettext(
                "{n} sentence had no source to be checked against: what it says is for you to verify.",
                "{n} sentences had no source to be checked against: what they say is for you to verify.",
                week.unsourced,
            ).format(n=week.unsourced)
        )
    return said
