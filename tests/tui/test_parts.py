"""The parts without a screen: wrapping, Markdown, control characters, keys, paths, imports."""

import ast
import inspect
import pkgutil
import re
import subprocess
import sys
import textwrap
import time
from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.message_pump import MessagePump

import tui
from assistant import figures, i18n, kinds, verdicts
from assistant.activity.summary import summarised
from assistant.errors import HygieError
from assistant.store.records import Event
from assistant.types import Kind, PartDone, Status
from assistant.visible import clean, visible
from guards.sources.statements import ASIDE
from tests.tui.fakes import CARD, statement
from tui import keeper, light_markdown
from tui.keyboard import KeyboardParser
from tui.messages import EngineDied, EngineFailed, GuardReady
from tui.paths import complete
from tui.wrapping import cells, wrap

TEXTS = st.text(alphabet=st.sampled_from("abé– \n\t•-12.日*`#\x1b\x9b\u202e"), max_size=120)


@given(TEXTS, st.integers(4, 30))
def test_wrapping_shows_every_visible_character_once_and_fits(text, width):
    text = visible(text)  # as it is drawn
    lines = wrap(text, width)
    shown = "".join(text[line.start : line.end] for line in lines)
    assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", text)
    for line in lines:
        assert line.indent + cells(text[line.start : line.end].rstrip()) <= width + 1


@given(TEXTS)
def test_visible_keeps_every_offset_and_no_control_character(text):
    assert len(visible(text)) == len(text)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", visible(text))
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", clean(text))


@given(TEXTS)
def test_markdown_keeps_track_of_places(text):
    shown = light_markdown.read(text)
    assert len(shown.kept) == len(shown.text)
    assert list(shown.kept) == sorted(set(shown.kept))


def test_markdown_signs_become_marks():
    shown = light_markdown.read("## Title\n- **Bold** and `code`\n```\n**as is**\n```")
    assert shown.text == "Title\n• Bold and code\n```\n**as is**\n```"
    assert {mark.style for mark in shown.marks} == {"title", "strong", "code", "muted"}


def test_alt_enter_is_heard():
    parser = KeyboardParser()
    keys = [event.key for event in parser.feed("\x1b\ra") if isinstance(event, events.Key)]
    assert keys == ["alt+enter", "a"]


@pytest.mark.parametrize("cut", range(1, 20))
def test_a_paste_stays_a_paste_whatever_it_holds(cut):
    parser = KeyboardParser()
    data = "\x1b[200~a\x1b[31mb\r\x1bc\x1b[201~z"
    seen = [*parser.feed(data[:cut]), *parser.feed(data[cut:])]
    assert [e.key for e in seen if isinstance(e, events.Key)] == ["z"]
    assert "".join(e.text for e in seen if isinstance(e, events.Paste)) == "a[31mb\nc"


def test_a_book_is_pasted_at_once():
    parser, seen, began = KeyboardParser(), [], time.process_time()
    data = "\x1b[200~" + "A line of a book.\n" * 290_000 + "\x1b[201~q"
    for at in range(0, len(data), 4096):
        seen += parser.feed(data[at : at + 4096])
    assert [len(getattr(event, "text", "q")) for event in seen] == [5_220_000, 1]
    assert time.process_time() - began < 1, "each character was looked at"


def test_paths_are_completed(tmp_path: Path):
    (tmp_path / "notes").mkdir()
    (tmp_path / "notice.txt").touch()
    assert complete(f"{tmp_path}/noti") == f"{tmp_path}/notice.txt"
    assert complete(f"{tmp_path}/note") == f"{tmp_path}/notes/"
    (tmp_path / "xyz\x1b[2J").touch()
    assert complete(f"{tmp_path}/x") is None
    assert complete(f"{tmp_path}/none/x") is None


def test_every_kind_has_a_letter_and_a_name():
    for kind in Kind:
        assert len(kinds.letter(kind)) == 1
        assert kinds.label(kind)


async def test_an_engine_that_keeps_dying_is_given_up():
    told: list[object] = []

    class Dying:
        running, pid = True, 1

        async def start(self):
            pass

        async def gone(self):
            pass

        async def call(self, method, **params):
            yield PartDone(1, 2)

        async def one(self, method, **params):
            return CARD

    await keeper.keep(Dying(), lambda: "auto", told.append, lambda: None, lambda: None)
    assert sum(isinstance(m, EngineDied) for m in told) == 4
    assert sum(isinstance(m, GuardReady) for m in told) == 4
    assert isinstance(told[-1], EngineFailed)
    assert isinstance(told[-1].error, HygieError)


def test_starting_imports_nothing_heavy():
    code = "import tui.app, tui.plain, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    heavy = {"litellm", "presidio_analyzer", "spacy", "pydantic", "markdown_it", "httpx", "regex"}
    assert not loaded & heavy
    modules = done.stdout.split()
    assert "assistant.engine.client" not in modules
    assert not [name for name in modules if name.endswith("wiring")]


def test_no_name_hides_one_of_textual_unknowingly():
    wanted = {"_fatal_error", "_handle_exception", "_on_key", "_on_paste"}
    for module in pkgutil.walk_packages(tui.__path__, "tui."):
        for cls in vars(import_module(module.name)).values():
            if inspect.isclass(cls) and cls.__module__ == module.name:
                assert not _hidden(cls) - wanted, cls


def _hidden(cls: type) -> set[str]:
    if not issubclass(cls, MessagePump):
        return set()
    tree = ast.parse(textwrap.dedent(inspect.getsource(cls)))
    own = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    own |= {node.name for node in ast.walk(tree) if isinstance(node, ast.AsyncFunctionDef)}
    own = {name for name in own if name.startswith("_") and not name.startswith("__")}
    theirs = [base for base in cls.__mro__[1:] if base.__module__.startswith("textual")]
    return {name for name in own if any(name in vars(base) for base in theirs)}


def test_no_worker_is_described_by_what_it_works_on():
    # Without one, or an empty one, Textual writes the arguments out: texts, a passphrase, a whole request.
    for path in Path(tui.__path__[0]).rglob("*.py"):
        for use in re.findall(r"@work\b(.*)", path.read_text(encoding="utf-8")):
            assert use.startswith('(description="-"'), path.name


@given(TEXTS, st.integers(4, 30))
def test_western_text_is_wrapped_as_any_other_is(text, width):
    text = visible(text).replace("日", "é")
    assert wrap(text, width) == [*wrap(f"{text}\n日", width)][:-1]


def test_numbers_are_written_as_the_language_writes_them():
    try:
        i18n.choose("fr")
        assert figures.size(1_234_000) == "1,2\N{NO-BREAK SPACE}Mo"
        assert figures.size(13_617_000_000) == "13,6\N{NO-BREAK SPACE}Go"
        assert figures.number(12_345.5, 1) == "12\N{NARROW NO-BREAK SPACE}345,5"
        assert figures.share(0.456) == "46\N{NO-BREAK SPACE}%"
    finally:
        i18n.choose("en")
    assert figures.size(1_234_000) == "1.2 MB"
    assert figures.money(0.0123) == "$0.0123"
    assert figures.money(0) == "$0.00"


def test_each_sentence_is_counted_once_and_asides_apart():
    kinds = [Status.SUPPORTED, Status.NOT_FOUND, Status.UNCHECKED, Status.UNCHECKED]
    found = [
        statement("A. B. C. D.", f"{c}.", s, n)
        for n, (c, s) in enumerate(zip("ABCD", kinds, strict=True))
    ]
    found[3] = replace(found[3], check=ASIDE)
    told = ["4 sentences", "doubtful: 1", "unchecked: 1", "verified: 1", "nothing to check: 1"]
    assert verdicts.tally(found) == told
    assert verdicts.tally(found[3:]) == ["1 sentence", "nothing to check"], "no doubt is no praise"
    assert not verdicts.states_nothing(())
    assert ASIDE.startswith(verdicts.ASIDE)
    kept = verdicts.by_outcome(found)
    assert kept == {"supported": 1, "not_found": 1, "unchecked": 1}
    shown = summarised(date.today(), [Event(0.0, "ask", checked=kept)])
    assert (shown.sentences, shown.doubtful, shown.unchecked) == (3, 1, 1), "as below the answer"
