"""Reads the texts that language detection learns from: treebanks and translation catalogues."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ALIASES = {"no": "nb", "bs": "hr", "sr@latin": "hr", "sr-latn": "hr", "sr_latn": "hr"}
NAMED = (
    "da",
    "nb",
    "de",
    "pl",
    "en",
    "nn",
    "sv",
    "nl",
    "is",
    "fi",
    "cs",
    "sk",
    "fr",
    "es",
    "it",
    "pt",
    "hu",
    "ro",
    "et",
    "lt",
    "lv",
    "tr",
    "hr",
)
OTHERS = (
    "af",
    "ast",
    "az",
    "br",
    "ca",
    "cy",
    "eo",
    "eu",
    "fo",
    "fy",
    "ga",
    "gl",
    "gsw",
    "hsb",
    "id",
    "io",
    "lb",
    "ms",
    "oc",
    "sl",
    "sq",
    "vi",
    "vls",
)
"""Languages in Latin letters that are told apart from the named ones, not from each other."""

_TREEBANK = re.compile(r"(da|nb|de|pl|en)[._]")
_FOLDER = re.compile(r"/(?:locale|locales|translations)/([A-Za-z@_-]+)/LC_MESSAGES/")
_FILE = re.compile(r"/(?:strings|translations|translations/[\w-]+)/([A-Za-z]{2,3}(?:[_-][A-Za-z]+)?)(?:-[0-9a-f]{32})?\.json$")
_SCRIPT = re.compile(r"/languages/([a-z]{2})(?:Latin)?\.js$")
_LITERAL = re.compile(r":\s*(?:'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\")")
_ENTRY = re.compile(r'^(msgid|msgid_plural|msgstr|msgstr\[\d\]) ((?:"(?:[^"\\]|\\.)*"\s*)+)', re.MULTILINE)
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ESCAPED_QUOTE = re.compile(r"\\(['\"])")
_ESCAPE = re.compile(r"\\.")


def language_of(tag: str) -> str | None:
    """Return the column of the model for a language tag: pt_BR → pt, no → nb, sl → und."""
    tag = tag.lower()
    code = ALIASES.get(tag) or ALIASES.get(re.split("[-_@]", tag)[0], re.split("[-_@]", tag)[0])
    return code if code in NAMED else "und" if code in OTHERS else None


def treebank(path: Path) -> Iterator[tuple[str, str, list[str]]]:
    """Yield language, text and names of the sentences of a .conllu.gz or .jsonl.gz file."""
    language = _TREEBANK.match(path.name)
    if not language:
        raise SystemExit(f"{path}: the name of a treebank starts with its language")
    lines = gzip.decompress(path.read_bytes()).decode().splitlines()
    sentences = _conllu(lines) if ".conllu" in path.name else _jsonl(lines)
    yield from ((language[1], " ".join(tokens), names) for tokens, names in sentences)


def _conllu(lines: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    tokens: list[str] = []
    names: list[str] = []
    for line in lines:
        fields = line.split("\t")
        if len(fields) == 10 and fields[0].isdigit():
            tokens.append(fields[1])
            names += [fields[1]] * (fields[3] == "PROPN")
        elif not line and tokens:
            yield tokens, names
            tokens, names = [], []


def _jsonl(lines: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    for line in lines:
        sentence = json.loads(line)
        tags = sentence["upos"]
        yield sentence["tokens"], [token for token, tag in zip(sentence["tokens"], tags, strict=True) if tag == "PROPN"]


def phrases(path: Path) -> Iterator[tuple[str, str]]:
    """Yield language and text of the short wordings of a file of lines `da: …; … | nb: …`."""
    for line in path.read_text("utf-8").splitlines():
        for group in line.split(" | ") if not line.startswith("#") else ():
            language, _, wordings = group.partition(": ")
            yield from ((language, wording) for wording in wordings.split("; "))


def catalogues(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield language and text of the translations in a folder of unpacked packages, English originals among them.

    A translation equal to its original is left out.
    """
    for path in sorted(folder.rglob("*")):
        posix = path.as_posix()
        if path.suffix == ".po" and (found := _FOLDER.search(posix)):
            yield from _known(found[1], _po(path))
        elif path.suffix == ".json" and (found := _FILE.search(posix)):
            yield from _known(found[1], _json(path))
        elif path.suffix == ".js" and (found := _SCRIPT.search(posix)):
            yield from _known(found[1], _script(path))


def _known(tag: str, pairs: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    language = language_of(tag)
    for original, text in pairs if language else ():
        if language == "en":
            yield "en", text or original
        elif text and text != original and language:
            yield language, text


def _po(path: Path) -> Iterator[tuple[str, str]]:
    originals: dict[str, str] = {}
    for entry in _ENTRY.finditer(path.read_text("utf-8", "replace")):
        text = _ESCAPE.sub(" ", "".join(_QUOTED.findall(entry[2]))).replace("&", "")
        if entry[1].startswith("msgid"):
            originals = {**originals, entry[1]: text} if entry[1] == "msgid_plural" else {"msgid": text}
        elif originals.get("msgid"):
            plural = entry[1] != "msgstr" and entry[1] != "msgstr[0]"
            yield originals["msgid_plural" if plural and "msgid_plural" in originals else "msgid"], text


def _json(path: Path) -> Iterator[tuple[str, str]]:
    texts = dict(_leaves(json.loads(path.read_text("utf-8")), ""))
    english = path.parent / "en_EN.json"
    same = list(path.parent.glob("en-" + "?" * 32 + ".json")) or [english]
    originals = dict(_leaves(json.loads(same[0].read_text("utf-8")), "")) if same[0].exists() else {}
    yield from ((originals.get(key, ""), text) for key, text in texts.items())


def _script(path: Path) -> Iterator[tuple[str, str]]:
    originals = {one or other for one, other in _LITERAL.findall((path.parent / "en.js").read_text("utf-8"))}
    for one, other in _LITERAL.findall(path.read_text("utf-8")):
        text = _ESCAPED_QUOTE.sub(r"\1", one or other)
        yield text if text in originals else "", text


def _leaves(value: Any, key: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, entry in value.items():
            yield from _leaves(entry, f"{key}/{name}")
