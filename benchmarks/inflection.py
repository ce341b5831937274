"""Recall and precision of expanded terms on treebanks.

    python benchmarks/inflection.py da=da_ddt-ud-dev.conllu.gz nb=no_bokmaal-ud-dev.conllu.gz …

Counted are tokens of NOUN, VERB and ADJ but for typos, abbreviations, foreign words and anything
with a digit. A term is the gold lemma of such a token; all comparison is in lower case, and with
ß as ss, since h2hlint matches these alike.

recall     share of the different (lemma, form) pairs whose form is among `forms(lemma)`
recall t   the same, every token counted
precision  of all hits (a term whose forms contain the token), the share whose gold lemma is the term
precision a  the same over all tokens of the text, function words, names and adverbs too
"""

from __future__ import annotations

import argparse
import gzip
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from h2hlint.language.inflection import Lexicon, load

CONTENT = {"NOUN", "VERB", "ADJ"}
LEFT_OUT = ("Typo=Yes", "Abbr=Yes", "Foreign=Yes", "CorrectForm=")


class Token(NamedTuple):
    """Form as it is compared, gold lemma as it is written; `content` tells whether its lemma is a term."""

    form: str
    lemma: str
    content: bool


def read(path: Path) -> Iterator[Token]:
    """Yield the words of a CoNLL-U file, parts of contractions included."""
    text = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    for line in text.decode().splitlines():
        parts = line.split("\t")
        if len(parts) == 10 and parts[0].isdigit():
            content = parts[3] in CONTENT and not any(mark in parts[5] + parts[9] for mark in LEFT_OUT)
            content = content and parts[1].replace("-", "").isalpha() and parts[2].replace("-", "").isalpha()
            yield Token(fold(parts[1]), parts[2], content)


def fold(word: str) -> str:
    """Return `word` as it is compared."""
    return word.lower().replace("ß", "ss")


class Score(NamedTuple):
    """Shares from 0 to 1, and the pairs that were missed or hit wrongly, with how often."""

    pairs: float
    tokens: float
    precision: float
    precision_all: float
    missed: Counter[tuple[str, str]]
    wrong: Counter[tuple[str, str, str]]


def score(tokens: list[Token], lexicon: Lexicon) -> Score:
    """Expand every gold lemma and compare with the tokens."""
    content = Counter(token for token in tokens if token.content)
    terms: dict[str, list[str]] = defaultdict(list)
    for lemma in {token.lemma for token in content}:
        for form in {fold(form) for form in lexicon.forms(lemma)}:
            terms[form].append(lemma)
    missed = Counter({(t.lemma, t.form): n for t, n in content.items() if t.lemma not in terms.get(t.form, ())})
    right, wrong = _hits(content, terms)
    right_all, wrong_all = _hits(Counter(tokens), terms)
    total = content.total()
    pairs = 1 - len(missed) / len(content)
    return Score(pairs, 1 - missed.total() / total, _share(right, wrong), _share(right_all, wrong_all), missed, wrong)


def _hits(tokens: Counter[Token], terms: dict[str, list[str]]) -> tuple[int, Counter[tuple[str, str, str]]]:
    right, wrong = 0, Counter[tuple[str, str, str]]()
    for token, count in tokens.items():
        for term in terms.get(token.form, ()):
            if fold(term) == fold(token.lemma):
                right += count
            else:
                wrong[term, token.form, token.lemma] += count
    return right, wrong


def _share(right: int, wrong: Counter[tuple[str, str, str]]) -> float:
    return right / max(right + wrong.total(), 1)


def _examples(found: Counter[tuple[str, ...]], limit: int) -> str:
    return " ".join("/".join(key) + f":{count}" for key, count in found.most_common(limit))


def main() -> None:
    """Print one line per treebank."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("treebanks", nargs="+", metavar="LANGUAGE=FILE")
    parser.add_argument("--examples", type=int, default=0, help="how many misses and wrong hits to print")
    options = parser.parse_args()
    print("language  pairs  recall  recall t  precision  precision a  F     CPU s")
    for language, _, path in (item.partition("=") for item in options.treebanks):
        tokens, start = list(read(Path(path))), time.process_time()
        found = score(tokens, load(language))
        between = 2 * found.pairs * found.precision / (found.pairs + found.precision)
        pairs, seconds = len({token for token in tokens if token.content}), time.process_time() - start
        print(
            f"{language:8} {pairs:6}  {found.pairs:.3f}   {found.tokens:.3f}     {found.precision:.3f}"
            f"      {found.precision_all:.3f}        {between:.3f} {seconds:.2f}"
        )
        if options.examples:
            print(" missed:", _examples(found.missed, options.examples))  # type: ignore[arg-type]
            print(" wrong:", _examples(found.wrong, options.examples))  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
