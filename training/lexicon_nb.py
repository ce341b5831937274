"""Builds the Norwegian Bokmål lexicon from Norsk Ordbank (CC BY 4.0), as spacy-lookups-data packs it.

    pip download --no-deps spacy-lookups-data && unzip spacy_lookups_data-*.whl
    python training/lexicon_nb.py spacy_lookups_data/data/nb_lemma_exc.json.gz h2hlint/data/nb
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from lexicon_pack import Lexeme, pack, read_knobs

CLASSES = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}


def lexemes(table: dict[str, dict[str, list[str]]]) -> Iterator[Lexeme]:
    """Yield the lexemes of a table {word class: {form: lemmas}}."""
    for name, word_class in CLASSES.items():
        forms: dict[str, set[str]] = defaultdict(set)
        for form, lemmas in table[name].items():
            for lemma in lemmas:
                forms[lemma.lower()].add(form.lower())
        for lemma, found in sorted(forms.items()):
            if lemma.replace("-", "").isalpha():
                yield Lexeme(lemma, word_class, _with_genitive(found) if word_class == "n" else frozenset(found))


def _with_genitive(forms: set[str]) -> frozenset[str]:
    return frozenset(forms | {form + "s" for form in forms if not form.endswith(("s", "x", "z"))})


def main(source: Path, folder: Path) -> None:
    """Write `folder/lexicon.bin`."""
    table = json.loads(gzip.decompress(source.read_bytes()))
    (folder / "lexicon.bin").write_bytes(pack(lexemes(table), read_knobs(folder / "inflection.yml")))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
