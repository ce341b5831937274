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
from morfeusz2 import Morfeusz  # type: ignore[import-not-found,import-untyped,unused-ignore]

CLASSES = {"subst": "n", "depr": "n", "adj": "a", "adjc": "a", "adv": "r"}
VERBS = ("fin", "praet", "impt", "imps", "inf", "pcon", "pant", "pact", "ppas", "bedzie", "winien", "pred", "cond")


def lemmas(folder: Path) -> list[str]:
    """Return the lower-case lemmas of nouns, verbs, adjectives and adverbs, and what may be a plural-only noun."""
    found = set[str]()
    for name in ("noun", "verb", "adj", "adv"):
        table = json.loads(gzip.decompress((folder / f"pl_lemma_lookup_{name}.json.gz").read_bytes()))
        found.update(table.values())
        found.update(form for form in table if name == "noun" and form.endswith(("y", "i", "a", "e")))
        if name == "adj":
            found.update(lemma[:-1] + ending for lemma in table.values() for ending in ("o", "ie"))
    return sorted(lemma for lemma in found if lemma.islower() and lemma.replace("-", "").isalpha())


def lexemes(words: list[str]) -> Iterator[Lexeme]:
    """Yield the paradigms that Morfeusz knows, one per lemma and word class, and the participles as adjectives."""
    morfeusz = Morfeusz(praet="composite", generate=True)
    for word in words:
        forms: dict[str, set[str]] = defaultdict(set)
        participles = list[str]()
        for form, _, tag, *_ in morfeusz.generate(word):
            forms[_word_class(tag.split(":"))].add(form)
            if _is_dictionary_participle(tag):
                participles.append(form)
        for word_class in sorted(forms.keys() - {""}):
            yield Lexeme(word, word_class, frozenset(forms[word_class]))
        for participle in participles:
            yield Lexeme(participle, "a", frozenset(form for form in forms["v"] if _declines(form, participle)))


def _word_class(tag: list[str]) -> str:
    if tag[0] in VERBS:
        return "" if "neg" in tag else "v"
    return CLASSES.get(tag[0], "")


def _is_dictionary_participle(tag: str) -> bool:
    kind, *rest = tag.split(":")
    return kind in ("pact", "ppas") and rest[0] == "sg" and "nom" in rest[1] and "m1" in rest[2] and "aff" in rest


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
