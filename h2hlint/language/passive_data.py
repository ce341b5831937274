"""The file `data/<language>/passives.bin`: what the passive detector of a language knows.

After `MAGIC`, the byte length of the facts, the number of forms and the number of weights (little-endian
unsigned 32-bit numbers), the slope and the offset (64-bit floats) follow

- the facts, UTF-8: a line `name, tab, value` for every entry of `passives.yml`, nested names joined by a point;
- the forms, ascending unsigned 32-bit numbers: the upper 26 bits of a form's CRC-32, then its six bits;
- the weights, a signed byte each; a feature has the weight that its CRC-32 modulo their number names.

The log odds of a candidate are slope × the sum of its features' weights + offset.
"""

from __future__ import annotations

import struct
import sys
from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from h2hlint.language.bounded import Bounded
from h2hlint.language.passive_knowledge import PARTICIPLE, SUFFIXED

MAGIC = b"H2P1"
HEADER = struct.Struct("<4s3I2d")
BITS = 63
"""The bits of a number that say what a form can be; the rest is its hash."""
_FOLDS = (4, 3, 2)  # letters that an ending which is read as another may have
_SHORTEST = 3  # letters left when a prefix is taken off


class Data(NamedTuple):
    """The content of a file."""

    facts: Mapping[str, str]
    forms: Sequence[int]
    weights: Sequence[int]
    slope: float
    offset: float


def load(path: Path) -> Data:
    """Read a file; OSError when it cannot be read, ValueError when it is none of this version."""
    raw = path.read_bytes()
    magic, size, forms, weights, slope, offset = HEADER.unpack_from(raw)
    if magic != MAGIC:
        raise ValueError(f"{path}: not a passive detector's data of this version")
    start = HEADER.size + size
    middle = start + 4 * forms
    lines = raw[HEADER.size : start].decode().split("\n")
    facts = dict(line.split("\t", 1) for line in lines)
    return Data(facts, _numbers(raw[start:middle]), array("b", raw[middle : middle + weights]), slope, offset)


def pack(data: Data) -> bytes:
    """Return the bytes of the file; equal data gives equal bytes."""
    facts = "\n".join(f"{name}\t{value}" for name, value in data.facts.items()).encode()
    header = HEADER.pack(MAGIC, len(facts), len(data.forms), len(data.weights), data.slope, data.offset)
    return header + facts + struct.pack(f"<{len(data.forms)}I", *data.forms) + array("b", data.weights).tobytes()


def key(form: str) -> int:
    """Return the number of a form, its six bits clear."""
    return crc32(form.encode()) & ~BITS


LOOKED_UP = 60_000
"""So many words and features are remembered."""


class Forms(Bounded[str, int]):
    """What each word can be, looked up when first met: its bits in the table, 0 for an unknown word.

    A form of which only the dictionary form is listed is read through `folds`, which replace its ending; an
    unknown word begins with one of `prefixes` and then is what the rest is.
    """

    def __init__(self, table: Sequence[int], facts: Mapping[str, str]) -> None:
        super().__init__(LOOKED_UP)
        self._table = table
        self._prefixes = frozenset(facts.get("prefixes", "").split())
        self._heads = tuple(self._prefixes)
        self._folds = dict(pair.split(">") for pair in facts.get("folds", "").split())
        self._impersonal = tuple(facts.get("suffixed", "").split()) if self._folds else ()

    def __missing__(self, word: str) -> int:
        return self.keep(word, self._listed(word) or self._folded(word) or self._prefixed(word))

    def _listed(self, word: str) -> int:
        wanted = key(word)
        at = bisect_left(self._table, wanted)
        return self._table[at] & BITS if at < len(self._table) and self._table[at] & ~BITS == wanted else 0

    def _folded(self, word: str) -> int:
        for size in _FOLDS:
            ending = self._folds.get(word[-size:])
            if ending:
                lacks = PARTICIPLE if word.endswith(self._impersonal) else SUFFIXED
                return self._listed(word[:-size] + ending) & ~lacks
        return 0

    def _prefixed(self, word: str) -> int:
        if not word.startswith(self._heads):
            return 0
        for cut in range(2, min(len(word) - _SHORTEST, 12)):
            if word[:cut] in self._prefixes and (found := self._listed(word[cut:])):
                return found
        return 0


def _numbers(raw: bytes) -> array[int]:
    numbers = array("I", raw)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
