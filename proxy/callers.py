"""Who sends requests to the proxy, and what each may do."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase


@dataclass(frozen=True, slots=True)
class Scope:
    """What a key may do; 0 means without bound."""

    models: tuple[str, ...] = ("*",)
    requests_per_minute: int = 0
    tokens_per_day: int = 0
    tokens_per_month: int = 0
    team_tokens_per_month: int = 0


@dataclass(frozen=True, slots=True)
class Caller:
    """Who sends a request; `member` is the id of the first key of a row of rotations, which all are one member's."""

    id: str
    name: str
    team: str = ""
    scope: Scope = Scope()
    made: int = 0
    expires: int | None = None
    revoked: int | None = None
    member: str = ""

    @property
    def counted_as(self) -> str:
        """The name under which what this caller uses is counted, and what it left here is kept."""
        return self.member or self.id

    @property
    def bounded(self) -> bool:
        """Whether what this caller uses is counted."""
        return bool(self.scope.requests_per_minute or self.budgeted)

    @property
    def budgeted(self) -> bool:
        """Whether the tokens of this caller are bounded."""
        scope = self.scope
        return bool(scope.tokens_per_day or scope.tokens_per_month or scope.team_tokens_per_month)

    def may_use(self, model: str) -> bool:
        """Whether this caller may use a model, by the name it gives it."""
        return any(fnmatchcase(model, pattern) for pattern in self.scope.models)
