"""Takes the copy out of a folder of real texts, so that `h2hlint check` can be tried on it.

Usage: corpora.py CORPORA OUT [--lang da]

CORPORA holds `<lang>/<channel>/…` with .ftl, .po, .json, .yml and .xlf files. Their values go, one
paragraph each and without tags, into `OUT/<lang>/<channel>.txt`; keys, comments and values
without a word of four letters are left out. Markdown, HTML and text files are copied as they are.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import shutil
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import yaml

_TAG = re.compile(r"<[^<>]{1,400}>")
_WORDY = re.compile(r"[^\W\d_]{4}")
_FTL_VALUE = re.compile(r"^(?:-?[A-Za-z][\w-]*|\s+\.[\w-]+) *=(.*(?:\n[ \t]+(?![.\[*}\s])\S.*)*)", re.MULTILINE)
_PO_ENTRY = re.compile(r'^(msgid|msgstr)(?:_plural|\[\d\])? ((?:"(?:[^"\\]|\\.)*"\s*)+)', re.MULTILINE)
_PO_TEXT = re.compile(r'"((?:[^"\\]|\\.)*)"')
_PLAIN_SUFFIXES = (".md", ".html", ".txt")


def values(path: Path) -> Iterator[str]:
    """Yield the raw values of one file of translations."""
    text = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix == ".ftl":
        yield from (match[1] for match in _FTL_VALUE.finditer(text))
    elif path.suffix in (".po", ".pot"):
        yield from _po_values(text, "msgid" if path.suffix == ".pot" or ".en." in path.name else "msgstr")
    elif path.suffix == ".json":
        yield from _leaves(json.loads(text))
    elif path.suffix in (".yml", ".yaml"):
        yield from _leaves(yaml.load(text, Loader=yaml.BaseLoader))  # noqa: S506  (BaseLoader makes strings only)
    elif path.suffix == ".xlf":
        yield from ("".join(node.itertext()) for node in ElementTree.fromstring(text).iter() if node.tag.endswith("}target"))


def _po_values(text: str, side: str) -> Iterator[str]:
    """Yield the translations, or (side `msgid`) the source texts of an English file."""
    for entry in _PO_ENTRY.finditer(text):
        if entry[1] == side:
            yield "".join(_PO_TEXT.findall(entry[2])).replace("\\n", "\n").replace('\\"', '"')


def _leaves(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for entry in value.values():
            yield from _leaves(entry)
    elif isinstance(value, list):
        for entry in value:
            yield from _leaves(entry)


def paragraphs(path: Path) -> Iterator[str]:
    """Yield the values of a file as paragraphs: one line each, without tags."""
    for value in values(path):
        for part in re.split(r"\n\s*\n", value):
            text = " ".join(html.unescape(_TAG.sub("", part)).split())
            if _WORDY.search(text):
                yield text


def main() -> None:
    """Write the text files and say how much each holds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--lang")
    options = parser.parse_args()
    found: dict[Path, dict[str, None]] = defaultdict(dict)
    for path in sorted(options.corpora.glob("*/*/**/*")):
        language, channel, *_ = path.relative_to(options.corpora).parts
        if not path.is_file() or (options.lang and language != options.lang) or channel == "labelled":
            continue
        if path.suffix in _PLAIN_SUFFIXES:
            target = options.out / language / channel / path.name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
        found[options.out / language / f"{channel}.txt"].update(dict.fromkeys(paragraphs(path)))
    for target, texts in found.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("\n\n".join(texts) + "\n", encoding="utf-8")
        print(f"{target}: {len(texts)} paragraphs, {sum(len(text.split()) for text in texts)} words")


if __name__ == "__main__":
    main()
