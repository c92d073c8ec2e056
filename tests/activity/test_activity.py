"""Counts put together, plotted, reviewed; lessons that fit; a team's sums that are nobody's."""

import json
from contextlib import closing
from datetime import date, datetime, timedelta

import pytest

from assistant.activity import lessons, plots, team
from assistant.activity.rest import reminder, stretch
from assistant.activity.review import review
from assistant.activity.summary import Step, Summary, begins, moment, periods, summarised, worked
from assistant.activity.weekly import weekly
from assistant.config import Settings
from assistant.errors import PolicyRefused, UserError
from assistant.store.records import Event
from assistant.store.store import Store
from assistant.types import Document, Language, Private
from assistant.verdicts import by_outcome
from guards.sources.checker import SourceChecker
from tests.store.made import KEY

MONDAY = date(2026, 11, 16)
NOON = datetime(2026, 11, 16, 12).timestamp()
DAY = 86_400


def event(at: float = NOON, **more) -> Event:
    values = {
        "what": "ask", "model": "m", "destination": "world", "prompt_tokens": 100, "completion_tokens": 50,
        "seconds": 10.0, "hidden": {"PERSON": 2}, "checked": {"supported": 3, "not_found": 1}, **more,
    }  # fmt: skip
    return Event(at, **values)


def test_a_summary_counts_what_happened():
    found = summarised(
        MONDAY,
        [
            event(),
            event(NOON + 60, destination="local", cost=0.5, corrected=2, hidden={"IBAN": 1}),
            event(NOON + 120, complete=False, checked={"unchecked": 4}),
        ],
    )
    assert (found.asked, found.away, found.broken, found.corrected) == (3, 2, 1, 2)
    assert (found.protected, found.hidden) == (5, {"PERSON": 4, "IBAN": 1})
    assert (found.doubtful, found.unchecked, found.sentences) == (2, 4, 12)
    assert found.cost == 0.5
    assert found.models == {"m": 3}


def test_a_request_for_an_opinion_is_no_question_and_yet_seen():
    found = summarised(MONDAY, [event(), event(NOON + 60, what="judge", checked={}, cost=0.5)])
    assert (found.asked, found.away, found.opinions) == (1, 1, 1)
    assert (found.sentences, found.models, found.cost) == (4, {"m": 1}, 0.5)
    assert found.destinations == {"world": 2}  # its request left the machine too


def test_hours_are_the_time_between_events_that_follow():
    assert worked([]) == 0
    assert worked([event(0.0), event(600.0)]) == 610.0 - 0.0 + 0.0
    assert worked([event(0.0), event(9000.0)]) == 20.0
    assert worked([event(9000.0), event(100.0)]) == 20.0  # the clock went back


def test_periods_are_whole_and_local():
    events = [event(moment(MONDAY) + 1), event(moment(date(2026, 11, 18)) - 1)]
    days = periods(events, Step.DAY, MONDAY, date(2026, 11, 19))
    assert [(s.start.day, s.asked) for s in days] == [(16, 1), (17, 1), (18, 0), (19, 0)]
    (week,) = periods(events, Step.WEEK, date(2026, 11, 18), date(2026, 11, 22))
    assert (week.start, week.asked) == (MONDAY, 2)
    assert begins(date(2026, 11, 22), Step.WEEK) == MONDAY


def test_bars_are_to_scale_and_carry_their_figure():
    lines = plots.bars([("lundi", 4.0, "4"), ("mardi", 0.0, "0"), ("mercredi", 2.0, "2")], 8)
    assert lines == ["lundi     4  ████████", "mardi     0", "mercredi  2  ████"]
    assert plots.bars([]) == []


def test_a_week_of_commands_alone_is_told_too():
    done = [
        Event(NOON, "protect", hidden={"IBAN": 3}),
        Event(NOON + 1, "check", checked={"altered": 1}),
    ]
    week = summarised(MONDAY, done)
    assert (week.asked, week.uses) == (0, {"protect": 1, "check": 1})
    said = " ".join(review(week, Summary(MONDAY)))
    assert "No question" in said and "3 values were hidden" in said and "1 sentence" in said


def test_the_same_week_shows_its_lessons_again_and_the_next_one_others(tmp_path):
    with closing(Store(tmp_path, KEY)) as store:
        for n in range(3):
            store.activity.add(event(NOON + n, checked={"altered": 4}))
            store.activity.add(event(NOON + n + 7 * DAY, checked={"altered": 4}))
        first = weekly(store, MONDAY, NOON + 60)
        assert first.lessons[0][0].met == "altered"
        assert weekly(store, MONDAY, NOON + 120).lessons == first.lessons
        later = weekly(store, MONDAY + timedelta(days=8), NOON + 8 * DAY)
        assert not {one.name for one, _n in later.lessons} & {one.name for one, _n in first.lessons}
        assert weekly(store, MONDAY, NOON + 9 * DAY, back=0).lessons == first.lessons


def test_the_review_says_what_was_met():
    said = " ".join(review(summarised(MONDAY, [event()]), Summary(MONDAY)))
    assert "1 sentence of the answers was not borne out" in said
    assert "2 values were hidden" in said
    assert review(Summary(MONDAY), Summary(MONDAY)) == ["No question was asked this week."]


def test_the_lessons_are_the_same_in_both_languages_and_enough():
    french, english = lessons.lessons(Language.FR), lessons.lessons(Language.EN)
    assert len(french) >= 30
    assert [(x.name, x.topic, x.met) for x in french] == [(x.name, x.topic, x.met) for x in english]
    assert {each.topic for each in french} == set(lessons.TOPICS)
    known = {*lessons.met(Summary(MONDAY)), "always"}
    assert {each.met for each in french} == known
    assert all(len(x.text) < 420 and x.practice for x in (*french, *english))


def test_lessons_fit_the_week_and_do_not_come_again_soon():
    week = summarised(
        MONDAY, [event(checked={"altered": 4, "not_found": 1}, hidden={"SECRET": 2})] * 2
    )
    chosen = lessons.chosen(week, {}, NOON)
    assert [(lesson.met, often) for lesson, often in chosen] == [("altered", 8), ("secrets", 4)]
    shown = {lesson.name: NOON for lesson, _often in chosen}
    later = lessons.chosen(week, shown, NOON + 86_400)
    assert not {lesson.name for lesson, _ in later} & set(shown)
    again = lessons.chosen(week, shown, NOON + 40 * 86_400)
    assert again[0][0].met == "altered"
    quiet = summarised(MONDAY, [event(checked={}, hidden={}, destination="local")])
    assert [lesson.met for lesson, _often in lessons.chosen(quiet, {}, NOON)] == ["always"] * 2


def test_reminders_are_off_until_chosen():
    events = [event(NOON - 60 * n) for n in range(60, 0, -1)]
    assert reminder(Settings(), events, NOON) == ""
    assert "60 minutes" in reminder(Settings(pause_after="50"), events, NOON)
    assert reminder(Settings(pause_after="90"), events, NOON) == ""
    assert "quiet" in reminder(Settings(quiet_hours="11:00-13:00"), [], NOON)
    assert reminder(Settings(quiet_hours="19:00-08:00"), [], NOON) == ""
    assert "quiet" in reminder(Settings(quiet_hours="19:00-08:00"), [], NOON - 6 * 3600)
    assert stretch([event(NOON - 7200)], NOON) == 0.0


def member(asked: int = 20, **hidden: int) -> str:
    events = [event(hidden=hidden)] + [event(hidden={})] * (asked - 1)
    return json.dumps(team.member_counts(summarised(MONDAY, events)))


def test_a_team_gets_sums_and_no_ones_figures():
    done = team.combined([member(PERSON=10) for _ in range(4)] + [member(PERSON=10, SECRET=40)])
    assert done["week"] == "2026-W47"
    assert (done["members"], done["counts"]["asked"]) == (5, 100)
    assert done["hidden"] == {"PERSON": 50}  # one member's secrets are not shown


def test_what_a_member_gives_names_no_one_and_no_day():
    given = json.loads(member(PERSON=13))
    assert set(given) == {"format", "ticket", "week", "counts", "hidden"}
    assert all(n % 5 == 0 for n in (*given["counts"].values(), *given["hidden"].values()))
    assert json.loads(member())["ticket"] != json.loads(member())["ticket"]


def test_small_groups_and_spoilt_files_are_refused():
    four = [member() for _ in range(4)]
    with pytest.raises(PolicyRefused):
        team.combined(four)
    with pytest.raises(PolicyRefused):
        team.combined([*four, four[0]])  # a file given twice is one member
    with pytest.raises(UserError):
        team.combined(four, floor=2)
    with pytest.raises(PolicyRefused):
        team.combined([*four, member()], floor=6)
    for bad in (
        "{}",
        "[]",
        "x",
        member().replace("team/1", "team/2"),
        member().replace(": 20", ": -1"),
    ):
        with pytest.raises(UserError):
            team.combined([*four, bad])
    other = member().replace("W47", "W48")
    with pytest.raises(UserError):
        team.combined([*four, other])


def test_the_review_tells_sentences_without_a_source_from_those_their_sources_left_open():
    said = " ".join(review(summarised(MONDAY, [event(checked={"unchecked": 5})]), Summary(MONDAY)))
    assert "5 sentences could not be compared with their sources" in said
    assert "had no source" not in said
    week = summarised(MONDAY, [event(checked={"unsourced": 2, "unchecked": 1})])
    assert (week.unchecked, week.open, week.unsourced) == (3, 1, 2)
    assert "2 sentences had no source" in " ".join(review(week, Summary(MONDAY)))


def test_a_sentence_that_was_read_without_any_source_is_counted_apart():
    answer = Private("The harbour lies to the north of the town.")
    alone = SourceChecker().check(answer, (), Private(""))
    source = Document(Private("n"), Private("Der Hafen liegt nördlich der Stadt, sagt die Karte."))
    beside = SourceChecker().check(answer, (source,), Private(""))
    assert by_outcome(alone) == {"unsourced": 1}
    assert "unsourced" not in by_outcome(beside)


def test_nothing_is_said_to_have_left_that_stayed():
    said = " ".join(review(summarised(MONDAY, [event(destination="local")]), Summary(MONDAY)))
    assert "none of which left this machine" in said
    assert "before" not in said.replace("the week before", "")
