"""Builds the English lexicon from WordNet's word lists (WordNet licence) and LemmInflect's table (MIT).

    pip download --no-deps spacy-lookups-data lemminflect && unzip -o '*.whl'
    python training/lexicon_en.py spacy_lookups_data/data/en_lemma_exc.json.gz \
        spacy_lookups_data/data/en_lemma_index.json.gz lemminflect/resources/lemma_lu.csv.gz h2hlint/data/en

WordNet lists lemmas and irregular forms by word class; LemmInflect lists form, word class, lemmas.
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
Forms = dict[tuple[str, str], set[str]]


def read_irregular(path: Path, forms: Forms) -> None:
    """Add WordNet's exceptions {word class: {form: lemmas}}."""
    for name, table in json.loads(gzip.decompress(path.read_bytes())).items():
        for form, lemmas in table.items():
            for lemma in lemmas:
                forms[lemma, CLASSES[name]].add(form)


def read_table(path: Path, forms: Forms) -> None:
    """Add LemmInflect's lines `form,word class,lemma/lemma`."""
    for line in gzip.decompress(path.read_bytes()).decode().splitlines():
        form, name, lemmas = line.split(",")
        if name in CLASSES and form == form.lower():
            for lemma in lemmas.split("/"):
                forms[lemma, CLASSES[name]].add(form)


def add_regular(index: dict[str, list[str]], forms: Forms) -> None:
    """Give WordNet's lemmas without listed forms their regular ones."""
    for name, lemmas in index.items():
        for lemma in lemmas:
            if not forms.get((lemma, CLASSES[name])):
                forms[lemma, CLASSES[name]] |= regular(lemma, CLASSES[name])


def regular(lemma: str, word_class: str) -> set[str]:
    """Return the regular forms of a noun or verb."""
    plural = re.sub(r"([^aeiou])y$", r"\1ie", lemma) + "s"
    plural = re.sub(r"(s|x|z|ch|sh)s$", r"\1es", plural)
    if word_class == "n":
        return {lemma, plural}
    if word_class != "v":
        return {lemma}
    past = re.sub(r"([^aeiou])y$", r"\1i", lemma).removesuffix("e") + "ed"
    return {lemma, plural, past, re.sub(r"(?<=[^eo])e$", "", lemma) + "ing"}


def lexemes(forms: Forms) -> Iterator[Lexeme]:
    """Yield lower-case lemmas with their forms; plural-only readings and names are left out."""
    for (lemma, word_class), found in sorted(forms.items()):
        if re.fullmatch(r"[a-z]+(-[a-z]+)*", lemma):
            yield Lexeme(lemma, word_class, frozenset(form for form in found if re.fullmatch(r"[a-z'-]+", form)))


def main(irregular: Path, index: Path, table: Path, folder: Path) -> None:
    """Write `folder/lexicon.bin`."""
    forms: Forms = defaultdict(set)
    read_irregular(irregular, forms)
    read_table(table, forms)
    add_regular(json.loads(gzip.decompress(index.read_bytes())), forms)
    (folder / "lexicon.bin").write_bytes(pack(lexemes(forms), read_knobs(folder / "inflection.yml")))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:5]))
