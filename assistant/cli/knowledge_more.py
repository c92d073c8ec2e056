"""The rarer verbs of `hygie knowledge`: watch, links, eval, export, encrypt, publish."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant import knowledge_wiring
from assistant.cli import knowledge_output as output
from assistant.cli import passphrases
from assistant.cli.output import note, print_json
from assistant.errors import Exit, MissingError, UserError
from assistant.i18n import gettext as _
from assistant.types import Private
from assistant.visible import visible

if TYPE_CHECKING:
    from knowledge.base import KnowledgeBase
    from knowledge.evaluation import Question
    from knowledge.values import Refused


def _watch(options: argparse.Namespace, base: KnowledgeBase) -> int:
    from knowledge.intake.watch_adapter import changes

    folders = base.folders()
    if not folders:
        raise MissingError(
            _("There is no folder to watch."), action=_("Add one: hygie knowledge add FOLDER")
        )
    told = _step(options, base, ())
    note(_("watching; stop with Ctrl-C"))
    for _burst in changes(folders):
        told = _step(options, base, told)
    return Exit.OK


def _step(
    options: argparse.Namespace, base: KnowledgeBase, told: Sequence[Refused]
) -> Sequence[Refused]:
    """Bring the base in step and say what is new; return what is not read, so that it is told once."""
    report = base.sync()
    news = replace(report, refused=tuple(each for each in report.refused if each not in told))
    if news.added or news.changed or news.renamed or news.deleted or news.refused:
        output.report(news, as_json=options.json)
    base.embed(wait=False)
    return report.refused


def _links(options: argparse.Namespace, base: KnowledgeBase) -> int:
    from knowledge.store.linking import links_from, links_to

    there, back = links_from(base.database, options.note), links_to(base.database, options.note)
    output.links(there, back, as_json=options.json)
    return Exit.OK


def _eval(options: argparse.Namespace, base: KnowledgeBase) -> int:
    from knowledge.evaluation import evaluate

    questions = list(_questions(options.file))
    if not questions:
        raise UserError(_("There is no question in the file."), action=_form())
    _say_unknown(base, questions)
    found = evaluate(base, questions)
    if options.json:
        rows = [
            {"system": q.system, "ndcg10": q.ndcg, "recall10": q.recall, "mrr10": q.reciprocal_rank}
            for q in found
        ]
        print_json({"questions": len(questions), "systems": rows})
        return Exit.OK
    names = {"words": _("words"), "meaning": _("meaning"), "both": _("both")}
    for each in found:
        print(
            f"{names[each.system]:<8} nDCG@10 {each.ndcg:.3f}  R@10 {each.recall:.3f}"
            f"  MRR@10 {each.reciprocal_rank:.3f}"
        )
    return Exit.OK


def _say_unknown(base: KnowledgeBase, questions: Sequence[Question]) -> None:
    """Say which documents are not in the base: what is asked of them can only be missed."""
    from knowledge.evaluation import names_document

    there = base.documents()
    named = {name for question in questions for name in question.documents}
    for name in sorted(named):
        if not any(names_document(document, name) for document in there):
            note(_("not in the knowledge base: {name}").format(name=visible(name)))


def _form() -> str:
    return _('Give one object a line: {"question": "…", "docs": ["note.md"]}')


def _questions(name: str) -> Iterator[Question]:
    from knowledge.evaluation import Question

    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise UserError(
            _("The file of questions cannot be read."),
            action=_("Check its name; it must be text in UTF-8."),
        ) from None
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            yield Question(Private(str(row["question"])), frozenset(map(str, row["docs"])))
        except (ValueError, KeyError, TypeError):
            raise UserError(
                _("Line {number} is not a question with its documents.").format(number=number),
                action=_form(),
            ) from None


def _export(options: argparse.Namespace, base: KnowledgeBase) -> int:
    from knowledge.store.exporting import exported

    for document in exported(base.database):
        print_json(document)
    return Exit.OK


def _encrypt(options: argparse.Namespace, base: KnowledgeBase) -> int:
    if base.database.encrypted:
        raise UserError(_("The knowledge base is encrypted already."))
    base.encrypt(knowledge_wiring.knowledge_key(passphrases.of_history))
    note(_("the knowledge base is encrypted; keep your passphrase or keyring safe"))
    return Exit.OK


def _publish(options: argparse.Namespace, base: KnowledgeBase) -> int:
    from assistant.cli.knowledge_team import publish

    return publish(options, base)


VERBS: dict[str, Callable[[argparse.Namespace, KnowledgeBase], int]] = {
    "watch": _watch, "links": _links, "eval": _eval, "export": _export, "encrypt": _encrypt,
    "publish": _publish,
}  # fmt: skip
