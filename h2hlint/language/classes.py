"""Word classes such as `<number>` and `<date>`, opaque runs, and quotations: what needs signs, not words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from h2hlint.language.facts import Facts
from h2hlint.text import INLINE_OBJECT, Span

_EMAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_URL = r"(?:https?://|www\.)[^\s<>()\"”»]*[^\s<>()\"”».,;:!?]"
_PLACEHOLDER = (
    r"\{\{[^{}\n]{1,80}\}\}|\{%[^{}\n]{1,80}%\}|%?\{[^{}\n]{1,80}\}|\$\{[^{}\n]{1,80}\}|%\(\w{1,40}\)[sd]"
    r"|%(?:\d\$)?[sd@](?!\w)|%%?[A-Za-z_]{2,30}%%?|\*\|[A-Z_:0-9]{1,40}\|\*|\[\[?[A-ZÆØÅÄÖÜĄĆĘŁŃÓŚŹŻ_ ]{2,30}\]\]?|\$[A-Za-z_]\w{1,30}"
)
OPAQUE_RUNS = re.compile(rf"{_PLACEHOLDER}|{_URL}|{_EMAIL}|{INLINE_OBJECT}")

_QUOTE = re.compile(
    r"„[^„“”\"]{1,400}[“”\"]|“[^“”]{1,400}”|”[^”“]{1,400}”|«[^«»]{1,400}»|»[^«»]{1,400}«|›[^‹›]{1,300}‹|‹[^‹›]{1,300}›"
    r"|‚[^‚‘’]{1,300}[‘’](?!\w)|‘[^‘’]{1,300}’(?!\w)|\"[^\"]{1,400}\"|(?<![\w'])'[^'\s][^']{0,200}'(?!\w)"
)
_HAS_QUOTE = re.compile(r"[„“”«»›‹‚‘\"']")


def quotations(text: str) -> list[Span]:
    """Return the places in quotation marks, in order."""
    if not _HAS_QUOTE.search(text):
        return []
    return [Span(*quote.span()) for quote in _QUOTE.finditer(text)]


_NUMBER = r"\d+(?:[.,\u00a0 ]\d{3})*(?:[.,]\d+)?"
_REFERENCE = r"(?:(?:nr\.?|no\.?|№)\s*)?#\s?[\w-]{2,20}|\b[A-Z]{1,5}-?\d{3,}[\w-]*|\b\d{5,}\b"
_PHONE = r"(?<![\w.])(?:\+\d{1,3}[\s-]?)?(?:\(0?\d{1,5}\)[\s-]?)?\d{2,5}(?:[\s/-]\d{2,8}){1,5}(?!\w)|(?<![\w.])\d{8}(?!\w)"


@cache
def _patterns(facts: Facts) -> dict[str, re.Pattern[str]]:
    """Return the pattern of each class; a class without data for the language never matches."""
    names = r"(?-i:[A-ZÆØÅÄÖÜĄĆĘŁŃÓŚŹŻ][\w’'-]+)"
    month = _either(facts.months)
    clock = r"\b(?:kl\.?|klokken|klokka|um|o|at|by|godz\.?)\s*\d{1,2}(?:[.:]\d{2})?\b|\b\d{1,2}[.:]\d{2}\b|\b\d{1,2}\s?(?:am|pm|Uhr)\b"
    dates = (
        rf"\b\d{{1,2}}\.?\s*(?:{month})\b|\b(?:{month})\s+\d{{1,2}}\b|\b\d{{1,2}}[./]\d{{1,2}}(?:[./]\d{{2,4}})?\b|\b\d{{4}}-\d\d-\d\d\b"
    )
    money = _either(facts.currencies)
    suffixes = _either(facts.company_suffixes)
    return {
        "number": re.compile(
            rf"\b{_NUMBER}(?:\s?(?:[-–—]|til|bis|do|to)\s?{_NUMBER})?|\b(?:{_either(tuple(w for w, _ in facts.number_words))})\b", re.I
        ),
        "date": re.compile(rf"{dates}|{clock}|\b(?:{_either(facts.weekdays)})\b|\b(?:{_either(facts.day_words)})\b", re.I),
        "price": re.compile(rf"(?:[$€£]|\b(?:{money}))\s?{_NUMBER}|{_NUMBER}(?:,-|\s?(?:[$€£%]|(?:{money})(?!\w)))", re.I),
        "email": re.compile(_EMAIL),
        "phone": re.compile(_PHONE),
        "url": re.compile(_URL),
        "name": re.compile(rf"(?<=[^\s.!?:;] ){names}(?:\s{names})*"),
        "company": re.compile(rf"{names}(?:[\s&]+{names}){{0,4}}\s(?:{suffixes})(?!\w)"),
        "refno": re.compile(rf"{_REFERENCE}|{_PLACEHOLDER}"),
        "placeholder": re.compile(_PLACEHOLDER),
    }


def _either(words: tuple[str, ...]) -> str:
    """Return an alternation of literal words, longest first; one that never matches if empty."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or r"(?!)"


def find(name: str, text: str, facts: Facts) -> Iterator[Span]:
    """Yield the places of a class such as `date` or `number:5..` in `text`."""
    kind, _, limits = name.partition(":")
    for found in _patterns(facts)[kind].finditer(text):
        if not limits or _within(value_of(found[0], facts), limits):
            yield Span(*found.span())


def value_of(number: str, facts: Facts) -> float:
    """Return the value of a written number; of a range (“5-8”) the upper one."""
    word = dict(facts.number_words).get(number.lower())
    if word is not None:
        return word
    last = re.findall(_NUMBER, number)[-1]
    return float(re.sub(r"[.,\u00a0 ](?=\d{3}(?:\D|$))", "", last).replace(",", "."))


def _within(value: float, limits: str) -> bool:
    low, dots, high = limits.partition("..")
    if not dots:
        return value == float(low)
    return (not low or value >= float(low)) and (not high or value <= float(high))
