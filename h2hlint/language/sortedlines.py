"""Looks keys up in sorted lines `key, tab, answer` without taking the lines apart."""

from __future__ import annotations

from typing import NamedTuple


class SortedLines(NamedTuple):
    """Lines in the order of their bytes; `data` begins and ends with a line feed."""

    data: bytes

    def answer(self, key: str) -> str:
        """Return what stands behind `key`, nothing where no line has it."""
        wanted = key.encode()
        low, high = 0, len(self.data) - 1
        while low < high:
            middle = (low + high) // 2
            start, end = self.data.rfind(b"\n", 0, middle + 1), self.data.find(b"\n", middle + 1)
            name, _, answer = self.data[start + 1 : end].partition(b"\t")
            if name == wanted:
                return answer.decode()
            low, high = (end, high) if name < wanted else (low, start)
        return ""

    def of_ending(self, word: str) -> str:
        """Return what stands behind the longest known ending of a word; a key that begins with `^` is a whole word."""
        for start, mark in ((0, "^"), *((at, "") for at in range(len(word)))):
            if found := self.answer(mark + word[start:]):
                return found
        return ""
