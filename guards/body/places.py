"""What a string of a request is, by where it stands: free text, a name, a protocol word.

Nothing is exempt by its place alone: a protocol word is let through unread only when it is one of
a closed list of words that name nobody.
"""

from __future__ import annotations

from enum import Enum

import regex


class Sort(Enum):
    """How a string is examined and replaced."""

    FREE = "free"  # rules, lists and names; placeholders in the text
    TOKEN = "token"  # noqa: S105  (rules and lists only: a lone word has no context for names)
    NAME = "name"  # as a token, but replaced whole, by something that providers accept as a name


class Mode(Enum):
    """Which part of a body we are in."""

    PROTOCOL = "protocol"
    SCHEMA = "schema"
    PROPERTIES = "properties"
    DATA = "data"


NAME_KEYS = frozenset(
    {
        "name", "id", "tool_call_id", "call_id", "tool_use_id", "item_id", "previous_response_id",
        "response_id", "file_id", "container", "conversation", "server_label", "batch_id",
    }
)  # fmt: skip
TOKEN_KEYS = frozenset(
    {
        "type", "role", "object", "status", "model", "detail", "format", "finish_reason", "media_type",
        "mime_type", "service_tier", "truncation", "effort", "reasoning_effort", "verbosity",
        "encoding_format", "stop_reason", "purpose", "modalities", "include", "tool_choice", "ttl",
        "function_call", "mode", "signature", "encrypted_content", "syntax", "search_context_size",
        "response_format", "prompt_cache_retention", "betas", "display",
    }
)  # fmt: skip
NUMBER_KEYS = frozenset(
    {
        "max_tokens", "max_completion_tokens", "max_output_tokens", "max_tool_calls", "seed", "n",
        "budget_tokens", "temperature", "top_p", "top_k", "top_logprobs", "logprobs", "best_of",
        "frequency_penalty", "presence_penalty", "created", "created_at", "dimensions", "index",
        "input_tokens", "output_tokens", "total_tokens", "prompt_tokens", "completion_tokens",
        "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength",
        "maxLength", "minItems", "maxItems", "minProperties", "maxProperties", "max_uses",
        "cache_read_input_tokens", "cache_creation_input_tokens", "expires_at", "start_index",
        "end_index", "display_width_px", "display_height_px", "display_number", "timeout",
    }
)  # fmt: skip
DATA_KEYS = frozenset({"arguments", "metadata", "default", "const", "enum", "examples", "example"})
SCHEMA_KEYS = frozenset({"parameters", "input_schema", "schema"})
_FREE_KEYS = frozenset(
    {
        "messages", "content", "text", "system", "instructions", "input", "prompt", "suffix", "tools",
        "tool_calls", "function", "functions", "description", "title", "stop", "stop_sequences", "user",
        "safety_identifier", "prompt_cache_key", "user_id", "stream", "stream_options", "include_usage",
        "include_obfuscation", "image_url", "input_audio", "file", "file_data", "file_url", "filename",
        "url", "data", "source", "cache_control", "context", "citations", "enabled", "thinking",
        "reasoning", "reasoning_content", "summary", "generate_summary", "refusal", "prediction",
        "logit_bias", "store", "echo", "parallel_tool_calls", "disable_parallel_tool_use", "strict",
        "json_schema", "required", "output", "logprobs_count", "background", "annotations", "phase",
        "web_search_options", "user_location", "approximate", "city", "country", "region", "timezone",
        "audio", "voice", "is_error", "caller", "results", "queries", "action", "outputs", "code",
        "anthropic_version", "mcp_servers", "context_management", "edits", "output_config", "keep",
        "allowed_domains", "blocked_domains", "tool_references", "defer_loading", "input_examples",
        "allowed_callers", "speed", "server_url", "server_description", "allowed_tools",
        "require_approval", "vector_store_ids", "filters", "obfuscation", "task_budget", "total",
        "error", "additionalProperties", "trigger", "value", "instructions_template", "variables",
        "version", "cached_content", "custom", "grammar", "definition", "safety_settings", "usage",
        "eager_input_streaming", "extra_body", "min_p", "repetition_penalty", "chat_template_kwargs",
        "moderation", "sources", "documents", "num_ctx", "keep_alive", "options", "think",
    }
)  # fmt: skip
_SCHEMA_WORDS = frozenset(
    {
        "properties", "items", "anyOf", "oneOf", "allOf", "not", "$ref", "$defs", "definitions", "$schema",
        "$id", "$comment", "patternProperties", "prefixItems", "pattern", "nullable", "propertyNames",
        "dependentRequired", "dependentSchemas", "if", "then", "else", "uniqueItems", "contains",
        "deprecated", "readOnly", "writeOnly", "unevaluatedProperties", "contentEncoding", "$anchor",
        "contentMediaType", "$dynamicRef",
    }
)  # fmt: skip
HEADERS = "\0headers"
"""The key under which a request's headers are read with its body; it is taken out before that is sent."""
KEYS = (
    {HEADERS}
    | NAME_KEYS
    | TOKEN_KEYS
    | NUMBER_KEYS
    | DATA_KEYS
    | SCHEMA_KEYS
    | _FREE_KEYS
    | _SCHEMA_WORDS
)
"""Keys of the protocols themselves: these are never rewritten."""
MAPS_OF_NAMES = frozenset(
    {"properties", "$defs", "definitions", "patternProperties", "dependentSchemas"}
)
NAMES_LISTED = frozenset({"required", "dependentRequired"})

WORDS = frozenset(
    {
        "", "user", "assistant", "system", "developer", "tool", "function", "text", "image_url", "auto",
        "none", "any", "required", "object", "string", "number", "integer", "array", "boolean", "null",
        "json_object", "json_schema", "low", "medium", "high", "minimal", "xhigh", "max", "message",
        "input_text", "output_text", "input_image", "input_file", "function_call", "custom", "grammar",
        "function_call_output", "reasoning", "summary_text", "tool_use", "tool_result", "thinking",
        "redacted_thinking", "ephemeral", "enabled", "disabled", "adaptive", "document", "image",
        "base64", "url", "file", "content", "completed", "incomplete", "in_progress", "default", "flex",
        "priority", "standard_only", "concise", "detailed", "float", "date", "date-time", "time", "uri",
        "email", "uuid", "ipv4", "ipv6", "hostname", "1h", "5m", "24h", "in_memory", "stop", "length",
        "tool_calls", "end_turn", "max_tokens", "stop_sequence", "pause_turn", "refusal", "chat.completion",
        "reasoning.encrypted_content", "message.output_text.logprobs", "text/plain", "application/pdf",
        "prediction", "lark", "regex", "disabled_by_policy", "approximate", "web_search", "code_interpreter",
        "file_search", "computer_use", "mcp", "item_reference", "server_tool_use", "local_shell",
        "web_search_tool_result", "search_result", "input_audio", "audio", "application/json", "true",
        "false", "omitted", "summarized", "all", "commentary", "final_answer", "response", "standard",
    }
)  # fmt: skip
"""Words of the protocols: they name nobody, so that they may pass unread where a word is due."""

_TOKEN_NUMBER = regex.compile(r"[0-9]{1,6}")  # of a vocabulary, in logit_bias
_PLAIN_KEY = regex.compile(r"[a-z][a-zA-Z0-9_$-]{0,63}")


def sort_of_value(key: str, mode: Mode) -> Sort:
    """Say how a string under a key is examined."""
    if mode is Mode.DATA:
        return Sort.FREE
    if mode is Mode.SCHEMA and key in NAMES_LISTED:
        return Sort.NAME
    if mode is Mode.SCHEMA and key in ("name", "id"):
        return Sort.FREE
    if key in NAME_KEYS:
        return Sort.NAME
    if key in TOKEN_KEYS or key.startswith("$"):
        return Sort.TOKEN
    return Sort.FREE


def sort_of_key(key: str, mode: Mode) -> Sort | None:
    """Say how a key is examined; None: it belongs to the protocol."""
    if mode is Mode.PROPERTIES:
        return Sort.NAME
    if mode is not Mode.DATA and (key in KEYS or _TOKEN_NUMBER.fullmatch(key)):
        return None
    if mode is Mode.DATA and not _PLAIN_KEY.fullmatch(key):
        return Sort.FREE
    return Sort.TOKEN if _PLAIN_KEY.fullmatch(key) else Sort.FREE


def mode_below(key: str, mode: Mode) -> Mode:
    """The mode of what stands under a key."""
    if mode is Mode.DATA or key in DATA_KEYS:
        return Mode.DATA
    if mode is Mode.PROPERTIES:
        return Mode.SCHEMA
    if mode is Mode.SCHEMA:
        return Mode.PROPERTIES if key in MAPS_OF_NAMES else Mode.SCHEMA
    if key in SCHEMA_KEYS:
        return Mode.SCHEMA
    return Mode.PROTOCOL if key in KEYS else Mode.DATA
