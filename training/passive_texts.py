"""Sentences with their passives: from treebanks as they are kept beside the project, and our own."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

KINDS = {"be_pass", "s_pass", "imps"}
_MARK = re.compile(r"\[([^\]]+)\]")
_CLOSING = {".", ",", "!", "?", ":", ";", ")", "]", "»", "”", "…", "%"}
_OPENING = {"(", "[", "«", "„", "“"}


class Sentence(NamedTuple):
    """A text, the places of its passive verbs, and places that are neither right nor wrong."""

    text: str
    targets: list[tuple[int, int]]
    ignored: list[tuple[int, int]]


def read(path: Path) -> list[Sentence]:
    """Return the sentences of a gold file, a treebank of tokens or a text of our own, by its name."""
    if path.suffix == ".txt":
        return [own(line) for line in path.read_text("utf-8").splitlines() if line.strip() and not line.startswith("#")]
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        cases = [json.loads(line) for line in lines]
    return [_gold(case) if "text" in case else _tokens(case) for case in cases]


def own(line: str) -> Sentence:
    """Return a sentence whose passive verbs stand in square brackets."""
    text, targets, at = "", [], 0
    for mark in _MARK.finditer(line):
        text += line[at : mark.start()]
        targets.append((len(text), len(text) + len(mark[1])))
        text += mark[1]
        at = mark.end()
    return Sentence(text + line[at:], targets, [])


def _gold(case: dict[str, Any]) -> Sentence:
    targets = [(start, end) for kind, start, end in case["targets"] if kind in KINDS]
    return Sentence(case["text"], targets, [(start, end) for start, end in case["dontcare"]])


def _tokens(case: dict[str, Any]) -> Sentence:
    """Join tokens as they would be written; participles that share an auxiliary with a passive before them are ignored."""
    passive = {number for number, kind in case["targets"] if kind in KINDS}
    text, places = "", list[tuple[int, int]]()
    quoted = False
    glue = True
    for word in case["tokens"]:
        closing = word in _CLOSING or (word == '"' and quoted)
        text += "" if glue or closing else " "
        places.append((len(text), len(text) + len(word)))
        text += "" if word == "|" else word
        quoted ^= word == '"'
        glue = word in _OPENING or (word == '"' and quoted)
    shared = _shared(case, passive)
    return Sentence(text, [places[number] for number in sorted(passive)], [places[number] for number in shared])


def _shared(case: dict[str, Any], passive: set[int]) -> Iterator[int]:
    """Yield participles that an "and", "or" or comma ties to a passive participle shortly before them."""
    for number, features in enumerate(case["feats"]):
        if "VerbForm=Part" in features and number not in passive and any(_ties(case, other, number) for other in passive):
            yield number


def _ties(case: dict[str, Any], first: int, second: int) -> bool:
    between: Sequence[str] = case["upos"][first + 1 : second]
    return first < second <= first + 8 and "CCONJ" in between and not {"VERB", "AUX", "SCONJ"} & set(between)
