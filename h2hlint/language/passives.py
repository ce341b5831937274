"""Passive clauses of a text: which words are passive verbs, and how sure that is.

Most blocks have no candidate and cost one look at their words. A candidate is decided by a logistic regression over
hashed features with weights of one byte (`passive_features`, `passive_data`).
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from functools import cache
from math import exp
from typing import NamedTuple
from zlib import crc32

from h2hlint.language.bounded import Bounded
from h2hlint.language.passive_data import LOOKED_UP, Data, Forms, load
from h2hlint.language.passive_features import BE_PASS, Candidate, Group, Reader, members
from h2hlint.language.passive_knowledge import AUXILIARY, PARTICIPLE, SUFFIXED, Knowledge
from h2hlint.language.sentences import REMEMBERED, Sentence
from h2hlint.language.tokens import Tokens
from h2hlint.places import DATA
from h2hlint.text import new_tuple

SURE = 0.5
"""Certainty from which a candidate is reported."""
_NEAR = 12  # words that the finite verb may stand away from the auxiliary


class Passive(NamedTuple):
    """A passive verb.

    `kind`: `be_pass` (an auxiliary with a participle), `s_pass` (Danish and Norwegian -s) or `imps` (Polish -no, -to);
    `verb` and `auxiliary` are numbers of words, `auxiliary` that of the finite verb which goes with the participle or
    infinitive, -1 where there is none; `certainty` is a probability from 0 to 1.
    """

    kind: str
    verb: int
    auxiliary: int
    certainty: float


@cache
def detector(language: str) -> Detector | None:
    """Return the detector of `language`, None where there are no data for it."""
    path = DATA / language / "passives.bin"
    return Detector(load(path)) if path.is_file() else None


class Detector:
    """Finds passives in texts of one language."""

    def __init__(self, data: Data) -> None:
        self.knowledge = Knowledge(data.facts, Forms(data.forms, data.facts))
        self._sums = _Sums(data.weights)
        self._slope, self._offset = data.slope, data.offset
        self._remembered: Bounded[tuple[str, str], list[Passive]] = Bounded(REMEMBERED)
        self._reflexive = frozenset(data.facts.get("reflexive", "").split())
        self._mark = data.facts.get("reflexive_mark", "")
        self._endings = tuple(data.facts.get("suffixed", "").split())
        self._suffixed = re.compile("|".join(rf"{one}(?<=\w{one})(?!\w)" for one in self._endings)) if self._endings else None

    def find(self, tokens: Tokens, least: float = SURE) -> list[Passive]:
        """Return the passives of a block whose certainty is at least `least`, in text order."""
        found: list[Passive] = []
        for sentence in tokens.parts:
            known = self._remembered.get(sentence.key)
            if known is None:
                known = self._remembered.keep(sentence.key, _moved(self._weigh(tokens, sentence), -sentence.first))
            if known:
                found += _moved(known, sentence.first)
        return [one for one in found if one.certainty >= least]

    def _roles(self, words: Sequence[str], text: str) -> list[int]:
        """Return what each word of a sentence, whose normal text is `text`, may be in a passive, nothing where no word can be one."""
        known = self.knowledge.roles
        if not self.knowledge.auxiliaries.isdisjoint(words):
            roles = [known[word] for word in words]
        elif self._suffixed and self._suffixed.search(text):  # no auxiliary: nothing else can be a candidate
            roles = [known[word] if word.endswith(self._endings) else 0 for word in words]
        else:
            return []
        return roles if SUFFIXED in roles or (AUXILIARY in roles and PARTICIPLE in roles) else []

    def _weigh(self, tokens: Tokens, sentence: Sentence) -> list[Passive]:
        """Return every candidate of a sentence with its certainty."""
        first, end = sentence.first, sentence.end
        roles = self._roles(tokens.words[first:end], sentence.key[0])
        if not roles:
            return []
        reader, weigh, found = Reader(self.knowledge, tokens), self._sums.__getitem__, []
        for candidate in reader.candidates(first, end, roles):
            total = sum(map(weigh, reader.groups(candidate)))
            certainty = 1 / (1 + exp(-(self._slope * total + self._offset)))
            found.append(Passive(candidate.kind, candidate.verb, self._finite(tokens, candidate), certainty))
        return found

    def reflexive(self, tokens: Tokens) -> list[int]:
        """Return the numbers of verbs that a reflexive pronoun makes impersonal (Polish "prosi się"), by a list of verbs."""
        words = tokens.words
        if not self._mark or self._mark not in words or self._reflexive.isdisjoint(words):
            return []
        marks = [at for at, word in enumerate(words) if word == self._mark]
        return [at for at, word in enumerate(words) if word in self._reflexive and (at + 1 in marks or at - 1 in marks)]

    # --- the finite verb ---------------------------------------------------------------------

    def _finite(self, tokens: Tokens, candidate: Candidate) -> int:
        """Return the number of the finite verb that goes with a candidate."""
        if candidate.kind != BE_PASS:
            return self._modal(tokens, candidate)
        words = tokens.words
        near = _nearest(candidate)
        if words[near] in self.knowledge.finite and not self._is_infinitive(words, near):
            return near
        places = [*range(near + 1, min(near + 3, candidate.end)), *range(near - 1, max(near - _NEAR, candidate.first) - 1, -1)]
        other = next((at for at in places if words[at] in self.knowledge.finite), -1)
        return near if other < 0 and words[near] in self.knowledge.finite else other

    def _is_infinitive(self, words: Sequence[str], auxiliary: int) -> bool:
        return self.knowledge.classes[words[auxiliary]] == "inf"

    def _modal(self, tokens: Tokens, candidate: Candidate) -> int:
        """Return the modal verb before an infinitive in -s, within the clause as far as commas and small words tell."""
        classes = self.knowledge.classes
        for at in range(candidate.verb - 1, max(candidate.verb - _NEAR, candidate.first) - 1, -1):
            part = classes.get(tokens.words[at])
            if part in ("sub", "rel") or "," in tokens.between(at + 1):
                break
            if part == "fin":
                return at
        return -1


def _moved(found: list[Passive], words: int) -> list[Passive]:
    """Return passives so many words further on."""
    if not words or not found:
        return found
    return [new_tuple(Passive, (kind, verb + words, other + words if other >= 0 else -1, sure)) for kind, verb, other, sure in found]


class _Sums(Bounded[Group, int]):
    """The sum of the weights of each group of features, worked out when first met."""

    def __init__(self, table: Sequence[int]) -> None:
        super().__init__(LOOKED_UP)
        self._table = array("b", table)

    def __missing__(self, group: Group) -> int:
        table = self._table
        return self.keep(group, sum([table[crc32(feature.encode()) % len(table)] for feature in members(group)]))


def _nearest(candidate: Candidate) -> int:
    before, after, at = candidate.before, candidate.after, candidate.verb
    return before if after < 0 or (before >= 0 and at - before <= after - at) else after
