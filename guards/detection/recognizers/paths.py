"""Files of people and of a company's shares, by the folders and the endings they have."""

from __future__ import annotations

from assistant.types import Kind
from guards.detection.rule import Rule

_SYSTEM = (
    r"(?:usr|etc|var|bin|sbin|lib\w*|opt|dev|proc|sys|tmp|boot|run|api|v\d+|static|assets|src|docs?|tests?|app|apps|public|"
    r"path|foo|bar|content|kaggle|workspace|input|output|dist|build|node_modules|example|examples)"
)
_SHARE = r"(?:partages?|shares|commun|r[ée]seau|volumes|nfs|nas|groupes?|dossiers?)"
_SEGMENT = r"[^\s/\\:*?\"'`<>|«»()\[\],;]{1,80}"
_LAST = r"[^\s/\\:*?\"'`<>|«»()\[\],;.…!]"
_DOCUMENT = r"\.(?:csv|tsv|xlsx?|xlsm|ods|docx?|odt|rtf|pdf|pptx?|odp|msg|eml|pst|zip|7z|bak|dump|sql|mdb|accdb|txt)"

RULES = (
    Rule(
        "home_path",
        Kind.PATH,
        rf"(?<![\w/])/(?:home|Users)/[^\s:;,\"'`<>|)]*{_LAST}|(?<!\w)[A-Z]:\\Users\\[^\s:;,\"'`<>|)]*{_LAST}|"
        rf"(?<!\w)\\\\[\w.-]+\\[^\s:;,\"'`<>|)]*{_LAST}",
        score=0.85,
        needs=("/home/", "/users/", "\\"),
    ),
    Rule(
        "share_path",
        Kind.PATH,
        rf"(?<![\w/.:<])/(?i:{_SHARE})(?:/{_SEGMENT})*/(?:[^\s/\\:*?\"'`<>|«»()\[\],;]{{0,79}}{_LAST})",
        score=0.8,
        needs=("/part", "/shares/", "/commun/", "/reseau/", "/volumes/", "/nfs/", "/nas/", "/group", "/dossier"),
    ),
    Rule(
        "document_path",
        Kind.PATH,
        rf"(?<![\w/.:<~-])/(?!(?i:{_SYSTEM})/)(?:{_SEGMENT}/){{2,12}}[^\s/\\:*?\"'`<>|«»()\[\],;]{{1,80}}?(?i:{_DOCUMENT})(?!\w|\.\w)",
        score=0.75,
        within=r"/[^\s/]+/[^\s/]+/[^\s\"'`<>|]+",
    ),
    Rule(
        "windows_path",
        Kind.PATH,
        rf"(?<!\w)[A-Za-z]:\\(?!(?i:windows|program|python|msys|cygwin))(?:{_SEGMENT}\\){{1,12}}[^\s/\\:*?\"'`<>|«»()\[\],;]{{1,80}}?(?i:{_DOCUMENT})(?!\w|\.\w)",
        score=0.75,
        needs=(":\\",),
    ),
)  # fmt: skip
