"""The books that texts are read with under one set of settings: shipped ones as the house changes them, its own, its vocabulary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from h2hlint import library, places
from h2hlint.book import Book, Texts
from h2hlint.errors import UserError
from h2hlint.names import GRAMMAR
from h2hlint.settings import Pick, Settings, covers


class Bookshelf:
    """Books by language, each made when first asked for.

    `errors` says which house rule files could not be used, the others are, and which rules the settings misname.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._covered = places.languages() if settings.default_rules else ()
        house, self.errors = library.house(library.house_paths(settings)) if settings.rules or settings.packs else ([], [])
        self._house_files = house
        self._house: dict[str, list[Book]] = defaultdict(list)
        self._changes: dict[str, list[Path]] = defaultdict(list)
        self._books: dict[str, list[Book]] = {}
        self._words: dict[str, Book] = {}
        self._unreadable: dict[str, UserError] = {}
        self._misnamed: set[str] = set()
        self._place_house_files()

    def _place_house_files(self) -> None:
        seen: dict[tuple[str, str], Path] = {}
        for path, book in self._house_files:
            self._house[book.language].append(book)
            for entry in book.entries:
                if (first := seen.setdefault((book.language, entry.id), path)) != path:
                    self.errors.append(UserError(f"{entry.id} stands in {first} too; give one of the two another id", str(path)))
            if book.extends:
                self._changes[book.language].append(path)

    @property
    def asks_spacy(self) -> bool:
        """Whether a rule of the house looks at spaCy's tokens."""
        return any(book.asks_spacy for books in self._house.values() for book in books)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that have rules under these settings."""
        return tuple(sorted({*self._covered, *self._house, *(word.language for word in self._settings.vocabulary if word.language)}))

    def books(self, language: str) -> list[Book]:
        """Return the books for texts in `language`; a rule that the settings name and that is not there is an error."""
        if language not in self._books:
            own = [self._shipped(language)] if language in self._covered else []
            words = self._vocabulary(language)
            self._books[language] = _sharing_facts([*own, *self._house.get(language, []), *words])
            self._words.update((language, book) for book in words)
            self._check_names(own)
        return self._books[language]

    def words(self, language: str) -> Book | None:
        """Return the book of the house's vocabulary, once the books of the language were asked for."""
        return self._words.get(language)

    def path(self, book: Book) -> str | None:
        """Return the file of a book of the house, None for others."""
        return next((str(path) for path, one in self._house_files if one is book), None)

    def known(self, books: Sequence[Book]) -> list[str]:
        """Return the ids of all rules: those that `books` know of, and the house's."""
        house = {entry.id for group in self._house.values() for book in group for entry in book.entries}
        return sorted({name for book in books for name in book.known} | house)

    def texts(self, rule: str, language: str) -> Texts | None:
        """Return what a rule says to people, None when it is not in the books of the language."""
        return next((book.texts[rule] for book in self.books(language) if rule in book.texts), None)

    def _shipped(self, language: str) -> Book:
        """Return the shipped book as the house changes it; a change that is no good is an error, and left out.

        A book that is no good itself, as while somebody writes it, is not read again for every text.
        """
        if language in self._unreadable:
            raise self._unreadable[language].with_traceback(None)
        try:
            return library.shipped(language, tuple(self._changes.get(language, ())))
        except UserError as error:
            self.errors.append(error)
        try:
            return library.shipped(language)
        except UserError as error:
            self._unreadable[language] = error
            raise

    def _vocabulary(self, language: str) -> list[Book]:
        """Return the book of the house's own words, if it has any in this language that h2hlint knows."""
        words = tuple(word for word in self._settings.vocabulary if word.language in ("", language))
        return [library.vocabulary(language, words)] if words and language in places.languages() else []

    def _check_names(self, shipped: Sequence[Book]) -> None:
        known = self.known(shipped)
        for pick in self._settings.named() if shipped else ():
            if (
                pick.rules not in self._misnamed
                and not covers(pick.rules, (GRAMMAR,))
                and not any(covers(rule, (pick.rules,)) for rule in known)
            ):
                self._misnamed.add(pick.rules)
                self.errors.append(_unknown_rule(pick, known))


def _sharing_facts(books: list[Book]) -> list[Book]:
    """Let books of one language share their facts, so that they can share a block's words."""
    for book in books[1:]:
        if book.facts == books[0].facts:
            book.facts = books[0].facts
    return books


def _unknown_rule(pick: Pick, known: Sequence[str]) -> UserError:
    from difflib import get_close_matches

    near = get_close_matches(pick.rules, [*known, *{rule.partition("/")[0] for rule in known}], n=1)
    hint = f"did you mean “{near[0]}”?" if near else "“h2hlint rules” lists the rules"
    return UserError(f"there is no rule “{pick.rules}”; {hint}", *(pick.place or ()))
