"""Ordinary text passes unchanged."""

from pathlib import Path

import pytest

from assistant.types import Destination, Message, Private, Review, Role
from guards.engine import ConfidentialityGuard
from guards.pseudonyms.vault import MemoryVault

LINES = (Path(__file__).parent / "ordinary.txt").read_text(encoding="utf-8").splitlines()[1:]


def sent(guard: ConfidentialityGuard, text: str) -> str:
    vault = MemoryVault()
    messages = [Message(Role.USER, Private(text))]
    proposal = guard.propose(messages, vault, Destination.WORLD)
    return guard.seal(proposal, Review(), vault)[0].text


def test_two_hundred_lines(guard: ConfidentialityGuard) -> None:
    changed = [line for line in LINES if sent(guard, line) != line]
    assert len(LINES) >= 200
    assert len(changed) <= len(LINES) * 0.02, changed


@pytest.mark.parametrize(
    "text",
    [
        "def fib(n):\n    a, b = 0, 1\n    for _ in range(n):\n        a, b = b, a + b\n    return a\n",
        "SELECT c.name, SUM(o.total) AS total\nFROM customers c\nJOIN orders o ON o.customer_id = c.id\n"
        "WHERE o.created_at >= '2026-01-01'\nGROUP BY c.name\nHAVING SUM(o.total) > 1000;",
        "La Révolution française commence à Paris en 1789. Louis XVI est jugé puis exécuté en 1793, et "
        "Napoléon Bonaparte prend le pouvoir en 1799. La France entre alors en guerre avec l'Europe.",
        "The Second World War began in 1939, when Germany invaded Poland. Winston Churchill led the "
        "United Kingdom from 1940. It ended in 1945.",
        "Soit (u_n) la suite définie par u_0 = 1 et u_{n+1} = 2u_n + 3. Montrer que u_n = 4 × 2^n - 3 "
        "pour tout entier naturel n, puis calculer la somme S = u_0 + … + u_{10}.",
        "Upgrade notes: v2.14.3 -> v3.0.0-rc.1. Python 3.11+ and Node 20.11 are required; OpenSSL 1.1.1w "
        "is no longer supported. See section 4.2.1 of the changelog.",
        "Order 20260312 was placed on 12/03/2026 and contains items 4512, 4513 and 4519, total 149.90 EUR.",
        "Préchauffez le four à 180 °C. Mélangez 250 g de farine, 125 g de beurre et 1 œuf. Étalez la pâte, "
        "garnissez de pommes et enfournez 35 minutes.",
        "Article 1103 du Code civil : les contrats légalement formés tiennent lieu de loi à ceux qui les "
        "ont faits. L'article 1104 impose la bonne foi.",
        "| Month | Sales | Growth |\n|---|---|---|\n| January | 1,200 | 3 % |\n| February | 1,350 | 12 % |",
    ],
)  # fmt: skip
def test_ten_texts(guard: ConfidentialityGuard, text: str) -> None:
    assert sent(guard, text) == text


@pytest.mark.parametrize(
    "text",
    [
        "RAS de mon côté pour la partie BDD. TODO : MAJ du fichier Excel, relance pour le BL, puis GO de la MOA.",
        "- WARN : le job nightly est KO, à voir avec l'exploitation",
        "Budget : PU revu à la baisse, CA prévisionnel en attente, EBITDA stable. PV du CSE en PJ.",
        "Bascule vers Google Workspace ? SSO via Okta, MFA obligatoire, tableau de bord Power BI, devis SharePoint.",
        "NB : penser au PV de recette et au Kbis ; DG tbc, ODJ du COMEX à suivre.",
        "Quick recap: TBD items in red. OOO this week. EOD please. ETA for the KPI dashboard (Power BI) is wknd.",
        "PPE audit due, COSHH sheets to update, RIDDOR report filed. HR: 2 FTE, 1 FTC. P45s sent. POD missing.",
        "Move from Slack to Teams? SSO through Okta. Boards in Trello and Jira, mock-ups in Figma.",
        "[WARN] Jenkins pipeline UNSTABLE\nwarning: LF will be replaced by CRLF in README.md\nnpm WARN deprecated",
        "[main] o.s.b.w.e.tomcat.TomcatWebServer started\n[main] c.z.hikari.pool.HikariPool started",
        "USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND\n"
        "root           1  0.0  0.1 168140 11520 ?",
        "Désignation              Qté    PU HT   Montant HT\nPose porte chêne           2   450,00       900,00\n"
        "Main d'œuvre (h)           8    42,00       336,00",
        "Description              Qty    Unit price   Amount\nIronmongery                1        120.00   120.00\n"
        "Labour (hrs)               8         42.00   336.00",
        "NAME      READY   STATUS    RESTARTS   AGE\nredis-0   1/1     Running   2          12d",
    ],
)  # fmt: skip
def test_short_forms_of_offices_and_logs(guard: ConfidentialityGuard, text: str) -> None:
    assert sent(guard, text) == text
