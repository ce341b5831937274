"""What is looked at in an archive of XML before a library opens it: how large it gets, entities, nesting."""

from __future__ import annotations

import io
import zipfile
from typing import IO, NoReturn
from xml.parsers import expat

from h2hlint.documents import Refused

_MOST_FILES = 10_000
_MOST_BYTES = 200_000_000
_MOST_XML = 50_000_000
_MOST_ELEMENTS = 1_000_000
_HIGHEST_RATIO = 100
_SMALL = 1_000_000
"""A file of fewer bytes may be as repetitive as it likes."""
_DEEPEST = 200
_BYTES_AT_ONCE = 65_536


def check(data: bytes) -> None:
    """Raise Refused for an archive that is made to do harm, and what `zipfile` and `expat` raise for a broken one."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = archive.infolist()
        xml = [file for file in files if file.filename.lower().endswith((".xml", ".rels"))]
        if len(files) > _MOST_FILES or _size(files) > _MOST_BYTES or _size(xml) > _MOST_XML or any(map(_swells, xml)):
            raise Refused("this document unpacks to far more than a text needs; it is refused, as it may be made to do harm")
        if any(file.flag_bits & 1 for file in files):
            raise Refused("this document is locked with a password; save it without one and try again")
        counter = _Counter()
        for file in xml:
            with archive.open(file) as content:
                counter.read(content)


def _size(files: list[zipfile.ZipInfo]) -> int:
    return sum(file.file_size for file in files)


def _swells(file: zipfile.ZipInfo) -> bool:
    return file.file_size > _SMALL and file.file_size > _HIGHEST_RATIO * max(file.compress_size, 1)


class _Counter:
    """Counts elements over all files of an archive and how deep they stand."""

    def __init__(self) -> None:
        self._elements = 0
        self._depth = 0

    def read(self, content: IO[bytes]) -> None:
        """Look through one file."""
        self._depth = 0
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = _refuse_entities
        while part := content.read(_BYTES_AT_ONCE):
            parser.Parse(part, False)
        parser.Parse(b"", True)

    def _start(self, _name: str, _attributes: dict[str, str]) -> None:
        self._elements += 1
        self._depth += 1
        if self._depth > _DEEPEST:
            raise Refused(f"this document is nested more than {_DEEPEST} levels deep; it is refused, as it may be made to do harm")
        if self._elements > _MOST_ELEMENTS:
            raise Refused("this document has more than a million parts; save its text in a smaller one")

    def _end(self, _name: str) -> None:
        self._depth -= 1


def _refuse_entities(*_: object) -> NoReturn:
    raise Refused("this document declares entities of its own, which no program writes; it is refused, as it may be made to do harm")
