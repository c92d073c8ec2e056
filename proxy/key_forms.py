"""What may be asked of keys, over the admin API and on the command line alike."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from proxy.callers import Scope


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Limits(_Form):
    """What a key may do; 0 means without bound."""

    models: tuple[str, ...] = Field(default=("*",), min_length=1)
    requests_per_minute: int = Field(default=0, ge=0)
    tokens_per_day: int = Field(default=0, ge=0)
    tokens_per_month: int = Field(default=0, ge=0)
    team_tokens_per_month: int = Field(default=0, ge=0)

    def scope(self) -> Scope:
        """Return the limits as they are kept."""
        return Scope(**{name: getattr(self, name) for name in Limits.model_fields})


class NewKey(Limits):
    """A key that is to be made; `days` until it ends, 0: never."""

    name: str = Field(min_length=1, max_length=100)
    team: str = Field(default="", max_length=100)
    days: float = Field(default=0, ge=0, le=36_500)


class Grace(_Form):
    """How long a rotated key still works."""

    grace_hours: float = Field(default=24, ge=0, le=8_760)
