"""`hygie prompts form|edit|doctor|share-run`, as a person and as a script use them."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from assistant import prompt_wiring
from assistant.prompt_shelf import Opening
from prompts.errors import DriftError
from prompts.library import retired
from prompts.library.health import troubles
from prompts.library.stack import Library, Stack
from prompts.reproduce.records import Run, moment, new_identity, request_text
from prompts.reproduce.shared_runs import read_shared, shared_text

PROMPT = """---
name: greet
description: Greets.
input: {schema: {who: "string, first name", times: integer, tone?(enum): [warm, wry]}}
hygie.labels: {en: {title: Greeting, who: Name, times: Times}}
hygie.sensitive: [who]
---
Greet {{who}} {{times}} times{{#if tone}}, {{tone}}{{/if}}.
"""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    root = tmp_path / "lib"
    (root / "prompts").mkdir(parents=True)
    (root / "prompts/greet.prompt").write_text(PROMPT)
    return root


def at_terminal(home: Path, typed: str, *arguments: str) -> tuple[int, str, str]:
    """Run hygie with a terminal as its input; what it prints goes to pipes."""
    master, slave = pty.openpty()
    os.write(master, typed.encode())
    environment = {**os.environ, "HYGIE_HOME": str(home)}
    command = [sys.executable, "-m", "assistant.cli", *arguments]
    done = subprocess.run(
        command, stdin=slave, capture_output=True, timeout=120, env=environment, check=False
    )
    os.close(slave)
    os.close(master)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_a_form_asks_again_until_the_answer_fits_and_remembers(
    own_home: Path, library: Path, passphrase: str
) -> None:
    form = ("prompts", "form", "greet", "--render", "--library", str(library))
    code, out, err = at_terminal(own_home, "\nZoé\nthree\n3\ncold\nwry\n", *form)
    assert code == 0, err
    assert "Greet Zoé 3 times, wry." in out
    assert "“Name” is missing." in err and "whole number" in err and "warm, wry" in err
    code, out, err = at_terminal(own_home, "Léa\n\n-\n", *form)
    assert "Greet Léa 3 times." in out and "Zoé" not in err


def test_a_form_is_json_for_other_programs_and_refuses_a_pipe(hygie, library: Path) -> None:  # type: ignore[no-untyped-def]
    shown = hygie("prompts", "form", "greet", "--library", str(library), "--json")
    assert [f["label"] for f in shown.json["fields"]] == ["Name", "Times", "tone"]
    assert hygie("prompts", "form", "greet", "--library", str(library)).code == 2


def test_one_edits_ones_own_file_and_a_copy_of_anothers(hygie, library: Path) -> None:  # type: ignore[no-untyped-def]
    (library / "vendor").mkdir()
    theirs = (
        "---\nname: x\ndescription: d\nhygie.status: unreviewed\nhygie.origin:\n  kind: third-party\n"
        "---\nSay hello.\n"
    )
    (library / "vendor/x.prompt").write_text(theirs)
    (library / "hygie-prompts.yaml").write_text("format: 1\n")
    edit = ("prompts", "edit", "--library", str(library), "--json")
    changed = hygie(*edit, "greet", EDITOR="sed -i s/Greet/Salute/")
    assert (changed.code, changed.json["findings"]) == (0, [])
    assert "Salute {{who}}" in (library / "prompts/greet.prompt").read_text()
    broken = hygie(*edit, "greet", EDITOR="sed -i s/{{who}}/{{who/")
    assert broken.code == 1 and "greet.prompt:8" in broken.json["findings"][0]
    copied = hygie(*edit, "x", EDITOR="true")
    copy = library / "prompts/x.prompt"
    assert copied.json["path"] == str(copy)
    assert "unreviewed" not in copy.read_text() and "kind: fork" in copy.read_text()
    assert (library / "vendor/x.prompt").read_text() == theirs
    assert hygie(*edit, "greet", EDITOR="no-such-editor").code == 2


def test_the_doctor_names_what_will_not_work(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ends = {"gone": date(2026, 1, 1), "going": date(2027, 1, 1)}
    monkeypatch.setattr(retired, "_ENDS", ends)
    for name, front in {
        "a": "model: x/gone", "b": "model: going", "c": "model: nowhere", "d": "model: known-latest",
        "e": "name: [", "f": "hygie.status: deprecated", "g": "description: d",
    }.items():  # fmt: skip
        (library / f"prompts/{name}.prompt").write_text(f"---\n{front}\n---\n{{{{>missing}}}}x")
    (library / "vendor").mkdir()
    (library / "vendor/v.prompt").write_text("From elsewhere.")
    stack = Stack([Library(library)])
    found = list(troubles(stack, lambda name: name.startswith("known"), date(2026, 6, 1)))
    said = {Path(t.place.file).stem: t.what for t in found}
    assert "was shut down on 2026-01-01" in said["a"]
    assert "will be shut down on 2027-01-01" in said["b"]
    assert "not known here" in said["c"] and "tomorrow" in said["d"]
    assert "not valid YAML" in said["e"] and "no longer kept up" in said["f"]
    assert "approved" in said["v"] and "greet" not in said
    assert {Path(t.place.file).stem for t in found if t.stops} == {"a", "e", "v"}


def test_the_starter_library_is_in_good_health(hygie) -> None:  # type: ignore[no-untyped-def]
    from assistant.prompt_wiring import STARTER

    ran = hygie("prompts", "doctor", "--library", str(STARTER), "--json")
    assert (ran.code, ran.json["troubles"]) == (0, [])


def test_a_retired_model_is_refused_before_anything_is_sent(hygie, library: Path) -> None:  # type: ignore[no-untyped-def]
    path = library / "prompts/greet.prompt"
    path.write_text(
        path.read_text().replace("description:", "model: openai/gpt-4-0613\ndescription:")
    )
    ran = hygie(
        "prompts", "run", "greet", "--var", "who=Zoé", "--var", "times=1", "--library", str(library), "--yes",
        HYGIE_LANG="fr",
    )  # fmt: skip
    assert ran.code == 2
    assert (
        "greet.prompt:3" in ran.err and "2026-10-23" in ran.err and "Rien n’a été envoyé" in ran.err
    )


def test_a_shared_run_holds_no_value_and_shows_when_it_was_changed(
    opening: Opening, tmp_path: Path
) -> None:
    with prompt_wiring.runs(opening) as store:
        request = store.put(request_text("m", {}, ()))
        run = Run(
            id=new_identity(0), at=moment(0), app="hygie", prompt={"name": "greet", "library": "/home/zoe"},
            inputs=store.keyed({"who": "Zoé"}), sensitive=("who",), model="m", params_sent={},
            params_dropped={}, request=request, sample=0, response=store.put("Hello {{PERSON_1}}"),
            complete=True, usage={}, seconds=1.0,
        )  # fmt: skip
        whole = shared_text(store, run)
    path = tmp_path / "run.json"
    path.write_text(whole)
    assert "/home/zoe" not in whole and "hmac" not in whole
    shared, _request, response = read_shared(path)
    assert (shared.prompt, response) == ({"name": "greet"}, "Hello {{PERSON_1}}")
    for change in (("PERSON_1", "PERSON_2"), ("hygie-shared-run/1", "hygie-shared-run/2")):
        path.write_text(whole.replace(*change))
        with pytest.raises(DriftError):
            read_shared(path)
