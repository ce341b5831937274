"""Packed lexicons: the file format that `training/lexicon_pack.py` writes, and its reader.

A file is `MAGIC`, the byte lengths of its parts as little-endian unsigned 32-bit numbers, then
the parts: four zlib streams (knobs as JSON, paradigms, endings, index) and the blocks of lemmas.

- A paradigm is one line `class|ending|forms;forms`: forms are separated by commas, the finite
  ones of a verb before the semicolon. A form is `suffix` or `insert:suffix` and stands for
  insert + (base without `ending`) + suffix: `v|en|e,t;ge:t` makes mache, macht, gemacht.
- A lemma is one line of its block: the lemma spelt backwards, a tab, the numbers of its
  paradigms. `7+2` says that the base starts at the third letter: an+bieten, an+ge+boten.
- Lemmas are sorted by their backward spelling, so words of one ending are neighbours; the
  index has a line `first backward lemma, tab, end of the compressed block` for every block.
- An ending is one line: the ending spelt backwards, a tab, the paradigms most common with it.
"""

from __future__ import annotations

import struct
import zlib
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, cast

from h2hlint.once import once

MAGIC = b"H2L1"
HEADER = struct.Struct("<4s4I")


class Form(NamedTuple):
    """What stands before and after the stem of a base."""

    insert: str
    suffix: str


class Paradigm(NamedTuple):
    """One way to inflect: `word_class` is n, v, a (adjective), r (adverb) or x (no inflection)."""

    word_class: str
    ending: str
    finite: tuple[Form, ...]
    other: tuple[Form, ...]

    def build(self, base: str, forms: tuple[Form, ...]) -> set[str]:
        """Return `forms` of `base`, which must end in `ending`."""
        stem = base[: len(base) - len(self.ending)]
        return {insert + stem + suffix for insert, suffix in forms}


class Entry(NamedTuple):
    """A paradigm of a lemma; its base is the lemma without its first `skip` letters."""

    paradigm: int
    skip: int


class Knobs(NamedTuple):
    """What a language does beyond its paradigms; `training/lexicon_pack.py` says what each means."""

    stop: frozenset[str]
    part: int
    links: tuple[str, ...]
    separable: tuple[str, ...]
    inseparable: tuple[str, ...]
    infinitive: str
    suffixes: tuple[str, ...]
    capital: str


class Pack:
    """One lexicon file: read at once, unpacked block by block as words are asked for."""

    def __init__(self, path: Path) -> None:
        self._data = path.read_bytes()
        magic, *sizes = HEADER.unpack_from(self._data)
        if magic != MAGIC:
            raise ValueError(f"{path}: not a packed lexicon of this version")
        bounds = [HEADER.size]
        for size in sizes:
            bounds.append(bounds[-1] + size)
        self._bounds = bounds
        self._blocks: dict[int, bytes] = {}

    def entries(self, lemma: str) -> tuple[Entry, ...]:
        """Return the paradigms of `lemma`, none when the lexicon has no such lemma."""
        key = lemma[::-1]
        index = bisect_right(self._index[0], key) - 1
        if index < 0:
            return ()
        block = self._block(index)
        start = block.find(f"\n{key}\t".encode())
        if start < 0:
            return ()
        line = block[start + 1 : block.index(b"\n", start + 1)].decode()
        return tuple(_entry(item) for item in line.partition("\t")[2].split(" "))

    def paradigm(self, number: int) -> Paradigm:
        """Return the paradigm of that number."""
        found = self._parsed.get(number)
        if found is None:
            found = self._parsed[number] = _paradigm(self._paradigms[number])
        return found

    def guesses(self, word: str) -> Iterator[tuple[int, ...]]:
        """Yield the commonest paradigms of `word`'s endings, longest ending first."""
        key = word[::-1]
        for size in range(len(key), 0, -1):
            found = self._endings.get(key[:size])
            if found is not None:
                yield tuple(map(int, found.split(" ")))

    @once
    def knobs(self) -> Knobs:
        """The language's own settings."""
        import json  # not on the way to the first finding

        raw = cast("dict[str, list[str]]", json.loads(self._part(0)))
        return Knobs(
            frozenset(raw["stop"]),
            int(raw["part"][0]),
            tuple(raw["links"]),
            tuple(raw["separable"]),
            tuple(raw["inseparable"]),
            raw["infinitive"][0],
            tuple(raw["suffixes"]),
            raw["capital"][0],
        )

    @once
    def inverse(self) -> dict[str, set[str]]:
        """Every `suffix` or `insert:suffix` with the endings that lemmas have in its place."""
        table: dict[str, set[str]] = {}
        for line in self._paradigms:
            _, ending, forms = line.split("|")
            for form in forms.replace(";", ",").split(","):
                table.setdefault(form, set()).add(ending)
        return table

    @once
    def inserts(self) -> tuple[str, ...]:
        """What stands before the stem of some forms, and the empty string."""
        return tuple(sorted({"", *(form.partition(":")[0] for form in self.inverse if ":" in form)}))

    @once
    def _paradigms(self) -> list[str]:
        return self._part(1).split("\n")

    @once
    def _parsed(self) -> dict[int, Paradigm]:
        return {}

    @once
    def _endings(self) -> dict[str, str]:
        return dict(_pair(line) for line in self._part(2).split("\n"))

    @once
    def _index(self) -> tuple[list[str], list[int]]:
        pairs = [_pair(line) for line in self._part(3).split("\n")]
        return [key for key, _ in pairs], [0, *(int(end) for _, end in pairs)]

    def _part(self, number: int) -> str:
        return zlib.decompress(self._data[self._bounds[number] : self._bounds[number + 1]]).decode()

    def _block(self, number: int) -> bytes:
        found = self._blocks.get(number)
        if found is None:
            start, end = (self._bounds[-1] + offset for offset in self._index[1][number : number + 2])
            found = self._blocks[number] = zlib.decompress(self._data[start:end])
        return found


def _pair(line: str) -> tuple[str, str]:
    key, _, value = line.partition("\t")
    return key, value


def _entry(item: str) -> Entry:
    number, _, skip = item.partition("+")
    return Entry(int(number), int(skip or 0))


def _paradigm(line: str) -> Paradigm:
    word_class, ending, forms = line.split("|")
    finite, semicolon, other = forms.partition(";")
    if not semicolon:
        finite, other = "", forms
    return Paradigm(word_class, ending, _forms(finite) if semicolon else (), _forms(other))


def _forms(text: str) -> tuple[Form, ...]:
    cut = (item.rpartition(":") for item in text.split(","))
    return tuple(Form(insert, suffix) for insert, _, suffix in cut)
