import asyncio
from dataclasses import replace

import pytest
from textual.widgets._toast import Toast

from assistant.errors import StoreError
from assistant.store.records import Always
from assistant.types import Action, Kind, Private, Review
from tests.tui.fakes import SIZES, FakeEngine, app, chat, on_review, send, shown, until
from tui.autosave import PAUSE, Kept
from tui.screens import review_pages as reviewing
from tui.widgets.checked_answer import CheckedAnswer
from tui.widgets.span_text import SpanText

TEXT = "Write to Marie Durand and Paul Martin about 12 March."


def decided(engine: FakeEngine) -> Review:
    return next(params["review"] for name, params in engine.calls if name == "answer")


async def review(pilot, text=TEXT):
    await send(pilot, text)
    await until(pilot, lambda: on_review(pilot))


async def sent(pilot):
    await pilot.press("ctrl+s")
    await until(pilot, lambda: chat(pilot).query(CheckedAnswer))


@pytest.mark.parametrize("size", SIZES)
async def test_each_value_has_a_mark_and_a_placeholder_at_every_width(size):
    async with app(FakeEngine()).run_test(size=size) as pilot:
        await review(pilot)
        for words in ("[x] P1", "[x] P2", "[ ] D1", "{{PERSON_1}}", "2 hidden", "1 left in clear"):
            assert words in shown(pilot), words
        assert "→ Big, outside the EU" in shown(pilot)
        assert "$" in shown(pilot)


async def test_wide_shows_both_texts_and_narrower_one():
    async with app(FakeEngine()).run_test(size=(120, 36)) as pilot:
        await review(pilot)
        assert "[P1]Marie Durand" in shown(pilot)
        assert "[P1]{{PERSON_1}}" in shown(pilot)
    async with app(FakeEngine()).run_test(size=(80, 24)) as pilot:
        await review(pilot)
        assert "[P1]Marie Durand → {{PERSON_1}}" in shown(pilot)


async def test_what_the_policy_asks_about_has_to_be_decided():
    engine = FakeEngine()
    running = app(engine, review="never").run_test(size=(80, 24), notifications=True)
    async with running as pilot:
        await review(pilot, "Report on Project Owl")
        assert "[?] Y1" in shown(pilot)
        await pilot.press("enter")
        await until(
            pilot, lambda: "decide about Y1" in "".join(n.message for n in pilot.app._notifications)
        )
        assert on_review(pilot)
        await pilot.press("space")
        assert "[x] Y1" in shown(pilot)
        await sent(pilot)
        assert decided(engine).actions == {Private("Project Owl"): Action.PLACEHOLDER}


async def test_a_term_grows_over_what_it_cuts_into():
    async with app(FakeEngine()).run_test(size=(120, 36)) as pilot:
        await review(pilot, "Ask Marie Durand today")
        await pilot.press("plus", *"Durand today", "enter")
        await until(pilot, lambda: "[x] +1" in shown(pilot))
        assert "Ask [+1]{{COMPANY_TERM}}" in shown(pilot)


async def test_a_review_at_rest_costs_nothing(monkeypatch):
    async with app(FakeEngine()).run_test(size=(120, 36)) as pilot:
        await review(pilot)
        calls = []
        monkeypatch.setattr(SpanText, "bring", lambda _self, at: calls.append(at))
        for _turn in range(5):
            await pilot.pause()
        assert calls == []


async def test_narrow_shows_the_list_first():
    async with app(FakeEngine()).run_test(size=(46, 16)) as pilot:
        await review(pilot)
        assert shown(pilot).index("[x] P1") < shown(pilot).index("Your request")
        assert "2 hidden" in " ".join(shown(pilot).split())


async def test_space_turns_a_value_and_u_takes_it_back():
    engine = FakeEngine()
    async with app(engine).run_test(size=(80, 24)) as pilot:
        await review(pilot)
        await pilot.press("space")
        assert "[ ] P1" in shown(pilot)
        assert "(P1)Marie Durand" in shown(pilot)
        await pilot.press("u")
        assert "[x] P1" in shown(pilot)
        await pilot.press("down", "space", "down", "space")
        await sent(pilot)
        actions = decided(engine).actions
        assert actions == {
            Private("Paul Martin"): Action.ALLOW,
            Private("12 March"): Action.PLACEHOLDER,
        }


async def test_plus_hides_a_text_that_is_asked_for():
    engine = FakeEngine()
    async with app(engine).run_test(size=(120, 36), notifications=True) as pilot:
        await review(pilot)
        await pilot.press("plus", *"write", "enter")
        await until(pilot, lambda: "[x] +1" in shown(pilot))
        assert "[+1]{{COMPANY_TERM}} to" in shown(pilot)
        await pilot.press("plus", *"nowhere", "enter")
        await until(pilot, lambda: "not in the request" in shown(pilot))
        await sent(pilot)
        assert decided(engine).added == ((Private("write"), Kind.COMPANY_TERM),)


@pytest.mark.parametrize("size", SIZES)
async def test_e_changes_how_far_a_value_reaches_and_space_undoes_it(size):
    engine = FakeEngine()
    async with app(engine).run_test(size=size) as pilot:
        await review(pilot, "Write to Marie Durand Conseil")
        await pilot.press("e", "end", *" Conseil", "enter")
        await until(pilot, lambda: "[x] +1   Marie Durand Conseil" in shown(pilot))
        assert "[x] P1" not in shown(pilot)
        assert "{{PERSON}}" in shown(pilot) and "1 hidden" in " ".join(shown(pilot).split())
        await pilot.press("space")
        await until(pilot, lambda: "[x] P1" in shown(pilot))
        await pilot.press("e", *["backspace"] * 7, "enter")
        await until(pilot, lambda: "[x] +1   Marie ·" in shown(pilot))
        await sent(pilot)
        assert decided(engine).actions == {Private("Marie Durand"): Action.ALLOW}
        assert decided(engine).added == ((Private("Marie"), Kind.PERSON),)


async def test_what_a_narrower_reach_uncovers_is_shown_hidden():
    async with app(FakeEngine()).run_test(size=(120, 36)) as pilot:
        await review(pilot, "Write to Marie Durand")
        await pilot.press("e", *["backspace"] * 7, "enter")
        await until(pilot, lambda: "[x] +1   Marie ·" in shown(pilot))
        assert "Write to [+1]{{PERSON}} [#]{{PERSON}}" in shown(pilot)


async def test_e_changes_what_a_value_is():
    engine = FakeEngine()
    async with app(engine).run_test(size=(120, 36)) as pilot:
        await review(pilot, "Write to Marie Durand")
        await pilot.press("e", "tab", "up", "enter")
        await until(pilot, lambda: "Marie Durand · origin or belief → {{NRP}}" in shown(pilot))
        assert "Write to [+1]{{NRP}}" in shown(pilot)
        await sent(pilot)
        assert decided(engine).added == ((Private("Marie Durand"), Kind.NRP),)
        assert decided(engine).actions == {}


async def test_plus_hides_the_selected_text():
    engine = FakeEngine()
    async with app(engine).run_test(size=(120, 36)) as pilot:
        await review(pilot)
        text = pilot.app.screen.query_one("#text-original", SpanText)
        await pilot.mouse_down(text, offset=(0, 1))
        await pilot.hover(text, offset=(4, 1))
        await pilot.mouse_up(text, offset=(4, 1))
        assert (pilot.app.screen.get_selected_text() or "").strip() == "Write"
        await pilot.press("plus")
        await until(pilot, lambda: "[x] +1" in shown(pilot))


async def test_a_risky_value_in_clear_is_asked_about_once():
    engine = FakeEngine()
    async with app(engine).run_test(size=(80, 24)) as pilot:
        await review(pilot, "Pay FR7630006000011234567890189 please")
        await pilot.press("space", "enter")
        await until(pilot, lambda: "B1 (IBAN) would leave in clear" in shown(pilot))
        await pilot.press("escape")
        assert on_review(pilot)
        assert "answer" not in engine.names()
        await pilot.press("enter", "right", "enter")
        await until(pilot, lambda: chat(pilot).query(CheckedAnswer))
        assert list(decided(engine).actions.values()) == [Action.ALLOW]


async def test_earlier_turns_and_instructions_are_shown_too():
    async with app(FakeEngine()).run_test(size=(120, 36)) as pilot:
        await send(pilot, "Hi")
        await until(pilot, lambda: chat(pilot).query(CheckedAnswer))
        await review(pilot, "Again Paul Martin")
        for words in ("Your request", "Earlier in this conversation", "Instructions to the model"):
            assert words in shown(pilot), words


async def test_what_the_company_hides_is_said_and_stays_hidden(monkeypatch):
    from tests.tui import fakes

    made = fakes.request_of

    def bound(draft):
        request = made(draft)
        return replace(request, proposal=replace(request.proposal, binding=True))

    monkeypatch.setattr(fakes, "request_of", bound)
    running = app(FakeEngine()).run_test(size=(120, 36), notifications=True)
    async with running as pilot:
        await review(pilot)
        assert "by the policy" in shown(pilot)
        await pilot.press("space")
        await until(
            pilot, lambda: "does not let" in "".join(n.message for n in pilot.app._notifications)
        )
        assert "[x] P1" in shown(pilot)


async def test_what_was_left_out_of_a_request_is_said_before_and_after_sending():
    engine = FakeEngine()
    whole = engine._prepare

    async def prepare(draft):
        async for request in whole(draft):
            yield replace(
                request, rendered=replace(request.rendered, notices=("3 turns left out.",))
            )

    engine._prepare = prepare
    async with app(engine).run_test(size=(80, 24)) as pilot:
        await send(pilot, "Greet Marie Durand")
        await until(pilot, lambda: on_review(pilot))
        assert "! 3 turns left out." in shown(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: not on_review(pilot) and "! 3 turns left out." in shown(pilot))


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_nothing_from_before_covers_what_is_reviewed(size):
    engine = FakeEngine()
    engine.locked = StoreError("No key for your history.", "", "Unlock.")
    async with app(engine).run_test(size=size, notifications=True) as pilot:
        await pilot.press(*"Hi")
        await until(pilot, lambda: pilot.app.screen.query(Toast))
        assert "not kept: in memory only" in shown(pilot)
        await review(pilot)
        await pilot.pause(2 * PAUSE)  # what was written last would be told of here
        assert not pilot.app.screen.query(Toast) and not pilot.app._notifications
        await pilot.press("escape")
        await until(pilot, lambda: not on_review(pilot))
        assert "not kept: in memory only" in shown(pilot)


async def test_a_draft_that_cannot_be_kept_is_told_of_where_it_is_written():
    engine, tried = FakeEngine(), asyncio.Event()

    async def keep(key, text):
        await tried.wait()
        raise StoreError("No key for your history.", "", "Unlock.")
        yield

    engine._keep_draft = keep
    async with app(engine).run_test(size=(80, 24), notifications=True) as pilot:
        await review(pilot)
        await until(pilot, lambda: "keep_draft" in engine.names())
        tried.set()
        await until(pilot, lambda: chat(pilot).query_one(Kept).words)
        assert [n.message for n in pilot.app._notifications] == []
        await pilot.press("escape")
        await until(pilot, lambda: not on_review(pilot))
        await pilot.press("h")
        await until(pilot, lambda: pilot.app.screen.query(Toast))
        assert "No key for your history." in next(iter(pilot.app._notifications)).message


@pytest.mark.parametrize("size", SIZES)
async def test_a_long_text_is_laid_out_aside_and_reviewed_as_any_other(size, monkeypatch):
    monkeypatch.setattr(reviewing, "_LONG", 0)
    engine = FakeEngine()
    async with app(engine).run_test(size=size) as pilot:
        await review(pilot)
        await until(
            pilot, lambda: "[P1]{{PERSON_1}}" in shown(pilot).replace("Marie Durand → ", "")
        )
        await until(pilot, lambda: "2 hidden" in shown(pilot))
        await pilot.press("space")
        assert "[ ] P1" in shown(pilot)
        await until(pilot, lambda: "(P1)Marie Durand" in shown(pilot))
        await until(pilot, lambda: "1 hidden" in shown(pilot))
        await pilot.press("u")
        await until(pilot, lambda: "2 hidden" in shown(pilot))
        await sent(pilot)
        assert decided(engine) == Review()


async def hide(pilot, term):
    await pilot.press("plus")
    await until(pilot, lambda: not on_review(pilot))
    await pilot.press(*term, "enter")
    await until(pilot, lambda: on_review(pilot))


async def test_what_is_hidden_comes_back_after_escape_and_leaves_hidden():
    engine = FakeEngine()
    async with app(engine, review="found").run_test(size=(80, 24)) as pilot:
        await review(pilot, "Paul Martin met soizic.")
        await hide(pilot, "soizic")
        await pilot.press("escape")
        await until(pilot, lambda: not on_review(pilot))
        await review(pilot, "I met soizic.")  # nothing is found in it: it is reviewed all the same
        await sent(pilot)
    assert decided(engine).added == ((Private("soizic"), Kind.COMPANY_TERM),)


async def test_what_was_let_through_is_hidden_again_after_escape():
    engine = FakeEngine()
    async with app(engine).run_test(size=(80, 24)) as pilot:
        await review(pilot)
        await pilot.press("space", "escape")
        await until(pilot, lambda: not on_review(pilot))
        await review(pilot)
        await sent(pilot)
    assert not decided(engine).actions


async def test_what_hides_from_now_on_is_kept_at_escape_and_what_shows_is_not():
    engine, kept = FakeEngine(), []

    async def keep(rules):
        kept.extend(rules)
        yield None

    engine._keep_rules = keep
    running = app(engine).run_test(size=(80, 24), notifications=True)
    async with running as pilot:
        await review(pilot, "Marie Durand met soizic on 12 March.")
        await hide(pilot, "soizic")
        await pilot.press("home", "a", "end", "a", "escape")  # the last one is let through
        await until(pilot, lambda: not on_review(pilot) and kept)
        said = [toast.message for toast in pilot.app._notifications]
        await review(pilot, "Marie Durand met soizic on 12 March.")
        assert "+1" in shown(pilot)
        assert "∞" not in shown(pilot)
    assert [(rule.term.reveal(), rule.always) for rule in kept] == [("soizic", Always.HIDE)]
    assert any("1 decision to hide is kept" in words for words in said)
    assert any("let through from now on was not kept" in words for words in said)


async def test_rules_that_cannot_be_kept_at_escape_are_told_and_come_back():
    engine = FakeEngine()

    async def keep(rules):
        raise StoreError("The disk is full.")
        yield

    engine._keep_rules = keep
    async with app(engine).run_test(size=(80, 24)) as pilot:
        await review(pilot, "Marie Durand met soizic.")
        await hide(pilot, "soizic")
        await pilot.press("home", "a", "escape")
        await until(pilot, lambda: "The disk is full." in shown(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: not on_review(pilot) and "disk is full" not in shown(pilot))
        await review(pilot, "Marie Durand met soizic.")
        assert "+1" in shown(pilot) and "∞" in shown(pilot)
