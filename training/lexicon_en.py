"""Builds the English lexicon from WordNet's word lists (WordNet licence), as spacy-lookups-data packs them.

    pip download --no-deps spacy-lookups-data && unzip spacy_lookups_data-*.whl
    python training/lexicon_en.py spacy_lookups_data/data/en_lemma_exc.json.gz \
        spacy_lookups_data/data/en_lemma_index.json.gz h2hlint/data/en

WordNet lists lemmas and irregular forms (doubled consonants too) by word class; the regular forms are made here.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from lexicon_pack import Lexeme, pack, read_knobs

CLASSES = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
SHORT = re.compile(r"[^aeiou]*[aeiouy]+[^aeiouy]*e?|.*[^aeiou](y|le)|.*ow")
"""Adjectives and adverbs that take -er and -est: one syllable, or two with a weak ending."""
WORD = re.compile(r"[a-z]+(-[a-z]+)*")
Table = dict[str, dict[str, list[str]]]


def irregular(table: Table) -> dict[tuple[str, str], set[str]]:
    """Return the listed forms of every (lemma, word class) in {word class: {form: lemmas}}."""
    forms: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name, exceptions in table.items():
        for form, lemmas in exceptions.items():
            for lemma in lemmas:
                forms[lemma, CLASSES[name]].add(form)
    return forms


def regular(lemma: str, word_class: str, listed: set[str]) -> set[str]:
    """Return the regular forms, without those that a doubled consonant takes the place of."""
    if word_class == "n":
        plurals = {_with_s(lemma), lemma + "s"} if lemma.endswith("o") else {_with_s(lemma)}
        return plurals | ({lemma.removesuffix("man") + "men"} if lemma.endswith("man") else set())
    if word_class == "v":
        forms = {_with_s(lemma), _participle(lemma), _stem(lemma, "i") + "ed"}
        doubled = {form for form in listed if form.startswith(lemma + lemma[-1]) and lemma[-1] != "l"}
        return {_with_s(lemma)} if doubled else forms
    stem = _stem(lemma, "i")
    return {stem + "er", stem + "est"} if SHORT.fullmatch(lemma) and not listed else set()


def _stem(lemma: str, y: str) -> str:
    return re.sub(r"([^aeiou])y$", rf"\1{y}", lemma).removesuffix("e")


def _with_s(lemma: str) -> str:
    plural = re.sub(r"([^aeiou])y$", r"\1ie", lemma) + "s"
    return re.sub(r"(s|x|z|ch|sh|[^aeiou]o)s$", r"\1es", plural)


def _participle(lemma: str) -> str:
    return re.sub(r"(?<=[^eoy])e$", "", lemma) + "ing"


def lexemes(table: Table, index: dict[str, list[str]]) -> Iterator[Lexeme]:
    """Yield lower-case lemmas with their forms; names and phrases are left out."""
    listed = irregular(table)
    known = {(lemma, CLASSES[name]) for name, lemmas in index.items() for lemma in lemmas}
    for lemma, word_class in sorted(known | set(listed)):
        if WORD.fullmatch(lemma):
            found = {form for form in listed[lemma, word_class] if WORD.fullmatch(form)}
            yield Lexeme(lemma, word_class, frozenset(found | regular(lemma, word_class, found - {lemma})))


def main(exceptions: Path, index: Path, folder: Path) -> None:
    """Write `folder/lexicon.bin`."""
    table, lemmas = (json.loads(gzip.decompress(path.read_bytes())) for path in (exceptions, index))
    (folder / "lexicon.bin").write_bytes(pack(lexemes(table, lemmas), read_knobs(folder / "inflection.yml")))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
