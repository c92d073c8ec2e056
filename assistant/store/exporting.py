"""A conversation as a file: Markdown, JSON, HTML that needs nothing from outside, or docx."""

from __future__ import annotations

import html
import json
from collections.abc import Sequence
from datetime import datetime

from assistant.i18n import _, language
from assistant.sentences import labelled
from assistant.store.records import Conversation, Turn

FORMATS = ("md", "json", "html", "docx")
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:44em;margin:2em auto;padding:0 1em}"
    "blockquote{border-left:3px solid #999;margin-left:0;padding-left:1em;color:#444}"
    "pre{overflow:auto;background:#f4f4f4;padding:.6em}footer,.meta{color:#666;font-size:.85em}"
)


def exported(conversation: Conversation, turns: Sequence[Turn], form: str) -> bytes:
    """Return the bytes of a file in one of FORMATS; offsets in JSON count code points."""
    if form == "json":
        return _json(conversation, turns)
    if form == "html":
        return _html(conversation, turns)
    if form == "docx":
        from assistant.store.docx_adapter import docx

        return docx(conversation.title.reveal(), [(heading(t), t) for t in turns])
    return markdown(conversation, turns).encode()


def heading(turn: Turn) -> str:
    """Return what stands over a turn: number, time, model."""
    at = datetime.fromtimestamp(turn.at).astimezone().strftime("%Y-%m-%d %H:%M")
    return f"{turn.number} · {at} · {turn.model}"


def markdown(conversation: Conversation, turns: Sequence[Turn]) -> str:
    """Return a conversation as Markdown, questions as quotations."""
    parts, document = [f"# {conversation.title.reveal()}"], _("Document")
    for turn in turns:
        parts.append(f"## {heading(turn)}")
        parts += [
            f"*{labelled(document, name.reveal())}*" for name in turn.documents if name.reveal()
        ]
        if turn.question.reveal().strip():
            parts.append("\n".join(f"> {line}" for line in turn.question.reveal().split("\n")))
        parts.append(turn.answer.reveal().strip())
    return "\n\n".join(parts) + "\n"


def _json(conversation: Conversation, turns: Sequence[Turn]) -> bytes:
    value = {
        "format": "hygie-conversation/1",
        "id": conversation.key,
        "title": conversation.title.reveal(),
        "tags": list(conversation.tags),
        "turns": [
            {
                "n": t.number, "at": t.at, "task": t.task.value, "question": t.question.reveal(),
                "answer": t.answer.reveal(), "documents": [d.reveal() for d in t.documents],
                "model": t.model, "destination": t.destination.value, "complete": t.complete,
                "checks": list(t.verdicts), "warnings": list(t.warnings),
                "usage": {"prompt_tokens": t.prompt_tokens, "completion_tokens": t.completion_tokens},
            }
            for t in turns
        ],
    }  # fmt: skip
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _html(conversation: Conversation, turns: Sequence[Turn]) -> bytes:
    from markdown_it import MarkdownIt

    # "js-default" renders no raw HTML: what a model wrote is text, never markup of this page.
    render = MarkdownIt("js-default").render
    title = html.escape(conversation.title.reveal())
    body = [f"<h1>{title}</h1>"]
    for turn in turns:
        body.append(f'<section><p class="meta">{html.escape(heading(turn))}</p>')
        if turn.question.reveal().strip():
            body.append(f"<blockquote>{render(turn.question.reveal())}</blockquote>")
        body.append(f"{render(turn.answer.reveal())}</section>")
    page = (
        f'<!doctype html><html lang="{language().value}"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        f"style-src 'unsafe-inline'\"><title>{title}</title><style>{_STYLE}</style></head><body>"
        + "\n".join(body)
        + "</body></html>\n"
    )
    return page.encode()
