"""What is needed to turn a passive clause round: the forms of its verb, and its subject as an object.

`data/<language>/paradigms.bin`, written by `training/paradigms.py`, is `MAGIC`, the byte length of the first part
as a little-endian unsigned 32-bit number, and two zlib streams of lines: verbs, read here, and nouns, read in
`h2hlint.language.objects`. Those of the verbs are

- the separable prefixes, `_` where one is written apart when separated (wieder_her);
- a paradigm a line, `infinitive,present,past,participle,aspect;form form`, up to an empty line. Each stands for what
  follows the stem: `suffix`, `insert:suffix` with what precedes it (`ge:t`), `-` for the stem alone, nothing for no form;
- `stem, tab, numbers of paradigms`. `aus|stattet` is a stem of which the separable prefix is a part of.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from h2hlint.language.objects import Objects
from h2hlint.language.sortedlines import SortedLines
from h2hlint.once import once
from h2hlint.places import DATA

MAGIC = b"H2P1"
HEADER = struct.Struct("<4sI")
STEM_ALONE = "-"


class Verb(NamedTuple):
    """Forms of one verb in lower case, empty where the verb lacks one.

    `present` and `past` go with "we"; of a perfective verb `present` is the future. They are without
    `prefix`, the separable prefix that stands at the end of the clause. `participle` is that of the perfect.
    """

    infinitive: str
    present: str
    past: str
    participle: str
    prefix: str = ""
    aspect: str = ""
    """`perfective`, `imperfective` or empty where the language has no aspect or the verb is of both."""


class Verbs:
    """The verbs of one language, `text` being the lines of its data."""

    def __init__(self, text: str) -> None:
        prefixes, _, rest = text.partition("\n")
        self._separated = {prefix.replace("_", ""): prefix.replace("_", " ") for prefix in prefixes.split()}
        self._prefixes = tuple(sorted(self._separated, key=lambda prefix: (-len(prefix), prefix)))
        paradigms, _, stems = rest.partition("\n\n")
        self._paradigms = paradigms.split("\n")
        self._stems = SortedLines(f"\n{stems}".encode())
        self._known: dict[str, Verb | None] = {}

    def of(self, form: str) -> Verb | None:
        """Return the verb of a participle or passive form, None where it is unknown or could be of two verbs."""
        form = form.lower()
        if form not in self._known:
            self._known[form] = self._of(form)
        return self._known[form]

    def _of(self, form: str) -> Verb | None:
        for found in (self._listed(form), self._composed(form)):
            if found:
                return next(iter(found)) if len(found) == 1 else None
        return None

    def _listed(self, form: str) -> set[Verb]:
        """Return the verbs that the data list with this form."""
        found = set(self._found(form, "", ""))
        for prefix in self._prefixes_of(form):
            found.update(self._found(form.removeprefix(prefix), prefix, f"{prefix}|"))
        return found

    def _composed(self, form: str) -> set[Verb]:
        """Return the verbs of the longest separable prefix: ab + geschickt, zurück + erstattet."""
        for prefix in self._prefixes_of(form):
            found = set(self._found(form.removeprefix(prefix), prefix, ""))
            if found:
                return found
        return set()

    def _prefixes_of(self, form: str) -> Iterator[str]:
        return (prefix for prefix in self._prefixes if form.startswith(prefix))

    def _found(self, form: str, prefix: str, key: str) -> Iterator[Verb]:
        for insert in ("", *self._inserts):
            if form.startswith(insert):
                bare = form.removeprefix(insert)
                mark = f"{insert}:" if insert else ""
                for cut in range(len(bare) + 1):
                    numbers = self._by_form.get(mark + (bare[cut:] or ("" if insert else STEM_ALONE)))
                    if numbers:
                        stem = bare[:cut]
                        yield from (self._verb(stem, number, prefix) for number in self._numbers(key + stem) if number in numbers)

    def _numbers(self, stem: str) -> list[int]:
        """Return the numbers of the paradigms of `stem`."""
        return [int(number) for number in self._stems.answer(stem).split()]

    def _verb(self, stem: str, number: int, prefix: str) -> Verb:
        *forms, aspect = self._paradigms[number].partition(";")[0].split(",")
        infinitive, present, past, participle = (_form(stem, code) for code in forms)
        return Verb(prefix + infinitive, present, past, prefix + participle if participle else "", self._separated.get(prefix, ""), aspect)

    @once
    def _by_form(self) -> dict[str, set[int]]:
        """The numbers of the paradigms that have a form, by what it has after its stem."""
        table: dict[str, set[int]] = {}
        for number, line in enumerate(self._paradigms):
            for code in line.partition(";")[2].split(" "):
                table.setdefault(code, set()).add(number)
        return table

    @once
    def _inserts(self) -> tuple[str, ...]:
        return tuple(sorted({code.partition(":")[0] for code in self._by_form if ":" in code}))


def _form(stem: str, code: str) -> str:
    """Return the form that `code` makes of `stem`."""
    insert, _, suffix = code.rpartition(":")
    return insert + stem + suffix.removeprefix(STEM_ALONE) if code else ""


def _text(language: str, number: int) -> str:
    data = (DATA / language / "paradigms.bin").read_bytes()
    magic, size = HEADER.unpack_from(data)
    if magic != MAGIC:
        raise ValueError(f"{language}: not paradigms of this version")
    start = HEADER.size
    return zlib.decompress(data[start + size :] if number else data[start : start + size]).decode()


@cache
def verbs(language: str) -> Verbs:
    """Return the verbs of `language`; OSError when there are no data."""
    return Verbs(_text(language, 0))


@cache
def objects(language: str) -> Objects:
    """Return how noun phrases of `language` look as objects; OSError when there are no data."""
    return Objects(_text(language, 1))
