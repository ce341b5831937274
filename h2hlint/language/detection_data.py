"""The file `data/detection.bin`: what the parts of words say about their language.

After `MAGIC`, the number of parts, the scale and the byte lengths of the head and of the parts (little-endian
unsigned 32-bit numbers, the scale a 32-bit float) follow

- the head, zlib: one line of language codes, then for every language of which frequent words are
  kept two lines, its own words and the words that are frequent elsewhere and foreign to it;
- the parts, zlib, one a line;
- for every part a byte per language: its weight times the scale, plus 128.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

MAGIC = b"H2D1"
HEADER = struct.Struct("<4sIfII")
ZERO = 128
PATH = Path(__file__).parent.parent / "data" / "detection.bin"


class Frequent(NamedTuple):
    """Frequent words of one language, and of others that it does not have."""

    own: frozenset[str]
    foreign: frozenset[str]


class Data(NamedTuple):
    """`scale`: integer weights per unit of log odds; `rows`: number of each part; `table`: their weights, a byte per language."""

    languages: tuple[str, ...]
    scale: float
    frequent: Mapping[str, Frequent]
    rows: Mapping[str, int]
    table: bytes

    def weights(self, parts: Iterable[str]) -> tuple[int, ...]:
        """Return the sums of the weights of `parts`, a number per language, times `scale`.

        All languages are added at once, as the digits of one number; each takes 16 bits, which hold the
        sum of 256 bytes, more than the parts that a word can have.
        """
        width, table, get = len(self.languages), self.table, self.rows.get
        mask = int.from_bytes(b"\xff\x00" * (width // 2), "little")
        even = odd = count = 0
        for part in parts:
            row = get(part)
            if row is not None:
                digits = int.from_bytes(table[row * width : row * width + width], "little")
                even += digits & mask
                odd += digits >> 8 & mask
                count += 1
        both = zip(_unpacked(even, width), _unpacked(odd, width), strict=True)
        return tuple(value - ZERO * count for pair in both for value in pair)


def load(path: Path = PATH) -> Data:
    """Read the file."""
    raw = path.read_bytes()
    _, count, scale, head_size, parts_size = HEADER.unpack_from(raw)
    at = HEADER.size
    lines = zlib.decompress(raw[at : at + head_size]).decode().split("\n")
    names = zlib.decompress(raw[at + head_size : at + head_size + parts_size]).decode().split("\n")
    frequent = {code: Frequent(frozenset(own.split()), frozenset(foreign.split())) for code, own, foreign in _threes(lines[1:])}
    rows = dict(zip(names, range(count), strict=True))
    return Data(tuple(lines[0].split()), scale, frequent, rows, raw[at + head_size + parts_size :])


def pack(data: Data) -> bytes:
    """Return the bytes of the file; equal data gives equal bytes."""
    lines = [" ".join(data.languages)]
    for code, words in data.frequent.items():
        lines += [code, " ".join(sorted(words.own)), " ".join(sorted(words.foreign))]
    head = zlib.compress("\n".join(lines).encode(), 9)
    names = zlib.compress("\n".join(data.rows).encode(), 9)
    return HEADER.pack(MAGIC, len(data.rows), data.scale, len(head), len(names)) + head + names + data.table


def _unpacked(number: int, width: int) -> tuple[int, ...]:
    return struct.unpack(f"<{width // 2}H", number.to_bytes(width, "little"))


def _threes(lines: list[str]) -> Iterable[tuple[str, str, str]]:
    return zip(lines[::3], lines[1::3], lines[2::3], strict=True)
