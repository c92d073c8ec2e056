"""The command palette: every action of the screen below, with its key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from textual.binding import Binding
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.dom import DOMNode

from tui.key_words import explained, spelled


class Commands(Provider):
    """Takes what it offers from the bindings, so that none can be missing."""

    async def discover(self) -> Hits:
        """Offer everything before anything is typed."""
        for node, binding in self._bindings():
            yield DiscoveryHit(self._title(binding), partial(self._run, node, binding.action))

    async def search(self, query: str) -> Hits:
        """Offer what matches."""
        matcher = self.matcher(query)
        for node, binding in self._bindings():
            title = self._title(binding)
            if (score := matcher.match(title)) > 0:
                run = partial(self._run, node, binding.action)
                more = explained(binding.id or "") or None
                yield Hit(score, matcher.highlight(title), run, help=more)

    def _bindings(self) -> Iterator[tuple[DOMNode, Binding]]:
        chosen = self.app._keymap  # Textual has no public way to ask for it
        nodes = [self.focused, self.screen, self.app]
        seen: set[tuple[str, str]] = set()
        for node in filter(None, nodes):
            for bindings in node._bindings.key_to_bindings.values():
                for binding in bindings:
                    done = binding.action.rpartition(".")[2], binding.description
                    if binding.id and binding.description and self._possible(node, binding):
                        if done not in seen:
                            yield node, replace(binding, key=chosen.get(binding.id, binding.key))
                        seen.add(done)

    def _possible(self, node: DOMNode, binding: Binding) -> bool:
        # As Textual asks before it takes a key; it has no public way, and takes this list for the screen.
        if binding.action.startswith("screen."):
            node = self.screen
        return bool(self.app._check_action_state(binding.action.removeprefix("screen."), node))

    def _title(self, binding: Binding) -> str:
        return f"{binding.description}  ({spelled(binding.key)})"

    async def _run(self, node: DOMNode, action: str) -> None:
        await self.app.run_action(action, node)
