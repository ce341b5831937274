"""How well passives are found, and what it costs.

    python benchmarks/passive_scores.py da=da.dev.gold.jsonl.gz pl=pl.dev.gold.jsonl.gz …   # sentences unseen in training
    python benchmarks/passive_scores.py --cross de=de.dev.gold.jsonl.gz,de.pud.gold.jsonl.gz  # learned anew from four fifths, five times

The second needs what `training/passives.py` needs. Counted are the verbs themselves; a place that the file marks as
"don't care" is neither right nor wrong. The interval is that of 1,000 resamplings of the sentences. Printed beside it:
how far a stated certainty is from how often it is right (expected calibration error, in tenths), milliseconds to load
the data, and CPU seconds for a million words, of all text and of the blocks that have no candidate.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import yaml

from h2hlint.language import facts, passives
from h2hlint.language.tokens import Tokens
from h2hlint.places import DATA

COUNTED = {"be_pass", "s_pass", "imps"}
RESAMPLINGS = 1000


class Counts(NamedTuple):
    """Right, wrong and missed verbs of one sentence."""

    right: int
    wrong: int
    missed: int


def cases(path: Path) -> Iterator[tuple[str, list[tuple[int, int]], list[tuple[int, int]]]]:
    """Yield text, targets and places without a verdict of each sentence."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            case = json.loads(line)
            targets = [(start, end) for kind, start, end in case["targets"] if kind in COUNTED]
            yield case["text"], targets, [(start, end) for start, end in case["dontcare"]]


def scored(language: str, path: Path) -> Iterator[tuple[Counts, list[tuple[float, bool]]]]:
    """Yield the counts of each sentence, and the certainty of each of its candidates with whether it is a passive."""
    detector = opened(language)
    for text, targets, ignored in cases(path):
        tokens = Tokens(text, about(language))
        hit, wrong = set[tuple[int, int]](), 0
        candidates = list[tuple[float, bool]]()
        for candidate in detector.find(tokens, 0):
            span = tokens.span(candidate.verb, candidate.verb)
            found = [target for target in targets if target[0] < span.end and span.start < target[1]]
            if found or not any(low < span.end and span.start < high for low, high in ignored):
                candidates.append((candidate.certainty, bool(found)))
                if candidate.certainty >= passives.SURE:
                    hit.update(found)
                    wrong += not found
        yield Counts(len(hit), wrong, len(targets) - len(hit)), candidates


def opened(language: str) -> passives.Detector:
    """Return a detector that nothing is remembered in; SystemExit for a language without data."""
    passives.detector.cache_clear()
    return passives.detector(language) or sys.exit(f"no passive detector for {language}")


def about(language: str) -> facts.Facts:
    """Return what the tokenizer must know of a language."""
    content = yaml.load((DATA / language / "language.yml").read_text("utf-8"), yaml.BaseLoader)  # noqa: S506
    return facts.from_mapping(language, content)


def rates(counts: Sequence[Counts]) -> tuple[float, float, float]:
    """Return precision, recall and F1."""
    right, wrong, missed = (sum(column) for column in zip(*counts, strict=True))
    return right / max(right + wrong, 1), right / max(right + missed, 1), 2 * right / max(2 * right + wrong + missed, 1)


def interval(counts: Sequence[Counts]) -> tuple[float, float]:
    """Return the bounds within which 95 % of the resampled F1 lie."""
    chance = random.Random(1)  # noqa: S311 (no secret)
    found = sorted(rates(chance.choices(counts, k=len(counts)))[2] for _ in range(RESAMPLINGS))
    return found[RESAMPLINGS // 40], found[-RESAMPLINGS // 40]


def miscalibration(candidates: Sequence[tuple[float, bool]]) -> float:
    """Return the expected calibration error over ten steps of certainty, from 0 to 1."""
    total = 0.0
    for step in range(10):
        inside = [pair for pair in candidates if min(int(pair[0] * 10), 9) == step]
        total += abs(sum(certainty - right for certainty, right in inside))
    return total / max(len(candidates), 1)


def cost(language: str, path: Path) -> tuple[float, float, float]:
    """Return milliseconds to load, and seconds for a million words of all blocks and of those without a candidate."""
    start = time.process_time()
    detector = opened(language)
    load = 1000 * (time.process_time() - start)
    texts = [text for text, _, _ in cases(path)]
    empty = [text for text in texts if not detector.find(Tokens(text, about(language)), 0)]
    return load, _seconds(opened(language), language, texts), _seconds(opened(language), language, empty)


def _seconds(detector: passives.Detector, language: str, texts: Sequence[str]) -> float:
    known = about(language)
    blocks = [Tokens(text, known) for text in texts]
    start = time.process_time()
    for block in blocks:
        detector.find(block)
    return (time.process_time() - start) / sum(len(block.normal.split()) for block in blocks) * 1e6


def cross(language: str, paths: Sequence[Path]) -> None:
    """Print the cross-validation of `training/passives.py`."""
    sys.path.insert(0, str(Path(__file__).parent.parent / "training"))
    import passives as training  # type: ignore[import-not-found, unused-ignore]

    training.build(language, paths)  # type: ignore[attr-defined, unused-ignore]


def main() -> None:
    """Print a line per language."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", metavar="LANGUAGE=FILE[,FILE]")
    parser.add_argument("--cross", action="store_true", help="cross-validate on these files, which training has seen")
    options = parser.parse_args()
    for language, _, names in (item.partition("=") for item in options.gold):
        paths = [Path(name) for name in names.split(",")]
        if options.cross:
            cross(language, paths)
            continue
        for path in paths:
            found = list(scored(language, path))
            counts = [count for count, _ in found]
            low, high = interval(counts)
            wrong = miscalibration([pair for _, pairs in found for pair in pairs])
            load, every, empty = cost(language, path)
            print(
                f"{language} {path.name}: P {{:.3f}} R {{:.3f}} F1 {{:.3f}}".format(*rates(counts)) + f" [{low:.3f}, {high:.3f}],"
                f" certainty off by {wrong:.3f}, load {load:.1f} ms, {every:.2f} s / M words, {empty:.2f} s without candidates"
            )


if __name__ == "__main__":
    main()
