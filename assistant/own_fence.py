"""Takes the fence off an answer that stands as a whole between two lines of the one a prompt put around a text."""

from __future__ import annotations


class OwnFence:
    """Passes an answer on as it streams, without the fence that is its first line and its last.

    An empty `mark` passes everything. An answer that opens with the mark is held back until it ends, or
    until the mark closes before the end: code that opens with a docstring keeps every line.
    """

    def __init__(self, mark: str) -> None:
        self._mark, self._held, self._passing = mark, "", not mark

    def feed(self, text: str) -> str:
        """Take a piece of the answer; return what can be shown already."""
        self._held += text
        self._passing = self._passing or not self._may_wrap()
        if not self._passing:
            return ""
        shown, self._held = self._held, ""
        return shown

    def close(self) -> str:
        """Return what was held back, without the fence if it wraps the whole answer."""
        whole, self._held = self._held, ""
        if self._passing or not whole:
            return whole
        inside, closed, _blank = self._parted(whole)
        empty = whole.strip() == self._mark
        return "" if empty else inside[1:].rstrip() if closed else whole

    def _may_wrap(self) -> bool:
        """Whether the answer so far opens with the mark, and nothing follows where it closes."""
        line, broken, _after = self._held.lstrip().partition("\n")
        if not broken:
            return self._mark.startswith(line.rstrip())
        return line.rstrip() == self._mark and not self._parted(self._held)[2].strip()

    def _parted(self, text: str) -> tuple[str, str, str]:
        """Part what stands below the first line at the next line that begins with the mark."""
        below = text.lstrip().partition("\n")
        return (below[1] + below[2]).partition(f"\n{self._mark}")
