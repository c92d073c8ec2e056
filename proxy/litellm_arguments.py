"""What litellm is called with: the fields of a request that are known, and where the settings say it goes.

litellm takes the options that steer it (address, key, provider, headers, fallbacks, loggers) by the same
way as the fields of a request. A client that could set them would choose where text goes and which key
goes with it, so a field passes only when its name stands here.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from proxy.settings import Upstream

# OpenAI's reference of each endpoint, less what the proxy does not serve (audio, modalities) and what
# litellm takes for its own: metadata, extra_headers, extra_body, timeout, api_version, deployment_id.
_CHAT = frozenset(
    {
        "messages", "stream", "stream_options", "temperature", "top_p", "n", "stop", "max_tokens",
        "max_completion_tokens", "presence_penalty", "frequency_penalty", "logit_bias", "logprobs",
        "top_logprobs", "seed", "user", "response_format", "tools", "tool_choice", "parallel_tool_calls",
        "functions", "function_call", "reasoning_effort", "verbosity", "prediction", "service_tier",
        "store", "safety_identifier", "prompt_cache_key", "web_search_options",
    }
)  # fmt: skip
_EMBEDDINGS = frozenset({"input", "dimensions", "encoding_format", "user"})
_FIELDS: Mapping[str, frozenset[str]] = {"/chat/completions": _CHAT, "/embeddings": _EMBEDDINGS}

# These sign requests with an identity of the machine: an empty key would take its place.
_BY_IDENTITY = frozenset(
    {"azure", "azure_ai", "bedrock", "oci", "sagemaker", "sagemaker_chat", "vertex_ai", "watsonx"}
)
_NO_KEY = "none"


def arguments(upstream: Upstream, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments of litellm's function for one request; the settings have the last word."""
    known = {name: value for name, value in body.items() if name in _FIELDS[path]}
    return known | {
        "model": f"{upstream.provider}/{body.get('model', '')}",
        "custom_llm_provider": upstream.provider,
        "api_base": upstream.url or None,
        "api_key": _key(upstream),
        "timeout": upstream.silent_seconds,
        "num_retries": upstream.retries,
    }


def _key(upstream: Upstream) -> str | None:
    if upstream.key_env:
        return os.environ.get(upstream.key_env) or _NO_KEY
    # Without one, litellm would send the key of the provider's variable to whatever address is given.
    return _NO_KEY if upstream.url and upstream.provider not in _BY_IDENTITY else None
