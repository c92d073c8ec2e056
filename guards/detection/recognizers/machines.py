"""Machines of a company: the names they are given, and the numbers on their labels."""

from __future__ import annotations

from assistant.types import Kind
from guards.detection.recognizers.references import END
from guards.detection.rule import Rule

_PARC = r"(?:n°|no|num[ée]ro)[ ]?(?:d['’](?:inventaire|immobilisation|immo)|de[ ]parc)|n°[ ]?parc"
_SERIAL = (
    r"(?:(?:n°|no|num[ée]ro|n\.)[ ]?(?:de[ ])?s[ée]rie|s/n|sn(?=[ ]?[:#])|serial[ ](?:number|no\.?|num|n°|#)|serial(?=[ ]?[:#])|"
    rf"service[ ]tag|asset[ ](?:tag|no\.?|number)|{_PARC}|imei)"
)
_VALUE = r"(?<![A-Z\da-z])(?=[A-Z\d-]*\d)(?=[A-Z\d/-]{5})[A-Z\d]{2,}(?:[-/][A-Z\d]{2,}){0,4}"
_ROLE = r"(?:PC|POSTE|PORT|LAP|LT|DT|WKS|WS|SRV|SERV?EU?R|SVR|VM|DC|NAS|IMP|PRN|SW|FW|RTR|ESX)"

RULES = (
    Rule(
        # As Windows and those who set it up name them: « DESKTOP-4F7K2Q1 », « PC-COMPTA-03 »; « PC-2026 » is a year's.
        "machine_name",
        Kind.HOST,
        r"(?<![\w./@-])(?:(?:DESKTOP|LAPTOP|WIN)-(?=[A-Z\d]*\d)[A-Z\d]{6,11}|"
        rf"{_ROLE}-(?:(?:[A-Z]{{2,12}}-?){{1,3}}\d{{1,5}}|(?!20\d\d(?!\d))(?:0\d{{1,4}}|\d{{4,5}}))|"
        r"(?:SRV|SERV?EU?R|SVR)-[A-Z]{2,12}(?:-[A-Z]{2,12})?)(?![\w-]|\.\w)",
        score=0.75,
        starts=("desktop-", "laptop-", "win-", "pc-", "poste-", "port-", "lap-", "lt-", "dt-", "wks-", "ws-", "srv-", "serveur-", "server-",
                "svr-", "vm-", "dc-", "nas-", "imp-", "prn-", "sw-", "fw-", "rtr-", "esx-"),
    ),
    Rule(
        "short_server_name",
        Kind.HOST,
        r"(?<![\w./@-])(?:srv|svr|bastion|nas)-[a-z]{2,15}(?:-[a-z]{2,15})?(?![\w-]|\.\w)",
        score=0.65,
        starts=("srv-", "svr-", "bastion-", "nas-"),
    ),
    Rule(
        "serial_number",
        Kind.CODE,
        rf"(?<!\w)(?i:{_SERIAL})(?:[ ]\p{{L}}{{2,15}}){{0,2}}[ ]?[:#=]?[ ]?(?P<v>{_VALUE}){END}",
        score=0.8,
        digits=1,
        needs=("serie", "s/n", "sn:", "sn :", "sn #", "sn#", "serial", "service tag", "asset t", "asset n", "inventaire", "d'immo", "parc", "imei"),
        around=(20, 100),
    ),
)  # fmt: skip
