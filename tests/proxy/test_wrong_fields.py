"""Errors in proxy.yaml: the line, the field and what is wrong, in one language, without the value."""

import socket

import httpx
import pytest
from pydantic import BaseModel, ValidationError

from assistant import i18n
from assistant.cli import main
from assistant.errors import ConfigError
from assistant.wrong_fields import _PROBLEMS
from proxy import settings as reading
from proxy.settings import ProxySettings
from tests.proxy.running import Running
from tests.proxy.test_admin import ADMIN

HEAD = "version: 1\nupstreams:\n  - name: one\n    url: http://127.0.0.1:9\n"
ENGLISH = (
    "input",
    "should",
    "valid",
    "value error",
    "expected",
    "must",
    "field required",
    "extra",
    " or ",
)


@pytest.fixture
def said(tmp_path):
    """Read a text as settings; return what is said of it in a language."""
    path = tmp_path / "proxy.yaml"

    def read(text, language):
        path.write_text(text)
        i18n.choose(language)
        with pytest.raises(ConfigError) as error:
            reading.read(path)
        return error.value.title.replace("\u00a0", " ")

    return read


@pytest.mark.parametrize(("text", "english", "french"), [
    ("    modles: {a: b}\n", "line 5, upstreams[0].modles: there is no field of this name",
     "ligne 5, upstreams[0].modles : il n’y a pas de champ de ce nom"),
    ("    wire: grpc\n", "line 5, upstreams[0].wire: it must be one of these: auto, openai, anthropic, litellm",
     "ligne 5, upstreams[0].wire : valeurs possibles : auto, openai, anthropic, litellm"),
    ("    destination: mars\n", "it must be one of these: local, company, eu, world", "local, company, eu, world"),
    ("    retries: secret-9\n", "line 5, upstreams[0].retries: it must be a whole number", "il faut un nombre entier"),
    ("    retries: 9\n", "it must be 5 or less", "upstreams[0].retries : 5 au plus"),
    ("    silent_seconds: 0\n", "it must be more than 0", "la valeur doit dépasser 0"),
    ("    accept: gpt-4\n", "it must be a list: [one, two]", "il faut une liste : [un, deux]"),
    ("    models: [a]\n", "it must hold fields of its own", "il faut des champs"),
    ("    models: {a: 7}\n", "upstreams[0].models.a: it must be a text", "upstreams[0].models.a : il faut un texte"),
    ("note: perhaps\n", "line 5, note: it must be true or false", "ligne 5, note : il faut true ou false"),
    ("company: 7\n", "line 5, company: it must be the path of a file", "il faut le chemin d’un fichier"),
    ("listen:\n  port: 99999\n", "line 6, listen.port: it must be 65535 or less", "ligne 6, listen.port"),
    ("listen: 4180\n", "line 5, listen: it must hold fields", "ligne 5, listen : il faut des champs"),
    ("listen:\n  private_key: a.key\n", "private_key and client_ca need certificate", "ne vont pas sans certificate"),
    ("oidc:\n  issuer: https://id.example.org\n", "line 5, oidc.audience: it is missing",
     "ligne 5, oidc.audience : ce champ manque"),
    ("  - name: two\n", "line 5, upstreams[1]: it needs url", "ligne 5, upstreams[1] : il faut url"),
    ("  - name: one\n    url: http://127.0.0.1:9\n", "two have the name one", "deux portent le nom one"),
    ("  - url: http://[\n", "line 5, upstreams[1].url: it must be a base address with a host", "ligne 5, upstreams[1].url"),
    ("telemetry: collector\n", "it must begin with http:// or https://", "qui commence par http:// ou https://"),
    ("\tnote: true\n", "line 5, a tab where only spaces may stand", "ligne 5, une tabulation"),
    ("note: true\nimages: allow\nnote: false\n", "line 7, the key note is given a second time",
     "ligne 7, la clé note est donnée une seconde fois"),
    ("    name: other\n    accept: []\n", "line 5, the key name is given", "ligne 5, la clé name"),
    ("company: 'terms.txt\nnote: true\nimages: allow\n", "line 5, a quote is opened here that is closed too late",
     "ligne 5, un guillemet est ouvert ici, qui est fermé trop tard, ou jamais"),
    ('company: "terms.txt\nnote: true\ntelemetry: "https://a.example.org"\n', "line 5, a quote is opened", "ligne 5, un guillemet est ouvert"),
    ("a: b: c\n", "line 5, a colon where none may stand", "ligne 5, un deux-points"),
    ("x: \x07\n", "line 5, a character that YAML", "ligne 5, un caractère"),
    ("note: [true\n", "line 5, a bracket that is never closed", "ligne 5, un crochet"),
    ("note: 2026-99-99\n", "line 5, a date or a number that is none", "ligne 5, une date ou un nombre"),
    ("note: " + "[" * 3_000 + "\n", "it is nested too deeply", "l’imbrication est trop profonde"),
])  # fmt: skip
def test_what_is_wrong_is_said_in_one_language(said, text, english, french):
    told, dit = said(HEAD + text, "en"), said(HEAD + text, "fr")
    assert english in told and french in dit
    assert "secret-9" not in told + dit
    assert not any(word in dit.lower() for word in ENGLISH)


def test_a_text_that_is_no_list_of_fields(said):
    assert "line 1, it must hold fields of its own" in said("hello", "en")
    assert "upstreams: name at least one" in said("", "en")


def models(kind):
    """A model of the settings and those within it."""
    yield kind
    for field in kind.model_fields.values():
        for inner in (field.annotation, *getattr(field.annotation, "__args__", ())):
            if isinstance(inner, type) and issubclass(inner, BaseModel):
                yield from models(inner)


def test_no_value_of_any_field_is_wrong_in_words_that_are_not_known():
    seen = set()
    for model in models(ProxySettings):
        for name in model.model_fields:
            for value in (
                None,
                7,
                -1,
                1.5,
                "x",
                "",
                "x" * 99,
                True,
                [],
                ["x"],
                [7],
                {},
                {"x": 7},
                {"x": "y"},
            ):
                try:
                    model.model_validate({name: value})
                except ValidationError as error:
                    seen |= {one["type"] for one in error.errors()}
    assert seen - {"value_error"} <= set(_PROBLEMS) and len(seen) > 12


def test_options_and_keys_are_told_of_in_the_same_words(own_home, capsys, monkeypatch):
    monkeypatch.setenv("HYGIE_LANG", "fr")
    assert main(["proxy", "serve", "--upstream", "http://127.0.0.1:9", "--port", "99999"]) == 2
    assert "--port\u00a0: 65535 au plus" in capsys.readouterr().err
    assert main(["proxy", "keys", "add", "Camille", "--per-day=-1"]) == 2
    assert "--per-day\u00a0: 0 au moins" in capsys.readouterr().err


def test_the_admin_api_says_it_in_the_client_s_language(
    body_guard, upstream, own_home, monkeypatch
):
    monkeypatch.setenv("HYGIE_PROXY_ADMIN_KEY", ADMIN)
    with Running(body_guard, upstream.url) as proxy:
        for language, said in (("en", "it must be a number"), ("fr", "il faut un nombre")):
            headers = {"x-api-key": ADMIN, "accept-language": language}
            told = httpx.post(
                f"{proxy.url}/admin/keys", json={"name": "a", "days": "many"}, headers=headers, trust_env=False
            )  # fmt: skip
            assert said in told.json()["error"]["message"] and "many" not in told.text


def test_a_port_that_is_taken_is_told_of_in_the_person_s_language(own_home, capsys, monkeypatch):
    monkeypatch.setenv("HYGIE_LANG", "fr")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        asked = ["proxy", "serve", "--upstream", "http://127.0.0.1:9", "--port", port]
        assert main(asked) == 2
    assert "un autre programme y écoute déjà" in capsys.readouterr().err
