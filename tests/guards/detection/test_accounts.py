"""Accounts of people on machines, the machines themselves, and what is on every machine."""

import pytest

from assistant.types import Kind
from guards.detection.recognizers import (
    accounts,
    contact,
    logins,
    machines,
    network,
    paths,
    shell_accounts,
)
from tests.guards.finding import RulesOnly, values

ACCOUNTS = (*accounts.RULES, *shell_accounts.RULES, *contact.RULES)


@pytest.mark.parametrize(
    ("text", "account"),
    [
        ("Le compte jdupont est bloqué aussi.", "jdupont"),
        ("L'utilisateur mlefevre ne peut plus entrer", "mlefevre"),
        ("le compte kerouanton a été désactivé hier", "kerouanton"), ("user oakhanger cannot log in", "oakhanger"),
        ("Account asmith was locked at 09:14", "asmith"), ("login appli: cgrandjean, merci", "cgrandjean"),
        ("the user m.penhale again", "m.penhale"), ("compte svc_sauvegarde", "svc_sauvegarde"),
        ("session de jdupont2", "jdupont2"),
        ('authentication failed for user "oakhanger"', "oakhanger"),
        ("New session 44 of user oakhanger.", "oakhanger"),
        ("sudo: kerouanton : TTY=pts/0 ; USER=root", "kerouanton"),
        ("CRON[2211]: (kerouanton) CMD (x)", "kerouanton"),
        ("Compte : NORDELLE\\mlefevre", "NORDELLE\\mlefevre"),
        ("runas NORDELLE\\nbernardin x", "NORDELLE\\nbernardin"),
        ("faire `ssh jdupont@srv-paie` puis", "jdupont"), ("rsync -av x/ bwhitlock@nas02:/vol1", "bwhitlock"),
        ("oakhanger@srv-paie:~$ ls", "oakhanger"), ("[oakhanger@srv-paie bin]# ls", "oakhanger"),
        ("cd /home/kerouanton/bin", "kerouanton"), (r"C:\Users\kerouanton\x.txt", "kerouanton"),
        ("-rw-r--r-- 1 oakhanger staff 812 Mar 11 17:02 a", "oakhanger"), ("$ whoami\noakhanger", "oakhanger"),
        ("9fceb02d (oakhanger 2026-03-12 08:14:02 +0000 10) x", "oakhanger"),
        ("Signed-off-by: oakhanger <o@example.org>", "oakhanger"), ("login=kerouanton ip=::1", "kerouanton"),
        ("login: rose", "rose"), ("user: alice", "alice"), ("uid=1000(oakhanger) gid=4", "oakhanger"),
        ("login: new.kervella", "new.kervella"), ("identifiant : info.kervella", "info.kervella"),
        ("user whitlock cannot log in", "whitlock"),
        ("user harding cannot log in", "harding"), ("l'utilisateur lebail ne peut plus", "lebail"),
    ],
)  # fmt: skip
def test_accounts(text: str, account: str) -> None:
    assert account in values(ACCOUNTS, text, Kind.USERNAME)


@pytest.mark.parametrize(
    "text",
    [
        "USER=root", "login=admin", "compte : support", "user www-data est", "su - postgres", "ssh root@10.0.0.1",
        "user = request.user",
        "const user = await find()", "select user_id from user user_id", "the user e-mail is", "user story12",
        "user opt-in", "user stories are",
        "compte rendu de séance", "compte gmail", "compte épargne", "compte joint est bloqué",
        "le compte client est supprimé", "session tmux",
        "compte office365 est bloqué", "l'utilisateur final ne peut", "the user interface is locked",
        "account manager", "caller id",
        "utilisateur lambda ne peut", "user config.yaml", "profil linkedin", "login=null", "users cannot log in",
        r"ERROR\nfailed to open", r"WARN\nbernard", r"les droites ABC\perp DEF", r"HKLM\Software",
        r"BUILTIN\Users", r"NORDELLE\Administrateur",
        "npm i inflight@1.0.6", "/home/user/x", "/home/ubuntu/x", "-rw-r--r-- 1 root root 812 Mar 11 17:02 a",
        "$ whoami\nroot",
        "class UserController { async login(req, res) {} }", "user = session.user",
        "account takeover cannot be excluded",
        "the user persona was created", "user stories was added", "the login throttler was disabled",
        "the user testing cannot go on", "account receivable is expired", "the user endpoint was removed",
        "le compte prorata est supprimé", "le compte Instagram est bloqué", "le compte onedrive ne s'ouvre plus",
        "un utilisateur externe signale", "le compte netflix est suspendu",
        '<div role="navbar"><ul role="tablist">', "role: 'combobox'", r"XYZ\alpha + ABC\mapsto DEF\otimes",
        r"SYSTEM\CurrentControlSet", r"SOFTWARE\Kervella",
    ],
)  # fmt: skip
def test_no_accounts(text: str) -> None:
    assert values(ACCOUNTS, text, Kind.USERNAME) == []


@pytest.mark.parametrize(
    "text",
    [
        "Demande de mlefevre.\nL'utilisateur mlefevre ne peut plus entrer",
        "mlefevre wrote\nssh mlefevre@srv-paie",
        "Par mlefevre, puis mlefevre.\nLe profil C:\\Users\\mlefevre\\x.txt",
        "Compte : NORDELLE\\mlefevre\nle poste de mlefevre",
    ],
)
def test_an_account_is_known_where_it_stands_alone(text: str) -> None:
    found = RulesOnly().find([text])[0]
    left = text
    for one in reversed(found):
        left = left[: one.span.start] + left[one.span.end :]
    assert "mlefevre" not in left


def test_what_anybody_may_be_called_is_not_sought_in_small_letters() -> None:
    text = "login: rose\nune rose est une rose"
    assert len(RulesOnly().find([text])[0]) == 1


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("DESKTOP-4F7K2Q1", Kind.HOST), ("LAPTOP-8KQ2M4T1", Kind.HOST), ("PC-COMPTA-03", Kind.HOST),
        ("SRV-PAIE", Kind.HOST),
        ("PC-03", Kind.HOST), ("SRV-FIC01", Kind.HOST), ("srv-paie", Kind.HOST), ("WS-0412", Kind.HOST),
        ("PC-COMPTA-03.nordelle.test", Kind.HOST),
    ],
)  # fmt: skip
def test_machines(value: str, kind: Kind) -> None:
    assert values((*machines.RULES, *network.RULES), f"Le poste {value} ne répond plus", kind) == [
        value
    ]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("N° de série : 5CG1234XYZ", "5CG1234XYZ"), ("S/N écran : CN0X7H3K7426", "CN0X7H3K7426"),
        ("S/N: PF2ABC9K", "PF2ABC9K"),
        ("Serial number: 7CD9384KPL", "7CD9384KPL"), ("Service tag: 4HX9K73", "4HX9K73"),
        ("asset tag 004471-B2", "004471-B2"),
        ("Numéro d'inventaire IT-2291-04", "IT-2291-04"),
    ],
)  # fmt: skip
def test_serial_numbers(text: str, number: str) -> None:
    assert values(machines.RULES, text, Kind.CODE) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "S/N ratio", "serial port COM3", "Numéro de série : voir étiquette", "asset tag required", "PC-2026",
        "WIN-WIN", "port-au-prince",
        "un DC-10", "the PC-12 lands",
        "the WS-100 series", "NAS-1", "LAP-2 times", "SW-engineering", "un parc 2026", "vm-box",
    ],
)  # fmt: skip
def test_no_machines(text: str) -> None:
    assert values(machines.RULES, text) == []


def test_the_host_behind_an_account() -> None:
    text = "ssh root@filer02 puis ssh root@localhost"
    assert values(shell_accounts.RULES, text, Kind.HOST) == ["filer02"]


def test_a_path_stays_whole() -> None:
    rules = (*paths.RULES, *shell_accounts.RULES, *logins.RULES)
    assert values(rules, "voir /home/kerouanton/paie.xlsx") == ["/home/kerouanton/paie.xlsx"]
