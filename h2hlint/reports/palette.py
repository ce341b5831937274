"""Colours of the terminal: of the sixteen that every terminal has, those that people who see red and green alike can tell apart.

Nothing is said by colour alone: the severity stands beside it as a word, marked words are underlined.
"""

from __future__ import annotations

from h2hlint.reports import Style

COLOURS = {"error": "\x1b[1;35m", "warning": "\x1b[33m", "note": "\x1b[36m", "path": "\x1b[1m", "dim": "\x1b[2m", "mark": "\x1b[4m"}
RESET = "\x1b[0m"


def paint(text: str, colour: str, style: Style) -> str:
    """Return a text in a colour, as it is where none are wanted."""
    return f"{COLOURS[colour]}{text}{RESET}" if style.colour and text else text
