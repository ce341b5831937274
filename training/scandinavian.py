"""What Danish and Norwegian have in common: participles that inflect as adjectives."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from lexicon_pack import Lexeme


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
