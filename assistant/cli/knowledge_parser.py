"""What can be typed after `hygie knowledge`."""

from __future__ import annotations

import argparse

from assistant.i18n import gettext as _


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verbs of the knowledge base to the command line."""
    text = _("your own notes, documents and mail: add, search, show, forget")
    parser = commands.add_parser("knowledge", help=text, description=text)
    parser.set_defaults(module="knowledge", verb="status", json=False, files=False)
    verbs = parser.add_subparsers(metavar=_("VERB"))
    _add(verbs)
    _search(verbs)
    _publish(verbs)
    _plain(verbs)


def _verb(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser], name: str, text: str
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = verbs.add_parser(name, help=text, description=text)
    parser.set_defaults(module="knowledge", verb=name)
    parser.add_argument("--json", action="store_true", help=_("one JSON object on standard output"))
    return parser


def _waiting(parser: argparse.ArgumentParser) -> None:
    how = parser.add_mutually_exclusive_group()
    how.add_argument(
        "--wait", action="store_true", help=_("return when search by meaning is ready too")
    )
    how.add_argument("--later", action="store_true", help=_("leave the vectors for a later sync"))


def _add(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    add = _verb(verbs, "add", _("take in files and folders; they stay where they are"))
    add.add_argument("paths", nargs="+", metavar="PATH", help=_("a file or a folder"))
    add.add_argument(
        "--rule",
        choices=["any", "company", "local", "never"],
        help=_("how far this text may go: any model, the company's, local ones only, no model"),
    )
    _waiting(add)


def _filters() -> list[tuple[str, str, str]]:
    return [
        ("folder", "FOLDER", _("only under this folder")),
        ("tag", "TAG", _("only with this tag or one under it")),
        ("since", "DAY", _("only from this day on (YYYY-MM-DD)")),
        ("until", "DAY", _("only up to this day (YYYY-MM-DD)")),
        ("kind", "KIND", _("only this kind of file (md, pdf, eml, …)")),
        ("links-to", "NOTE", _("only what links to this note")),
        ("linked-from", "NOTE", _("only what this note links to")),
    ]


def _search(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    search = _verb(verbs, "search", _("find passages by meaning and by word"))
    search.add_argument(
        "question", nargs="?", default="", metavar="QUESTION", help=_("what is looked for")
    )
    search.add_argument("--limit", type=int, default=10, metavar="N", help=_("how many (10)"))
    search.add_argument(
        "--places", action="store_true", help=_("every passage, not the best of each document")
    )
    search.add_argument(
        "--team", default="", metavar="ADDRESS", help=_("in a team's base: postgresql://HOST/NAME")
    )
    for name, value, text in _filters():
        search.add_argument(f"--{name}", default="", metavar=value, help=text)
    search.add_argument("--language", choices=["fr", "en"], help=_("only in this language"))
    search.add_argument(
        "--jsonl", action="store_true", help=_('from {"id","query"} a line, hits a line')
    )


def _publish(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    publish = _verb(
        verbs, "publish", _("put passages into a team's base, in place of its collection")
    )
    publish.add_argument("address", metavar="ADDRESS", help=_("postgresql://HOST/NAME, or libpq's"))
    publish.add_argument(
        "collection", metavar="COLLECTION", help=_("what read rights are given for")
    )
    publish.add_argument("--folder", default="", help=_("only under this folder"))
    for name, text in (
        ("reader", _("let this role read the collection")),
        ("no-reader", _("take this role's right to read it")),
    ):
        publish.add_argument(f"--{name}", action="append", default=[], metavar="ROLE", help=text)


def _plain(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    show = _verb(verbs, "show", _("print a document, or the passage that a citation names"))
    show.add_argument(
        "name",
        metavar="DOCUMENT[#HEADING|#^BLOCK]|ID",
        help=_("a document, a place in it, or a citation"),
    )
    forget = _verb(verbs, "forget", _("delete a folder or document from the base, for good"))
    forget.add_argument("path", metavar="PATH", help=_("a file or a folder"))
    sync = _verb(verbs, "sync", _("notice what is new, changed, renamed or gone"))
    _waiting(sync)
    _verb(verbs, "watch", _("keep in step with the folders until Ctrl-C"))
    links = _verb(verbs, "links", _("what a note links to, and what links to it"))
    links.add_argument("note", metavar="NOTE", help=_("the note's file"))
    measure = _verb(verbs, "eval", _("measure search on your own questions"))
    measure.add_argument(
        "file", metavar="FILE", help=_('{"question","docs":["…"]} a line; - is standard input')
    )
    _verb(verbs, "export", _("every document with its passages, one JSON object a line"))
    _verb(verbs, "encrypt", _("encrypt the base with the key of your vaults"))
    _verb(verbs, "cancel", _("stop the embedding in the background; sync goes on with it"))
    status = _verb(verbs, "status", _("the base in numbers, and what could not be read"))
    status.add_argument("--files", action="store_true", help=_("list the documents"))
