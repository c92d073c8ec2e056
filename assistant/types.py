"""The values that pass between the parts of hygie: frozen, without I/O, standard library only.

Text that may hold personal data travels as `Private`; text that may leave the machine as `Safe`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NewType

from assistant.private import Private as Private

# Made by the guard alone (`guards/sealing.py`); a test greps for any other maker.
Safe = NewType("Safe", str)

# A JSON body whose every string was sealed; made by `guards/body/` alone.
SafeBody = NewType("SafeBody", dict[str, Any])


class Kind(StrEnum):
    """What a confidential span is."""

    PERSON = "PERSON"
    ORG = "ORG"
    LOCATION = "LOCATION"
    ADDRESS = "ADDRESS"
    POSTAL_CODE = "POSTAL_CODE"
    DATE = "DATE"
    AGE = "AGE"
    NRP = "NRP"
    JOB_TITLE = "JOB_TITLE"
    RELATION = "RELATION"
    EMAIL = "EMAIL"
    PHONE = "PHONE"
    IBAN = "IBAN"
    CREDIT_CARD = "CREDIT_CARD"
    BANK_ACCOUNT = "BANK_ACCOUNT"
    NATIONAL_ID = "NATIONAL_ID"
    TAX_ID = "TAX_ID"
    COMPANY_ID = "COMPANY_ID"
    ID_DOC = "ID_DOC"
    PLATE = "PLATE"
    IP = "IP"
    MAC = "MAC"
    URL = "URL"
    HOST = "HOST"
    PATH = "PATH"
    USERNAME = "USERNAME"
    SECRET = "SECRET"  # noqa: S105  (a kind, not a password)
    CODE = "CODE"
    AMOUNT = "AMOUNT"
    COMPANY_TERM = "COMPANY_TERM"
    MARKING = "MARKING"
    SPECIAL = "SPECIAL"
    LITERAL = "LITERAL"  # the person's own text that looks like a placeholder


class Destination(StrEnum):
    """Where a model runs: decides what the policy lets through."""

    LOCAL = "local"
    COMPANY = "company"
    EU = "eu"
    WORLD = "world"


class Action(StrEnum):
    """What happens to a finding before the text leaves."""

    ALLOW = "allow"
    GENERALISE = "generalise"
    PSEUDONYMISE = "pseudonymise"
    PLACEHOLDER = "placeholder"
    MASK = "mask"
    ASK = "ask"
    BLOCK = "block"

    @property
    def hides(self) -> bool:
        """Whether the value itself stays here."""
        return self is not Action.ALLOW

    @property
    def strength(self) -> int:
        """How much the action protects; a stronger one is a larger number."""
        return _STRENGTHS[self]


_STRENGTHS = {action: number for number, action in enumerate(Action)}


class Task(StrEnum):
    """What the person asks for."""

    CHAT = "chat"
    DRAFT = "draft"
    SUMMARISE = "summarise"
    ANALYSE = "analyse"
    IDEATE = "ideate"


class Role(StrEnum):
    """Who speaks in a message."""

    SYSTEM = "system"
    USER = "user"
    ASSISTANT = "assistant"


class Language(StrEnum):
    """The two languages hygie speaks."""

    FR = "fr"
    EN = "en"


class Status(StrEnum):
    """The outcome of a source check."""

    SUPPORTED = "supported"
    ALTERED = "altered"
    NOT_FOUND = "not_found"
    CONTRADICTED = "contradicted"
    UNSUPPORTED = "unsupported"
    DERIVED = "derived"
    UNCHECKED = "unchecked"


class ClaimKind(StrEnum):
    """What a claim states."""

    QUOTE = "quote"
    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    IDENTIFIER = "identifier"
    STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of Unicode code points."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Finding:
    """A confidential span of one text; `score` in [0, 1]; `rule` names the recogniser."""

    span: Span
    kind: Kind
    score: float
    rule: str


class Style(StrEnum):
    """What stands for a hidden value: a placeholder, or an invented value of the same kind."""

    PLACEHOLDER = "placeholder"
    SURROGATE = "surrogate"


@dataclass(frozen=True, slots=True)
class Mention:
    """A value as it is written in one place; `title` is what stands before a name (« Mme »)."""

    kind: Kind
    value: Private[str]
    title: str = ""
    style: Style = Style.PLACEHOLDER


@dataclass(frozen=True, slots=True)
class Document:
    """A file or pasted text that a request is about; `notices` say how reading went.

    `pages` are the offsets where its pages begin, in code points; none where it has no pages.
    """

    name: Private[str]
    text: Private[str]
    notices: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of one's own notes, with where it stands; `id` names it in citations.

    `reach` is the farthest place its text may go; None: to no model at all. `page` counts from 1.
    """

    document: Private[str]
    span: Span
    text: Private[str]
    id: str = ""
    heading: Private[str] = Private("")  # noqa: RUF009  (frozen, like a literal)
    page: int = 0
    reach: Destination | None = Destination.WORLD


@dataclass(frozen=True, slots=True)
class Message:
    """One message to a model, still in clear."""

    role: Role
    text: Private[str]


@dataclass(frozen=True, slots=True)
class SafeMessage:
    """One message that may be sent."""

    role: Role
    text: Safe


@dataclass(frozen=True, slots=True)
class Draft:
    """What the person wants: instruction, documents, and the turns before.
    `background` are the documents of earlier turns: a follow-up is still about them."""

    conversation: str
    task: Task
    text: Private[str]
    documents: tuple[Document, ...] = ()
    history: tuple[Message, ...] = ()
    language: Language | None = None
    background: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True)
class Redaction:
    """One finding in one message with the placeholder proposed for it."""

    message: int
    finding: Finding
    original: Private[str]
    placeholder: str
    action: Action


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the guard would do to the messages: what a person reviews.

    `binding`: a company's rules are in it, which a person may tighten but not loosen.
    """

    destination: Destination
    messages: tuple[Message, ...]
    redactions: tuple[Redaction, ...]
    binding: bool = False


@dataclass(frozen=True, slots=True)
class Review:
    """Decisions: actions by exact value, which come first; terms to hide or leave, in any case."""

    actions: Mapping[Private[str], Action] = field(default_factory=dict)
    added: tuple[tuple[Private[str], Kind], ...] = ()
    shown: tuple[Private[str], ...] = ()

    def merged(self, later: Review) -> Review:
        """Return both decisions; the later one wins on the same value."""
        added, shown = (*self.added, *later.added), (*self.shown, *later.shown)
        both = {**self.actions, **later.actions}
        return Review(both, tuple(dict.fromkeys(added)), tuple(dict.fromkeys(shown)))


@dataclass(frozen=True, slots=True)
class Rendered:
    """Messages made from a draft; `calls` lists, per model call, the messages it takes.

    More than one call means a long document in parts: the last call joins the partial answers.
    """

    language: Language
    messages: tuple[Message, ...]
    calls: tuple[tuple[int, ...], ...]
    notices: tuple[str, ...] = ()
    """What the person should know before sending, such as earlier turns that found no room."""
    fence: str = ""  # put around the person's text; empty where that text has it too


@dataclass(frozen=True, slots=True)
class Request:
    """A draft on its way; each stage returns a copy with one more field set.

    `typed` is the draft as the person wrote it, before passages of the notes were added.
    """

    draft: Draft
    rendered: Rendered
    proposal: Proposal | None = None
    review: Review = Review()
    sealed: tuple[SafeMessage, ...] = ()
    passages: tuple[Passage, ...] = ()
    typed: Draft | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """Something an answer states; the span is in the answer, `sentence` numbers from 0."""

    span: Span
    kind: ClaimKind
    sentence: int
    text: Private[str]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place in a source: document index, SHA-256 of its text, span, how it was found."""

    source: int
    sha256: str
    span: Span
    method: str
    score: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check says of a claim; `reason` is a message for the person."""

    claim: Claim
    status: Status
    reason: str
    check: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of a request, both ways."""

    prompt_tokens: int = 0
    completion_tokens: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """The restored answer with its checks; `received` is the text as the model sent it.

    `passages` are those it was given from the notes, `cited` the numbers (from 1) of those
    that it names or, if it names none, that the checks found it in. `advice` doubts no sentence.
    """

    text: Private[str]
    received: Private[str]
    verdicts: tuple[Verdict, ...]
    sent: tuple[SafeMessage, ...]
    model: str
    usage: Usage
    seconds: float
    warnings: tuple[str, ...] = ()
    complete: bool = True
    passages: tuple[Passage, ...] = ()
    cited: tuple[int, ...] = ()
    advice: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TextDelta:
    """A piece of the answer as it streams (from a model: as received; from the pipeline: restored)."""

    text: Private[str]


@dataclass(frozen=True, slots=True)
class Retrying:
    """A call failed for a passing reason and is tried again in `wait` seconds."""

    attempt: int
    wait: float
    reason: str


@dataclass(frozen=True, slots=True)
class PartDone:
    """One part of a long document has been read."""

    done: int
    total: int


ModelEvent = TextDelta | Retrying | Usage
PipelineEvent = TextDelta | Retrying | PartDone | Answer
