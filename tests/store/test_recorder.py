"""The end of the pipeline keeps texts and counts, or counts alone; a failure never costs the answer."""

from pathlib import Path

import pytest

from assistant import keeping
from assistant.clock import SystemClock
from assistant.models.cards import ModelCard
from assistant.store.recorder import Keep, Recorder
from assistant.store.store import Store
from assistant.types import (
    Action,
    Answer,
    Claim,
    ClaimKind,
    Destination,
    Draft,
    Finding,
    Kind,
    Language,
    Private,
    Proposal,
    Redaction,
    Rendered,
    Request,
    Review,
    Span,
    Status,
    Task,
    Usage,
    Verdict,
)
from tests.store.made import KEY

CARD = ModelCard("m", "M", "p", "p/m", Destination.WORLD, price_in=2.0, price_out=10.0)


def exchange() -> tuple[Request, Answer]:
    typed = Draft("abc", Task.CHAT, Private("Qui ?"))
    drafted = Draft("abc", Task.CHAT, Private("Qui ?\n\nRépondez seulement d’après…"))
    finding = Finding(Span(0, 3), Kind.PERSON, 1.0, "r")
    redactions = tuple(
        Redaction(0, finding, Private("x"), "{{PERSON_1}}", action)
        for action in (Action.PLACEHOLDER, Action.PLACEHOLDER, Action.ALLOW)
    )
    request = Request(
        drafted, Rendered(Language.FR, (), ()), Proposal(Destination.WORLD, (), redactions),
        Review({Private("x"): Action.ALLOW}), typed=typed,
    )  # fmt: skip
    verdicts = tuple(
        Verdict(Claim(Span(0, 1), kind, 0, Private("s")), status, "why", "c")
        for kind, status in (
            (ClaimKind.STATEMENT, Status.SUPPORTED), (ClaimKind.STATEMENT, Status.NOT_FOUND),
            (ClaimKind.NUMBER, Status.NOT_FOUND),
        )
    )  # fmt: skip
    answer = Answer(
        Private("Elle."), Private("{{PERSON_1}}."), verdicts, (), "m", Usage(1000, 100), 2.5
    )
    return request, answer


def test_a_failure_costs_no_answer_and_is_told_with_its_reason(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path, KEY, CARD, dict, SystemClock())
    (tmp_path / "store.db").write_bytes(b"\0" * 12_288)
    request, answer = exchange()
    kept = keeping.kept(recorder, request, answer)
    assert kept.text == answer.text
    assert kept.warnings == (
        "This exchange was not kept. The file of your history is damaged. Copy the answer if you want to keep it.",
    )


@pytest.mark.parametrize("keep", list(Keep))
def test_what_is_kept(tmp_path: Path, keep: Keep) -> None:
    recorder = Recorder(tmp_path, KEY, CARD, lambda: {"people": Private("[]")}, SystemClock(), keep)
    recorder.add(*exchange())
    store = Store(tmp_path, KEY)
    (event,) = store.activity.between(0, 1e12)
    assert (event.hidden, event.corrected) == ({"PERSON": 2}, 1)
    opinion = keep is Keep.OPINION
    assert event.what == ("judge" if opinion else "ask")
    assert event.checked == ({} if opinion else {"supported": 1, "not_found": 1})
    assert event.cost == pytest.approx(0.003)
    assert store.conversations.count() == (1 if keep is Keep.ALL else 0)
    if keep is Keep.ALL:
        (turn,) = store.conversations.turns("abc")
        assert turn.question == Private("Qui ?")
        assert store.pseudonyms("abc") == {"people": Private("[]")}
    store.close()
