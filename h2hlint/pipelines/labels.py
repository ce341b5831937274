"""What a pipeline's own labels say: passives, forms of address, names. They differ by language and by whose treebank it was trained on.

Danish pipelines label -s by Voice=Pass and nothing at all for blive; Norwegian, Polish and Universal Dependencies in general
have aux:pass; English ones of spaCy's say auxpass; German ones follow TIGER, where a participle (VVPP) hangs under werden.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

PASSIVE_AUX = ("aux:pass", "auxpass")
_BLIVE = frozenset(("blive", "bliver", "blev", "bliv", "blevet", "blives"))
_BLI = frozenset(("bli", "blir", "ble", "blei", "blitt", "vart"))
_WERDEN = frozenset((
    "werden", "werde", "wirst", "wird", "werdet", "wurde", "wurdest", "wurden", "wurdet", "würde", "würdest", "würden", "würdet", "worden",
))  # fmt: skip
_NEAR = 10
INFORMAL, FORMAL = "informal", "formal"
_NAMES = {
    "PER": "name", "PERSON": "name", "persName": "name", "ORG": "company", "orgName": "company",
}  # fmt: skip
"""Labels of names, with the word class that each joins; places and works are left to the rules."""
_SIE = frozenset(("Sie", "Ihnen", "Ihr", "Ihre", "Ihrem", "Ihren", "Ihrer", "Ihres"))
_PAN = frozenset(("pan", "pani", "państwo"))


class Verb(NamedTuple):
    """A passive verb by labels: its token, the auxiliary's (None where there is none), and the kind as `passives.Passive` has it."""

    token: Any
    auxiliary: Any
    kind: str


def passives(language: str, doc: Any) -> list[Verb]:
    """Return the passives that a pipeline's labels show, in text order."""
    found = {verb.token.i: verb for verb in _by_relation(doc)}
    for reader in _READERS.get(language, ()):
        for verb in reader(doc):
            found.setdefault(verb.token.i, verb)
    return [found[number] for number in sorted(found)]


def _by_relation(doc: Any) -> Iterator[Verb]:
    for token in doc:
        if token.dep_ in PASSIVE_AUX and token.head.i != token.i:
            yield Verb(token.head, token, "be_pass")


def _by_voice(doc: Any) -> Iterator[Verb]:
    for token in doc:
        if token.pos_ == "VERB" and "Pass" in token.morph.get("Voice") and "Part" not in token.morph.get("VerbForm"):
            yield Verb(token, None, "s_pass")


def _under_blive(doc: Any) -> Iterator[Verb]:
    yield from _participles(doc, _BLIVE, lambda token: "Part" in token.morph.get("VerbForm"))


def _under_bli(doc: Any) -> Iterator[Verb]:
    """Yield participles near a form of bli where no parser says which belong together; where one does, aux:pass has said it."""
    if not doc.has_annotation("DEP"):
        yield from _participles(doc, _BLI, lambda token: "Part" in token.morph.get("VerbForm"))


def _under_werden(doc: Any) -> Iterator[Verb]:
    yield from _participles(
        doc, _WERDEN, lambda token: token.tag_ == "VVPP" or (token.pos_ == "VERB" and "Part" in token.morph.get("VerbForm"))
    )


def _participles(doc: Any, auxiliaries: frozenset[str], is_participle: Callable[[Any], bool]) -> Iterator[Verb]:
    """Yield the participles that go with one of the auxiliaries: by the parser where there is one, else by what stands near."""
    parsed = doc.has_annotation("DEP")
    for token in doc:
        if is_participle(token) and token.lower_ not in auxiliaries:
            kin = [token.head, *token.children] if parsed else _around(doc, token)
            near = next((one for one in kin if one.lower_ in auxiliaries), None)
            if near is not None:
                yield Verb(token, near, "be_pass")


def _around(doc: Any, token: Any) -> list[Any]:
    """Return the tokens near a participle that no sign between clauses keeps from it."""
    found: list[Any] = []
    for step in (-1, 1):
        for number in range(token.i + step, token.i + step * (_NEAR + 1), step):
            if not 0 <= number < len(doc) or doc[number].text in ".;:!?" or (doc[number].text == "," and step < 0):
                break
            found.append(doc[number])
    return found


def _impersonal(doc: Any) -> Iterator[Verb]:
    for token in doc:
        if "0" in token.morph.get("Person"):
            yield Verb(token, None, "imps")


_READERS: dict[str, tuple[Callable[[Any], Iterator[Verb]], ...]] = {
    "da": (_by_voice, _under_blive),
    "nb": (_by_voice, _under_bli),
    "de": (_under_werden,),
    "pl": (_impersonal,),
}
"""What labels beside a relation of its own show passives, by language."""


def address(language: str, doc: Any) -> list[tuple[Any, str]]:
    """Return the tokens that address the reader as the labels show, with the form; English has one form only."""
    if language == "en":
        return []
    return [(token, form) for token in doc if (form := _form(language, token))]


def _form(language: str, token: Any) -> str:
    is_second = "2" in token.morph.get("Person")
    if language == "de" and token.text in _SIE and not token.is_sent_start and token.i:
        return FORMAL if token.pos_ in ("PRON", "DET") else ""
    if language == "pl" and token.lemma_ in _PAN and token.text[:1].isupper() and token.i:
        return FORMAL
    if not is_second or token.pos_ not in ("PRON", "DET", "VERB", "AUX"):
        return ""
    return FORMAL if "Form" in token.morph.get("Polite") else INFORMAL


def names(doc: Any) -> list[tuple[int, int, str]]:
    """Return the names that a pipeline knows, as offsets in its text and the word class that they join."""
    return [(one.start_char, one.end_char, _NAMES[one.label_]) for one in doc.ents if one.label_ in _NAMES]
