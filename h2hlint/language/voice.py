"""Turns a passive clause into the active voice with the firm, "we", as the one who acts.

A clause is offered only where a frame of its language fits it word by word, where the verb is an
act of a firm on its reader's matters, and where no doer is named; else there is no suggestion.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from h2hlint.language import frames as shapes
from h2hlint.language import paradigms
from h2hlint.language.clauses import Clause, Sentence, pieces

if TYPE_CHECKING:
    from h2hlint.language.frames import Frame, Frames
    from h2hlint.language.paradigms import Verb
    from h2hlint.language.passives import Passive
    from h2hlint.language.tokens import Tokens
    from h2hlint.text import Span

_FORMS = frozenset(("infinitive", "present", "past", "participle"))
_VERB_SIGNS = frozenset("FTCVSI")


class Turned(NamedTuple):
    """A clause in the active voice: `text` replaces `span`, code points of the block, and has the capital that it needs there."""

    span: Span
    text: str


def active(language: str, tokens: Tokens, passive: Passive) -> Turned | None:
    """Return the clause of `passive` in the active voice, None where the language has no frames or none surely fits."""
    frames = shapes.load(language)
    if frames is None:
        return None
    verb = paradigms.verbs(language).of(tokens.words[passive.verb])
    if verb is None or verb.infinitive not in frames.acts or tokens.raw(passive.verb)[1:] != tokens.words[passive.verb][1:]:
        return None
    for clause in Sentence(tokens, passive.verb, passive.kind, frames).clauses():
        for frame in frames.all:
            text = _Turning(language, tokens, verb, clause, frame, frames).text()
            if text:
                span = tokens.span(clause.first, clause.first + len(clause.signs) - 1)
                return Turned(span, text.removesuffix(".") if tokens.text.startswith(".", span.end) else text)
    return None


class _Turning:
    """One clause tried with one frame."""

    def __init__(self, language: str, tokens: Tokens, verb: Verb, clause: Clause, frame: Frame, frames: Frames) -> None:
        self._language, self._tokens, self._verb = language, tokens, verb
        self._clause, self._frame, self._frames = clause, frame, frames
        self._found = frame.pattern.fullmatch(clause.signs)

    def text(self) -> str:
        """Return the clause in the active voice, empty where the frame does not fit."""
        if self._found is None or not self._is_act():
            return ""
        verbs, words = self._verbs(), pieces(self._tokens, self._clause)
        if verbs is None or words is None:
            return ""
        words[0] = self._inside(words[0])
        slots = {name: "".join(words[slice(*self._bounds(name))]).rstrip() for name in self._found.groupdict()}
        turned = self._as_object(slots.get("object", ""))
        return "" if turned is None else self._ordered({**slots, **verbs, "object": turned, "we": self._frames.pronoun})

    # --- is it an act of the firm? -----------------------------------------------------------

    def _is_act(self) -> bool:
        """Say whether the firm does this with what the subject names."""
        if self._is_pronoun() and self._verb.infinitive not in self._frames.persons:
            return False
        return self._frames.others.isdisjoint(self._words("object"))

    def _is_pronoun(self) -> bool:
        return self._clause.signs[slice(*self._bounds("object"))] == "s"

    def _words(self, slot: str) -> list[str]:
        start, end = self._bounds(slot)
        return self._tokens.words[self._clause.first + start : self._clause.first + end]

    def _bounds(self, name: str) -> tuple[int, int]:
        if self._found is None or name not in self._found.groupdict() or self._found[name] is None:
            return 0, 0
        return self._found.span(name)

    # --- the verbs ---------------------------------------------------------------------------

    def _verbs(self) -> dict[str, str] | None:
        """Return the finite verb, the rest and the prefix of the active clause; None where the auxiliaries are of no known tense."""
        signs = self._clause.signs
        row = " ".join(self._auxiliary(number) for number, sign in enumerate(signs) if sign in _VERB_SIGNS)
        names = self._frames.chains.get(row, ("", ""))[bool({"z", "k"} & set(signs))].split()
        conditions = [name[1:] for name in names if name.startswith("=")]
        forms = [(name, self._form(name)) for name in names if not name.startswith("=")]
        if not forms or not all(form for _, form in forms) or not all(map(self._holds, conditions)):
            return None
        prefix = self._verb.prefix if forms[0][0] in ("present", "past") else ""
        return {"finite": forms[0][1], "rest": " ".join(form for _, form in forms[1:]), "prefix": prefix}

    def _auxiliary(self, number: int) -> str:
        sign, word = self._clause.signs[number], self._tokens.words[self._clause.first + number]
        if sign == "S":
            stems = {self._verb.infinitive: "S", self._verb.past: "Sd"}
            return stems.get(word.removesuffix(self._frames.passive_ending), "")
        return sign if sign in "VI" else word

    def _form(self, name: str) -> str:
        """Return a form of the verb by its name, empty where it has none; a word of the row is itself."""
        if name in _FORMS:
            return str(getattr(self._verb, name))
        if name not in self._frames.forms:
            return name
        known = f"{self._verb.infinitive} {self._verb.participle}"
        return next((re.sub(pattern, form, known) for pattern, form in self._frames.forms[name] if re.search(pattern, known)), "")

    def _holds(self, condition: str) -> bool:
        if condition != "habit":
            return condition == self._verb.aspect
        first, size = self._clause.first, len(self._clause.signs)
        words = self._tokens.words[first : first + size]
        return self._verb.infinitive in self._frames.habits or not self._frames.habit_words.isdisjoint(words)

    # --- the words ---------------------------------------------------------------------------

    def _inside(self, word: str) -> str:
        """Return the first word as it stands inside a sentence."""
        normal, rest = self._tokens.words[self._clause.first], word[1:]
        keeps = self._clause.signs[0] == "N" or normal in self._frames.capitals or rest != rest.lower()
        return word if keeps or not self._has_capital() else word[0].lower() + rest

    def _has_capital(self) -> bool:
        """Say whether the clause stands where a sentence begins."""
        is_start = self._clause.opens_sentence or ":" in self._tokens.between(self._clause.first)
        return is_start and self._tokens.raw(self._clause.first)[0].isupper()

    def _as_object(self, phrase: str) -> str | None:
        """Return the subject as object; None where that is not sure."""
        if not phrase:
            return ""
        turned = paradigms.objects(self._language).turned(phrase.split())
        return None if turned is None else " ".join(turned)

    def _ordered(self, slots: dict[str, str]) -> str:
        order = self._frame.light if self._is_pronoun() and not slots["rest"] else self._frame.order
        text = " ".join(slots[name] for name in order if slots.get(name))
        return text[0].upper() + text[1:] if self._has_capital() else text
