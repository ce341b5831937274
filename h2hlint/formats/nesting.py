"""Open elements: what they hold for the text in them."""

from __future__ import annotations

from typing import NamedTuple

from h2hlint.formats.elements import BLOCKS, KINDS, LASTING

_APART = ("attribute", "button", "label", "link")
"""Kinds of elements that are a block of their own even within a sentence."""


class Nature(NamedTuple):
    """What an element is besides its name.

    `language` and `kind` replace what it would inherit, an empty language by none; `silent` says
    that its content is no copy, `opaque` that it is a word to the sentence around it all the same;
    `unit` that its blocks belong together, `names` the id of the field that it is the label of, `role`
    what its blocks are for.
    """

    language: str | None = None
    kind: str | None = None
    silent: bool = False
    opaque: bool = False
    unit: bool = False
    names: str = ""
    role: str = "none"


INHERITED = Nature()


class Element:
    """An open element: what holds for the text in it, and what to do at its end."""

    __slots__ = ("block", "closed", "island", "kind", "language", "name", "names", "opaque", "role", "silent", "start", "unit")

    def __init__(self, name: str, start: int, kind: str, language: str | None, *, silent: bool) -> None:
        self.name = name
        self.start = start
        self.kind = kind
        self.language = language
        self.silent = silent
        self.block = name in BLOCKS
        self.opaque = False
        self.island = False
        self.closed = False
        self.unit = 0
        self.names = ""
        self.role = "none"


def kind_of(name: str, given: str | None, around: str) -> str:
    """Return the kind of the blocks in an element; `given` goes before what its name says."""
    own = given or KINDS.get(name)
    keeps = around in LASTING and own not in ("attribute", "button", "label")
    return around if own is None or keeps else own


def stands_apart(element: Element, around: Element) -> bool:
    """Return whether an element within a sentence is a block of its own."""
    if element.kind != around.kind and element.kind in _APART:
        return True
    return _primary(element.language) != _primary(around.language)


def _primary(language: str | None) -> str:
    """Return the language of a tag, without its region."""
    return (language or "").replace("_", "-").partition("-")[0].lower()
