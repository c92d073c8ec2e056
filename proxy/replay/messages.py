"""Messages of Anthropic's as events, block by block.

A body of another form raises one of `proxy.streaming.ILL_FORMED`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from proxy.endpoints import Json


def message(body: Json) -> Iterator[Json]:
    """Yield the events of a message."""
    begun = body | {"content": [], "stop_reason": None, "stop_sequence": None}
    yield {"type": "message_start", "message": begun}
    for index, block in enumerate(body["content"]):
        empty = block | _emptied(block)
        yield {"type": "content_block_start", "index": index, "content_block": empty}
        for delta in _deltas(block):
            yield {"type": "content_block_delta", "index": index, "delta": delta}
        yield {"type": "content_block_stop", "index": index}
    ended = {name: body.get(name) for name in ("stop_reason", "stop_sequence")}
    yield {"type": "message_delta", "delta": ended, "usage": body.get("usage") or {}}
    yield {"type": "message_stop"}


def _emptied(block: Json) -> Json:
    """What the deltas of a block will fill."""
    empty: Json = {name: "" for name in ("text", "thinking", "signature") if block.get(name)}
    if block.get("citations"):
        empty["citations"] = []
    return empty | ({"input": {}} if "input" in block else {})


def _deltas(block: Json) -> Iterator[Json]:
    for name in ("text", "thinking", "signature"):
        if said := block.get(name):
            yield {"type": f"{name}_delta", name: said}
    for citation in block.get("citations") or []:
        yield {"type": "citations_delta", "citation": citation}
    if "input" in block:
        given = json.dumps(block["input"] or {}, ensure_ascii=False)
        yield {"type": "input_json_delta", "partial_json": given}
