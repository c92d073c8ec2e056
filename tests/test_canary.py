"""Forty planted identifiers, searched for in all that hygie writes, prints and sends."""

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

from tests.cli.conftest import provider  # noqa: F401  (a fixture)
from tests.models import fake_provider as fakes

CANARIES = (
    """
Élodie Vasseur-Lemoine|Karim Benhaddou|Jean-Baptiste de Kerguelen|Oumar Traoré|Świętosława Nowak
Isabelle Quenneville|Maître Aubertin|Docteur Piquemal|Harold Whitcombe|Priya Raghunathan
elodie.vasseur@nordelle.example|k.benhaddou@brivelle.example.com|h.whitcombe@example.org
06 39 98 41 27|01 99 00 18 36|+33 6 39 98 77 12|(212) 555-0143|07700 900417
FR76 3000 6000 0112 3456 7890 189|GB82 WEST 1234 5698 7654 32|4111 1111 1111 1111
1 85 05 78 006 084 91|732 829 320 00074|FR 40 303265045|AB-123-CD|12AB34567
17 bis, rue des Tonneliers, 44190 Clisson|221 Baker Street, London|BP 4120, 35041 Rennes
AKIAIOSFODNN7EXAMPLE|ghp_abcdefghijklmnopqrstuvwxyz0123456789|Tr0ub4dor&3x!|10.42.17.203
srv-paie-03|compta.nordelle.internal|CTR-2026-00817|BRV-2025-0417|Société Nordelle SAS
Hélianthe-47|/home/evasseur/paie
""".replace("\n", "|")
    .strip("|")
    .split("|")
)

TEXT = """De : Élodie Vasseur-Lemoine <elodie.vasseur@nordelle.example>
À : Karim Benhaddou <k.benhaddou@brivelle.example.com>
Cc : Harold Whitcombe <h.whitcombe@example.org>

Bonjour Karim,

M. Jean-Baptiste de Kerguelen, M. Oumar Traoré et Mme Świętosława Nowak ont vu Mme Isabelle Quenneville,
Maître Aubertin et le Docteur Piquemal. Mr Harold Whitcombe will call Mrs Priya Raghunathan tomorrow.
Tél. : 06 39 98 41 27, 01 99 00 18 36, +33 6 39 98 77 12, (212) 555-0143 or 07700 900417.
IBAN : FR76 3000 6000 0112 3456 7890 189 ou GB82 WEST 1234 5698 7654 32, carte 4111 1111 1111 1111.
NIR 1 85 05 78 006 084 91, SIRET 732 829 320 00074, TVA FR 40 303265045, véhicule AB-123-CD, passeport 12AB34567.
Adresses : 17 bis, rue des Tonneliers, 44190 Clisson ; 221 Baker Street, London ; BP 4120, 35041 Rennes.
AKIAIOSFODNN7EXAMPLE, ghp_abcdefghijklmnopqrstuvwxyz0123456789, password = Tr0ub4dor&3x!
Serveur 10.42.17.203, srv-paie-03, compta.nordelle.internal, dossier /home/evasseur/paie.
Contrats CTR-2026-00817 et BRV-2025-0417 avec la Société Nordelle SAS, projet Hélianthe-47.
"""


def searched(folder: Path) -> bytes:
    return b"\0".join(p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file())


def found(data: bytes) -> list[str]:
    folded = data.decode("utf-8", "replace").casefold()
    return [canary for canary in CANARIES if canary.casefold() in folded]


def run(home: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "assistant.cli", *arguments],
        input=TEXT.encode(), capture_output=True, timeout=240,
        env={**os.environ, "TMPDIR": str(home / "tmp"), "HYGIE_LOG": "1", **environment},
    )  # fmt: skip


def test_planted_identifiers_reach_the_persons_screen_and_nothing_else(own_home, provider):  # noqa: F811
    assert len(CANARIES) == 40
    assert all(canary in TEXT for canary in CANARIES)
    (own_home / "tmp").mkdir(parents=True)
    (own_home / "config" / "company.txt").write_text("Hélianthe-47\n")
    before = searched(own_home / "config")
    provider.script(fakes.answers("Vu avec {{PERSON_1}} et {{EMAIL_1}}."))
    asked = run(
        own_home, "ask", "-", "--task", "summarise", "--yes", "--json", "--model", "test/remote",
        HYGIE_PASSPHRASE="quatre mots sans lien",  # so that the exchange is kept
    )  # fmt: skip
    assert (own_home / "data" / "store.db").exists()
    assert asked.returncode == 0, asked.stderr
    assert b"Vasseur-Lemoine" in asked.stdout  # the person's own screen
    assert found(str(provider.requests).encode() + str(provider.headers).encode()) == []
    assert found(asked.stderr) == []
    provider.script(fakes.refuses(400, "bad", TEXT))
    refused = run(own_home, "ask", "-", "--yes", "--model", "test/remote")
    assert found(refused.stderr + refused.stdout) == []
    vault = own_home / "vault"
    protected = run(own_home, "protect", "--vault", str(vault))
    assert found(protected.stdout + protected.stderr) == []
    on_disk = searched(own_home).replace(before, b"")
    assert found(on_disk) in ([], ["Hélianthe-47"])  # the person's own list of terms


def test_a_crash_tells_types_and_places_and_no_value():
    code = (
        "from assistant import log; log.install_crash_hook()\n"
        "def send(secret):\n    raise ValueError('cannot send ' + secret)\n"
        "send('Élodie Vasseur-Lemoine')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True)
    assert b"ValueError" in done.stderr
    assert found(done.stderr) == []


def test_native_code_that_crashes_leaves_no_picture_of_the_memory(own_home, tmp_path):
    hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
    code = (
        "import os, resource, subprocess, sys; from assistant.cli import main\n"
        "main(['config', 'path', '--json'])\n"
        "limit = 'import resource; print(resource.getrlimit(resource.RLIMIT_CORE)[0])'\n"
        "print(subprocess.run([sys.executable, '-c', limit], capture_output=True, text=True).stdout)\n"
        "sys.stdout.flush(); os.abort()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path,
        env={**os.environ, "HYGIE_HOME": str(own_home), "PYTHONPATH": str(Path(__file__).parents[1])},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (hard, hard)),
    )  # fmt: skip
    assert done.returncode == -signal.SIGABRT, done.stderr
    assert done.stdout.split()[-1] == "0"
    assert list(tmp_path.glob("core*")) == []
