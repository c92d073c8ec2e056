r"""Accounts where machines write them: « ACME\jdupont », « ssh jdupont@srv-paie », « /home/jdupont », `ls -l`, `git blame`."""

from __future__ import annotations

from assistant.types import Kind
from guards.detection.account_names import NAME, may_be_account
from guards.detection.recognizers.accounts import perhaps
from guards.detection.rule import Rule
from guards.detection.wordlists import NO_NAMES, is_listed

_SHELL = r"(?:ssh-copy-id|ssh|scp|sftp|rsync|mosh)"
_SHELLS = ("ssh", "scp ", "sftp ", "rsync ", "mosh ")
_BEHIND_SHELL = rf"(?<![\w-]){_SHELL}[ ](?:[^\s|;&]+[ ]){{0,8}}?"
_HOST = r"(?P<host>[A-Za-z][A-Za-z\d-]{1,40})(?![\w@/-]|\.\w)"
_DOMAIN = r"(?<![\w\\/:.$-])(?!(?:HK(?:LM|CU|CR|U)|BUILTIN|HARDWARE|SECURITY|SOFTWARE|SYSTEM)\\)[A-Z][A-Z\d-]{2,14}(?:\.[A-Z\d-]{1,20})?\\"


def _of_domain(value: str) -> bool | None:
    r"""« ERREUR\nfin » holds an escape, and « ABC\perp » is of LaTeX."""
    domain, _, name = value.rpartition("\\")
    escaped = name[0] in "nrt" and (
        is_listed(name[1:], *NO_NAMES) or is_listed(domain, *NO_NAMES, "acronyms")
    )
    return None if may_be_account(name) and not escaped and not is_listed(name, "latex") else False


def _is_far(host: str) -> bool | None:
    return False if host == "localhost" else None


RULES = (
    Rule(
        "account_of_domain",
        Kind.USERNAME,
        rf"(?P<v>{_DOMAIN}{NAME})(?![\w\\({{])",
        score=0.75, check=_of_domain, needs=("\\",), around=(60, 140),
    ),
    Rule(
        "account_at_host",
        Kind.USERNAME,
        rf"{_BEHIND_SHELL}(?P<v>{NAME})@{_HOST}",
        score=0.85, check=perhaps, starts=_SHELLS,
    ),
    Rule(
        "host_of_account",
        Kind.HOST,
        rf"{_BEHIND_SHELL}[A-Za-z][\w.-]{{0,31}}@{_HOST.replace('host', 'v')}",
        score=0.8, check=_is_far, starts=_SHELLS,
    ),
    Rule(
        # « oakhanger@srv-paie:~$ », « [oakhanger@srv-paie bin]# »
        "account_at_prompt",
        Kind.USERNAME,
        rf"^\[?(?P<v>{NAME})@[A-Za-z][\w.-]{{1,40}}(?::[~/][^\s$#]{{0,80}}[$#]|[ ][^\s\]]{{1,60}}\][$#])(?=[ ]|\r?$)",
        score=0.85, check=perhaps, needs=("@",), around=(140, 160),
    ),
    Rule(
        # Within a path, which is hidden whole: so that the name is known where it stands alone.
        "account_of_home",
        Kind.USERNAME,
        rf"(?:/home/|/Users/|:\\{{1,2}}Users\\{{1,2}})(?P<v>{NAME})(?![\w.-])",
        score=0.7, check=perhaps, starts=("/home/", "/users/", ":\\"),
    ),
    Rule(
        "account_of_listing",
        Kind.USERNAME,
        rf"^[-dlbcps][-rwxsStT]{{9}}[.+@]?[ ]+\d{{1,5}}[ ]+(?P<v>{NAME})(?=[ ])",
        score=0.8, check=perhaps, needs=("rw", "r-x", "--x", "---"),
    ),
    Rule(
        # « 9fceb02d (oakhanger 2026-03-12 … »
        "account_of_blame",
        Kind.USERNAME,
        rf"^\^?[\da-f]{{7,40}}[ ](?:\S{{1,80}}[ ]+)?\((?P<v>{NAME})(?=[ ]+\d{{4}}-\d\d-\d\d[ ])",
        score=0.8, check=perhaps, needs=(" (",), around=(140, 160),
    ),
    Rule(
        "account_that_asks_who",
        Kind.USERNAME,
        rf"whoami\r?\n(?:[A-Za-z\d-]{{1,15}}\\)?(?P<v>{NAME})(?=\.?\r?$)",
        score=0.8, check=perhaps, starts=("whoami",),
    ),
)  # fmt: skip
