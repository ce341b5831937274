"""Settings of a run: options of the command line, else the nearest config with all it builds on, else defaults."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from h2hlint.errors import UserError
from h2hlint.language.choice import is_tag, primary
from h2hlint.names import READER_LANGUAGES
from h2hlint.settings import OFF, Pick, Settings, covers, picks
from h2hlint.walking import Filter

if TYPE_CHECKING:
    from h2hlint.configfile import ConfigFile, Layer
    from h2hlint.engines import Engine, Grammar
    from h2hlint.formats.wishes import Wishes

NAME = ".h2hlint.yml"
_MISNAMED = "{}/.h2hlint.yaml"


class Found(NamedTuple):
    """The config of a file: what was read, and the folder from which its patterns are meant."""

    file: ConfigFile
    base: str


def settings(path: str, options: Mapping[str, Any]) -> Settings:
    """Return the settings for one file; options beat the config. Raises UserError for a broken config."""
    merged = _merged_for(path, _found(path, options))
    language = _asked_language(options) or _last(merged, "language")
    select = _split(options.get("select"))
    return Settings(
        language=primary(language) if language else None,
        channel=options.get("channel") or _last(merged, "channel"),
        reader=reader(options, path),
        audience=_last(merged, "audience") or "customer",
        template=bool(_last(merged, "template")),
        role=_last(merged, "role") or "none",
        select=picks(select) or _last(merged, "select") or (),
        severities=tuple(_severities(merged, select, _split(options.get("ignore")))),
        rules=tuple(options.get("rules") or _all(merged, "rules")),
        packs=_all(merged, "packs"),
        vocabulary=_all(merged, "vocabulary"),
        suppressions=_all(merged, "suppress"),
        default_rules=not options.get("no_default_rules"),
        wishes=_wishes(merged),
        grammar=_grammar(merged, options),
        engines=_engines(merged, options),
    )


def _grammar(merged: tuple[Layer, ...], options: Mapping[str, Any]) -> Grammar | None:
    """Return how LanguageTool is asked, None where neither option nor config asks for it."""
    wishes = _last(merged, "grammar")
    asked = options.get("grammar")
    if asked is False or (asked is None and wishes is None):
        return None
    from h2hlint.engines import Grammar

    found: Grammar = wishes or Grammar()
    started = dict(options.get("grammar_servers") or ())
    return found._replace(url=started[found.path]) if not found.url and found.path in started else found


def _engines(merged: tuple[Layer, ...], options: Mapping[str, Any]) -> tuple[Engine, ...]:
    """Return the spaCy pipelines that the config names; with the option, the usual ones for languages that it names none for."""
    found: dict[str, Engine] = {engine.language: engine for engine in _all(merged, "engines")}
    if options.get("engine") == "own":
        return ()
    if options.get("engine"):
        from h2hlint.pipelines import models

        found = {**models.usual(), **found}
    return tuple(found.values())


def _wishes(merged: tuple[Layer, ...]) -> Wishes | None:
    """Return how a file is to be read, None where the config does not say."""
    exports, translations = _all(merged, "columns"), dict(_last(merged, "translations") or ())
    if not exports and not translations:
        return None
    from h2hlint.formats.wishes import Wishes

    return Wishes(exports[-1].columns if exports else None, **translations)


def _asked_language(options: Mapping[str, Any]) -> str | None:
    """Return the language of the options; raises UserError for what is no tag."""
    asked: str | None = options.get("lang")
    if asked and not is_tag(asked):
        raise UserError(f"“{asked}” is no language; write --lang with a tag such as da, nb, de, pl or en")
    return asked


def reader(options: Mapping[str, Any], path: str = ".") -> str:
    """Return the language for messages: asked for, configured, the system's, else English."""
    asked = options.get("ui_lang") or _sound(path, options, "ui-language")
    return primary(asked) if asked else _system_language()


def country(options: Mapping[str, Any], path: str = ".") -> str | None:
    """Return the country whose sources are cited, None for all."""
    asked: str | None = options.get("country") or _sound(path, options, "country")
    return asked


def fail_on(options: Mapping[str, Any]) -> str:
    """Return the mildest severity that makes a run fail."""
    return str(options.get("fail_on") or _sound(".", options, "fail_on") or "warning")


def home(path: str, options: Mapping[str, Any]) -> str | None:
    """Return the folder of the config for `path`, None when it has none. Raises UserError for a broken one."""
    found = _found(path, options)
    return found.base if found else None


def layers(path: str, options: Mapping[str, Any]) -> list[Layer]:
    """Return what preset, profiles and config files say for a file, the weakest first. Raises UserError."""
    return list(_merged_for(path, _found(path, options)))


def is_excluded(path: str, options: Mapping[str, Any]) -> bool:
    """Say whether the config of a file leaves it, or a folder that it lies in, out of a walk."""
    wanted, real = ConfigFilter(options), os.path.realpath(path)
    base = home(path, options)
    if base is None:
        return False
    folder = os.path.dirname(real)
    while folder.startswith(os.path.join(base, "")):
        if wanted.excludes(folder, is_folder=True):
            return True
        folder = os.path.dirname(folder)
    return wanted.excludes(real, is_folder=os.path.isdir(real))


class ConfigFilter(Filter):
    """What the configs along a walk include and exclude; a broken one excludes nothing, linting its files says why."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        self._options = options

    def excludes(self, real: str, *, is_folder: bool) -> bool:
        """Say whether the nearest config leaves this real path out."""
        return self._filter(real).excludes(real, is_folder=is_folder)

    def includes(self, real: str) -> bool:
        """Say whether the nearest config asks for this real path."""
        return self._filter(real).includes(real)

    def _filter(self, real: str) -> Filter:
        try:
            found = _found(os.path.dirname(real), self._options)
        except UserError:
            found = None
        return _filter_of(found) if found else _NO_FILTER


_NO_FILTER = Filter()


@lru_cache(maxsize=64)
def _filter_of(found: Found) -> Filter:
    merged = _plain_layers(found.file)
    exports = (pattern for one in _all(merged, "columns") for pattern in one.paths)
    return Filter("\n".join((*_all(merged, "include"), *exports)), "\n".join(_all(merged, "exclude")), found.base)


def _plain_layers(file: ConfigFile) -> tuple[Layer, ...]:
    """Return the layers that hold whatever the path."""
    return tuple(file.layers(""))


@lru_cache(maxsize=4096)
def _merged_for(path: str, found: Found | None) -> tuple[Layer, ...]:
    """Return the layers for one file, the preset and profiles that they name below them."""
    if found is None:
        return ()
    from h2hlint import configfile

    real = os.path.relpath(os.path.realpath(path), found.base).replace(os.sep, "/")
    own = tuple(_named(_based(layer, found.base), real) for layer in found.file.layers(real))
    preset, profiles = _last(own, "preset"), _last(own, "profile") or ()
    named = [("preset", preset)] * bool(preset) + [("profile", name) for name in profiles]
    return (*(layer for kind, name in named for layer in configfile.built_in(kind, name).layers("")), *own)


def _based(layer: Layer, base: str) -> Layer:
    """Tell suppressions from which folder their paths are meant."""
    if "suppress" not in layer:
        return layer
    value = layer["suppress"]
    return {**layer, "suppress": value._replace(value=tuple(one._replace(base=base) for one in value.value))}


def _named(layer: Layer, path: str) -> Layer:
    """Leave only the exports that name the file at `path`."""
    if "columns" not in layer:
        return layer
    from h2hlint.ignoring import Patterns

    value = layer["columns"]
    return {**layer, "columns": value._replace(value=tuple(one for one in value.value if Patterns("\n".join(one.paths)).names(path)))}


def _last(merged: tuple[Layer, ...], key: str) -> Any:
    """Return the value that the strongest layer gives a key, None when none does."""
    return next((layer[key].value for layer in reversed(merged) if key in layer), None)


def _all(merged: tuple[Layer, ...], key: str) -> tuple[Any, ...]:
    return tuple(entry for layer in merged if key in layer for entry in layer[key].value)


def _severities(merged: tuple[Layer, ...], select: tuple[str, ...], ignore: tuple[str, ...]) -> Iterator[Pick]:
    """Yield what layers and options say about severities, the weakest first.

    Options stand in for the `ignore` of configs; a rule that they select just so is on again.
    """
    keys = ("severity",) if ignore else ("ignore", "severity")
    found = [pick for layer in merged for pick in _picks(layer, keys)]
    yield from found
    for name in select:
        if any(pick.severity == OFF and covers(name, (pick.rules,)) for pick in found):
            yield Pick(name)
    yield from picks(ignore, OFF)


def _picks(layer: Layer, keys: tuple[str, ...]) -> list[Pick]:
    """Return what one layer says, the shortest names first, so that the closest one has the last word."""
    found = [pick for key in keys if key in layer for pick in layer[key].value]
    return sorted(found, key=lambda pick: len(pick.rules))


def _system_language() -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            language = primary(value.partition(".")[0])
            return language if language in READER_LANGUAGES else "en"
    return "en"


def _sound(path: str, options: Mapping[str, Any], key: str) -> Any:
    """Return a setting, or None when the config is broken, which linting the files says already."""
    try:
        return _last(_merged_for(path, _found(path, options)), key)
    except UserError:
        return None


def _found(path: str, options: Mapping[str, Any]) -> Found | None:
    if options.get("config"):
        from h2hlint import configfile

        return Found(configfile.load(str(options["config"])), os.path.realpath("."))
    if options.get("isolated"):
        return None
    start = os.path.abspath(path)
    return _nearest(start if os.path.isdir(start) else os.path.dirname(start))


@lru_cache(maxsize=1024)
def _nearest(folder: str) -> Found | None:
    candidate = os.path.join(folder, NAME)
    if os.path.isfile(_MISNAMED.format(folder)):
        raise UserError(f"this is not read; the config is called {NAME}: rename it", os.path.relpath(_MISNAMED.format(folder)))
    if os.path.exists(candidate):
        from h2hlint import configfile

        return Found(configfile.load(os.path.relpath(candidate)), os.path.realpath(folder))
    parent = os.path.dirname(folder)
    return None if parent == folder else _nearest(parent)


def forget() -> None:
    """Read configs anew from now on, as a program must that runs while they are changed."""
    for kept in (_nearest, _merged_for, _filter_of):
        kept.cache_clear()
    if (module := sys.modules.get("h2hlint.configfile")) is not None:
        module.load.cache_clear()


def _split(values: tuple[str, ...] | None) -> tuple[str, ...]:
    return tuple(part.strip() for value in values or () for part in value.split(",") if part.strip())
