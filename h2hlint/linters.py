"""The linters of a run: one for each set of settings that its files call for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from h2hlint import config
from h2hlint.book import Texts
from h2hlint.errors import UserError
from h2hlint.lint import Linter
from h2hlint.settings import Settings, Suppression
from h2hlint.text import Block, Source


def unrepeated(errors: Iterable[UserError]) -> list[UserError]:
    """Return errors without repeats, as when one broken config serves many files."""
    return list({str(error): error for error in errors}.values())


class Linters:
    """One linter for each set of settings that the files of a run call for."""

    def __init__(self, options: Mapping[str, Any], make: Callable[[Settings], Linter] = Linter) -> None:
        """Begin without linters; `make` makes one."""
        self._options = options
        self._make = make
        self._made: dict[Settings, Linter] = {}

    def of(self, path: str) -> Linter:
        """Return the linter for a file. Raises UserError when its config is broken."""
        settings = config.settings(path, self._options)
        if settings not in self._made:
            self._made[settings] = self._make(settings)
        return self._made[settings]

    def read(self, source: Source) -> Sequence[tuple[Sequence[Block], str]]:
        """Return the blocks of a source, text by text, as it was linted. Raises UserError."""
        return self.of(source.path).read(source)

    def settings(self) -> list[Settings]:
        """Return the sets of settings that were called for."""
        return list(self._made)

    def errors(self) -> list[UserError]:
        """Return what is wrong with the house rules of all linters."""
        return unrepeated(error for linter in self._made.values() for error in linter.errors)

    def texts(self, rule: str, language: str) -> Texts | None:
        """Return what a rule says to people about texts in a language, None when no linter knows it."""
        for linter in self._made.values():
            if found := linter.texts(rule, language):
                return found
        return None

    def unused(self) -> list[Suppression]:
        """Return the config's suppressions that silenced nothing, though files that they speak of were linted."""
        linters = self._made.values()
        met, used = (set().union(*(linter.met for linter in linters)), set().union(*(linter.used for linter in linters)))
        return sorted(met - used, key=lambda one: one.place)
