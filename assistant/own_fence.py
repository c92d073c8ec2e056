"""Takes the fence off an answer that repeats the one a prompt put around the person's text."""

from __future__ import annotations


class OwnFence:
    """Passes an answer on as it streams, without the fence as its first line and, then, as its last.

    An empty `mark` passes everything. Only what may still turn out to be the fence is held back.
    """

    def __init__(self, mark: str) -> None:
        self._mark, self._held = mark, ""
        self._began, self._opened = not mark, False

    def feed(self, text: str) -> str:
        """Take a piece of the answer; return what can be shown already."""
        self._held += text
        if not self._began:
            self._begin()
        if not self._began:
            return ""
        at = self._end() if self._opened else len(self._held)
        shown, self._held = self._held[:at], self._held[at:]
        return shown

    def close(self) -> str:
        """Return what was held back, unless it is the fence."""
        rest, self._held = self._held, ""
        whole = self._opened or not self._began
        return "" if whole and rest.strip() == self._mark != "" else rest

    def _begin(self) -> None:
        """Tell whether the first line is the fence, once enough of it came."""
        line, broken, after = self._held.lstrip().partition("\n")
        if broken and line.rstrip() == self._mark:
            self._held, self._opened, self._began = after, True, True
        elif broken or not self._mark.startswith(line.rstrip()):
            self._began = True

    def _end(self) -> int:
        """Return from where on the text may be the last line, the blanks around it included."""
        kept = self._held.rstrip()
        before, broken, last = kept.rpartition("\n")
        # Blanks are held back with what follows them: without a break this goes on with a line shown.
        if not broken or not self._mark.startswith(last.strip()):
            return len(kept)
        return len(before.rstrip())
