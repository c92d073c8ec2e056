"""Runs a GGUF model inside this process, on the processor, through xllamacpp.

The native server always opens an HTTP door; it is given a socket file in a folder of our own and a
random key, and the file is removed as soon as the model is loaded: no one can connect to it.
"""

from __future__ import annotations

import os
import secrets
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from assistant import log
from assistant.errors import ModelUnavailable
from assistant.i18n import _
from assistant.models.private_door import private_door

CONTEXT_TOKENS = 8_192
# The prompt is read in steps of this many tokens, and can be abandoned after each.
_BATCH_TOKENS = 64
_SILENT = -1

Chunk = dict[str, Any]
Receive = Callable[[Chunk], None]


class Engine:
    """One loaded model. Answers one request at a time; others wait for their turn."""

    def __init__(self, server: Any) -> None:  # noqa: ANN401  (a native object)
        self._server = server

    def run(self, request: Mapping[str, Any], receive: Receive, stop: threading.Event) -> None:
        """Generate, handing OpenAI chunks to `receive`, until done or `stop` is set; blocks.

        A stop is obeyed at the next token, or at the next 64 tokens while the prompt is read.
        `receive` must not raise. Native failures come as chunks with an "error" field, or raise.
        """

        def forward(chunk: Chunk) -> bool:
            if not stop.is_set():
                receive(chunk)
            return stop.is_set()

        body = dict(request)
        body |= {
            "stream": True,
            "stream_options": {"include_usage": True},
            # Calls back while the prompt is read, which is what lets a stop through.
            "return_progress": True,
        }
        self._server.handle_chat_completions(body, forward)

    def close(self) -> None:
        """Free the model's memory."""
        self._server = None


def load(path: Path, context_tokens: int = CONTEXT_TOKENS, cores: int | None = None) -> Engine:
    """Load a model file; takes seconds. Raises ModelUnavailable if it cannot be loaded."""
    try:
        import xllamacpp
    except ImportError:
        raise _no_runtime() from None
    with private_door() as (host, port):
        parameters = _parameters(path, context_tokens, cores or os.cpu_count() or 1)
        parameters.hostnames, parameters.port = [host], port
        try:
            server = xllamacpp.Server(parameters)
        except (RuntimeError, MemoryError, ValueError):
            raise _cannot_load(path) from None
    log.event("model_loaded", context_tokens=context_tokens)
    return Engine(server)


def _parameters(path: Path, context_tokens: int, cores: int) -> Any:  # noqa: ANN401
    import xllamacpp

    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(path)
    parameters.n_ctx = context_tokens
    parameters.n_parallel = 1
    parameters.n_batch = parameters.n_ubatch = _BATCH_TOKENS
    # Threads wait for each other by spinning: one more than there are idle cores and all crawl.
    parameters.cpuparams.n_threads = max(1, cores - 1)
    parameters.cpuparams_batch.n_threads = cores
    parameters.warmup = False
    parameters.fit_params = False
    parameters.cache_ram_mib = 0  # keeps no copies of earlier conversations
    parameters.verbosity = _SILENT
    parameters.ui = False
    parameters.offline = True
    parameters.api_keys = [secrets.token_urlsafe(32)]
    return parameters


def _no_runtime() -> ModelUnavailable:
    return ModelUnavailable(
        _("The runtime of the embedded model is not installed."),
        _("xllamacpp cannot be imported on this system; nothing was sent."),
        _("Run `make setup`, or choose a model of another service."),
    )


def _cannot_load(path: Path) -> ModelUnavailable:
    return ModelUnavailable(
        _("The embedded model cannot be loaded."),
        _("The file may be damaged, or memory too short; nothing was sent."),
        _("Delete {file} to have it made again, or choose a smaller model.").format(file=path),
    )
