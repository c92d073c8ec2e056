"""The prompt library measured: conformance, imports, review, lint, speed beside dotpromptz."""

Score = tuple[int, int, str]
"""How many of how many, of what."""
