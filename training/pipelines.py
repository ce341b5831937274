"""Trains compact spaCy pipelines from treebanks, and measures what they add to h2hlint's own detector of passives.

    pip install -e '.[spacy]'
    python training/pipelines.py train da OUT TREEBANKS/da.train.jsonl.gz --seconds 120
    python training/pipelines.py train de OUT TREEBANKS/de_pud-ud-test.conllu.gz
    python training/pipelines.py score da OUT TREEBANKS/da.dev.gold.jsonl.gz

A pipeline is a small tok2vec with a morphologizer, and a parser where the treebank has heads (CoNLL-U); training ends after so many
seconds of processor time. They stand in for official pipelines where these cannot be had, and are not shipped.
`score` counts passive verbs as h2hlint's own detector, the pipeline's labels, and each way to combine them find them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import minibatch
from thinc.api import fix_random_seed

from h2hlint.engines import Engine
from h2hlint.language import passives
from h2hlint.language.facts import Facts
from h2hlint.language.tokens import Tokens
from h2hlint.names import PASSIVES
from h2hlint.pipelines import seeing

COUNTED = ("be_pass", "s_pass", "imps")
WIDTH, DEPTH, ROWS = 64, 3, (2000, 1000, 1000, 1000)
BATCH = 24
LONGEST = 80
"""Sentences of more words are left out of training."""
_MODEL = {
    "@architectures": "spacy.Tok2Vec.v2",
    "embed": {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": WIDTH,
        "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
        "rows": list(ROWS),
        "include_static_vectors": False,
    },
    "encode": {"@architectures": "spacy.MaxoutWindowEncoder.v2", "width": WIDTH, "depth": DEPTH, "window_size": 1, "maxout_pieces": 3},
}
_LISTENER = {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH, "upstream": "tok2vec"}


def sentences(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the sentences of a treebank: words, upos, feats, and, of CoNLL-U, heads and relations."""
    lines = gzip.decompress(path.read_bytes()).decode().split("\n")
    if path.name.endswith(".jsonl.gz"):
        for entry in map(json.loads, filter(None, lines)):
            yield {"words": entry["tokens"], "pos": entry["upos"], "morphs": entry["feats"]}
        return
    rows: list[list[str]] = []
    for line in lines:
        columns = line.rstrip("\n").split("\t")
        if len(columns) == 10 and columns[0].isdigit():
            rows.append(columns)
        elif not line.strip() and rows:
            yield _sentence(rows)
            rows = []


def _sentence(rows: Sequence[Sequence[str]]) -> dict[str, Any]:
    heads = [int(row[6]) - 1 if row[6] != "0" else number for number, row in enumerate(rows)]
    return {
        "words": [row[1] for row in rows],
        "spaces": ["SpaceAfter=No" not in row[9] for row in rows],
        "pos": [row[3] for row in rows],
        "morphs": ["" if row[5] == "_" else row[5] for row in rows],
        "heads": heads,
        "deps": ["ROOT" if row[6] == "0" else row[7] for row in rows],
    }


def train(language: str, out: Path, treebanks: Sequence[Path], seconds: float) -> None:
    """Train a pipeline and write it to a folder."""
    nlp = spacy.blank(language)
    gold = [one for path in treebanks for one in sentences(path) if 1 < len(one["words"]) <= LONGEST]
    nlp.add_pipe("tok2vec", config={"model": _MODEL})
    nlp.add_pipe("morphologizer", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": _LISTENER}})
    if "heads" in gold[0]:
        parser = {
            "@architectures": "spacy.TransitionBasedParser.v2", "state_type": "parser", "extra_state_tokens": False, "hidden_width": 64,
            "maxout_pieces": 2, "use_upper": True, "tok2vec": _LISTENER,
        }  # fmt: skip
        nlp.add_pipe("parser", config={"model": parser, "min_action_freq": 5})
    random.seed(1)
    fix_random_seed(1)
    examples = [Example(Doc(nlp.vocab, one["words"], one.get("spaces")), Doc(nlp.vocab, **one)) for one in gold]
    optimizer = nlp.initialize(lambda: examples[:3000])
    began, rounds = time.process_time(), 0
    while time.process_time() - began < seconds:
        random.shuffle(examples)
        rounds += 1
        for batch in minibatch(examples, BATCH):  # type: ignore[no-untyped-call]
            nlp.update(batch, sgd=optimizer, drop=0.1)
            if time.process_time() - began >= seconds:
                break
    nlp.to_disk(out)
    print(f"{language}: {len(examples)} sentences, {rounds} rounds begun, {time.process_time() - began:.0f} s, {' '.join(nlp.pipe_names)}")


def score(language: str, model: Path, gold: Path) -> None:
    """Print precision, recall and F of passive verbs for each way to count."""
    cases = [json.loads(line) for line in gzip.decompress(gold.read_bytes()).decode().split("\n") if line]
    own = passives.detector(language)
    if own is None:
        raise SystemExit(f"h2hlint has no detector for {language}")
    read = [(case, Tokens(case["text"], _facts(language))) for case in cases]
    for way in PASSIVES:
        engine = Engine(language, str(model), way)
        counts = [0, 0, 0]
        for case, tokens in read:
            found = [tokens.span(one.verb, one.verb) for one in seeing.passives(engine, tokens, own)]
            for number, more in enumerate(_counted(case, found)):
                counts[number] += more
        right, wrong, missed = counts
        precision, recall = right / max(right + wrong, 1), right / max(right + missed, 1)
        print(f"{language} {way:8} P {precision:.3f} R {recall:.3f} F {2 * right / max(2 * right + wrong + missed, 1):.3f}")


def _facts(language: str) -> Facts:
    from h2hlint import library

    return library.shipped(language).facts


def _counted(case: dict[str, Any], found: Sequence[tuple[int, int]]) -> tuple[int, int, int]:
    """Return how many places are right, wrong and missed; what a treebank leaves open is neither."""
    wanted = {(start, end) for kind, start, end in case["targets"] if kind in COUNTED}
    hit = {place for place in wanted if any(start < place[1] and place[0] < end for start, end in found)}
    open_ = [tuple(place) for place in case.get("dontcare", [])]
    wrong = [one for one in found if not any(one[0] < end and start < one[1] for start, end in (*wanted, *open_))]
    return len(hit), len(wrong), len(wanted) - len(hit)


def main() -> None:
    """Train or score, as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["train", "score"])
    parser.add_argument("language")
    parser.add_argument("model", type=Path)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--seconds", type=float, default=120)
    given = parser.parse_args()
    if given.what == "train":
        train(given.language, given.model, given.files, given.seconds)
    else:
        score(given.language, given.model, given.files[0])


if __name__ == "__main__":
    main()
