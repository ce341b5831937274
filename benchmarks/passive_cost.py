"""Measures what sentences with a passive cost against others of the same length, warm and in one process.

Usage: passive_cost.py da=da.dev.gold.jsonl.gz [de=...]

Each line of a file is {"text", "targets"}: a sentence and its passive verbs. Every sentence with one is paired with one without that is
as long. Printed are CPU milliseconds a sentence, the best of five rounds over all, linted eight to a text.
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from bisect import bisect_left
from collections.abc import Sequence
from string import ascii_uppercase

from h2hlint.lint import Linter
from h2hlint.settings import Settings
from h2hlint.text import Source

_TOGETHER = 8
_ROUNDS = 5


def pairs(rows: Sequence[dict[str, object]]) -> list[tuple[str, str]]:
    """Return each sentence with a passive beside one without that is as long, or nearly, each used once."""
    others = sorted((str(row["text"]) for row in rows if not row["targets"]), key=len)
    found = []
    for text in (str(row["text"]) for row in rows if row["targets"]):
        if others:
            found.append((text, others.pop(min(bisect_left(others, len(text), key=len), len(others) - 1))))
    return found


def cost(language: str, sentences: Sequence[str]) -> float:
    """Return the CPU seconds that a sentence costs."""
    linter = Linter(Settings(language=language))
    rounds = []
    for number in range(_ROUNDS + 1):  # the first loads what is needed
        mark = ascii_uppercase[number]  # a figure would make every guard that asks for numbers look for them
        told = [f"({mark}) {sentence}" for sentence in sentences]  # not as in the round before: what was read once is remembered
        sources = [Source(f"{at}.txt", " ".join(told[at : at + _TOGETHER]), "text") for at in range(0, len(told), _TOGETHER)]
        start = time.process_time()
        for source in sources:
            linter.lint(source)
        rounds.append(time.process_time() - start)
    return min(rounds[1:]) / len(sentences)


def main() -> None:
    """Print a line for each language named."""
    for language, path in (argument.split("=", 1) for argument in sys.argv[1:]):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            found = pairs([json.loads(line) for line in lines])
        passive, active = cost(language, [one for one, _ in found]), cost(language, [other for _, other in found])
        sizes = [sum(map(len, side)) / len(found) for side in zip(*found, strict=True)]
        told = f"{len(found)} pairs of {sizes[0]:.0f} and {sizes[1]:.0f} characters"
        print(f"{language}  with {passive * 1e3:.3f} ms, without {active * 1e3:.3f} ms: {passive / active:.2f} times ({told})", flush=True)


if __name__ == "__main__":
    main()
