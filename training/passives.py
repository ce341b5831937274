"""Builds `h2hlint/data/<language>/passives.bin`: weights, forms and facts of the passive detector.

    pip install numpy scipy scikit-learn threadpoolctl wordfreq morfeusz2
    python training/passives.py da TREEBANKS/da.train.jsonl.gz
    python training/passives.py nb TREEBANKS/nb.train.jsonl.gz
    python training/passives.py de TREEBANKS/de.dev.gold.jsonl.gz TREEBANKS/de.pud.gold.jsonl.gz
    python training/passives.py pl TREEBANKS/pl.pud.gold.jsonl.gz
    python training/passives.py en TREEBANKS/en.train.gold.jsonl.gz

The project's own sentences (`training/passives_<language>.txt`) are always read as well. A logistic regression learns
the candidates' hashed features; its weights are rounded to a byte, and slope and offset are set so that the sum is a
calibrated log odds, judged by candidates that were left out of training. Printed is a cross-validation over the
treebank sentences, with intervals from 1,000 resamplings of the sentences. Same input, same bytes: one processor adds up, in one order.

The forms kept are the participles and suffixed passives of the packed lexicons and all forms among the 20,000
commonest words; wordfreq's lists only choose these words, what is kept of them comes from the lexicon.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np  # type: ignore[import-not-found, unused-ignore]
import yaml
from passive_lexicon import flags
from passive_texts import Sentence, read
from scipy import sparse  # type: ignore[import-not-found, import-untyped, unused-ignore]
from sklearn.linear_model import LogisticRegression  # type: ignore[import-not-found, import-untyped, unused-ignore]
from threadpoolctl import threadpool_limits  # type: ignore[import-not-found, unused-ignore]
from wordfreq import top_n_list  # type: ignore[import-not-found, import-untyped, unused-ignore]

from h2hlint.language import facts as language_facts
from h2hlint.language.passive_data import Data, Forms, key, pack
from h2hlint.language.passive_features import Reader
from h2hlint.language.passive_knowledge import PARTICIPLE, SUFFIXED, Knowledge
from h2hlint.language.tokens import Tokens

HERE = Path(__file__).parent
DATA = HERE.parent / "h2hlint" / "data"
BUCKETS = 1 << 15
COMMON = 20_000
STRENGTH = 0.5  # inverse of the regularisation
OWN_WEIGHT = 2.0
FOLDS = 5
RESAMPLINGS = 1000

Array = Any
"""A numpy array or scipy matrix: neither is installed where this is type-checked."""


class Example(NamedTuple):
    """A candidate: the number of its sentence, its features, whether it is a passive, and its weight."""

    sentence: int
    features: list[str]
    passive: bool
    weight: float


def facts(language: str) -> dict[str, str]:
    """Return the entries of `passives.yml` that the detector needs, nested names joined by a point."""
    found: dict[str, str] = {}
    for name, value in _yaml(language, "passives").items():
        if name != "forms":
            found.update({f"{name}.{part}": words for part, words in value.items()} if isinstance(value, dict) else {name: value})
    return found


def _yaml(language: str, name: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.load((DATA / language / f"{name}.yml").read_text("utf-8"), yaml.BaseLoader)  # noqa: S506
    return content


def forms(language: str, known: Mapping[str, str]) -> list[int]:
    """Return the numbers of the forms to keep, those of a folded ending as their dictionary form."""
    bits = flags(language, _yaml(language, "passives").get("forms", {}))
    folds = dict(pair.split(">") for pair in known.get("folds", "").split())
    found: dict[str, int] = defaultdict(int)
    for form, value in bits.items():
        if value & (PARTICIPLE | SUFFIXED):
            base = _folded(form, folds)
            if not folds or base.endswith(tuple(folds.values())):
                found[base] |= value
    for word in top_n_list(language, COMMON):
        if word in bits:
            found[word] |= bits[word]
    numbers: dict[int, int] = defaultdict(int)
    for form, value in found.items():
        numbers[key(form)] |= value
    return sorted(number | value for number, value in numbers.items())


def _folded(form: str, folds: Mapping[str, str]) -> str:
    for size in (4, 3, 2):
        if form[-size:] in folds:
            return form[:-size] + folds[form[-size:]]
    return form


def examples(sentences: Sequence[Sentence], known: Knowledge, language: str, weight: float, first: int) -> Iterator[Example]:
    """Yield the candidates of `sentences`, numbered from `first`."""
    about = language_facts.from_mapping(language, _yaml(language, "language"))
    for number, sentence in enumerate(sentences, first):
        tokens = Tokens(sentence.text, about)
        reader, roles = Reader(known, tokens), [known.roles[word] for word in tokens.words]
        for candidate in chain.from_iterable(reader.candidates(first, end, roles[first:end]) for first, end in tokens.sentence_words()):
            span = tokens.span(candidate.verb, candidate.verb)
            passive = _touches(span.start, span.end, sentence.targets)
            if passive or not _touches(span.start, span.end, sentence.ignored):
                yield Example(number, reader.features(candidate), passive, weight)


def _touches(start: int, end: int, places: Sequence[tuple[int, int]]) -> bool:
    return any(low < end and start < high for low, high in places)


def matrix(found: Sequence[Example]) -> Array:
    """Return the hashed features of each example, a row each."""
    columns = [crc32(feature.encode()) % BUCKETS for example in found for feature in example.features]
    starts = np.cumsum([0, *(len(example.features) for example in found)])
    rows = sparse.csr_matrix((np.ones(len(columns)), np.array(columns), starts), shape=(len(found), BUCKETS))
    rows.sum_duplicates()
    return rows


def learn(rows: Array, wanted: Array, weights: Array) -> tuple[Array, float, float]:
    """Return whole-number weights, the scale they were multiplied by, and the intercept."""
    model = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=1, max_iter=500)
    model.fit(rows, wanted, sample_weight=weights)
    scale = 127 / float(np.abs(model.coef_).max())
    return np.rint(model.coef_[0] * scale), scale, float(model.intercept_[0])


def left_out(rows: Array, wanted: Array, weights: Array, sentences: Array) -> Array:
    """Return for each example the log odds that a model gives it which has not seen its sentence."""
    fold = np.random.RandomState(0).randint(0, FOLDS, int(sentences.max()) + 1)[sentences]
    odds = np.zeros(len(wanted))
    for number in range(FOLDS):
        seen = fold != number
        learned, scale, intercept = learn(rows[seen], wanted[seen], weights[seen])
        odds[~seen] = rows[~seen] @ learned / scale + intercept
    return odds


def calibrated(odds: Array, wanted: Array) -> tuple[float, float]:
    """Return slope and offset that make log odds of unseen examples fit how often they are right."""
    model = LogisticRegression(C=1e6).fit(odds.reshape(-1, 1), wanted)
    return float(model.coef_[0, 0]), float(model.intercept_[0])


def report(certain: Array, found: Sequence[Example], gold: Array) -> str:
    """Return precision, recall and F1 with the interval of F1; `gold` is the number of passives of each sentence."""
    counts = np.zeros((len(gold), 3))
    counts[:, 2] = gold
    for example, yes in zip(found, certain, strict=True):
        if yes and example.sentence < len(gold):
            counts[example.sentence, 0 if example.passive else 1] += 1
    chance = np.random.RandomState(1)
    scores = sorted(_scores(counts[chance.randint(0, len(gold), len(gold))])[2] for _ in range(RESAMPLINGS))
    low, high = scores[RESAMPLINGS // 40], scores[-RESAMPLINGS // 40]
    return "P {:.3f} R {:.3f} F1 {:.3f}".format(*_scores(counts)) + f" [{low:.3f}, {high:.3f}], {int(sum(gold))} passives"


def _scores(counts: Array) -> tuple[float, float, float]:
    right, wrong, gold = counts.sum(axis=0)
    return right / max(right + wrong, 1), right / max(gold, 1), 2 * right / max(right + wrong + gold, 1)


def build(language: str, treebanks: Sequence[Path]) -> Data:
    """Learn from treebanks and our own sentences, print the cross-validation, and return the data."""
    known_facts = facts(language)
    numbers = forms(language, known_facts)
    known = Knowledge(known_facts, Forms(numbers, known_facts))
    sentences = [sentence for path in treebanks for sentence in read(path)]
    found = list(examples(sentences, known, language, 1.0, 0))
    own = HERE / f"passives_{language}.txt"
    found += examples(read(own), known, language, OWN_WEIGHT, len(sentences)) if own.exists() else ()
    rows, wanted = matrix(found), np.array([example.passive for example in found])
    weights, groups = np.array([example.weight for example in found]), np.array([example.sentence for example in found])
    odds = left_out(rows, wanted, weights, groups)
    slope, offset = calibrated(odds, wanted)
    gold = np.array([len(sentence.targets) for sentence in sentences])
    print(language, f"{len(numbers)} forms, {len(found)} candidates,", report(slope * odds + offset > 0, found, gold))
    learned, scale, intercept = learn(rows, wanted, weights)
    return Data(known_facts, numbers, [int(value) for value in learned], slope / scale, slope * intercept + offset)


def main() -> None:
    """Write the file of one language."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language")
    parser.add_argument("treebanks", type=Path, nargs="+")
    options = parser.parse_args()
    with threadpool_limits(1):
        data = pack(build(options.language, options.treebanks))
    (DATA / options.language / "passives.bin").write_bytes(data)
    print(f"{len(data)} bytes")


if __name__ == "__main__":
    main()
