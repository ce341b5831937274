"""Builds `h2hlint/data/detection.bin`: weights of the parts of words for language detection.

    python training/detector.py OUT --catalogues PACKAGES --treebanks FILE …

needs numpy and scipy. PACKAGES is a folder of unpacked packages, each in a folder of its own: the
wheels of Django 5.2.19, wagtail 8.0.1, django-allauth 65.21.1, django-cms 5.1.3, django-filer 3.6.0,
django-helpdesk 2.6.1, django-import-export 4.4.3, django-oscar 4.2.1, django-two-factor-auth 1.18.1,
Flask-Security 5.9.2, WTForms 3.3.2, Sphinx 9.0.4, humanize 4.17.0, indico 3.2.9, invenio-app-rdm 14.0.5,
evennia 5.0.1, home-assistant-frontend 20250109.2 (`pip download --no-deps`) and the npm packages
matrix-react-sdk 3.80.0 and @payloadcms/translations 3.90.2 (`npm pack`). The treebanks are
da.train.jsonl.gz, nb.train.jsonl.gz, en_ewt-ud-train, de_pud-ud-test and pl_pud-ud-test; the
project's own detector_phrases.txt is read as well. Same input, same bytes.

A multinomial logistic regression learns from runs of 1 to 12 words, each begun with the empty word,
whose weights say how common a language is. Translations that it then finds far likelier in another
language (left-overs of English, Bokmål in Nynorsk catalogues) are left out, the parts that tell most
are kept, and it learns once more from these.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np  # type: ignore[import-not-found, unused-ignore]
from detector_texts import NAMED, catalogues, phrases, treebank
from scipy import sparse  # type: ignore[import-not-found, import-untyped, unused-ignore]

from h2hlint.language.detection import UNKNOWN, parts, words
from h2hlint.language.detection_data import ZERO, Data, Frequent, pack

LANGUAGES = (*NAMED, UNKNOWN)
COVERED = NAMED[:5]
PHRASES = Path(__file__).parent / "detector_phrases.txt"
PHRASE_COPIES = 10
LONGEST = 12
PARTS = 14_900
LEAST = 6
OWN, NEAR, FAR = 200, 80, 15
PRIORS = {"da": 5.0, "nb": 5.0, "en": 4.0, "de": 4.0, "pl": 4.0, "nn": 0.6}
NAMES_SHARE = 0.04
EPOCHS, BATCH, RATE, DECAY = 8, 2048, 0.08, 1e-7

Array = Any
"""A numpy array or scipy matrix: neither is installed where this is type-checked."""


class Run(NamedTuple):
    """Some neighbouring words of one text; `language` is an index of LANGUAGES, or None for names."""

    language: int | None
    words: tuple[str, ...]


def texts(options: argparse.Namespace) -> tuple[list[tuple[str, str]], list[list[str]]]:
    """Return the different (language, text) pairs, and the names of each sentence of the treebanks."""
    found: dict[tuple[str, str], None] = {}
    names: list[list[str]] = []
    for path in options.treebanks:
        for language, text, named in treebank(path):
            found[language, text] = None
            names += [named] * bool(named)
    found.update(dict.fromkeys(catalogues(options.catalogues)))
    written = list(phrases(PHRASES)) * PHRASE_COPIES
    return [*found, *written], names


def runs(pairs: list[tuple[str, str]], names: list[list[str]], chance: random.Random) -> Iterator[Run]:
    """Cut texts into runs; names of several sentences are mixed into runs that have no language."""
    for language, text in pairs:
        found, at = words(text), 0
        while at < len(found):
            size = chance.randint(1, LONGEST)
            yield Run(LANGUAGES.index(language), ("", *found[at : at + size]))
            at += size
    for named in names:
        yield Run(None, ("", *(word for name in named[:3] for word in words(name))))


def vocabulary(docs: list[Run]) -> dict[str, int]:
    """Number the parts that occur often enough."""
    counts: Counter[str] = Counter()
    for word, count in Counter(word for doc in docs for word in doc.words).items():
        counts.update(dict.fromkeys(parts(word), count))
    return {part: row for row, part in enumerate(sorted(part for part, count in counts.items() if count >= LEAST))}


def matrix(docs: list[Run], rows: dict[str, int]) -> Array:
    """Return how often each run has each part."""
    known: dict[str, list[int]] = {}
    starts, columns = [0], list[int]()
    for doc in docs:
        for word in doc.words:
            if word not in known:
                known[word] = [rows[part] for part in parts(word) if part in rows]
            columns += known[word]
        starts.append(len(columns))
    ones = np.ones(len(columns), dtype=np.float32)
    return sparse.csr_matrix((ones, np.array(columns, dtype=np.int32), np.array(starts)), shape=(len(docs), len(rows)))


def targets(docs: list[Run]) -> tuple[Array, Array]:
    """Return the wanted probabilities of each run, and its weight, so that every language counts by its prior."""
    wanted = np.full((len(docs), len(LANGUAGES)), 1 / len(LANGUAGES), dtype=np.float32)
    counts = Counter(doc.language for doc in docs)
    weights = np.empty(len(docs), dtype=np.float32)
    share = len(docs) / sum(PRIORS.get(language, 1.0) for language in LANGUAGES)
    for at, doc in enumerate(docs):
        if doc.language is None:
            weights[at] = NAMES_SHARE * len(docs) / counts[None]
        else:
            wanted[at] = 0
            wanted[at, doc.language] = 1
            weights[at] = share * PRIORS.get(LANGUAGES[doc.language], 1.0) / counts[doc.language]
    return wanted, np.minimum(weights, 8)


def learn(features: Array, wanted: Array, weights: Array, chance: random.Random) -> Array:
    """Return the weights (part × language) of a logistic regression, found by AdaGrad."""
    model = np.zeros((features.shape[1], wanted.shape[1]), dtype=np.float32)
    steps = np.full_like(model, 1e-3)
    order = list(range(features.shape[0]))
    for epoch in range(EPOCHS):
        chance.shuffle(order)
        for start in range(0, len(order), BATCH):
            chosen = np.array(order[start : start + BATCH])
            batch = features[chosen]
            wrong = (probabilities(batch @ model) - wanted[chosen]) * weights[chosen, None] / len(chosen)
            slope = batch.T @ wrong + DECAY * model
            steps += slope * slope
            model -= RATE * (0.5 if epoch >= EPOCHS - 2 else 1.0) * slope / np.sqrt(steps)
    return model


def probabilities(odds: Array) -> Array:
    """Return the softmax of every row."""
    powers = np.exp(odds - odds.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def cleaned(docs: list[Run], chances: Array) -> list[Run]:
    """Leave out runs of three words and more that are far likelier in another language."""
    kept = []
    for doc, row in zip(docs, chances, strict=True):
        if doc.language is None or len(doc.words) < 4 or row[doc.language] > 0.02:
            kept.append(doc)
    return kept


def telling(model: Array, features: Array, weights: Array, rows: dict[str, int]) -> dict[str, int]:
    """Number the parts that change most: their spread over the languages times the root of how often they occur."""
    centred = model - model.mean(axis=1, keepdims=True)
    importance = np.array([2.0 if language in (*COVERED, "nn") else 1.0 for language in LANGUAGES])
    frequency = features.T @ weights
    worth = np.sqrt((centred * centred * importance).sum(axis=1)) * np.sqrt(frequency)
    names = sorted(rows, key=lambda part: rows[part])
    best = sorted(range(len(names)), key=lambda row: (-float(worth[row]), row))[:PARTS]
    return {part: row for row, part in enumerate(sorted(names[row] for row in best))}


def frequent(docs: list[Run]) -> dict[str, Frequent]:
    """Return the frequent words of each covered language, and those of other languages that it hardly has."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for doc in docs:
        if doc.language is not None:
            counts[LANGUAGES[doc.language]].update(doc.words[1:])
    rates = {language: {word: count / found.total() for word, count in found.items()} for language, found in counts.items()}
    return {language: _frequent(language, rates) for language in COVERED}


def _frequent(language: str, rates: dict[str, dict[str, float]]) -> Frequent:
    """Return the words of a language and those foreign to it, most of them from the three languages nearest to it."""
    own = rates[language]
    top = set(_top(own, OWN))
    others = sorted(set(LANGUAGES) - {language, UNKNOWN}, key=lambda other: (-len(top & set(_top(rates[other], OWN))), other))
    foreign: set[str] = set()
    for rank, other in enumerate(others):
        strange = {word: rate for word, rate in rates[other].items() if rate > 20 * own.get(word, 0.0)}
        foreign.update(_top(strange, NEAR if rank < 3 or other in COVERED else FAR))
    return Frequent(frozenset(top), frozenset(foreign))


def _top(rates: dict[str, float], size: int) -> list[str]:
    return sorted(rates, key=lambda word: (-rates[word], word))[:size]


def build(options: argparse.Namespace) -> Data:
    """Learn twice and return what is left."""
    chance = random.Random(7)  # noqa: S311 (no secret)
    docs = [doc for doc in runs(*texts(options), chance) if len(doc.words) > 1]
    rows = vocabulary(docs)
    print(len(docs), "runs,", len(rows), "parts")
    features = matrix(docs, rows)
    wanted, weights = targets(docs)
    model = learn(features, wanted, weights, chance)
    kept = cleaned(docs, probabilities(features @ model))
    print(len(docs) - len(kept), "runs left out")
    chosen = telling(model, features, weights, rows)
    model = learn(matrix(kept, chosen), *targets(kept), chance)
    model -= model.mean(axis=1, keepdims=True)
    scale = 127 / float(np.quantile(np.abs(model), 0.9995))
    table = np.clip(np.rint(model * scale), -127, 127).astype(np.int16) + ZERO
    return Data(LANGUAGES, scale, frequent(kept), chosen, table.astype(np.uint8).tobytes())


def main() -> None:
    """Write the file and say how large it is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--catalogues", type=Path, required=True)
    parser.add_argument("--treebanks", type=Path, nargs="+", required=True)
    options = parser.parse_args()
    data = pack(build(options))
    options.out.write_bytes(data)
    print(f"{options.out}: {len(data)} bytes")


if __name__ == "__main__":
    main()
