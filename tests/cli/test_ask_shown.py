"""What `hygie ask` shows of its wait and of an answer, through the real command line."""

import contextlib
import os
import subprocess
import sys
import time

import pytest

from tests.models import fake_provider as fakes

REMOTE = ("--model", "test/remote")


def test_the_fence_around_a_text_is_taken_off_the_answer_unless_the_text_has_it_too(
    hygie, provider, tmp_path
):
    fence = '"' * 3
    text = tmp_path / "lettre.txt"
    text.write_text("Les dossier sont prêts. Bonne journée.", encoding="utf-8")
    provider.script(
        fakes.answers(f"{fence}\nLes doss", f"iers sont prêts. Bonne journée.\n{fence}")
    )
    wanted = ("ask", "--task", "draft", "-f", str(text), "--yes", *REMOTE)
    ran = hygie(*wanted)
    assert fence in provider.requests[0]["messages"][-1]["content"]
    assert ran.out.strip() == "Les dossiers sont prêts. Bonne journée."
    assert "  Les [-dossier-][+dossiers+] sont prêts.\n" in ran.err
    assert fence not in ran.err
    text.write_text(f"{fence}\nLes dossier sont prêts.\n{fence}", encoding="utf-8")
    assert hygie(*wanted, "--json").json["answer"].count(fence) == 2


def test_advice_on_a_sensitive_subject_is_no_doubt(hygie, provider, tmp_path):
    text = tmp_path / "notice.txt"
    text.write_text("La dose est de 500 mg de paracétamol par prise.", encoding="utf-8")
    provider.script(fakes.answers("La dose est de 500 mg de paracétamol par prise."))
    ran = hygie("ask", "Quelle dose de paracétamol donner ?", "-f", str(text), "--yes", *REMOTE)
    assert "\n→ Sensitive subject (health): every sentence has evidence" in ran.err
    assert "\n! " not in ran.err


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is POSIX")
def test_a_terminal_counts_the_seconds_until_the_first_word(provider, own_home):
    import pty

    def late(handler):
        time.sleep(3)
        fakes.answers("Quatre.")(handler)

    provider.script(late)
    seen, side = pty.openpty()
    asked = [sys.executable, "-m", "assistant.cli", "ask", "Deux et deux ?", "--yes", *REMOTE]
    with os.fdopen(seen, "rb", 0) as terminal:
        done = subprocess.run(
            asked, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=side,
            env={**os.environ, "HYGIE_HOME": str(own_home)}, timeout=120, check=True,
        )  # fmt: skip
        os.close(side)
        shown = b""
        with contextlib.suppress(OSError):  # Linux ends a pseudo-terminal so
            while piece := terminal.read(4096):
                shown += piece
    assert done.stdout.decode().strip() == "Quatre."
    assert "a long text can take minutes" in shown.decode()
    counted = shown.index(b"\r1 s\r2 s")
    assert shown.count(b"\r            \r") == 1
    assert shown.index(b"\r            \r") > counted
