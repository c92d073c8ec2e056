"""Which rule decides: the layers of a policy, from the built-in profile to the person's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.types import Action, Destination, Finding
from guards.policy import defaults

if TYPE_CHECKING:
    from guards.policy.model import PolicyFile, PolicyPattern


BuiltIn = Callable[[Finding, Destination], Action]


@dataclass(frozen=True, slots=True)
class Decision:
    """An action with the layer and rule (from 1) that decided, and the reason to show."""

    action: Action
    layer: str
    rule: int
    why: str


class Policy:
    """Layers of rules: the profile, then those set by others, then the person's own, which may only tighten.

    Where no layer says anything the `built_in` rules decide.
    Within a layer the first rule that matches decides; a later layer outranks an earlier one.
    """

    def __init__(
        self,
        layers: Sequence[PolicyFile] = (),
        own: PolicyFile | None = None,
        profile: PolicyFile | None = None,
        built_in: BuiltIn = defaults.action,
    ) -> None:
        self._set, self._own, self._built_in = tuple(layers), own, built_in
        self._profile = profile
        self._layers = (profile, *self._set) if profile else self._set

    def within(self) -> Policy:
        """Return the same layers over the built-in rules for what a model inside this process judges.

        What a layer's own patterns find stays hidden: someone named it on purpose.
        """
        named = {pattern.name for pattern in self.patterns}

        def action(finding: Finding, destination: Destination) -> Action:
            decide = defaults.action if finding.rule in named else defaults.action_within
            return decide(finding, destination)

        return Policy(self._set, self._own, self._profile, action)

    @property
    def layers(self) -> tuple[PolicyFile, ...]:
        """The layers in the order in which they are asked, weakest first."""
        return (*self._layers, self._own) if self._own else self._layers

    @property
    def patterns(self) -> tuple[PolicyPattern, ...]:
        """What the layers find besides, every layer's patterns."""
        return tuple(pattern for layer in self.layers for pattern in layer.patterns)

    @property
    def binding(self) -> bool:
        """Whether someone else set rules, which a person's review then may only tighten."""
        return bool(self._set)

    @property
    def look_up_forbidden_by(self) -> str:
        """The layer that forbids online look-ups, or nothing: the last to speak decides.

        The person's own layer may only forbid.
        """
        told = [layer for layer in self._layers if layer.look_up]
        if self._own and self._own.look_up == "never":
            told.append(self._own)
        return told[-1].name if told and told[-1].look_up == "never" else ""

    def action(self, finding: Finding, destination: Destination) -> Action:
        """Return what happens to a finding that goes to a destination."""
        if not self.layers:
            return self._built_in(finding, destination)
        return self.explain(finding, destination).action

    def explain(self, finding: Finding, destination: Destination) -> Decision:
        """Return the decision with what made it."""
        decided = Decision(self._built_in(finding, destination), "built-in", 0, "")
        for layer in self._layers:
            decided = _from(layer, finding, destination) or decided
        own = self._own and _from(self._own, finding, destination)
        if own and own.action.strength > decided.action.strength:
            return own
        return decided


def _from(layer: PolicyFile, finding: Finding, destination: Destination) -> Decision | None:
    for number, rule in enumerate(layer.rules, 1):
        if rule.matches(finding, destination):
            return Decision(rule.action, layer.name, number, rule.why)
    return None
