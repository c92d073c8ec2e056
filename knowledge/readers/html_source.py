"""Makes a page's source safe for the standard parser, whose search for a missing end is quadratic.

It looks for the end of each tag or comment to the end of the page, and begins again at the next:
90 kB of openings took minutes. What can have no end is text, and is marked so beforehand.
"""

from __future__ import annotations

_PAIRS = (("<!--", "-->"), ("<", ">"))


def closable(html: str) -> str:
    """Return the source with each opening that nothing closes made into text."""
    # For a browser too, marked sections outside of drawings are comments up to the first ">".
    html = html.replace("<![", "<?[")
    for opener, closer in _PAIRS:
        end = html.rfind(closer) + 1
        html = html[:end] + html[end:].replace(opener, "&lt;" + opener[1:])
    return html
