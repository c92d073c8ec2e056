"""Bodies come apart and together without a change, and come back whole at any chunk border."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import PolicyRefused
from assistant.types import Destination, Kind, Private
from guards.body.conversation import Conversation
from guards.body.detecting import RuleDetector
from guards.body.guard import BodyGuard
from guards.body.slots import put_together, take_apart
from guards.pseudonyms.vault import MemoryVault
from guards.restore_json import JsonRestorer

scalars = st.none() | st.booleans() | st.integers() | st.text(max_size=30)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=20,
)  # fmt: skip
objects = st.dictionaries(st.text(max_size=12), values | values.map(json.dumps), max_size=5)


def never(text: str) -> bool:
    return False


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


def test_only_this_requests_placeholders_come_back(guard):
    conversation = Conversation()
    protected(guard, conversation, messages=[{"role": "user", "content": MAIL}])
    other = protected(guard, conversation, messages=[{"role": "user", "content": "hello"}])
    assert other.reply.whole("{{EMAIL_1}}") == "{{EMAIL_1}}"
