"""Elements of apps, by the HTML elements whose part they play for a reader."""

from __future__ import annotations

from h2hlint.formats.elements import names

_PARTS = {
    **dict.fromkeys(names("anchor link routerlink nuxtlink navlink"), "a"),
    **dict.fromkeys(names("heading headline title subtitle h1 h2 h3 h4 h5 h6"), "h2"),
    **dict.fromkeys(names("codeblock highlight pre syntaxhighlighter"), "pre"),
    "blockquote": "blockquote",
    "button": "button",
    "code": "code",
    "kbd": "kbd",
    "label": "label",
}
"""Component, in lower case without hyphens, to an HTML element."""


def component(name: str, *, root: bool = False) -> str:
    """Return the element that plays the part of another, empty for one that is not to be seen.

    `x-inline` is one of which nothing is known; what stands apart from text becomes `x-block`.
    """
    if not name or root:
        return ""
    if name.islower() and name.isalnum() and name != "template":
        return name
    last = name.rpartition(".")[2].lower().replace("-", "")
    part = _PARTS.get(last)
    if part:
        return part
    return "button" if last.endswith("button") else "a" if last.endswith("link") else "x-inline"
