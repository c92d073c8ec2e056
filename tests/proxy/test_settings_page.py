"""The documentation explains every field of proxy.yaml, in French as in English, with its default."""

import json
import re

import pytest
from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from proxy.settings import ProxySettings, read
from tests.proxy.process import ROOT

PAGES = {
    "en": ("docs/en/proxy.md", "## The settings file"),
    "fr": ("docs/fr/proxy.md", "## Le fichier de réglages"),
}


def fields(model, before=""):
    """Each field of the settings by its place, with its default."""
    for name, field in model.model_fields.items():
        within = [
            inner
            for inner in (field.annotation, *getattr(field.annotation, "__args__", ()))
            if isinstance(inner, type) and issubclass(inner, BaseModel)
        ]
        is_list = name == "upstreams"
        if is_list or not within:
            yield f"{before}{name}", field.get_default(call_default_factory=True)
        for inner in within:
            yield from fields(inner, f"{before}{name}{'[]' if is_list else ''}.")


def rows(language):
    """Each field that a page explains, with what is said of it."""
    path, title = PAGES[language]
    section = (ROOT / path).read_text(encoding="utf-8").split(title + "\n")[1].split("\n## ")[0]
    for line in section.splitlines():
        if line.startswith("| `"):
            _, names, said, _ = line.split("|")
            for name in re.findall(r"`([^`]+)`", names):
                yield name, said


@pytest.mark.parametrize("language", PAGES)
def test_every_field_is_explained_once_with_its_default(language):
    known, told = dict(fields(ProxySettings)), list(rows(language))
    assert sorted(name for name, _ in told) == sorted(known)
    for name, said in told:
        default = known[name]
        if isinstance(default, str | int | float | tuple | list) and default not in (
            "",
            (),
            PydanticUndefined,
        ):
            shown = json.dumps(default) if isinstance(default, tuple) else f"{default}"
            assert shown.lower().removesuffix(".0") in said.lower(), name


def test_the_example_is_right_and_names_no_field_that_is_none():
    example = ROOT / "deploy/proxy.yaml"
    read(example)
    known = {name.rpartition(".")[2] for name, _ in fields(ProxySettings)} | {
        "listen",
        "store",
        "oidc",
        "limits",
    }
    commented = re.findall(r"^ *# *([a-z_]+): ", example.read_text(encoding="utf-8"), re.M)
    assert commented and set(commented) <= known
