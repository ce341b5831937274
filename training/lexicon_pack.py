"""Packs lexemes into `h2hlint/data/<language>/lexicon.bin`; the format is told in `h2hlint/language/lexicon.py`.

Same lexemes and knobs, same bytes: everything is sorted, nothing depends on hashing or time.
The knobs of a language are `h2hlint/data/<language>/inflection.yml`:

stop         words that never inflect as terms: articles, pronouns, prepositions …
part         least letters of the last part of an unknown compound; 0: the language writes none
links        letters between the parts of a compound
separable    verb prefixes that ge- and zu- come after; inseparable: those that forbid them
suffixes     endings that make an unknown word a derived one, not a compound with them as last part
capital      word class that is capitalised, so that case tells it from its homographs
infinitive   what goes between a separable prefix and the infinitive (zu)
inserts      what forms may have before their stem (ge, naj)
paradigms    name: {class, ending, finite, other}: hand-made paradigms
words        model: words that inflect like it (a lemma of the lexicon or a name of `paradigms`)
endings      ending: models of unknown words with that ending, instead of what the lexicon suggests
forms        lemma: word class and forms that the sources lack
only         lemma: word class and all forms, whatever the sources say
"""

from __future__ import annotations

import json
import struct
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

MAGIC = b"H2L1"
BLOCK = 4096  # letters; smaller blocks are searched faster and packed worse
SHORTEST, LONGEST = 3, 7  # letters of an ending in the table of endings
LEAST = 3  # lemmas that must agree before an ending says anything
SECOND = 0.3  # share from which another word class's paradigm is given as well


class Lexeme(NamedTuple):
    """One lemma of one word class with its forms; the base starts after `skip` letters."""

    lemma: str
    word_class: str
    forms: frozenset[str]
    finite: frozenset[str] = frozenset()
    skip: int = 0


class Knobs(NamedTuple):
    """The content of an `inflection.yml`."""

    runtime: dict[str, list[str]]
    inserts: tuple[str, ...]
    paradigms: dict[str, str]
    words: dict[str, list[str]]
    endings: dict[str, list[str]]
    forms: dict[str, list[str]]
    only: dict[str, list[str]]


def read_knobs(path: Path) -> Knobs:
    """Read an `inflection.yml`, every scalar a string."""
    raw: dict[str, Any] = yaml.load(path.read_text("utf-8"), yaml.BaseLoader) or {}  # noqa: S506 (strings only)
    runtime = {key: raw.get(key, []) for key in ("stop", "links", "separable", "inseparable", "suffixes")}
    runtime |= {key: [raw.get(key, default)] for key, default in (("part", "0"), ("infinitive", ""), ("capital", ""))}
    runtime["stop"] = sorted(set(" ".join(runtime["stop"]).split()))
    paradigms = {name: _written(**parts) for name, parts in raw.get("paradigms", {}).items()}
    words = {model: group.split() for model, group in raw.get("words", {}).items()}
    forms, only = ({lemma: text.split() for lemma, text in raw.get(key, {}).items()} for key in ("forms", "only"))
    return Knobs(runtime, ("", *raw.get("inserts", [])), paradigms, words, raw.get("endings", {}), forms, only)


def _written(ending: str = "", finite: str = "", other: str = "", **parts: str) -> str:
    """Return a hand-made paradigm as a line; `-` stands for no suffix."""
    groups = [",".join(sorted(item.removesuffix("-") for item in group.split())) for group in (finite, other)]
    return f"{parts['class']}|{ending}|{';'.join(groups) if groups[0] else groups[1]}"


def pack(lexemes: Iterable[Lexeme], knobs: Knobs) -> bytes:
    """Return the lexicon file of `lexemes`."""
    entries = _entries(lexemes, knobs)
    _add_words(entries, knobs)
    numbers = _numbers(entries, knobs)
    index, blocks = _blocks(entries, numbers)
    lines = sorted(numbers, key=lambda line: numbers[line])
    endings = _endings(entries, numbers, knobs)
    parts = [json.dumps(knobs.runtime, ensure_ascii=False), "\n".join(lines), "\n".join(endings), "\n".join(index)]
    packed = [zlib.compress(part.encode(), 9) for part in parts]
    return struct.pack("<4s4I", MAGIC, *map(len, packed)) + b"".join(packed) + blocks


Entries = dict[str, set[tuple[str, int]]]
"""Lemma to its (paradigm line, skip)."""


def _entries(lexemes: Iterable[Lexeme], knobs: Knobs) -> Entries:
    entries: Entries = defaultdict(set)
    for lexeme in lexemes:
        if any(len(form.split()) != 1 for form in (lexeme.lemma, *lexeme.forms)):
            raise ValueError(f"{lexeme.lemma}: its forms must be single words")
        entries[lexeme.lemma].add((_paradigm(lexeme, knobs.inserts), lexeme.skip))
    for lemma in knobs.only:
        entries.pop(lemma, None)
    for lemma, (word_class, *forms) in (knobs.forms | knobs.only).items():
        entries[lemma].add((_paradigm(Lexeme(lemma, word_class, frozenset(forms)), knobs.inserts), 0))
    return entries


def _add_words(entries: Entries, knobs: Knobs) -> None:
    for model, words in knobs.words.items():
        lines = {(knobs.paradigms[model], 0)} if model in knobs.paradigms else entries[model]
        for word in words:
            entries[word] |= {(line, skip) for line, skip in lines if word.endswith(line.split("|")[1])}


def shared(one: str, other: str) -> int:
    """Return how many letters two words have in common from their start."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _paradigm(lexeme: Lexeme, inserts: tuple[str, ...]) -> str:
    """Return the line of a lexeme's paradigm, its ending as short as its forms allow."""
    base = lexeme.lemma[lexeme.skip :]
    finite = [_split(form, base, inserts) for form in sorted(lexeme.finite)]
    other = [_split(form, base, inserts) for form in sorted((lexeme.forms | {base}) - lexeme.finite)]
    stem = min(shared(rest, base) for _, rest in finite + other)
    groups = [",".join(_form(insert, rest[stem:]) for insert, rest in group) for group in (finite, other)]
    return f"{lexeme.word_class}|{base[stem:]}|{';'.join(groups) if finite else groups[1]}"


def _split(form: str, base: str, inserts: tuple[str, ...]) -> tuple[str, str]:
    fitting = [(insert, form[len(insert) :]) for insert in inserts if form.startswith(insert)]
    return max(fitting, key=lambda pair: (shared(pair[1], base), -len(pair[0])))


def _form(insert: str, suffix: str) -> str:
    return f"{insert}:{suffix}" if insert else suffix


def _numbers(entries: Entries, knobs: Knobs) -> dict[str, int]:
    """Number the paradigms, the commonest first."""
    counts = Counter(line for lines in entries.values() for line, _ in lines)
    counts.update({line: 0 for line in knobs.paradigms.values()})
    ordered = sorted(counts, key=lambda line: (-counts[line], line))
    return {line: number for number, line in enumerate(ordered)}


def _blocks(entries: Entries, numbers: Mapping[str, int]) -> tuple[list[str], bytes]:
    index, packed, lines = [], bytearray(), list[tuple[str, str]]()
    rows = sorted((lemma[::-1], _numbered(found, numbers)) for lemma, found in entries.items())
    size = 0
    for row in rows:
        lines.append(row)
        size += len(row[0]) + len(row[1])
        if size > BLOCK or row is rows[-1]:
            packed += zlib.compress(("\n" + "".join(f"{key}\t{value}\n" for key, value in lines)).encode(), 9)
            index.append(f"{lines[0][0]}\t{len(packed)}")
            lines, size = [], 0
    return index, bytes(packed)


def _numbered(found: Iterable[tuple[str, int]], numbers: Mapping[str, int]) -> str:
    pairs = sorted((numbers[line], skip) for line, skip in found)
    return " ".join(f"{number}+{skip}" if skip else str(number) for number, skip in pairs)


def _endings(entries: Entries, numbers: Mapping[str, int], knobs: Knobs) -> list[str]:
    """Return the table of endings, shortest first; an ending that adds nothing to a shorter one is left out."""
    table = {ending: _models(models, entries, numbers, knobs) for ending, models in knobs.endings.items()}
    given = tuple(table)
    for ending, counts in sorted(_counts(entries).items(), key=lambda item: (len(item[0]), item[0])):
        shorter = next((table[ending[cut:]] for cut in range(1, len(ending)) if ending[cut:] in table), "")
        best = _best(counts, numbers)
        if best and best != shorter and not ending.endswith(given):
            table[ending] = best
    return [f"{ending[::-1]}\t{best}" for ending, best in table.items()]


def _models(models: list[str], entries: Entries, numbers: Mapping[str, int], knobs: Knobs) -> str:
    known = {model: sorted(line for line, _ in entries[model]) for model in models if model in entries}
    made = {model: [knobs.paradigms[model]] for model in models if model in knobs.paradigms}
    lines = [line for model in models for line in (known | made)[model]]
    return " ".join(str(numbers[line]) for line in dict.fromkeys(lines))


def _counts(entries: Entries) -> dict[str, Counter[str]]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for lemma, found in entries.items():
        for line, skip in (item for item in found if item[0][0] != "x"):
            ending = line.split("|")[1]
            for size in range(max(SHORTEST, len(ending)), min(LONGEST, len(lemma) - skip - 1) + 1):
                counts[lemma[-size:]][line] += 1
    return counts


def _best(counts: Counter[str], numbers: Mapping[str, int]) -> str:
    """Return the commonest paradigm, and that of another word class which is nearly as common."""
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if ranked[0][1] < LEAST:
        return ""
    first, total = ranked[0][0], sum(counts.values())
    second = [line for line, count in ranked[1:] if line[0] != first[0] and count >= SECOND * total]
    return " ".join(str(numbers[line]) for line in (first, *second[:1]))
