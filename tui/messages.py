"""What the workers tell the screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from assistant.errors import HygieError
from assistant.types import Answer, Document, Draft, PartDone, Request, Retrying, Review

if TYPE_CHECKING:
    from assistant.models.cards import ModelCard
    from tui.widgets.checked_answer import CheckedAnswer


class GuardReady(Message):
    """The guard is loaded; requests may pass."""

    def __init__(self, card: ModelCard) -> None:
        super().__init__()
        self.card = card


class EngineFailed(Message):
    """The guard or the engine does not come up; nothing can be sent."""

    def __init__(self, error: HygieError) -> None:
        super().__init__()
        self.error = error


class EngineDied(Message):
    """The engine process is gone; it is being started again."""


class Assembling(Message):
    """So many bytes of the embedded model are put together."""

    def __init__(self, step: PartDone) -> None:
        super().__init__()
        self.step = step


class Prepared(Message):
    """A request with what the guard proposes to hide."""

    def __init__(self, request: Request) -> None:
        super().__init__()
        self.request = request


class Reviewed(Message):
    """A request may leave as decided."""

    def __init__(self, request: Request, review: Review) -> None:
        super().__init__()
        self.request, self.review = request, review


class Arrived(Message):
    """A piece of the answer, restored."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class Held(Message):
    """The answer takes longer: a retry, or parts of a long document."""

    def __init__(self, event: Retrying | PartDone) -> None:
        super().__init__()
        self.event = event


class Answered(Message):
    """The whole answer with its checks."""

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self.answer = answer


class Failed(Message):
    """A request failed; its draft goes back to the person."""

    def __init__(self, error: HygieError, draft: Draft) -> None:
        super().__init__()
        self.error, self.draft = error, draft


class DocumentRead(Message):
    """A document was read, or could not be."""

    def __init__(self, result: Document | HygieError, path: str = "") -> None:
        super().__init__()
        self.result, self.path = result, path


class EvidenceWanted(Message):
    """The person asks why a sentence is marked as it is."""

    def __init__(self, view: CheckedAnswer, sentence: int) -> None:
        super().__init__()
        self.view, self.sentence = view, sentence


class LookUpWanted(Message):
    """The person wants the references of an answer looked up."""

    def __init__(self, view: CheckedAnswer) -> None:
        super().__init__()
        self.view = view


class JudgeWanted(Message):
    """The person wants a model's opinion of the sentences of an answer."""

    def __init__(self, view: CheckedAnswer) -> None:
        super().__init__()
        self.view = view


class LeavingWanted(Message):
    """The person wants to see what was on its way to a model when its answer ended too early."""

    def __init__(self, request: Request, model: str) -> None:
        super().__init__()
        self.request, self.model = request, model


class SentWanted(Message):
    """The person asks what was sent."""

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self.answer = answer


class CopyWanted(Message):
    """The person wants a text in the clipboard; `words` say which part of it, if not all."""

    def __init__(self, text: str, words: str = "") -> None:
        super().__init__()
        self.text, self.words = text, words


class ExportWanted(Message):
    """The person wants a text in a file; `kind` is the word for what it is."""

    def __init__(self, text: str, kind: str) -> None:
        super().__init__()
        self.text, self.kind = text, kind


class ModelChosen(Message):
    """The engine will ask another model from now on."""

    def __init__(self, card: ModelCard) -> None:
        super().__init__()
        self.card = card
