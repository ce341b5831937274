"""What the passive detector knows of the words of a language: the part each plays, and what a form can be."""

from __future__ import annotations

from collections.abc import Mapping

NOUN, ADJECTIVE, VERB, PARTICIPLE, SUFFIXED, ADVERB = 1, 2, 4, 8, 16, 32
"""Bits of a form: it can be a noun, an adjective, an active verb, a participle, a passive by its ending, an adverb."""
AUXILIARY = 64
"""The role of a word that can carry a passive; other roles are `PARTICIPLE` and `SUFFIXED`."""

_LEAST = 5  # letters of a word that is a verb by its shape alone
_LIMIT = 60_000  # words whose role is remembered


class Knowledge:
    """What the detector knows of the words of one language: the facts of its `passives.yml`, and the bits of forms.

    `classes`: the part that a small word plays; `finite`: words that can be the finite verb beside a passive;
    `suffix_kind`: the kind of passive that an ending makes.
    """

    def __init__(self, facts: Mapping[str, str], bits: Mapping[str, int]) -> None:
        self.bits = bits
        self.classes = _classes(facts, "classes.") | _classes(facts, "auxiliaries.")
        self.auxiliaries = frozenset(_classes(facts, "auxiliaries."))
        self.finite = frozenset(facts["finite"].split())
        self.suffix_kind = facts.get("suffix_kind", "")
        self.capital_nouns = "capital_nouns" in facts
        self.roles = _Roles(self, facts)


class _Roles(dict[str, int]):
    """What each word may be in a passive: `AUXILIARY`, `SUFFIXED`, `PARTICIPLE` or 0, found when first met."""

    def __init__(self, known: Knowledge, facts: Mapping[str, str]) -> None:
        super().__init__()
        self._known = known
        self._suffixed = tuple(facts.get("suffixed", "").split())
        self._new_suffixed = tuple(facts.get("new_suffixed", "").split())
        self._new_participles = tuple(facts.get("new_participles", "").split())
        self._sure = tuple(facts.get("new_participles_sure", "").split())
        self._starts = tuple(facts.get("new_participles_start", "").split())
        if "new_participles_inner" in facts:
            self._starts += tuple(prefix + facts["new_participles_inner"] for prefix in facts["prefixes"].split())
        self._seed()

    def _seed(self) -> None:
        self.clear()
        self.update(dict.fromkeys(self._known.classes, 0))
        self.update(dict.fromkeys(self._known.auxiliaries, AUXILIARY))

    def __missing__(self, word: str) -> int:
        if len(self) > _LIMIT:
            self._seed()
        self[word] = found = self._role(word)
        return found

    def _role(self, word: str) -> int:
        bits = self._known.bits[word]
        if self._suffixed and word.endswith(self._suffixed) and (bits & SUFFIXED or self._is_suffixed(bits, word)):
            return SUFFIXED
        return PARTICIPLE if bits & PARTICIPLE or (not bits and self._is_shaped(word)) else 0

    def _is_suffixed(self, bits: int, word: str) -> bool:
        """Say whether a word that no lexicon lists looks like a passive by its ending."""
        return not bits and len(word) >= _LEAST and word.endswith(self._new_suffixed)

    def _is_shaped(self, word: str) -> bool:
        """Say whether a word that no lexicon lists looks like a participle."""
        if len(word) < _LEAST or not self._new_participles or not word.endswith(self._new_participles):
            return False
        if self._sure and word.endswith(self._sure):
            return True
        return not self._starts or word.startswith(self._starts)


def _classes(facts: Mapping[str, str], group: str) -> dict[str, str]:
    return {word: name.removeprefix(group) for name, words in facts.items() if name.startswith(group) for word in words.split()}
