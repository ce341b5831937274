"""Turns a passive clause into the active voice with the firm, "we", as the one who acts.

A clause is offered only where a frame of its language fits it word by word, where the verb is an
act of a firm on its reader's matters, and where no doer is named; else there is no suggestion.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, NamedTuple

from h2hlint.language import frames as shapes
from h2hlint.language import paradigms
from h2hlint.language.clauses import Clause, Sentence, pieces
from h2hlint.patterns import lazy

if TYPE_CHECKING:
    from h2hlint.language.frames import Frame, Frames
    from h2hlint.language.paradigms import Verb
    from h2hlint.language.passives import Passive
    from h2hlint.language.tokens import Tokens
    from h2hlint.text import Span

_FORMS = frozenset(("infinitive", "present", "past", "participle"))
_PAST_YEAR = lazy(r"\b1[789]\d\d\b")
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
    verbs = paradigms.verbs(language)
    verb = verbs.of(tokens.words[passive.verb])
    if verb is None or verb.infinitive not in frames.words["acts"] or tokens.raw(passive.verb)[1:] != tokens.words[passive.verb][1:]:
        return None
    if not _may_be_ours(frames, tokens, passive.verb):
        return None
    for clause in Sentence(tokens, passive.verb, passive.kind, frames, verbs).clauses():
        for frame in frames.all:
            text = _Turning(_Setting(language, frames, tokens), verb, clause, frame).text()
            if text:
                span = tokens.span(clause.first, clause.last)
                return Turned(span, text.removesuffix(".") if tokens.text.startswith(".", span.end) else text)
    return None


def _may_be_ours(frames: Frames, tokens: Tokens, verb: int) -> bool:
    """Say by a cheap look whether the sentence names anything that makes its verb an act of the firm, see `_Turning`."""
    first, last = tokens.sentence_bounds(verb, verb)
    words = tokens.words[first : last + 1]
    return any(map(frames.is_matter, words)) or not frames.pronominal.isdisjoint(words)


class _Setting(NamedTuple):
    language: str
    frames: Frames
    tokens: Tokens


class _Turning:
    """One clause tried with one frame."""

    def __init__(self, setting: _Setting, verb: Verb, clause: Clause, frame: Frame) -> None:
        self._language, self._frames, self._tokens = setting
        self._verb, self._clause, self._frame = verb, clause, frame
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
        words = self._frames.words
        subject = [word for slot in ("object", "attributes") for word in self._words(slot)]
        is_ours = bool(words["readers"].intersection(self._every_word())) or any(map(self._frames.is_matter, subject or self._every_word()))
        if not is_ours and shapes.PRONOMINAL not in self._clause.signs:
            return False
        if _PAST_YEAR.search(" ".join(self._every_word())):
            return False
        if self._is_own_letter(subject):
            return False
        if self._is_pronoun():
            return self._verb.infinitive in words["persons"]
        return words["others"].isdisjoint(self._words("object") or self._every_word()) and not (words["plurals"] and self._is_note())

    def _is_own_letter(self, subject: list[str]) -> bool:
        """Say whether the reader has sent this: "your message was sent", "the message was not sent"."""
        words = self._frames.words
        is_readers = "z" in self._clause.signs or not words["readers"].isdisjoint(subject[:2])
        is_sent = self._verb.infinitive in words["sendings"] and is_readers
        return is_sent and any(shapes.ends_in(word, words["letters"]) for word in subject)

    def _is_note(self) -> bool:
        """Say whether the subject is a bare singular, as in notes: "order was sent"."""
        signs, words = self._signs("object"), self._words("object")
        if not signs or not set(signs).isdisjoint("dks") or not self._frames.words["masses"].isdisjoint(words):
            return False
        return self._finite() not in self._frames.words["plurals"] or not any(map(self._frames.is_matter, words))

    def _finite(self) -> str:
        """Return the finite auxiliary: the first, or the last in a clause that ends with its verbs."""
        signs = self._clause.signs
        at = signs.find("F") if signs.find("F") < signs.find("V") else signs.rfind("F")
        return self._tokens.words[self._clause.units[at][0]]

    def _every_word(self) -> list[str]:
        return self._tokens.words[self._clause.first : self._clause.last + 1]

    def _is_pronoun(self) -> bool:
        return self._signs("object") == "s"

    def _signs(self, slot: str) -> str:
        return self._clause.signs[slice(*self._bounds(slot))]

    def _words(self, slot: str) -> list[str]:
        return [self._tokens.words[number] for number in self._clause.words(*self._bounds(slot))]

    def _bounds(self, name: str) -> tuple[int, int]:
        if self._found is None or name not in self._found.groupdict() or self._found[name] is None:
            return 0, 0
        return self._found.span(name)

    # --- the verbs ---------------------------------------------------------------------------

    def _verbs(self) -> dict[str, str] | None:
        """Return the finite verb, the rest and the prefix of the active clause; None where the auxiliaries are of no known tense."""
        signs = self._clause.signs
        row = " ".join(self._auxiliary(number) for number, sign in enumerate(signs) if sign in _VERB_SIGNS)
        plain, negated = self._frames.chains.get(row, ("", ""))
        names = (negated if "z" in signs or ("k" in signs and not plain) else plain).split()
        conditions = [name[1:] for name in names if name.startswith("=")]
        forms = [(name, self._form(name)) for name in names if not name.startswith("=")]
        if not forms or not all(form for _, form in forms) or not all(map(self._holds, conditions)):
            return None
        if self._is_done_by_reader(names):
            return None
        prefix = self._verb.prefix if forms[0][0] in ("present", "past") else ""
        if prefix and "".join(prefix.split()) + self._verb.present != self._verb.infinitive:
            return None
        return {"finite": forms[0][1], "rest": " ".join(form for _, form in forms[1:]), "prefix": prefix}

    def _is_done_by_reader(self, names: list[str]) -> bool:
        """Say whether the reader is who did, or has left undone, what the verb says."""
        words, verb = self._frames.words, self._verb.infinitive
        has_tried = not words["tried"].isdisjoint(names)
        if verb in words["lasting"] | words["owed"] and not words["already"].isdisjoint(self._every_word()):
            return True
        is_past = bool({"past", "participle", *words["undone"]} & set(names))
        if verb in words["finished"]:
            return not (has_tried or is_past)
        if verb in words["lasting"]:
            return has_tried or is_past or not (self._words("tail") or self._words("middle"))
        if verb in words["owed"] and self._clause.signs[0] == "o" and not has_tried:
            return True
        return verb in words["owed"] and is_past and not set("zkT").isdisjoint(self._clause.signs)

    def _auxiliary(self, number: int) -> str:
        sign, word = self._clause.signs[number], self._tokens.words[self._clause.units[number][1]]
        if sign == "S":
            stems = {self._verb.infinitive: "S", f"{self._verb.infinitive}e": "S", self._verb.past: "Sd"}
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
        """Say whether a condition of the auxiliaries holds: the verb's aspect, or that it is `able` or a `habit`."""
        words, verb = self._frames.words, self._verb.infinitive
        if condition == "able":
            is_readers = not words["readers"].isdisjoint(self._words("object")) and verb not in words["lasting"] | words["owed"]
            return verb in words["able"] or is_readers
        if condition == "habit":
            return verb in words["habits"] or not words["habit_words"].isdisjoint(self._words("tail") + self._words("adverbs"))
        return condition == self._verb.aspect

    # --- the words ---------------------------------------------------------------------------

    def _inside(self, word: str) -> str:
        """Return the first word as it stands inside a sentence."""
        normal, rest = self._tokens.words[self._clause.first], word[1:]
        keeps = self._clause.signs[0] == "N" or normal in self._frames.words["capitals"] or rest != rest.lower()
        return word if keeps or not self._has_capital() else word[0].lower() + rest

    def _has_capital(self) -> bool:
        """Say whether the clause stands where a sentence begins."""
        sign = self._tokens.between(self._clause.first).strip()
        is_start = self._clause.opens_sentence or (sign and (sign[-1] not in ",;–—-" or self._begins_with_determiner()))
        first = self._tokens.raw(self._clause.first)[0]
        return bool(is_start) and (first.isupper() or (self._clause.opens_sentence and not first.isalpha()))

    def _begins_with_determiner(self) -> bool:
        """Say whether only the start of a sentence explains a capital: after "Dear Ms Lee," too."""
        return self._clause.signs[0] == "d" and self._tokens.words[self._clause.first] not in self._frames.words["capitals"]

    def _as_object(self, phrase: str) -> str | None:
        """Return the subject as object; None where that is not sure."""
        if not phrase:
            return ""
        words = phrase.split()
        turned = paradigms.objects(self._language).turned(words)
        if turned is not None and self._has_predicate(is_same=turned == words):
            return None
        if self._signs("object") == "NN" and self._has_capital():
            # of two words with a capital at the start, without a determiner, the first is an adjective
            turned = paradigms.objects(self._language).turned([words[0].lower(), words[1]])
        elif self._signs("object").endswith("NN"):
            # which of two nouns side by side is the head is not known: right only where neither changes anything
            heads = [words[:-1], [*words[:-2], words[-1]]]
            turned = words if all(paradigms.objects(self._language).turned(head) == head for head in heads) else None
        return None if turned is None else " ".join(turned)

    def _has_predicate(self, is_same: bool) -> bool:
        """Say whether something is said of the object that would have to change with it: "als neuer Fall", "jako pilna"."""
        known, words = self._frames.words, self._words("middle") + self._words("tail")
        following = [after for before, after in itertools.pairwise(words) if before in known["predicates"]]
        return any(not is_same or after.endswith(tuple(known["predicate_endings"])) for after in following)

    def _ordered(self, slots: dict[str, str]) -> str:
        order = self._frame.order
        if not slots["rest"]:
            order = self._frame.light if self._is_pronoun() else self._frame.simple
        if not slots.get("tail"):
            slots["adverbs"], slots["limit"] = f"{slots.get('adverbs', '')} {slots.get('limit', '')}".strip(), ""
        text = " ".join(slots[name] for name in order if slots.get(name))
        return text[0].upper() + text[1:] if self._has_capital() else text
