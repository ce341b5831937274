"""Builds the Norwegian Bokmål lexicon from Norsk Ordbank (CC BY 4.0), as spacy-lookups-data packs it.

    pip download --no-deps spacy-lookups-data && unzip spacy_lookups_data-*.whl
    python training/lexicon_nb.py spacy_lookups_data/data/nb_lemma_exc.json.gz h2hlint/data/nb

The table keeps one lemma per form and word class, so forms that two words share are given back here.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from lexicon_pack import Lexeme, pack, read_knobs, shared
from scandinavian import participles

CLASSES = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
LEAST = 10  # lemmas that a paradigm must have to complete others
Model = tuple[str, tuple[str, ...]]
"""The lemma's ending and what stands in its place."""


def lexemes(table: dict[str, dict[str, list[str]]]) -> Iterator[Lexeme]:
    """Yield the lexemes of a table {word class: {form: lemmas}}."""
    for name, word_class in CLASSES.items():
        for lemma, found in sorted(complete(by_lemma(table[name])).items()):
            forms = _with_genitive(found) if word_class == "n" else frozenset(found)
            yield Lexeme(lemma, word_class, forms)
            if word_class == "v":
                yield from participles(lemma, forms)


def by_lemma(table: dict[str, list[str]]) -> dict[str, set[str]]:
    """Return the forms of every lemma in {form: lemmas}, in lower case."""
    forms: dict[str, set[str]] = defaultdict(set)
    for form, lemmas in table.items():
        for lemma in lemmas:
            if lemma.replace("-", "").isalpha():
                forms[lemma.lower()].add(form.lower())
    return forms


def complete(forms: dict[str, set[str]]) -> dict[str, set[str]]:
    """Give back the forms that the table, with one lemma per form, lost to a homograph.

    saken went to sake, so sak has no definite form. A lemma takes the commonest paradigm that
    has all its forms and whose other forms all stand in the table, under other lemmas.
    """
    every = set().union(*forms.values())
    counts = Counter(_model(lemma, found) for lemma, found in forms.items())
    models: dict[str, list[Model]] = defaultdict(list)
    for model, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if count >= LEAST:
            models[model[0][-1:]].append(model)
    return {lemma: _completed(lemma, found | {lemma}, counts, [*models[lemma[-1]], *models[""]], every) for lemma, found in forms.items()}


def _model(lemma: str, forms: set[str]) -> Model:
    stem = min(shared(lemma, form) for form in forms)
    return lemma[stem:], tuple(sorted({form[stem:] for form in forms} | {lemma[stem:]}))


def _completed(lemma: str, found: set[str], counts: Counter[Model], models: list[Model], every: set[str]) -> set[str]:
    own = counts[_model(lemma, found)]
    for model in models:
        ending, suffixes = model
        if lemma.endswith(ending) and counts[model] >= own:
            forms = {lemma.removesuffix(ending) + suffix for suffix in suffixes}
            if found < forms <= every:
                return forms
    return found


def _with_genitive(forms: set[str]) -> frozenset[str]:
    return frozenset(forms | {form + "s" for form in forms if not form.endswith(("s", "x", "z"))})


def main(source: Path, folder: Path) -> None:
    """Write `folder/lexicon.bin`."""
    table = json.loads(gzip.decompress(source.read_bytes()))
    (folder / "lexicon.bin").write_bytes(pack(lexemes(table), read_knobs(folder / "inflection.yml")))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
