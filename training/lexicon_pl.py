"""Builds the Polish lexicon: PoliMorf's lemmas, inflected by Morfeusz with SGJP (both BSD-2).

    pip install morfeusz2 && pip download --no-deps spacy-lookups-data && unzip spacy_lookups_data-*.whl
    python training/lexicon_pl.py spacy_lookups_data/data h2hlint/data/pl

Verbal nouns and negated participles are lemmas of their own or left out; a negative prefix
changes the meaning, and rules must be able to name one without the other.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from lexicon_pack import Lexeme, pack, read_knobs
from morfeusz2 import Morfeusz

CLASSES = {"subst": "n", "depr": "n", "adj": "a", "adja": "a", "adjc": "a", "adjp": "a", "adv": "r"}
VERBS = ("fin", "praet", "impt", "imps", "inf", "pcon", "pant", "pact", "ppas", "bedzie", "winien", "pred", "cond")


def lemmas(folder: Path) -> list[str]:
    """Return the lower-case lemmas of nouns, verbs, adjectives and adverbs."""
    found = set[str]()
    for name in ("noun", "verb", "adj", "adv"):
        table = json.loads(gzip.decompress((folder / f"pl_lemma_lookup_{name}.json.gz").read_bytes()))
        found.update(lemma for lemma in table.values() if lemma.islower() and lemma.replace("-", "").isalpha())
    return sorted(found)


def lexemes(words: list[str]) -> Iterator[Lexeme]:
    """Yield the paradigms that Morfeusz knows, one per lemma and word class."""
    morfeusz = Morfeusz(praet="composite", generate=True)
    for word in words:
        forms: dict[str, set[str]] = defaultdict(set)
        for form, _, tag, *_ in morfeusz.generate(word):
            word_class = _word_class(tag.split(":"))
            if word_class:
                forms[word_class].add(form)
        participles = {form for form, _, tag, *_ in morfeusz.generate(word) if _is_dictionary_participle(tag)}
        for word_class, found in sorted(forms.items()):
            yield Lexeme(word, word_class, frozenset(found))
        for participle in sorted(participles):
            yield Lexeme(participle, "a", frozenset(form for form in forms["v"] if _declines(form, participle)))


def _word_class(tag: list[str]) -> str:
    if tag[0] in VERBS:
        return "" if "neg" in tag else "v"
    return CLASSES.get(tag[0], "")


def _is_dictionary_participle(tag: str) -> bool:
    parts = tag.split(":")
    return parts[0] in ("pact", "ppas") and parts[1] == "sg" and "nom" in parts[2] and "m1" in parts[3] and "aff" in parts


def _declines(form: str, participle: str) -> bool:
    """Tell whether `form` is the participle's: its stem with an adjective ending, or its personal plural."""
    stem = participle[:-1]
    if form.startswith(stem) and form[len(stem) :] in ("y", "a", "e", "ego", "emu", "ej", "ą", "ych", "ym", "ymi"):
        return True
    return form in (stem[:-1] + "ni", stem.removesuffix("ony") + "eni", stem[:-1] + "ci", stem[:-2] + "eni")


def main(source: Path, folder: Path) -> None:
    """Write `folder/lexicon.bin`."""
    (folder / "lexicon.bin").write_bytes(pack(lexemes(lemmas(source)), read_knobs(folder / "inflection.yml")))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
