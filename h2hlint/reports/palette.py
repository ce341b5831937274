"""Colours of the terminal that people who see red and green alike can tell apart, on a dark ground and on a light one.

Vermilion, blue and grey, each with a contrast of 3 to 1 and more to black and to white. Nothing is said by
colour alone: the severity stands there as a word, marked words are underlined.
"""

from __future__ import annotations

from h2hlint.reports import Style

COLOURS = {
    "error": "\x1b[1;38;5;166m",
    "warning": "\x1b[38;5;32m",
    "note": "\x1b[38;5;243m",
    "path": "\x1b[1m",
    "dim": "\x1b[38;5;243m",
    "mark": "\x1b[4m",
}
RESET = "\x1b[0m"


def paint(text: str, colour: str, style: Style) -> str:
    """Return a text in a colour, as it is where none are wanted."""
    return f"{COLOURS[colour]}{text}{RESET}" if style.colour and text else text
