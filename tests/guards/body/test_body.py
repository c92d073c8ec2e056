"""Bodies come apart and together without a change, and come back whole at any chunk border."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import LeakPrevented, PolicyRefused
from assistant.types import (
    Action,
    Destination,
    Finding,
    Kind,
    Message,
    Private,
    Proposal,
    Redaction,
    Role,
    Span,
)
from guards.absences import Absences
from guards.body.conversation import Conversation
from guards.body.detecting import RuleDetector
from guards.body.guard import BodyGuard, last_look
from guards.body.slots import put_together, take_apart
from guards.pseudonyms.placeholders import MAX_LENGTH
from guards.pseudonyms.vault import MemoryVault
from guards.restore_json import JsonRestorer

scalars = st.none() | st.booleans() | st.integers() | st.text(max_size=30)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=20,
)  # fmt: skip
objects = st.dictionaries(st.text(max_size=12), values | values.map(json.dumps), max_size=5)


def never(text: str) -> None:
    """Nothing was made by a provider."""


@given(objects)
def test_apart_and_together_is_the_same(body):
    apart = take_apart(body, never)
    texts = [text.text for text in apart.texts]
    assert put_together(apart.tree, texts, apart.texts) == body


@given(objects, st.text(alphabet='"\\é\n', min_size=1, max_size=5))
def test_every_string_is_taken_out(body, mark):
    apart = take_apart({"unknown": body | {"x": mark, mark: [{"y": mark}]}}, never)
    told = put_together(apart.tree, ["-"] * len(apart.texts), apart.texts)
    assert mark not in {*_strings(told)}


def _strings(node):
    if isinstance(node, str):
        yield node
    for inner in node.items() if isinstance(node, dict) else node if isinstance(node, list) else ():
        for part in inner if isinstance(inner, tuple) else (inner,):
            yield from _strings(part)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=20), st.booleans(), st.data())
def test_json_comes_back_valid_at_any_chunk_border(value, escaped, data):
    vault = MemoryVault()
    marker = vault.placeholder(Kind.COMPANY_TERM, Private(value or "x"))
    spelt = "".join(f"\\u{ord(c):04x}" for c in marker) if escaped else marker
    inner = json.dumps({"deep": f"<{marker}>"})
    text = f'{{"a": "« {spelt} »", "n": [1, true], "j": {json.dumps(inner)}}}'
    restorer, told, at = JsonRestorer(vault), "", 0
    while at < len(text):
        size = data.draw(st.integers(1, 9))
        told += restorer.feed(text[at : at + size])
        at += size
    read = json.loads(told + restorer.close())
    assert read["a"] == f"« {value or 'x'} »" and read["n"] == [1, True]
    assert json.loads(read["j"]) == {"deep": f"<{value or 'x'}>"}


def test_json_gives_back_what_is_escaped_as_in_markdown():
    vault = MemoryVault()
    vault.placeholder(Kind.PERSON, Private('Maïwenn "Mae" Kerval'))
    text = json.dumps({"a": r"**\{\{PERSON\_1\}\}**"})
    restorer = JsonRestorer(vault)
    told = "".join(map(restorer.feed, text)) + restorer.close()
    assert json.loads(told) == {"a": '**Maïwenn "Mae" Kerval**'}


@pytest.fixture
def guard():
    return BodyGuard(RuleDetector(), RuleDetector())


MAIL = "ida.morvan@nordmail.example.org"


def protected(guard, conversation=None, **body):
    return guard.protect({"model": "m", **body}, conversation or Conversation(), Destination.WORLD)


def test_the_unchanged_keeps_its_spelling(guard):
    text = '{ "a":1.50,\n  "b" : "\\u00e9" , "mail":"' + MAIL + '"}'
    made = protected(guard, messages=[{"role": "user", "content": text}]).body["messages"][0][
        "content"
    ]
    assert made == text.replace(MAIL, "{{EMAIL_1}}")


def test_what_the_provider_said_goes_back_as_it_was(guard):
    conversation = Conversation()
    conversation.heard("sig" + MAIL)
    conversation.heard("thought of {{EMAIL_1}}", f"thought of {MAIL}")
    block = {"type": "thinking", "thinking": f"thought of {MAIL}", "signature": "sig" + MAIL}
    made = protected(guard, conversation, messages=[{"role": "assistant", "content": [block]}])
    assert made.body["messages"][0]["content"][0] == block | {"thinking": "thought of {{EMAIL_1}}"}


def test_a_conversation_is_kept_and_read_whole(guard):
    conversation = Conversation()
    protected(guard, conversation, messages=[{"role": "user", "content": MAIL}])
    again = Conversation.read(conversation.written())
    assert again.every() == conversation.every() == {"{{EMAIL_1}}"}
    assert "ida" not in repr(conversation.written())


def test_a_model_that_holds_something_is_refused(guard):
    with pytest.raises(PolicyRefused):
        guard.protect({"model": MAIL}, Conversation(), Destination.WORLD)


HELLO = [{"role": "user", "content": "hello"}]


@pytest.mark.parametrize("key", ["tel", "tel2", "phone_2", "customer_phone", "customerPhone"])
@pytest.mark.parametrize("number", [639984127, 7700900417, 447700900417])
def test_a_telephone_as_a_number_is_hidden_wherever_it_stands(guard, key, number):
    assert protected(guard, messages=HELLO, **{key: number}).body[key] == "{{PHONE_1}}"
    assert protected(guard, messages=HELLO, a={key: number}).body["a"][key] == "{{PHONE_1}}"
    text = json.dumps({key: number})
    made = protected(guard, messages=[{"role": "user", "content": text}]).body["messages"][0]
    assert json.loads(made["content"]) == {key: "{{PHONE_1}}"}


@pytest.mark.parametrize("told", ["06 39 98 41 27", "+33 6 39 98 41 27", "0033639984127"])
def test_a_telephone_is_also_the_number_without_its_nought(guard, told):
    asked = [{"role": "user", "content": f"tél. {told}"}]
    made = protected(guard, messages=asked, extra={"x": 639984127, "y": 33639984127}).body
    assert "639984127" not in json.dumps(made)


@pytest.mark.parametrize("name", ["seed", "created"])
@pytest.mark.parametrize("told", ["+44 7700 900417", "07700 900417", "tel. 447700900417"])
def test_a_setting_that_is_hidden_elsewhere_is_refused_by_its_name(guard, name, told):
    asked = [{"role": "user", "content": f"call {told}"}]
    with pytest.raises(PolicyRefused) as refused:
        protected(guard, messages=asked, **{name: 447700900417})
    assert name in str(refused.value) and "7700" not in repr(refused.value)


@pytest.mark.parametrize("number", [639984127.0, -639984127, 33639984127.5])
def test_a_setting_is_refused_however_it_is_written(guard, number):
    asked = [{"role": "user", "content": "tél. 06 39 98 41 27"}]
    with pytest.raises(PolicyRefused):
        protected(guard, messages=asked, temperature=number)


def test_a_seed_beside_the_same_number_in_data_is_refused(guard):
    with pytest.raises(PolicyRefused):
        protected(guard, messages=HELLO, seed=447700900417, extra={"phone": 447700900417})


@pytest.mark.parametrize(
    "settings",
    [{"seed": 42, "max_tokens": 4096}, {"seed": 4477009004170}, {"seed": 2**63 - 1, "temperature": 0.7},
     {"created": 1764000000}, {"seed": 900417}, {"top_k": 417, "n": 1}],
)  # fmt: skip
def test_other_settings_stay_numbers(guard, settings):
    asked = [{"role": "user", "content": "call +44 7700 900417, order no. 900417"}]
    made = protected(guard, messages=asked, **settings).body
    assert {key: made[key] for key in settings} == settings


@pytest.mark.parametrize(
    "data",
    [{"count": 639984127}, {"telemetry": 639984127}, {"hotel2": 639984127}, {"phone_count": 639984127},
     {"size": 123456789}, {"phones": 639984127}, {"tel2": 6}],
)  # fmt: skip
def test_other_numbers_of_data_stay(guard, data):
    assert protected(guard, messages=HELLO, extra=data).body["extra"] == data
    assert protected(guard, messages=HELLO, **data).body.items() >= data.items()


def test_only_this_requests_placeholders_come_back(guard):
    conversation = Conversation()
    protected(guard, conversation, messages=[{"role": "user", "content": MAIL}])
    other = protected(guard, conversation, messages=[{"role": "user", "content": "hello"}])
    assert other.reply.whole("{{EMAIL_1}}") == "{{EMAIL_1}}"


def _proposal(value):
    finding = Finding(Span(0, len(value)), Kind.PERSON, 0.9, "ner")
    hidden = Redaction(0, finding, Private(value), "{{PERSON_1}}", Action.PLACEHOLDER)
    return Proposal(Destination.WORLD, (Message(Role.USER, Private(value)),), (hidden,), False)


@pytest.mark.parametrize(
    "text", ["une réponse polie pour vous", "Marie Morellet", "AnneMarie Morel"]
)
def test_the_last_look_lets_words_pass_that_only_begin_or_end_like_a_name(text):
    for value in ("polie po", "Marie Morel"):
        last_look({"a": text}, _proposal(value), Absences())


@pytest.mark.parametrize(
    "text",
    [
        "voir Marie Morel",
        "voir\nMarie Morel",
        "voir\tMarie Morel",
        "\x01Marie Morel",
        "(Marie Morel)",
    ],
)
def test_the_last_look_stops_a_name_wherever_it_stands_whole(text):
    with pytest.raises(LeakPrevented):
        last_look({"messages": [{"content": text}]}, _proposal("Marie Morel"), Absences())


def test_the_last_look_stops_a_number_within_anything():
    with pytest.raises(LeakPrevented):
        last_look({"a": "x2026-4711y"}, _proposal("2026-4711"), Absences())


def test_a_stream_is_held_back_by_one_placeholder_at_most(guard):
    asked = (
        "Écrivez à ida.morvan@nordmail.example.org ou au 06 39 98 12 34, dossier n° 2026-4711 : merci.\n"
        * 6
    )
    done = guard.protect(
        {"model": "m", "messages": [{"role": "user", "content": asked}]},
        Conversation(),
        Destination.WORLD,
    )
    answer = str(done.body["messages"][0]["content"])
    assert "{{EMAIL_1}}" in answer
    channel, shown = done.reply.text(), ""
    for at, char in enumerate(answer, 1):
        shown += channel.feed(char)
        due = done.reply.whole(answer[: max(0, at - MAX_LENGTH)].rpartition(" ")[0])
        assert shown.startswith(due)
    assert shown + channel.close() == asked


@settings(deadline=None)  # the first text waits for the patterns to be compiled
@given(objects, values)
def test_to_begin_with_a_body_of_any_shape_fails_never(body, turns):
    guard = BodyGuard(Early(), RuleDetector())
    for member in ("messages", "input"):
        guard.ahead(body | {member: turns})


def test_what_begins_early_is_the_last_turn():
    early = Early()
    guard = BodyGuard(early, RuleDetector())
    guard.ahead({"messages": [{"content": "Le début."}, {"content": "La suite."}]})
    guard.ahead({"messages": [{"content": [{"type": "text", "text": "En parts."}]}]})
    guard.ahead({"model": "m", "input": "Une question."})
    assert early.begun == ["La suite.", "Une question."]


class Early(RuleDetector):
    """A finder that notes what it may begin with."""

    def __init__(self) -> None:
        super().__init__()
        self.begun: list[str] = []

    def ahead(self, text: str) -> None:
        self.begun.append(text)
