"""Blocks from a stream of elements and text: what HTML and Markdown have in common.

Every step costs constant or amortised constant time, whatever the nesting, and no order of
start and end tags is an error.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from h2hlint.formats.directives import directive
from h2hlint.formats.elements import CLOSES_PARAGRAPH, HEADINGS, IMPLIED_ENDS, KEPT_OPEN, TABLE_PARTS
from h2hlint.formats.nesting import INHERITED, Element, Nature, kind_of, stands_apart
from h2hlint.text import INLINE_OBJECT, Block, BlockBuilder, Span

_INERT = ("template", "foreignobject")
_CONTROLS = ("button", "label")
_CELL_BORDERS = ("td", "th", "caption", "table", *_INERT)
_PARAGRAPH_BORDERS = ("button", *_CELL_BORDERS)


class _Draft(BlockBuilder):
    """A block in the making.

    `link` is the source span of the first link in it; `whole` says that no block ended before it
    in the same element; `names` is the id of the field that it is the label of.
    """

    def __init__(self, around: Element) -> None:
        super().__init__(around.kind, around.language, around.role, around.unit)
        self.names = around.names
        self.filled = False
        self.whole = True
        self.link: Span | None = None


class Assembler:
    """Gathers blocks; `language` is the language declared for the whole source."""

    def __init__(self, language: str | None = None) -> None:
        self._stack = [Element("", 0, "paragraph", language, silent=False)]
        self._depths: dict[str, list[int]] = {}
        self._blocks: list[Block] = []
        self._block_depths = [0]
        self._draft = _Draft(self._stack[0])
        self._ticked: set[str] = set()
        self._labels: dict[str, list[int]] = {}
        self._suspended: list[_Draft] = []

    @property
    def depth(self) -> int:
        """How many elements are open."""
        return len(self._stack) - 1

    @property
    def language(self) -> str | None:
        """The language declared here."""
        return self._stack[-1].language

    @property
    def silent(self) -> bool:
        """Whether the text here is no copy."""
        return self._stack[-1].silent

    def within(self, name: str) -> bool:
        """Return whether an element `name` is open."""
        return bool(self._depths.get(name))

    def finish(self, end: int) -> list[Block]:
        """End everything that is open at offset `end`; return the blocks in source order."""
        self.close_to(0, Span(end, end))
        self._flush()
        for place in (place for name in self._ticked for place in self._labels.get(name, ())):
            self._blocks[place] = replace(self._blocks[place], ticked=True)
        return sorted(self._blocks, key=lambda block: block.pieces[0].source.start)

    # Text

    def text(self, text: str, place: Span) -> None:
        """Add `text` that stands for `place`."""
        if not self.silent:
            self._draft.filled = True
            self._draft.add(text, place)

    def source(self, text: str, start: int, end: int) -> None:
        """Add `text[start:end]` of the source as it stands."""
        if not self.silent:
            self._draft.filled = True
            self._draft.add_source(text, start, end)

    def space(self, place: Span) -> None:
        """Add a space that stands for `place`."""
        if not self.silent:
            self._draft.add_space(place)

    def object(self, place: Span) -> None:
        """Add an opaque word that stands for `place`."""
        self.text(INLINE_OBJECT, place)

    def boundary(self) -> None:
        """End the block here."""
        self._flush()

    def add(self, builder: BlockBuilder) -> None:
        """Add a block of its own: an attribute, a front matter value."""
        block = builder.build()
        if block:
            self._blocks.append(block)

    def add_all(self, blocks: Iterable[Block]) -> None:
        """Add finished blocks."""
        self._blocks.extend(blocks)

    def tick(self, name: str) -> None:
        """Note a ticked box: of the field with the id `name`, else of the label that is open, else of the text that follows."""
        if name and not self.within("label"):
            self._ticked.add(name)
        else:
            self._draft.ticked = True

    def box(self, *, ticked: bool) -> None:
        """Note that the text which follows is the label of a box."""
        self._draft.kind = "label"
        self._draft.ticked = ticked

    @property
    def unit(self) -> int:
        """The number of the form or banner that is open, 0 for none."""
        return self._stack[-1].unit

    def comment(self, text: str, start: int) -> None:
        """Add a comment, whose content begins at `start`, if it speaks to the linter."""
        block = directive(text, start, self.language)
        if block:
            self._blocks.append(block)

    # Elements

    def start(self, name: str, tag: Span, nature: Nature = INHERITED) -> None:
        """Open an element."""
        self._imply_ends(name, tag.start)
        around = self._stack[-1]
        language = around.language if nature.language is None else nature.language or None
        silent = nature.silent or around.silent
        element = Element(name, tag.start, kind_of(name, nature.kind, around.kind), language, silent=silent)
        element.unit = around.unit or (tag.start + 1 if nature.unit else 0)
        element.names = nature.names or around.names
        element.role = around.role if nature.role == "none" else nature.role
        if not element.block and not around.silent:
            element.opaque = nature.opaque and silent
            element.island = not silent and stands_apart(element, around)
        self._push(element)
        if name == "q":
            self.text("“", tag)
        if name == "a" and self._draft.link is None:
            self._draft.link = Span(tag.start, -1)

    def end(self, name: str, tag: Span) -> None:
        """Close the innermost element `name`, and those in it; ignore the tag if none is open."""
        target = self._last(*HEADINGS) if name in HEADINGS else self._last(name)
        if name in KEPT_OPEN or target == 0 or (target < self.depth and target < self._border(name)):
            return
        if not self._stack[target].block and self._block_depths[-1] > target:
            self._stack[target].closed = True
            self._depths[name].pop()
            return
        self.close_to(target, Span(tag.start, tag.start))
        self._pop(tag)

    def close_to(self, depth: int, tag: Span) -> None:
        """Close elements until `depth` of them are open."""
        stack = self._stack
        while len(stack) - 1 > depth:
            self._pop(tag)

    def _imply_ends(self, name: str, at: int) -> None:
        if name in CLOSES_PARAGRAPH and self.within("p"):
            self._end_all(("p",), _PARAGRAPH_BORDERS, at)
        if name in IMPLIED_ENDS:
            self._end_all(*IMPLIED_ENDS[name], at)
        if name in HEADINGS and self._stack[-1].name in HEADINGS:
            self._pop(Span(at, at))
        if name in ("a", "button") and self.within(name):
            self.end(name, Span(at, at))

    def _end_all(self, names: tuple[str, ...], borders: tuple[str, ...], at: int) -> None:
        border = self._last(*borders, *_INERT)
        inside = [depth for name in names if (depth := self._last(name)) > border]
        if inside:
            self.close_to(min(inside) - 1, Span(at, at))

    def _border(self, name: str) -> int:
        """Return the depth of the innermost open element beyond which an end tag `name` closes nothing, or 0."""
        return self._last("table", *_INERT) if name in TABLE_PARTS else self._last(*_CELL_BORDERS)

    def _last(self, *names: str) -> int:
        """Return the depth of the innermost open element of these names, or 0."""
        open_, last = self._depths, 0
        for name in names:
            if (depths := open_.get(name)) and depths[-1] > last:
                last = depths[-1]
        return last

    def _push(self, element: Element) -> None:
        self._stack.append(element)
        self._depths.setdefault(element.name, []).append(self.depth)
        if element.block:
            self._block_depths.append(self.depth)
            self._flush()
        elif element.island:
            self._suspended.append(self._draft)
            self._draft = _Draft(element)

    def _pop(self, tag: Span) -> None:
        """Close the innermost element by `tag`, which is empty where no tag stands."""
        self._pop_one(tag)
        while self._stack[-1].closed:
            self._pop_one(Span(tag.end, tag.end))

    def _pop_one(self, tag: Span) -> None:
        element = self._stack.pop()
        depths = self._depths[element.name]
        if depths and depths[-1] == len(self._stack):
            depths.pop()
        self._end_inline(element, tag)
        if element.block:
            self._block_depths.pop()
            self._flush()

    def _end_inline(self, element: Element, tag: Span) -> None:
        if element.name == "q" and not element.silent:
            self.text("”", tag)
        if element.name == "a" and self._draft.link and self._draft.link.start == element.start:
            self._draft.link = Span(element.start, tag.end)
        if element.island:
            self._end_island(Span(element.start, tag.end), apart=element.kind in _CONTROLS)
        elif element.opaque:
            self.object(Span(element.start, tag.end))

    def _end_island(self, place: Span, *, apart: bool) -> None:
        """Go on with the sentence around an element that is a block of its own, or is made of blocks.

        What stands `apart` is no word of the sentence, even where nothing parts it from the next one.
        """
        sentence = self._draft.whole
        self._flush()
        self._draft = self._suspended.pop()
        if sentence:
            if apart:
                self.space(Span(place.start, place.start))
            self.object(place)
            if apart:
                self.space(Span(place.end, place.end))
        else:
            self._flush()

    def _flush(self) -> None:
        """End the block in the making and begin one of the kind and language that hold here."""
        around = self._stack[-1]
        if self._draft.filled:
            self._emit(self._draft)
            self._draft = _Draft(around)
        self._draft.kind = around.kind
        self._draft.language = around.language
        self._draft.role = around.role
        self._draft.unit = around.unit
        self._draft.names = around.names
        self._draft.whole = False

    def _emit(self, draft: _Draft) -> None:
        block = draft.build()
        if block is None or _only_objects(block.text):
            return
        if draft.link and block.kind in ("paragraph", "list-item") and _covers(draft.link, block):
            block = replace(block, kind="link")
        if draft.names:
            self._labels.setdefault(draft.names, []).append(len(self._blocks))
        self._blocks.append(block)


def _covers(link: Span, block: Block) -> bool:
    return link.start <= block.pieces[0].source.start and block.pieces[-1].source.end <= link.end


def _only_objects(text: str) -> bool:
    return INLINE_OBJECT in text and not any(map(str.isalnum, text))
