"""Texts as they lie open in an editor, read with the linter of `check`: its configs, house rules and vocabularies; no baseline."""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from h2hlint import config, garbage, library, walking
from h2hlint.book import Book
from h2hlint.checks.kept import Kept
from h2hlint.errors import UserError
from h2hlint.formats import DOCUMENTS, format_of, suffix_of
from h2hlint.interrupting import Interruptible
from h2hlint.lint import Linter, Report
from h2hlint.linters import Linters
from h2hlint.names import CHANNELS, READER_LANGUAGES
from h2hlint.settings import Settings
from h2hlint.text import Source

FORMATS = {
    "plaintext": "text", "text": "text", "markdown": "markdown", "html": "html", "mail": "email", "eml": "email", "latex": "latex",
    "tex": "latex", "plaintex": "latex", "restructuredtext": "rst", "rst": "rst", "asciidoc": "asciidoc", "org": "org", "mdx": "mdx",
    "vue": "vue", "svelte": "svelte", "astro": "astro", "javascriptreact": "jsx", "typescriptreact": "jsx", "jinja": "jinja",
    "jinja-html": "jinja", "htmldjango": "jinja", "twig": "jinja", "liquid": "jinja", "handlebars": "handlebars", "erb": "erb",
    "eruby": "erb", "blade": "blade", "mjml": "mjml", "po": "po", "gettext": "po",
}  # fmt: skip
"""What editors call the kinds of texts, for names without a suffix that says it."""

SETTINGS: dict[str, tuple[str, Any]] = {
    "language": ("lang", None),
    "uiLanguage": ("ui_lang", READER_LANGUAGES),
    "channel": ("channel", CHANNELS),
    "config": ("config", None),
    "isolated": ("isolated", bool),
    "rules": ("rules", list),
    "noDefaultRules": ("no_default_rules", bool),
    "select": ("select", list),
    "ignore": ("ignore", list),
}
"""Settings that an editor may send, the option of `check` that each is, and what it may be."""


@dataclass(frozen=True, slots=True)
class Page:
    """A text as it lies open: `path` is absolute, or a name in the first folder for what was never saved."""

    uri: str
    path: str
    kind: str
    version: int
    text: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found on a page; `report` is None for what is not read, or could not be, which `mistake` tells."""

    page: Page
    source: Source | None = None
    report: Report | None = None
    linter: Linter | None = None
    below: str = ""
    mistake: UserError | None = None


_KEPT = 4000
"""So many blocks are remembered; the oldest are forgotten."""


class _Memory(OrderedDict[tuple[str, int], Kept]):
    """What was found out about blocks: after a key all but one are as they were."""

    def __setitem__(self, key: tuple[str, int], kept: Kept) -> None:
        super().__setitem__(key, kept)
        if len(self) > _KEPT:
            self.popitem(last=False)


class _Remembering(Interruptible):
    """A linter that remembers blocks."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.memory = _Memory()
        self._met: set[str] = set()

    def books(self, language: str) -> list[Book]:
        """Return the books of a language; once they are loaded, nobody needs to look for what is unused in them."""
        found = super().books(language)
        if language not in self._met:
            self._met.add(language)
            garbage.spare()
        return found


class Desk:
    """The linters for what lies open; `folders` are those that the editor works in."""

    def __init__(self, options: Mapping[str, Any], folders: Sequence[str] = ()) -> None:
        self.options = dict(options)
        self.folders = [os.path.realpath(folder) for folder in folders]
        self.linters = Linters(self.options, _Remembering)

    def reload(self) -> None:
        """Read configs and house rules anew."""
        config.forget()
        self.linters = Linters(self.options, _Remembering)

    def check(self, page: Page, is_stale: Callable[[], bool] = lambda: False) -> Checked:
        """Read a page. Raises Stale as soon as `is_stale` says so."""
        try:
            form = self._format(page)
            if form is None or (page.uri.startswith("file:") and config.is_excluded(page.path, self.options)):
                return Checked(page)
            linter = self.linters.of(page.path)
        except UserError as error:
            return Checked(page, mistake=error)
        source, below = Source(page.path, page.text, form), self.below(page.path)
        return self.lint(Checked(page, source, None, linter, below), source, is_stale)

    def lint(self, checked: Checked, source: Source, is_stale: Callable[[], bool] = lambda: False) -> Checked:
        """Read a source with the linter of a page that was checked before."""
        linter = checked.linter
        assert isinstance(linter, _Remembering)  # noqa: S101  (`check` made it)
        linter.is_stale = is_stale
        try:
            return Checked(checked.page, source, linter.lint(source, checked.below), linter, checked.below)
        except UserError as error:
            return Checked(checked.page, source, None, linter, checked.below, error)

    def reader(self, path: str) -> str:
        """Return the language in which to speak to whoever writes a text."""
        return config.reader(self.options, path)

    def root(self, path: str) -> str:
        """Return the innermost of the folders that a path lies in, else its own."""
        real = os.path.realpath(path)
        around = [folder for folder in self.folders if real.startswith(os.path.join(folder, ""))]
        return max(around, key=len, default=os.path.dirname(real))

    def below(self, path: str) -> str:
        """Return a path as `check` in its folder names it."""
        return os.path.relpath(os.path.realpath(path), self.root(path))

    def depends_on(self, path: str) -> bool:
        """Say whether a file is a config or holds house rules, so that what was found may change with it."""
        if os.path.basename(path) in (config.NAME, ".h2hlint.yaml"):
            return True
        real = os.path.realpath(path)
        return real in self._configs() or any(real == one or real.startswith(os.path.join(one, "")) for one in self._house())

    def _house(self) -> set[str]:
        paths: set[str] = set()
        for settings in self.linters.settings():
            try:
                paths |= {os.path.realpath(path) for path in library.house_paths(settings)}
            except UserError:
                continue  # a pack that is not installed, which the linter says
        return paths

    def _configs(self) -> set[str]:
        """Return the files that the settings of the folders come from, those that they extend too."""
        paths: set[str] = set()
        for folder in self.folders:
            try:
                found = config.layers(os.path.join(folder, "text.md"), self.options)
            except UserError:
                continue  # said where its texts are read
            paths |= {os.path.realpath(value.place.path) for layer in found for value in layer.values() if value.place}
        return paths

    def _format(self, page: Page) -> str | None:
        """Return the format of a page, None for what is not read: documents, code, data that holds no copy."""
        form = format_of(page.path)
        if form in DOCUMENTS or (suffix_of(page.path) in walking.DATA_SUFFIXES and not self._holds_copy(page.path)):
            return None
        return form or FORMATS.get(page.kind)

    def _holds_copy(self, path: str) -> bool:
        parts = [os.path.basename(self.root(path)), *self.below(path).split(os.sep)]
        return walking.names_copy(parts) or config.ConfigFilter(self.options).includes(os.path.realpath(path))


def options_of(sent: object, given: Mapping[str, Any], folder: str) -> dict[str, Any]:
    """Return the options of the command line with the settings that an editor sent. Raises UserError for what is none."""
    options = dict(given)
    if not isinstance(sent, Mapping):
        return options
    for name, value in sent.items():
        if name not in SETTINGS:
            raise UserError(f"“{name}” is no setting of h2hlint; it may be {', '.join(SETTINGS)}")
        option, allowed = SETTINGS[name]
        if value in (None, "", []):
            continue
        options[option] = _setting(name, value, allowed)
    for option in ("config", "rules"):
        if value := options.get(option):
            options[option] = os.path.join(folder, value) if option == "config" else tuple(os.path.join(folder, one) for one in value)
    return options


def _setting(name: str, value: object, allowed: Any) -> Any:
    if isinstance(allowed, tuple) and value not in allowed:
        raise UserError(f"“{value}” is no {name}; it may be {', '.join(allowed)}")
    if allowed is list:
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise UserError(f"{name} must be a list of texts")
        return tuple(value)
    wanted = bool if allowed is bool else str
    if not isinstance(value, wanted):
        raise UserError(f"{name} must be {'true or false' if wanted is bool else 'a text'}")
    return value


__all__ = ["FORMATS", "SETTINGS", "Checked", "Desk", "Page", "options_of"]
