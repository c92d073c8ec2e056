"""Presidio both ways: a team's registries in hygie, hygie's parts in a team's Presidio; with the real packages."""

import socket
from pathlib import Path

import presidio_analyzer
import pytest
import yaml
from presidio_analyzer import AnalyzerEngine
from presidio_analyzer.nlp_engine import NoOpNlpEngine
from presidio_analyzer.recognizer_registry import RecognizerRegistryProvider
from presidio_anonymizer.entities import InvalidParamError, OperatorConfig

from assistant.errors import ConfigError, GuardError
from assistant.types import Kind, Language, Style
from guards.detection import registry_adapter
from guards.detection.detector import Detector
from guards.detection.names import finder
from guards.detection.presidio_adapter import build_analyzer, hits
from guards.detection.recognizers import all_recognisers
from guards.plugin_adapter import anonymizer, deanonymizer, operators, restoring
from guards.pseudonyms.vault import MemoryVault
from tests.guards.finding import values

CONF = Path(presidio_analyzer.__file__).parent / "conf"
BADGES = """
recognizers:
  - name: Badge recognizer
    supported_language: en
    supported_entity: BADGE
    patterns: [{name: badge, regex: '\\bZQ\\d{4}\\b', score: 0.4}]
    context: [badge]
  - name: House names
    supported_language: en
    supported_entity: ORGANIZATION
    deny_list: [Brivelle]
"""


@pytest.fixture
def badges(tmp_path: Path) -> Path:
    path = tmp_path / "registry.yaml"
    path.write_text(BADGES, encoding="utf-8")
    return path


class _NoNames:
    """No model: what is tested are recognisers."""

    def load(self) -> None:
        """Nothing to load."""

    def entities(self, text: str, progress: object = None) -> list[object]:
        """Nothing."""
        return []


def found(path: Path, text: str) -> set[tuple[str, str, str]]:
    detector = Detector((), _NoNames(), path)  # type: ignore[arg-type]
    return {
        (text[f.span.start : f.span.end], f.kind.value, f.rule) for f in detector.find([text])[0]
    }


def test_a_teams_registry_finds_in_both_languages(badges: Path) -> None:
    badge = ("ZQ4417", "CODE", "Badge recognizer")
    assert badge in found(badges, "Your badge ZQ4417 was used at Brivelle.")
    french = found(badges, "Votre badge ZQ4417 a servi chez Brivelle, merci de le signaler.")
    assert {badge, ("Brivelle", "ORG", "House names")} <= french
    assert badge not in found(badges, "The part ZQ4417 was used.")  # 0.4, and no word beside it


@pytest.mark.parametrize("name", ["default_recognizers.yaml", "example_recognizers.yaml"])
def test_presidios_own_registries_load_unchanged(name: str) -> None:
    loaded = registry_adapter.registered(CONF / name)
    wanted = yaml.safe_load((CONF / name).read_text(encoding="utf-8"))["recognizers"]
    assert len(loaded) >= sum(isinstance(r, dict) and "patterns" in r for r in wanted)
    engine = build_analyzer((), _NoNames(), loaded)  # type: ignore[arg-type]
    assert isinstance(hits(engine, "Dr. Smith, SSN 078-05-1120", Language.EN, 0.0), list)


def test_presidios_recogniser_of_mail_asks_nobody_for_endings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *_, **__: asked.append(host) or [])
    path = tmp_path / "mail.yaml"
    path.write_text(
        "supported_languages: [en]\nglobal_regex_flags: 26\nrecognizers:\n"
        "  - {name: EmailRecognizer, type: predefined, supported_languages: [en]}\n"
    )
    (mail, *_) = registry_adapter.registered(path)
    assert mail.analyze("write to karim@example.org", mail.supported_entities)
    assert not asked


@pytest.mark.parametrize("text", ["", "recognizers: 3", "- [", "recognizers: [{name: x, type: y}]"])
def test_a_registry_that_cannot_be_loaded_stops_everything(tmp_path: Path, text: str) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"bad\.yaml"):
        Detector((), _NoNames(), path).find(["Bonjour"])  # type: ignore[arg-type]


def test_what_presidio_would_skip_stops_the_request(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry_adapter, "REGEX_TIMEOUT_SECONDS", 0.2)
    monkeypatch.setattr("presidio_analyzer.pattern_recognizer.REGEX_TIMEOUT_SECONDS", 0.2)
    path = tmp_path / "slow.yaml"
    path.write_text(BADGES.replace(r"\bZQ\d{4}\b", "(?:a|aa)+[bc]"), encoding="utf-8")
    with pytest.raises(GuardError, match="too long"):
        Detector((), _NoNames(), path).find(["a" * 60])  # type: ignore[arg-type]


def test_our_recogniser_in_somebody_elses_registry() -> None:
    conf = {
        "supported_languages": ["fr"],
        "recognizers": [
            {"name": "HygieRecognizer", "type": "predefined", "supported_languages": ["fr"]}
        ],
    }
    provider = RecognizerRegistryProvider(registry_configuration=conf)
    registry = provider.create_recognizer_registry()
    registry.recognizers = [r for r in registry.recognizers if r.name == "HygieRecognizer"]
    engine = AnalyzerEngine(
        registry=registry,
        nlp_engine=NoOpNlpEngine([{"lang_code": "fr", "model_name": "none"}]),
        supported_languages=["fr"],
    )
    text = "Appelez le 06 39 98 12 34, SIRET 732 829 320 00074."
    assert {r.entity_type for r in engine.analyze(text, "fr")} >= {"PHONE", "COMPANY_ID"}
    assert values(all_recognisers(), text, Kind.PHONE) == ["06 39 98 12 34"]


TEXT = "Mme Élodie Lefèvre (elodie.lefevre@example.org) et M. Paul Lefèvre, 06 39 98 12 34."


@pytest.mark.parametrize("style", list(Style))
def test_our_operators_hide_and_bring_back_in_presidios_pipeline(style: Style) -> None:
    engine = build_analyzer(all_recognisers(), finder("model"))
    results, vault = engine.analyze(TEXT, "fr"), MemoryVault()
    sealed = anonymizer().anonymize(TEXT, results, operators(TEXT, results, vault, style))
    assert (
        "Lef" not in sealed.text and "lefevre" not in sealed.text and "98 12 34" not in sealed.text
    )
    back = deanonymizer().deanonymize(sealed.text, sealed.items, restoring(vault))
    assert back.text == TEXT
    other = deanonymizer().deanonymize(sealed.text, sealed.items, restoring(MemoryVault()))
    assert other.text == sealed.text


def test_presidios_operators_and_ours_side_by_side() -> None:
    engine = build_analyzer(all_recognisers(), _NoNames())  # type: ignore[arg-type]
    text = "Né le 12/03/1984, 06 39 98 12 34, 4111 1111 1111 1111"
    chosen = {
        "DATE": OperatorConfig("hygie_generalise"),
        "CREDIT_CARD": OperatorConfig(
            "mask", {"masking_char": "*", "chars_to_mask": 15, "from_end": False}
        ),
        "DEFAULT": OperatorConfig("hash", {"hash_type": "sha256"}),
    }
    sealed = anonymizer().anonymize(text, engine.analyze(text, "fr"), chosen).text
    assert sealed.startswith("Né le 1984, ") and sealed.endswith("1111") and "06 39" not in sealed


def test_an_operator_without_a_vault_refuses() -> None:
    engine = build_analyzer(all_recognisers(), _NoNames())  # type: ignore[arg-type]
    with pytest.raises(InvalidParamError):
        anonymizer().anonymize(
            TEXT, engine.analyze(TEXT, "fr"), {"DEFAULT": OperatorConfig("hygie_placeholder")}
        )
