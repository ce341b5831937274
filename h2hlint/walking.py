"""Paths and folders → the files to read, in a stable order, each real file once."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from h2hlint.errors import UserError
from h2hlint.formats import suffix_of
from h2hlint.ignoring import Patterns

FormatOf = Callable[[str], str | None]

DATA_SUFFIXES = frozenset({".json", ".yml", ".yaml", ".toml", ".xml", ".csv", ".tsv", ".properties", ".php", ".pdf"})
"""Formats that hold copy only in some folders; elsewhere they are settings, or made from something else, and a walk leaves them alone."""

COPY_NAMES = frozenset({"locales", "locale", "i18n", "lang", "translations", "messages"})
"""Folders, and beginnings of file names, that say a data file holds copy."""

_MAIL_FOLDERS = ("cur", "new", "tmp")
_HIDDEN = (".", "~$")
"""How names begin of what is hidden, and of what Office keeps beside a document that is open."""
_SKIPPED = frozenset({"node_modules", "__pycache__"})
_STEM = re.compile(r"[._]")
_SLASH = re.compile(r"[/\\]")

_Found = tuple[list[str], str | UserError]


class Filter:
    """What a walk takes and leaves besides `.gitignore`: lines in its manner, in force below `base`."""

    def __init__(self, include: str = "", exclude: str = "", base: str = ".") -> None:
        self._include = Patterns(include)
        self._exclude = Patterns(exclude)
        self._base = os.path.realpath(base)

    def excludes(self, real: str, *, is_folder: bool) -> bool:
        """Say whether the config leaves this real path out."""
        path = _relative(real, self._base)
        return bool(self._exclude.decide(path if path.isascii() else unicodedata.normalize("NFC", path), is_folder=is_folder))

    def includes(self, real: str) -> bool:
        """Say whether the config asks for this real path."""
        return self._include.names(_relative(real, self._base))


class _Rules(NamedTuple):
    """The patterns in force in a folder: a chain from the innermost `.gitignore` outwards."""

    folder: str
    patterns: Patterns
    outer: _Rules | None

    def ignores(self, real: str, *, is_folder: bool) -> bool:
        rules: _Rules | None = self
        while rules:
            decision = rules.patterns.decide(_relative(real, rules.folder), is_folder=is_folder)
            if decision is not None:
                return decision
            rules = rules.outer
        return False


class _Folder(NamedTuple):
    """A folder or file met: its path as printed, its place below the folder given, and what is ignored there."""

    path: str
    place: str
    real: str
    rules: _Rules | None

    def below(self, name: str) -> _Folder:
        path = os.path.join(self.path, name) if self.path else name
        return _Folder(path, f"{self.place}/{name}", os.path.join(self.real, name), self.rules)


class Walk:
    """One run over the paths given; remembers every real file and folder that it has met."""

    def __init__(self, format_of: FormatOf, describe: Callable[[str], UserError], wanted: Filter) -> None:
        """Make a run; `format_of` says what is read, `describe` why a named file is not."""
        self._format_of = format_of
        self._describe = describe
        self._wanted = wanted
        self._files: set[str] = set()
        self._folders: set[str] = set()
        self._found: list[_Found] = []
        self._file_links: list[_Folder] = []
        self._folder_links: list[_Folder] = []

    def named(self, path: str) -> UserError | bool:
        """Say whether the real file behind a named `path` is new, or why it cannot be read."""
        return _problem(path) or self._unread(path) or _add(os.path.realpath(path), self._files)

    def _unread(self, path: str) -> UserError | None:
        return self._describe(path) if self._format_of(path) is None else None

    def folder(self, path: str) -> list[str | UserError]:
        """Give the files below the folder `path`, sorted by their path parts."""
        root = os.path.realpath(path)
        self._found, self._folder_links = [], []
        self._tree(_Folder(path, "", root, _rules_above(root)))
        for link in self._folder_links:  # grows while links inside linked folders are met
            if not (root + os.sep).startswith(link.real.rstrip(os.sep) + os.sep):
                self._tree(link)
        return [item for _, item in sorted(self._found, key=lambda found: found[0])]

    def _tree(self, top: _Folder) -> None:
        """Walk one real tree; real files come before links to them, so that a file goes by its own name."""
        self._file_links = []
        waiting = [top] if _add(top.real, self._folders) else []
        while waiting:
            waiting += self._inside(waiting.pop())
        for link in self._file_links:
            self._file(link)

    def _inside(self, folder: _Folder) -> list[_Folder]:
        """Take the files of one folder and return the folders in it."""
        try:
            entries = list(os.scandir(folder.path or "."))
        except OSError as error:
            problem = UserError(f"cannot open this folder: {reason(error)}", folder.path or ".")
            self._found.append((folder.place.split("/"), problem))
            return []
        folder = _enter(folder, entries)
        taken = (self._entry(folder, entry) for entry in entries)
        return [below for below in taken if below]

    def _entry(self, folder: _Folder, entry: os.DirEntry[str]) -> _Folder | None:
        """Take a file, put a link off, or return a folder to go into."""
        is_folder = _is_folder(entry)
        if self._is_left(folder, entry.name, is_folder=is_folder):
            return None
        below = folder.below(entry.name)
        if entry.is_symlink():
            below = below._replace(real=os.path.realpath(entry.path))
            (self._folder_links if is_folder else self._file_links).append(below)
        elif is_folder:
            return below if _add(below.real, self._folders) else None
        elif entry.is_file():
            self._file(below)
        return None

    def _is_left(self, folder: _Folder, name: str, *, is_folder: bool) -> bool:
        if name.startswith(_HIDDEN) or (is_folder and name in _SKIPPED):
            return True
        real = os.path.join(folder.real, name)
        if not is_folder and self._format_of(real) is None:
            return True
        if folder.rules and folder.rules.ignores(real, is_folder=is_folder):
            return True
        return self._wanted.excludes(real, is_folder=is_folder)

    def _file(self, file: _Folder) -> None:
        if self._holds_copy(file) and _add(file.real, self._files):
            self._found.append((file.place.split("/"), file.path))

    def _holds_copy(self, file: _Folder) -> bool:
        """A data file holds copy when a folder or the beginning of its name says so, or the config."""
        if suffix_of(file.path) not in DATA_SUFFIXES or self._wanted.includes(file.real):
            return True
        depth = file.place.count("/") + 1  # the folder that was given counts, also where it is "."
        parts = [*_SLASH.split(file.path), *file.real.split(os.sep)[-depth:]]
        return names_copy(parts)


def names_copy(parts: Sequence[str]) -> bool:
    """Say whether a folder, or the beginning of the name, in the parts of a path says that a data file holds copy."""
    words = {part.lower().lstrip("_") for part in [*parts, _STEM.split(parts[-1])[0]]}
    return bool(COPY_NAMES & words)


def in_maildir(path: str) -> bool:
    """Say whether a file is a mail in a maildir: a folder with `cur`, `new` and `tmp`, whose mails have names without a suffix."""
    box, name = os.path.split(os.path.dirname(os.path.abspath(path)))
    return name in _MAIL_FOLDERS[:2] and all(os.path.isdir(os.path.join(box, folder)) for folder in _MAIL_FOLDERS)


def _problem(path: str) -> UserError | None:
    """Say what is wrong with a path that is no folder, if anything is."""
    try:
        os.lstat(path)
    except PermissionError as error:
        return UserError(f"cannot read this file: {reason(error)}", path)
    except (OSError, ValueError):
        return missing(path)
    return None if os.path.exists(path) else broken_link(path)


def missing(path: str) -> UserError:
    """Say that there is nothing at `path`, and name the nearest thing that is there."""
    return UserError(f"there is no such file or folder{_neighbour(path)}", path)


def broken_link(path: str) -> UserError:
    """Say that `path` is a link that leads nowhere."""
    try:
        target = f" ({os.readlink(path)})"
    except OSError:
        target = ""
    return UserError(f"this is a link to a file that is not there{target}: mend the link or leave it out", path)


def reason(error: OSError) -> str:
    """Put an operating system's refusal into a few plain words."""
    if isinstance(error, PermissionError):
        return "you have no permission to read it"
    return (error.strerror or str(error)).lower()


def _neighbour(path: str) -> str:
    from difflib import get_close_matches  # only needed once something is wrong

    folder, name = os.path.split(path)
    try:
        near = get_close_matches(name, os.listdir(folder or "."), 1)
    except (OSError, ValueError):
        near = []
    return f"; did you mean {os.path.join(folder, near[0])}?" if near else "; check the spelling"


def _rules_above(root: str) -> _Rules | None:
    """Return what the repository around `root` ignores; without a repository, nothing."""
    above, folder = [], root
    while not os.path.lexists(os.path.join(folder, ".git")):
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent
        above.append(folder)
    rules = _read_rules(folder, os.path.join(folder, ".git", "info", "exclude"), None)
    for parent in reversed(above):
        rules = _read_rules(parent, os.path.join(parent, ".gitignore"), rules)
    return rules


def _enter(folder: _Folder, entries: Iterable[os.DirEntry[str]]) -> _Folder:
    """Add the folder's own `.gitignore`; a repository inside another starts afresh."""
    names = {entry.name for entry in entries}
    rules = None if ".git" in names and folder.place else folder.rules
    if ".gitignore" in names:
        rules = _read_rules(folder.real, os.path.join(folder.real, ".gitignore"), rules)
    return folder._replace(rules=rules)


def _read_rules(folder: str, path: str, outer: _Rules | None) -> _Rules | None:
    try:
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            return _Rules(folder, Patterns(file.read()), outer)
    except OSError:
        return outer


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


def _relative(real: str, folder: str) -> str:
    """Return a real path as seen from a real folder above it, with `/` between its parts."""
    return real.removeprefix(folder).replace(os.sep, "/").lstrip("/")


def _add(item: str, met: set[str]) -> bool:
    """Add to a set and say whether that was new."""
    known = len(met)
    met.add(item)
    return len(met) > known
