"""What the name of a text says about it: what it is, what it is for, and in which language it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from h2hlint.formats.elements import names

LONGEST_KEY = 200


class Use(NamedTuple):
    """Kind and role of a block; see `text.Block`."""

    kind: str
    role: str


_KINDS = {
    **dict.fromkeys(names("button btn cta submit knap knapp schaltflaeche przycisk"), "button"),
    **dict.fromkeys(names("label lbl legend etikett etiket beschriftung etykieta"), "label"),
    **dict.fromkeys(names("title heading header headline h1 h2 h3 h4 overskrift rubrik titel tittel tytul naglowek"), "heading"),
    **dict.fromkeys(names("subject emne betreff temat"), "subject"),
    **dict.fromkeys(names("placeholder alt tooltip aria hint"), "attribute"),
    "link": "link",
    **dict.fromkeys(
        names("body message description desc content intro summary paragraph note help info notice explanation subtitle lead"), "value"
    ),
}
_GROUPS = {
    **dict.fromkeys(names("buttons btns ctas actions knapper przyciski"), "button"),
    **dict.fromkeys(names("labels etiketter"), "label"),
    **dict.fromkeys(names("titles headings headers headlines"), "heading"),
    **dict.fromkeys(names("subjects"), "subject"),
    **dict.fromkeys(names("placeholders tooltips hints"), "attribute"),
    **dict.fromkeys(names("links"), "link"),
}
"""Names of groups: what they say holds for each text in them."""
_FORMS = names("zero one two few many other text value html copy plural")
"""Last parts of a key that tell the form of a text, not what it is."""
_ROLES = {
    **dict.fromkeys(names("error errors err invalid failure failed fejl feil fehler blad"), "error"),
    **dict.fromkeys(names("cookie cookies"), "cookie"),
    **dict.fromkeys(names("consent consents samtykke einwilligung zgoda"), "consent"),
    **dict.fromkeys(names("greeting salutation hilsen anrede powitanie"), "greeting"),
    **dict.fromkeys(names("signature signoff underskrift signatur podpis"), "signature"),
}
_BOT = names("bot chatbot bots chatbots chatbotten chatboten")
"""Parts of a key under which a machine speaks, whatever else the key says."""
_WORD = re.compile(r"[A-Z]{2,20}(?![a-z])|[A-Z]?[a-z]{1,30}[0-9]?")
_DOT = re.compile(r"[.:/\[\]]+")
_MOST_PARTS = 8

_LANGUAGES = names(
    "ar be bg bn bs ca cs cy da de el en eo es et eu fa fi fo fr ga gl he hi hr hu hy id is it ja ka kk kl ko lb lt lv mk ms mt nb nl "
    "nn no pl pt ro ru se sk sl sq sr sv ta te th tr uk ur vi zh"
)
_OURS = names("da nb no nn de pl en")
_TAG = re.compile(r"([A-Za-z]{2})(?:[-_](?:[A-Z]{2}|[A-Z][a-z]{3}|[a-z]{2}|[0-9]{3})){0,2}\Z")


@lru_cache(maxsize=4096)
def use_of(key: str) -> Use:
    """Return what the key of a text, such as `checkout.button_pay`, says about it.

    The last word that says anything counts; of the parts before the last only the name of a group
    (`buttons.pay`) does. A key that is itself a sentence says nothing.
    """
    if " " in key.strip():
        return Use("value", "none")
    *groups, own = _parts(key[-LONGEST_KEY:])
    kind = next((_KINDS[word] for word in reversed(own) if word in _KINDS), None)
    if kind is None:
        kind = next((_GROUPS[word] for word in reversed(groups[-1] if groups else []) if word in _GROUPS), "value")
    words = [word for part in (*groups, own) for word in part]
    if not _BOT.isdisjoint(words):
        return Use(kind, "bot")
    return Use(kind, next((_ROLES[word] for word in reversed(words) if word in _ROLES), "none"))


def _parts(key: str) -> list[list[str]]:
    """Return the words of each part of a key, at least one part; what only tells a form is left out."""
    parts = [[word.lower() for word in _WORD.findall(part)] for part in _DOT.split(key)[-_MOST_PARTS:]]
    while len(parts) > 1 and (not parts[-1] or (len(parts[-1]) == 1 and parts[-1][0] in _FORMS)):
        parts.pop()
    return parts


def join(outer: str, key: str) -> str:
    """Return the key of a text within what `outer` names; an endless one is cut."""
    joined = f"{outer}.{key}" if outer else key
    return joined if len(joined) <= LONGEST_KEY else "…" + joined[1 - LONGEST_KEY :]


def language_of(tag: str) -> str | None:
    """Return `tag` if it names a language: da, nb-NO, zh_Hans."""
    found = _TAG.match(tag)
    return tag if found and found[1].lower() in _LANGUAGES else None


def are_languages(tags: Iterable[str]) -> bool:
    """Say whether keys side by side are languages rather than words like `no` and `is`."""
    listed = list(tags)
    return all(map(language_of, listed)) and any(tag[:2].lower() in _OURS for tag in listed)


def last_word(key: str) -> str:
    """Return the last word of a key in lower case, empty where it has none."""
    words = _WORD.findall(key[-LONGEST_KEY:])
    return words[-1].lower() if words else ""
