"""The one module that knows the concrete parts and puts them together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from assistant import config, own_rules, paths, policy_wiring, store_wiring
from assistant.clock import SystemClock
from assistant.config import Settings
from assistant.errors import ConfigError, ReaderError
from assistant.i18n import _, language
from assistant.models.cards import ModelCard, find
from assistant.pipeline import Pipeline
from assistant.prompt_wiring import sampling
from assistant.protocols import (
    Checker,
    ErasableVault,
    History,
    Progress,
    PromptSource,
    Retriever,
    StoredVault,
    Vault,
)
from assistant.sealed import subkey
from assistant.store.key import Passphrase, from_environment
from assistant.store.store import Store
from assistant.types import Destination, Document, Finding, Private, Verdict
from assistant.vault_key import VaultLock
from guards.engine import ConfidentialityGuard
from guards.pseudonyms.vault import MemoryVault
from prompts.builtin import BuiltinPrompts

_DAY = 86_400.0

if TYPE_CHECKING:
    from assistant.lookup.registry_adapter import Registry
    from guards.detection.detector import Detector
    from guards.detection.rule import Recogniser
    from guards.policy.decisions import Policy
    from guards.policy.model import PolicyPattern
    from guards.sources.look_ups import Wanted
    from guards.sources.report import Report
    from guards.sources.strict import Profile
    from knowledge.base import KnowledgeBase
    from knowledge.retriever import NotesRetriever


def guard(
    settings: Settings, passphrase: Passphrase = from_environment, rules: Policy | None = None
) -> ConfidentialityGuard:
    """Return the guard, with the company's terms, the rules in force (or those given) and the person's own.

    Its models load at first use or by `load()`. A list or policy that changed is read again.
    """
    terms, policy = config.company_terms(settings), rules or policy_wiring.policy(settings)
    registry = config.presidio_registry(settings)
    sources = _Sources(settings.ner, terms, registry, policy.patterns)
    detector = _detector(sources, tuple(_stamp(path) for path in (terms, registry) if path))
    # Read once: a command may guard thousands of lines. A request of the engine makes its own guard.
    own = lru_cache(maxsize=1)(partial(own_rules.in_force, settings, passphrase))
    return ConfidentialityGuard(detector, policy, own)


def _stamp(path: Path) -> tuple[int, ...]:
    """What changes when a file is written; raises ConfigError like reading it."""
    try:
        stat = path.stat()
    except OSError:
        return ()
    return stat.st_mtime_ns, stat.st_size


@dataclass(frozen=True, slots=True)
class _Sources:
    """What a detector is made of."""

    ner: str
    terms: Path | None
    registry: Path | None
    patterns: tuple[PolicyPattern, ...]


# One detector holds two languages' models: the one before is let go.
@lru_cache(maxsize=1)
def _detector(sources: _Sources, stamps: tuple[tuple[int, ...], ...]) -> Detector:
    from guards.detection.detector import Detector
    from guards.detection.names import finder

    extra = _recognisers(sources.terms, sources.patterns)
    return Detector(extra, finder(sources.ner), sources.registry)


def company_recognisers(settings: Settings, policy: Policy) -> list[Recogniser]:
    """Return what finds the company's own terms and its policy's patterns; raises ConfigError."""
    return _recognisers(config.company_terms(settings), policy.patterns)


def _recognisers(terms: Path | None, patterns: Sequence[PolicyPattern]) -> list[Recogniser]:
    own: list[Recogniser] = []
    if patterns:
        from guards.policy.patterns import recognisers

        own += recognisers(patterns)
    if terms:
        from guards.detection.company_adapter import CompanyTerms

        own.append(CompanyTerms(_lines(terms)))
    return own


def _lines(terms: Path) -> list[str]:
    from knowledge.readers.decoding import decode

    try:
        return decode(terms.read_bytes())[0].splitlines()
    except (OSError, ReaderError):
        raise ConfigError(
            _("The company's list of terms cannot be read."),
            _("Without it its terms would go unseen, so nothing is sent."),
            _("Save it as plain text in UTF-8, one term a line."),
        ) from None


def model_card(settings: Settings) -> ModelCard:
    """Return the chosen model's card; `auto` is the embedded model that fits this machine."""
    return find(settings.model)


def ready_model(card: ModelCard, progress: Progress | None = None) -> None:
    """Assemble the weights of an embedded model if need be; other models need nothing."""
    from assistant.models.weights import EMBEDDED

    if card.name in EMBEDDED:
        from assistant.models import assembly

        assembly.ensure(EMBEDDED[card.name], progress)


def new_vault() -> ErasableVault:
    """Return the vault of a new conversation, in memory."""
    return MemoryVault()


def copied_vault(vault: Vault) -> ErasableVault:
    """Return a vault in memory that knows what another one does, and is wiped by itself."""
    from guards.pseudonyms.rows import fill, rows

    assert isinstance(vault, MemoryVault)
    copy = MemoryVault()
    fill(copy, rows(vault))
    return copy


def vault_label(path: Path) -> bytes | None:
    """Return what a vault file says of its key, None for a new one."""
    from guards.pseudonyms.vault_file import label_of

    return label_of(path)


def stored_vault(
    path: Path, lock: VaultLock, settings: Settings, *, must_exist: bool
) -> StoredVault:
    """Return the vault kept in an encrypted file; raises MissingError or StoreError."""
    from guards.pseudonyms.vault_file import Expiry, VaultFile

    days = None if settings.vault_days == "always" else int(settings.vault_days) * _DAY
    return VaultFile(path, lock.key, must_exist=must_exist, label=lock.label, expiry=Expiry(days))


def wipe_vault(path: Path) -> None:
    """Overwrite and delete a vault file; raises MissingError or StoreError."""
    from guards.pseudonyms.vault_file import wipe

    wipe(path)


def pipeline(
    settings: Settings,
    card: ModelCard,
    vault: Vault,
    prompts: PromptSource | None = None,
    wishes: Mapping[str, object] | None = None,
    retriever: Retriever | None = None,
    history: History | None = None,
    passphrase: Passphrase = from_environment,
) -> Pipeline:
    """Return the pipeline of one conversation with one model; `wishes` are a prompt's own settings."""
    from assistant.models.calls import Options
    from assistant.models.litellm_adapter import LitellmClient
    from guards.outside import OutsideTexts

    options = replace(Options.for_card(card), **sampling(wishes or {})[0])
    client = LitellmClient(card, options)
    source = prompts or BuiltinPrompts(language())
    guarded = guard(settings, passphrase)
    return Pipeline(
        source, guarded, client, checker(), vault, SystemClock(), retriever, history,
        OutsideTexts(), card.knowledge_cutoff,
    )  # fmt: skip


def checker() -> Checker:
    """Return the source checker."""
    from guards.sources.checker import SourceChecker

    return SourceChecker()


def gives_orders(text: Private[str]) -> bool:
    """Whether a text of someone else's seems to give orders to the model that reads it."""
    from guards.injection import suspicions

    return bool(suspicions(text))


def check_report(identifier: str, verdicts: Sequence[Verdict]) -> Report:
    """Return the score and claims of a checked answer, ready for JSON."""
    from guards.sources.report import report

    return report(identifier, verdicts)


def check_profile(question: Private[str]) -> Profile:
    """Return how strictly an answer to a question is judged."""
    from guards.sources.strict import profile

    return profile(question.reveal())


def check_score(verdicts: Sequence[Verdict]) -> float:
    """Return how likely a checked answer holds something unsupported, in [0, 1]."""
    from guards.sources.report import score

    return round(score(verdicts), 6)


def look_ups(
    answer: Private[str],
    own: Sequence[Private[str]],
    guarded: ConfidentialityGuard,
    hidden: Sequence[Finding] = (),
) -> tuple[Wanted, ...]:
    """Return the references of an answer that may be looked up online, and those withheld.

    `hidden` is what a person had hidden there besides what the guard finds.
    """
    from guards.sources.look_ups import wanted

    found = (*guarded.scan(answer), *hidden)
    return wanted(answer.reveal(), [text.reveal() for text in own], found)


def look_up_registry() -> Registry:
    """Return who is asked whether a reference exists."""
    from assistant.lookup.registry_adapter import Registry
    from guards.sources.look_ups import is_public

    return Registry(is_public)


def knowledge(passphrase: Passphrase = from_environment) -> KnowledgeBase:
    """Return the person's knowledge base, opened; raises StoreError."""
    return _knowledge(lambda: knowledge_key(passphrase))


def knowledge_beside(store: Store) -> KnowledgeBase:
    """Return the knowledge base, opened with the key of a store that is open; raises StoreError."""
    return _knowledge(lambda: _of_notes(store.key))


def _knowledge(key: Callable[[], Private[bytes]]) -> KnowledgeBase:
    from knowledge.base import FILE, KnowledgeBase
    from knowledge.store.encryption import encrypted

    folder = paths.data_dir() / "knowledge"
    return KnowledgeBase(folder, key() if encrypted(folder / FILE) else None)


def knowledge_key(passphrase: Passphrase = from_environment) -> Private[bytes]:
    """Return the key of the encrypted base, made of the store's; raises StoreError.

    One passphrase, or one keyring, opens both, and a change of it changes nothing here.
    """
    with closing(store_wiring.store(config.load().settings, passphrase)) as opened:
        return _of_notes(opened.key)


def _of_notes(key: Private[bytes]) -> Private[bytes]:
    return subkey(key, "knowledge base")


def retriever(
    destination: Destination, passphrase: Passphrase = from_environment
) -> NotesRetriever:
    """Return the notes as material for a model at a destination; raises StoreError."""
    from knowledge.retriever import NotesRetriever

    return NotesRetriever(knowledge(passphrase), destination)


def read_document(path: Path) -> Document:
    """Read a file of any known format; raises ReaderError."""
    from knowledge.readers import read_document as read

    return read(path)


def readable_suffixes() -> tuple[str, ...]:
    """Return the suffixes of the formats that are read, with their dot."""
    from knowledge.readers import SUFFIXES

    return SUFFIXES


def read_mail(data: bytes, name: str) -> Document:
    """Read one mail of a mailbox; raises ReaderError."""
    from knowledge.readers import mail

    return mail.extract(data, name)


def read_bytes(data: bytes) -> Document:
    """Read pasted or piped data; raises ReaderError."""
    from knowledge.readers import read_text

    return read_text(data, "")


def read_text(text: str) -> Document:
    """Make a document of text that needs no decoding."""
    return Document(Private(""), Private(text))
