"""Which language a text is in: declared, then asked for, then its path, then what its words say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

from h2hlint.patterns import lazy
from h2hlint.text import Block

_ALIASES = {"no": "nb", "nob": "nb", "nno": "nn", "dan": "da", "deu": "de", "ger": "de", "pol": "pl", "eng": "en"}
_TAG = lazy(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_PATH_PART = lazy(r"(?:values-(?:b\+)?)?(?P<tag>[a-z]{2}(?:[-_+][a-zA-Z]{2,4})?)(?:\.lproj)?")
_STEM_END = lazy(r"_(?P<tag>[a-z]{2})(?:_[A-Z]{2})?\Z")
_LONG_BLOCK = 8  # words from which a block may have a language of its own
_SAMPLE = 200  # code points of a block that tell its language
_SAMPLED_BLOCKS = 30
_NO_PROSE = ("directive", "code")


def is_tag(text: str) -> bool:
    """Say whether a text has the shape of a language tag: da, nb-NO, zh_Hans."""
    return _TAG.fullmatch(text.strip()) is not None


def primary(tag: str) -> str:
    """Return the language of a tag: en-GB → en, no → nb."""
    subtag = re.split(r"[-_]", tag.strip().lower(), maxsplit=1)[0]
    return _ALIASES.get(subtag, subtag)


def from_path(path: str, covered: Sequence[str]) -> str | None:
    """Return the covered language that a file name (`om.da.md`, `da.json`, `texts_da.csv`) or folder (`pl/`) names, the nearest one.

    Folders may be named as Android (`values-da`) and Apple (`da.lproj`) name them.
    """
    pure = PurePath(path)
    stem, *inner = pure.name.split(".")[:-1] or [""]
    whole = [_PATH_PART.fullmatch(part) for part in [*reversed(inner), stem]]
    folders = [_PATH_PART.fullmatch(part) for part in reversed(pure.parts[:-1])]
    tags = [primary(found["tag"].replace("+", "-")) for found in [*whole, _STEM_END.search(stem), *folders] if found]
    return next((tag for tag in tags if tag in covered), None)


def without_language(path: str, covered: Sequence[str]) -> str:
    """Return a path without what names a language in it: the same for all languages of one text (`om.da.md`, `pl/om.md`)."""
    *folders, name = PurePath(path).parts
    stem, *inner = name.split(".")
    kept = [part for part in inner[:-1] if not _names_language(part, covered)]
    ending = _STEM_END.search(stem)
    if ending and primary(ending["tag"]) in covered:
        stem = stem[: ending.start()]
    elif inner and _names_language(stem, covered):
        stem = ""
    places = [_plain_values(folder) for folder in folders if not _names_language(folder, covered)]
    return "/".join([*places, ".".join([stem, *kept, *inner[-1:]])])


def _plain_values(folder: str) -> str:
    """Return a folder of Android's resources without the language in its name."""
    return "values" if folder.startswith("values-") and _PATH_PART.fullmatch(folder) else folder


def _names_language(part: str, covered: Sequence[str]) -> bool:
    found = _PATH_PART.fullmatch(part)
    return bool(found and primary(found["tag"].replace("+", "-")) in covered and not part.startswith("values-")) or part == "Base.lproj"


class Chooser:
    """Chooses the language of each block of one source.

    `asked` is the language of the options, `named` the one of the path; either may be None. With
    neither, a block of eight words and more that is clearly in another language than the text as a
    whole has that language; shorter blocks follow the text.
    """

    def __init__(self, blocks: Sequence[Block], asked: str | None, named: str | None) -> None:
        self._fixed = asked or named
        self._file = self._fixed or _majority(blocks) or _declared(blocks)

    @property
    def file_language(self) -> str | None:
        """The language of the text as a whole, or None when it is too short to tell."""
        return self._file

    def language(self, block: Block) -> str | None:
        """Return the language of `block`."""
        if block.language:
            return primary(block.language)
        if self._fixed or block.kind in _NO_PROSE or block.text.count(" ") < _LONG_BLOCK - 1:
            return self._file
        from h2hlint.language import detection

        if self._file is None:
            return detection.detect(block.text)
        if detection.agrees(block.text, self._file):
            return self._file
        return detection.clearly(block.text, self._file) or self._file


def _majority(blocks: Sequence[Block]) -> str | None:
    """Return the language of most of the text: long blocks count by their length, short ones together."""
    prose = [block.text for block in blocks if block.language is None and block.kind not in _NO_PROSE]
    chosen = [text[:_SAMPLE] for text in prose[:: max(1, -(-len(prose) // _SAMPLED_BLOCKS))]]
    long = [text for text in chosen if text.count(" ") >= _LONG_BLOCK - 1]
    short = [text for text in chosen if text.count(" ") < _LONG_BLOCK - 1]
    amounts: dict[str, int] = {}
    for text in [*long, "\n".join(short)]:
        language = _detect(text)
        if language:
            amounts[language] = amounts.get(language, 0) + len(text)
    return max(amounts, key=lambda language: amounts[language]) if amounts else None


def _declared(blocks: Sequence[Block]) -> str | None:
    """Return the declared language with the most text."""
    amounts: dict[str, int] = {}
    for block in blocks:
        if block.language:
            amounts[primary(block.language)] = amounts.get(primary(block.language), 0) + len(block.text)
    return max(amounts, key=lambda tag: amounts[tag]) if amounts else None


def _detect(text: str) -> str | None:
    if not text.strip():
        return None
    from h2hlint.language import detection

    return detection.detect(text)
