"""hygie inside somebody else's Presidio: its analyser, its recogniser, its operators.

    from guards.plugin_adapter import analyzer, anonymizer, deanonymizer, operators, restoring

    engine, vault = analyzer(), MemoryVault()
    results = engine.analyze(text, "fr")
    sealed = anonymizer().anonymize(text, results, operators(text, results, vault))
    deanonymizer().deanonymize(sealed.text, sealed.items, restoring(vault))

`HygieRecognizer` takes part in a registry of one's own, in code or named in its YAML. The last gate and the review
belong to the whole guard: a pipeline of one's own goes without them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from presidio_analyzer import AnalyzerEngine, RecognizerResult
from presidio_anonymizer import AnonymizerEngine, DeanonymizeEngine
from presidio_anonymizer.entities import InvalidParamError, OperatorConfig
from presidio_anonymizer.operators import Operator, OperatorType

from assistant.protocols import Vault
from assistant.types import Mention, Private, Style
from guards.detection.names import finder
from guards.detection.presidio_adapter import RuleRecognizer, build_analyzer, kind_of
from guards.detection.recognizers import all_recognisers
from guards.detection.recognizers.people import title_before
from guards.policy.generalising import generalised

_VAULT = "vault"


def analyzer(names: str = "model") -> AnalyzerEngine:
    """Return Presidio's engine with every recogniser of hygie; `names` as the setting `ner`."""
    return build_analyzer(all_recognisers(), finder(names))


class HygieRecognizer(RuleRecognizer):
    """What hygie finds by rules, as one recogniser of a registry; entities are named as hygie's kinds."""

    def __init__(
        self, supported_language: str = "en", name: str = "HygieRecognizer", **_: object
    ) -> None:
        super().__init__(all_recognisers(), supported_language)
        self.name = name


class _WithVault(Operator):  # type: ignore[misc]
    def validate(self, params: dict[str, Any] | None = None) -> None:
        """Raise InvalidParamError without a vault."""
        if not params or not hasattr(params.get(_VAULT), "placeholders"):
            raise InvalidParamError("hygie's operators need a vault: {'vault': MemoryVault()}")


class Placeholder(_WithVault):
    """Puts a placeholder in place of a value; the vault knows the way back."""

    style = Style.PLACEHOLDER

    def operate(self, text: str, params: dict[str, Any] | None = None) -> str:
        """Return what stands for the value in this vault."""
        assert params is not None
        mention = Mention(kind_of(params["entity_type"]), Private(text), style=self.style)
        made: str = params[_VAULT].placeholders([mention])[0]
        return made

    def operator_name(self) -> str:
        """The name by which a configuration asks for it."""
        return f"hygie_{self.style.value}"

    def operator_type(self) -> OperatorType:
        """It hides."""
        return OperatorType.Anonymize


class Surrogate(Placeholder):
    """Puts an invented value of the same kind in place of a value."""

    style = Style.SURROGATE


class Generalise(Operator):  # type: ignore[misc]
    """Leaves the year, the decade or the size; masks what has none."""

    def operate(self, text: str, params: dict[str, Any] | None = None) -> str:
        """Return the coarser value."""
        return generalised(kind_of((params or {})["entity_type"]), text)

    def validate(self, params: dict[str, Any] | None = None) -> None:
        """Nothing to set."""

    def operator_name(self) -> str:
        """The name by which a configuration asks for it."""
        return "hygie_generalise"

    def operator_type(self) -> OperatorType:
        """It hides."""
        return OperatorType.Anonymize


class Restore(_WithVault):
    """Puts a value back; what this vault never gave stays as it is."""

    def operate(self, text: str, params: dict[str, Any] | None = None) -> str:
        """Return the value behind a placeholder or a stand-in."""
        assert params is not None
        original = params[_VAULT].original(text)
        return text if original is None else str(original.reveal())

    def operator_name(self) -> str:
        """The name by which a configuration asks for it."""
        return "hygie_restore"

    def operator_type(self) -> OperatorType:
        """It brings back."""
        return OperatorType.Deanonymize


def anonymizer() -> AnonymizerEngine:
    """Return Presidio's anonymiser, its own operators and ours in it."""
    engine = AnonymizerEngine()
    for operator in (Placeholder, Surrogate, Generalise):
        engine.add_anonymizer(operator)
    return engine


def deanonymizer() -> DeanonymizeEngine:
    """Return Presidio's way back with ours in it."""
    engine = DeanonymizeEngine()
    engine.add_deanonymizer(Restore)
    return engine


def operators(
    text: str, results: Sequence[RecognizerResult], vault: Vault, style: Style = Style.PLACEHOLDER
) -> dict[str, OperatorConfig]:
    """Return the configuration that hides every kind, for `AnonymizerEngine.anonymize`.

    The values are linked here as one request: Presidio asks for them one by one, the last one first.
    """
    mentions = [
        Mention(
            kind_of(r.entity_type),
            Private(text[r.start : r.end]),
            title_before(text, r.start),
            style,
        )
        for r in sorted(results, key=lambda result: result.start)
    ]
    vault.placeholders(mentions, [text])
    return {"DEFAULT": OperatorConfig(f"hygie_{style.value}", {_VAULT: vault})}


def restoring(vault: Vault) -> dict[str, OperatorConfig]:
    """Return the configuration that puts every value back."""
    return {"DEFAULT": OperatorConfig("hygie_restore", {_VAULT: vault})}
