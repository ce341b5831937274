"""Word classes such as `<number>` and `<date>`, opaque runs, and quotations: what needs signs, not words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from h2hlint.language.facts import Facts
from h2hlint.patterns import lazy, possessive
from h2hlint.text import INLINE_OBJECT, Span

_EMAIL = r"(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+"
_URL = r"(?:https?://|www\.)[^\s<>()\"”»]*[^\s<>()\"”».,;:!?]"
_UPPER = "A-ZÆØÅÄÖÜĄĆĘŁŃÓŚŹŻ"
_MERGE_FIELD = rf"\*\|[A-Z_:0-9]{{2,40}}\|\*|\[[{_UPPER}][{_UPPER}_ -]{{1,30}}\]"
"""A field that a mailing should have filled in, as its program writes them: *|FNAME|*, [FORNAVN]."""
_PLACEHOLDER = (
    r"\{\{[^{}\n]{1,80}\}\}|\{%[^{}\n]{1,80}%\}|%?\{[^{}\n]{1,80}\}|\$\{[^{}\n]{1,80}\}|%\(\w{1,40}\)[sd]"
    r"|%(?:\d\$)?[sd@](?!\w)|%%?[A-Za-z_]{2,30}%%?|\*\|[A-Z_:0-9]{1,40}\|\*"
    rf"|\[\[?[{_UPPER}_ ]{{2,30}}\]\]?|\$[A-Za-z_]\w{{1,30}}"
)
OPAQUE_RUNS = lazy(rf"{_PLACEHOLDER}|{_URL}|{_EMAIL}|{INLINE_OBJECT}")

_QUOTE = lazy(
    r"„[^„“”\"]{1,400}[“”\"]|“[^“”]{1,400}[“”]|”[^”“]{1,400}”|«[^«»]{1,400}»|»[^«»]{1,400}«|›[^‹›]{1,300}‹|‹[^‹›]{1,300}›"
    r"|‚[^‚‘’]{1,300}[‘’](?!\w)|‘[^‘’]{1,300}’(?!\w)|\"[^\"]{1,400}\"|'(?<![\w']')[^'\s][^']{0,200}'(?!\w)"
)
_HAS_QUOTE = lazy(r"[„“”«»›‹‚‘\"']")


def quotations(text: str) -> list[Span]:
    """Return the places in quotation marks, in order."""
    if not _HAS_QUOTE.search(text):
        return []
    return [Span(*quote.span()) for quote in _QUOTE.finditer(text)]


_NUMBER = possessive(r"\d++(?:[.,\u00a0 ]\d{3}(?!\d)){0,6}+(?:[.,]\d++)?+")
_REFERENCE = r"(?:(?:nr\.?|no\.?|№)\s*)?#\s?[\w-]{2,20}|\b[A-Z]{1,5}-?\d{3,}[\w-]*|\b\d{5,}\b"
_PHONE = r"(?<![\w.])(?:\+\d{1,3}[\s-]?)?(?:\(0?\d{1,5}\)[\s-]?)?\d{2,5}(?:[\s/-]\d{2,8}){1,5}(?!\w)|(?<![\w.])\d{8}(?!\w)"


_SHORTEST_PHONE = 5
"""A telephone number has so many digits at least; 10-14 is a span of days."""
_CAPITAL = f"[{_UPPER}]"
_NAME = rf"(?-i:(?!I['’]){_CAPITAL}[\w’'-]+)"
"""A word with a capital, but not English I'm and I'll."""
_NAME_PART = rf"(?-i:{_CAPITAL}[\w’'-]{{1,60}}+)"
_CLOCK = r"(?:kl\.?|klokken|klokka|um|o|at|by|godz\.?)\s*\d{1,2}(?:[.:]\d{2})?\b|\d{1,2}[.:]\d{2}\b|\d{1,2}\s?(?:am|pm|Uhr)\b"


@cache
def _pattern(name: str, facts: Facts) -> re.Pattern[str]:
    """Return the pattern of a class; a class without data for the language never matches."""
    return re.compile(_SOURCES[name](facts), re.IGNORECASE if name in ("number", "date", "price") else 0)


def _number(facts: Facts) -> str:
    words = _either(tuple(word for word, _ in facts.number_words))
    return rf"\b{_NUMBER}(?:\s?(?:[-–—]|til|bis|do|to)\s?{_NUMBER})?|\b(?:{words})\b"


def _date(facts: Facts) -> str:
    month = _either(facts.months)
    written = rf"\d{{1,2}}\.?\s*(?:{month})\b|(?:{month})\s+\d{{1,2}}\b"
    figures = r"\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?\b|\d{4}-\d\d-\d\d\b"
    return rf"\b(?:{written}|{figures}|{_CLOCK}|(?:{_either(facts.weekdays)})\b|(?:{_either(facts.day_words)})\b)"


def _price(facts: Facts) -> str:
    money = _either(facts.currencies)
    return rf"(?:[$€£]|\b(?:{money}))\s?{_NUMBER}|(?<!\d){_NUMBER}(?:,-|\s?(?:[$€£%]|(?:{money})(?!\w)))"


def _company(facts: Facts) -> str:
    return rf"(?<!{_CAPITAL}){_NAME_PART}(?:[\s&]+{_NAME_PART}){{0,4}}\s(?:{_either(facts.company_suffixes)})(?!\w)"


_SOURCES: dict[str, Callable[[Facts], str]] = {
    "number": _number,
    "date": _date,
    "price": _price,
    "company": _company,
    "email": lambda _: _EMAIL,
    "phone": lambda _: _PHONE,
    "url": lambda _: _URL,
    "name": lambda _: rf"{_CAPITAL}(?<=[^\s.!?:;] .)(?!(?<=I)['’])[\w’'-]+(?:\s{_NAME})*",  # the letter first: a search skips to it
    "refno": lambda _: rf"{_REFERENCE}|{_PLACEHOLDER}",
    "placeholder": lambda _: _PLACEHOLDER,
    "mergefield": lambda _: _MERGE_FIELD,
    "ellipsis": lambda _: r"[^\W_]+\s?,?\s?(?:\.\.\.|…)",
}


_SIGNS = {"email": "@", "url": (":", "www"), "placeholder": "{%[|$", "mergefield": "[|", "ellipsis": ("...", "…")}
"""Signs of which one must stand in a text that holds a member of the class: a cheap look before the pattern."""


_DIGIT = lazy(r"\d")
_REFERENCE_SIGN = lazy(r"[\d#{%[|$]")


def _may_hold(kind: str, text: str, facts: Facts) -> bool:
    """Say by a cheap look whether a text may hold members of a class."""
    if kind in _SIGNS:
        return any(sign in text for sign in _SIGNS[kind])
    return kind not in _LOOKS or bool(_LOOKS[kind](text, facts))


def _may_hold_date(text: str, facts: Facts) -> bool:
    if _DIGIT.search(text):
        return True
    return _holds(text.lower(), _date_words(facts))


def _holds(text: str, words: tuple[str, ...]) -> bool:
    return any([word in text for word in words])


@cache
def _number_words(facts: Facts) -> tuple[str, ...]:
    return tuple(word.lower() for word, _ in facts.number_words)


@cache
def _date_words(facts: Facts) -> tuple[str, ...]:
    return tuple({word.lower() for word in (*facts.weekdays, *facts.day_words)})


_LOOKS: dict[str, Callable[[str, Facts], object]] = {
    "date": _may_hold_date,
    "number": lambda text, facts: _DIGIT.search(text) or _holds(text.lower(), _number_words(facts)),
    "company": lambda text, facts: _holds(text, facts.company_suffixes),
    "refno": lambda text, _: _REFERENCE_SIGN.search(text),
    "price": lambda text, _: _DIGIT.search(text),
    "phone": lambda text, _: _DIGIT.search(text),
}
"""A cheap look at a text before it is searched for members of a class."""


def _either(words: tuple[str, ...]) -> str:
    """Return an alternation of literal words, longest first; one that never matches if empty."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or r"(?!)"


_CLOCK_WORDS = ("kl", "klokken", "klokka", "um", "o", "at", "by", "godz")
_HOUR_WORDS = ("am", "pm", "uhr")


@cache
def edges(name: str, facts: Facts, *, is_first: bool) -> frozenset[str] | None:
    """Return the words, in their normal form, that may be the first (last) of a member of a class without holding a figure.

    None where no look at a single word tells.
    """
    kind, _, limits = name.partition(":")
    if kind == "number":
        said = [word for word, value in facts.number_words if not limits or _within(value, limits)]
    elif kind == "date":
        said = [*facts.months, *facts.weekdays, *facts.day_words, *(_CLOCK_WORDS if is_first else _HOUR_WORDS)]
    elif kind == "company" and not is_first:
        said = [*facts.company_suffixes]
    else:
        return None
    return frozenset(parts[0 if is_first else -1] for word in said if (parts := re.findall(r"\w+", word.lower())))


Members = dict[str, list[tuple[Span, str]]]
"""The members of classes in one text, by class without its limits: their places and what they say."""


def find(name: str, text: str, facts: Facts, known: Members | None = None) -> Iterator[Span]:
    """Yield the places of a class such as `date` or `number:5..` in `text`; `known` keeps what was found in it."""
    kind, _, limits = name.partition(":")
    members = {} if known is None else known
    if kind not in members:
        found = _pattern(kind, facts).finditer(text) if _may_hold(kind, text, facts) else ()
        members[kind] = [(Span(*one.span()), one[0]) for one in found]
    for span, words in members[kind]:
        if kind == "name" and words.casefold() in _day_names(facts):
            continue
        if kind == "phone" and sum(map(str.isdigit, words)) < _SHORTEST_PHONE:
            continue
        if not limits or _within(value_of(words, facts), limits):
            yield span


@cache
def _day_names(facts: Facts) -> frozenset[str]:
    """Return months and weekdays, which English writes with a capital but which are no names."""
    return frozenset(word.casefold() for word in facts.months + facts.weekdays)


def value_of(number: str, facts: Facts) -> float:
    """Return the value of a written number; of a range (“5-8”) the upper one."""
    figures = re.findall(_NUMBER, number)
    if not figures:
        return next((value for word, value in facts.number_words if word.casefold() == number.casefold()), 0)
    return float(re.sub(r"[.,\u00a0 ](?=\d{3}(?:\D|$))", "", figures[-1]).replace(",", "."))


def _within(value: float, limits: str) -> bool:
    low, dots, high = limits.partition("..")
    if not dots:
        return value == float(low)
    return (not low or value >= float(low)) and (not high or value <= float(high))
