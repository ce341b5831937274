"""What Danish and Norwegian have in common: participles that inflect as adjectives."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from lexicon_pack import Lexeme
from paradigms import Row, Settings, irregular


def participles(lemma: str, forms: Collection[str]) -> Iterator[Lexeme]:
    """Yield the past participles among a verb's forms with their own inflection.

    målrettet, målrettede · brugt, brugte · givet, givne, given · skreddersydd, skreddersydde.
    """
    for form in sorted(forms):
        inflected = {other for other in _inflected(form) if other in forms} - {lemma}
        if inflected:
            yield Lexeme(form, "a", frozenset(inflected | {form}))


def _inflected(form: str) -> tuple[str, ...]:
    if form.endswith("et"):
        return (form[:-1] + "de", form[:-1] + "te", form[:-2] + "ne", form[:-2] + "en", form[:-2] + "ede")
    return (form + "e",) if form.endswith(("t", "d")) else ()


def strong(lemma: str, forms: Collection[str], settings: Settings) -> tuple[str, str, str] | None:
    """Return present, past and participle of a verb that `irregular` lists, or that inflects like its last part."""
    for infinitive, *rest in irregular(settings):
        if lemma == infinitive:
            return rest[0], rest[1], rest[2]
        head = lemma.removesuffix(infinitive)
        if head != lemma and len(head) > 1 and {head + rest[1], head + rest[2]} <= set(forms):
            return head + rest[0], head + rest[1], head + rest[2]
    return None


def weak(lemma: str, forms: set[str], endings: tuple[tuple[str, str], ...], row: Callable[..., Row]) -> Iterator[Row]:
    """Yield a `row` for each pair of past and participle endings of which both forms exist; the first one has the passive with -s."""
    stem = lemma.removesuffix("e")
    present = next((form for form in (stem + "er", lemma + "r") if form in forms), "")
    short = stem[:-1] if stem[-2:-1] == stem[-1:] else stem
    for past, participle in endings:
        for base in dict.fromkeys((stem, short)):
            if present and base + past != lemma and not (base[-1:] == past[0] == "d") and {base + past, base + participle} <= forms:
                yield row(lemma, present, base + past, base + participle, forms)
                forms = forms - {lemma + "s"}
