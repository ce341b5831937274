"""Puts the wordings that a rule suggests into the form of the word that they stand for: leverages → uses, innowacyjnych → nowych.

The lexicons list the forms of a word without saying what each is for. The form of a wording is therefore found by
analogy: what the found form has beyond its dictionary form, or the end of that, must end the form of the wording too, and
that must have grown by as many letters. A wording that no form fits stays as it was written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile

from h2hlint.language.inflection import Lexicon

_CLASSES = {"en": ("v", "a", "n")}
"""Word classes whose endings say the same for all their words, by language; those of nouns mostly differ with gender and declension."""
_OTHERWISE = ("v", "a")
_LEAST = 2
"""A wording of fewer letters is not inflected by its look."""
_SURE = 2
"""So many letters of a long ending at least must stand in both."""
_GROWTH = 2
"""By so many letters more or less a form may grow than the other."""


def rewordings(lexicon: Lexicon, language: str, heads: Iterable[str], suggestions: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """Return the suggestions for each inflected form of the words `heads`, forms that change none of them left out."""
    found: dict[str, tuple[str, ...]] = {}
    for head in heads:
        for wording_number, wording in enumerate(suggestions):
            for form, told in _forms(lexicon, language, head.lower(), wording):
                before = found.get(form, tuple(suggestions))
                found[form] = (*before[:wording_number], told, *before[wording_number + 1 :])
    return found


def _forms(lexicon: Lexicon, language: str, head: str, wording: str) -> Iterator[tuple[str, str]]:
    """Yield the forms of `head` that change a wording, with the wording for each; its first word is the one that changes."""
    first, space, rest = wording.partition(" ")
    word_class = _common_class(lexicon, language, head, first)
    if word_class:
        forms = lexicon.forms_as(first, word_class)
        for form in sorted(lexicon.forms_as(head, word_class) - {head}):
            if (told := _analogue(head, form, first, forms)) is not None:
                yield form, told + space + rest


def _common_class(lexicon: Lexicon, language: str, head: str, first: str) -> str | None:
    """Return the class that both can be, None where there is none whose endings tell."""
    if len(first) < _LEAST or not first.isalpha():
        return None
    both = lexicon.classes(head) & lexicon.classes(first)
    return next((name for name in _CLASSES.get(language, _OTHERWISE) if name in both), None)


def _analogue(head: str, form: str, first: str, forms: frozenset[str]) -> str | None:
    """Return the form of `first` that is to it what `form` is to `head`, None where none or two are."""
    ending = _beyond(head, form)
    grown = len(form) - len(head)
    least = min(len(ending), _SURE)
    while len(ending) >= least > 0:
        fitting = sorted(
            (far, one)
            for one in forms - {first}
            if (far := abs(len(one) - len(first) - grown)) <= _GROWTH and _ends_alike(first, one, ending)
        )
        if fitting:
            is_sure = len(fitting) == 1 or fitting[0][0] < fitting[1][0]
            return fitting[0][1] if is_sure else None
        ending = ending[1:]
    return None


def _ends_alike(first: str, one: str, ending: str) -> bool:
    """Say whether a form has that ending or less, or that and what English puts before it: us|es, let|ting, simplif|ies."""
    own = _beyond(first, one)
    return bool(own) and one.endswith(ending) and own.removesuffix(ending) in ("", own, "e", "ie", first[-1])


def _beyond(word: str, form: str) -> str:
    """Return what a form has after the letters with which `word` begins too."""
    return form[sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, form, strict=False))) :]
