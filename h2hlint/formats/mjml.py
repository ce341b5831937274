"""MJML, the markup of mails: its elements as the HTML elements that they become."""

from __future__ import annotations

from h2hlint.formats.assembly import Assembler
from h2hlint.formats.elements import names
from h2hlint.formats.html import HtmlReader
from h2hlint.text import Block

_ELEMENTS = {
    **dict.fromkeys(
        names("body column group hero section wrapper text table raw accordion accordion-element accordion-text carousel preview social"),
        "div",
    ),
    **dict.fromkeys(("style", "font", "attributes", "html-attributes", "breakpoint"), "template"),
    "head": "head",
    "title": "h1",
    "button": "button",
    "accordion-title": "h3",
    "navbar": "nav",
    "navbar-link": "a",
    "social-element": "button",
    "divider": "hr",
    "spacer": "hr",
    "include": "wbr",
    "image": "img",
    "carousel-image": "img",
}
NAMES = {f"mj-{name}": element for name, element in _ELEMENTS.items()}
"""MJML element to the HTML element whose part it plays."""


def read_mjml(text: str) -> list[Block]:
    """Return the blocks of a mail in MJML; any text is accepted."""
    assembler = Assembler()
    HtmlReader(assembler, text, xml=True, names=NAMES).read(0, len(text))
    return assembler.finish(len(text))
