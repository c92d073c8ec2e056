"""Machines and places on a network: addresses, internal hosts, URLs, accounts in settings."""

from __future__ import annotations

import ipaddress

from assistant.types import Kind
from guards.detection.rule import Rule

_ZONES = ("local", "lan", "intern", "intra", "corp", "home", "priv", "test", "invalid")
_INTERNAL = (
    r"(?:local|lan|internal|intern|intranet|corp|home|priv|private|localdomain|test|invalid)"
)


def _address(value: str) -> bool:
    try:
        ipaddress.ip_address(value.split("/")[0].split("%")[0])
    except ValueError:
        return False
    return value not in ("127.0.0.1", "0.0.0.0", "::1", "::")  # noqa: S104


RULES = (
    Rule(
        "ipv4",
        Kind.IP,
        r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?:/\d{1,2})?(?![\w]|\.\d)",
        score=0.9,
        check=_address,
        needs=(".",),
    ),
    Rule(
        "ipv6",
        Kind.IP,
        r"(?<![\w:.])(?=[A-Fa-f:]*\d)(?=[\dA-Fa-f]{0,4}:[\dA-Fa-f]{0,4}:)[\dA-Fa-f:]{6,39}(?![\w:])",
        score=0.9,
        check=_address,
        needs=(":",),
    ),
    Rule(
        # « Accepted password for otuckwell from 198.51.100.23 », « session opened for user otuckwell(uid=1001) »
        "signed_in",
        Kind.USERNAME,
        r"(?<!\w)(?i:password|publickey|gssapi-with-mic|login|session (?:opened|closed)|authentication failure|logged in)[ ]for[ ](?:invalid[ ])?(?:user[ ])?"
        r"(?!(?:root|admin|user|users|invalid|nobody|guest|all|the|your|a|an)(?!\w))(?P<v>[a-z_][\w.-]{1,31})(?=[ ]from[ ][\da-f]+[.:]|\()",
        score=0.85,
        needs=(" for ",),
    ),
    Rule(
        "mac",
        Kind.MAC,
        r"(?<![\w:-])(?:[0-9A-Fa-f]{2}([:-]))(?:[0-9A-Fa-f]{2}\1){4}[0-9A-Fa-f]{2}(?![\w:-])",
    ),
    Rule(
        "url",
        Kind.URL,
        r"(?<!\w)(?:https?|ftp|sftp|ssh|git|file|smb|nfs|s3|gs|ldaps?)://[^\s<>\"'«»)\]}]+[^\s<>\"'«»)\]}.,;:!?…]|(?<![\w./@])www\.[\w-]+(?:\.[\w-]+)+"
        r"(?:/[^\s<>\"'«»)\]}]*[^\s<>\"'«»)\]}.,;:!?…])?",
        score=0.9,
        needs=("://", "www."),
    ),
    Rule(
        # Without a password: those are secrets. What every installation has says nothing.
        "database_url",
        Kind.URL,
        r"(?<!\w)(?:jdbc:[a-z:]{2,20}|postgres(?:ql)?(?:\+\w+)?|mysql(?:\+\w+)?|mariadb|mongodb(?:\+srv)?|rediss?|amqps?|mqtts?|nats|kafka|sqlserver|"
        r"clickhouse|cassandra|couchdb|neo4j|bolt|ws|wss|grpc)://(?!(?:localhost|127\.0\.0\.1|db|host|hostname|database|redis|postgres|mysql|example)(?![\w.-]))"
        r"[^\s<>\"'«»)\]}@]+[^\s<>\"'«»)\]}@.,;:!?…](?![^\s@]*@)",
        score=0.85,
        needs=("://",),
    ),
    Rule(
        "internal_host",
        Kind.HOST,
        rf"(?<![\w.@/-])[A-Za-z\d](?:[\w-]*\.)+{_INTERNAL}(?::\d{{2,5}})?(?![\w-]|\.\w)",
        score=0.85,
        needs=tuple(f".{zone}" for zone in _ZONES),
    ),
    Rule(
        "server_name",
        Kind.HOST,
        r"(?<![\w.@/-])(?:srv|vm|web|db|sql|app|prod|dev|nas|dc|ad|mail|smtp|ldap|proxy|vpn|k8s|node|host|bastion)"
        r"[a-z]*-(?:[a-z\d]+-)*[a-z]*\d+(?::\d{2,5})?(?![\w-])",
        score=0.7,
    ),
    Rule(
        # « prd-pay-02 »: the stage first.
        "staged_server_name",
        Kind.HOST,
        r"(?<![\w.@/-])(?:prd|prod|ppd|pprd|preprod|stg|staging|uat|recette)-[a-z][a-z\d]*(?:-[a-z][a-z\d]*)*-?\d{1,3}(?::\d{2,5})?(?![\w-]|\.\w)",
        score=0.7,
        needs=("prd-", "prod-", "ppd-", "stg-", "staging-", "uat-", "recette-"),
    ),
    Rule(
        "host_and_port",
        Kind.HOST,
        r"(?<![\w.@/:-])(?=[a-z-]*\d)[a-z][a-z\d]*(?:-[a-z\d]+)+:\d{4,5}(?![\w.:-])",
        score=0.65,
        needs=(":",),
    ),
    Rule(
        "setting_host",
        Kind.HOST,
        r"(?<![A-Za-z\d])(?:[A-Z][A-Z\d]*_)+HOST(?:NAME)?[ ]?[=:][ ]?[\"']?(?!(?:localhost|db|host|hostname|None|null|redis|postgres|mysql)(?![\w.-]))"
        r"(?P<v>[a-z][a-z\d-]{2,62}(?:\.[a-z\d-]+)*)(?![\w.-]*[(\[{@])",
        score=0.7,
        needs=("_host",),
    ),
    Rule(
        # « DB_USER=paiement_rw »: the accounts that every installation has say nothing.
        "setting_user",
        Kind.USERNAME,
        r"(?<![A-Za-z\d])(?:[A-Z][A-Z\d]*_)+(?:USER(?:_?NAME)?|LOGIN|UID)[ ]?[=:][ ]?[\"']?"
        r"(?!(?:root|admin|postgres|user|username|test|guest|nobody|app|None|null|true|false)(?![\w.-]))"
        r"(?P<v>[A-Za-z][\w.-]{2,40})(?![\w.-]*[(\[{@])",
        score=0.75,
        needs=("_user", "_login", "_uid"),
    ),
)
