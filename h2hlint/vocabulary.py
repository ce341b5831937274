"""A house's vocabulary as its config writes it: words it accepts, words it bans, and names.

`accept` and `ban` hold phrases, for every language or by language; `names` holds people, products
and firms. `compiling.vocabulary` makes a book of the entries.
"""

from __future__ import annotations

from collections.abc import Iterator

from h2hlint import rulefiles
from h2hlint.errors import UserError
from h2hlint.names import READER_LANGUAGES
from h2hlint.phrases import PhraseError, parse
from h2hlint.ruleset import Term
from h2hlint.settings import Word
from h2hlint.yamlfile import Node

KEYS = ("accept", "ban", "names")
_NO_LANGUAGE = frozenset((
    "dk", "no", "nn", "sv", "fr", "es", "it", "nl", "fi", "danish", "norwegian", "german", "polish", "english", "dansk", "norsk", "deutsch",
    "polski",
))  # fmt: skip
"""What people write for a language that h2hlint calls otherwise, or has no rules in."""
NAMES = {"people": "person", "products": "product", "firms": "firm"}
"""The keys of `names`, and the kind of their entries."""


def read(node: Node) -> tuple[Word, ...]:
    """Return the entries of `vocabulary:`. Raises UserError with the place."""
    if not isinstance(node.value, dict):
        raise node.error("vocabulary must say accept:, ban: or names:, with the words under it")
    node.check_keys("vocabulary", KEYS)
    words = tuple(word for key, entry in node.value.items() for word in _READERS[key](entry))
    accepted = {(word.language, word.term.phrase) for word in words if word.kind == "accept"}
    for word in words:
        if word.kind == "ban" and (word.language, word.term.phrase) in accepted:
            raise UserError(f"“{word.term.phrase}” stands under accept and under ban; take one out", word.path, *word.term.place)
    return words


def _accepted(node: Node) -> Iterator[Word]:
    for language, entries in _by_language(node, "accept"):
        if isinstance(entries.value, str) and "," in entries.value:
            raise entries.error(f"this is one phrase; write a list: [{entries.value}]")
        for entry in entries.items("accept"):
            yield _word("accept", language, Term(entry.text("an accepted term"), place=(entry.line, entry.column)), entry)


def _banned(node: Node) -> Iterator[Word]:
    for language, entries in _by_language(node, "ban"):
        for term in rulefiles.terms(entries, "ban"):
            yield _word("ban", language, term, entries)


def _names(node: Node) -> Iterator[Word]:
    if not isinstance(node.value, dict):
        raise node.error("names must say whose they are; write people:, products: or firms: and the names under it")
    node.check_keys("names", tuple(NAMES))
    for key, entries in node.value.items():
        for entry in entries.items(key):
            yield _word(NAMES[key], "", Term(entry.text("a name"), place=(entry.line, entry.column)), entry)


_READERS = {"accept": _accepted, "ban": _banned, "names": _names}


def _by_language(node: Node, what: str) -> Iterator[tuple[str, Node]]:
    """Yield (language, entries); entries that are not sorted by language serve every language, as ""."""
    if not isinstance(node.value, dict):
        yield "", node
    elif what == "accept" or any(key in READER_LANGUAGES or key.lower() in _NO_LANGUAGE for key in node.value):
        node.check_keys(f"{what}, sorted by language", READER_LANGUAGES)
        yield from node.value.items()
    else:
        yield "", node


def _word(kind: str, language: str, term: Term, node: Node) -> Word:
    try:
        for phrase in (term.phrase, *term.exceptions):
            if "{" in phrase:
                raise PhraseError("a config has no lists; write the words out", phrase.index("{"))
            parse(phrase, {})
    except PhraseError as error:
        raise UserError(f"the phrase “{term.phrase}” cannot be read: {error}", node.path, *term.place) from error
    return Word(kind, language, term, node.path)
