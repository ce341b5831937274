"""One config file and what it builds on: YAML in, layers of settings with their places out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from h2hlint import places, yamlfile
from h2hlint.configkeys import BY_PATH, EVERY, KEYS, OVERRIDES, PATHS, needed_patterns
from h2hlint.errors import UserError
from h2hlint.ignoring import Patterns
from h2hlint.settings import Place
from h2hlint.yamlfile import Node

PACK = "pack:"


class Value(NamedTuple):
    """A setting as read, and where it was written; `place` is None and `origin` tells for what no file says."""

    value: Any
    place: Place | None = None
    origin: str = ""


Layer = Mapping[str, Value]


class Override(NamedTuple):
    """Settings for the files that `patterns` name."""

    patterns: Patterns
    layer: Layer


@dataclass(frozen=True, slots=True, eq=False)
class ConfigFile:
    """One file: its own settings, those for some paths, and the files that it builds on, the weakest first."""

    path: str
    layer: Layer
    overrides: tuple[Override, ...]
    below: tuple[ConfigFile, ...]

    def layers(self, path: str) -> Iterator[Layer]:
        """Yield the settings for the file at `path`, seen from the config's folder with `/`; the weakest first."""
        for file in self.below:
            yield from file.layers(path)
        yield self.layer
        for override in self.overrides:
            if override.patterns.names(path):
                yield override.layer


@lru_cache(maxsize=64)
def load(path: str) -> ConfigFile:
    """Read a config and all that it builds on. Raises UserError with the place."""
    return _load(path, ())


@lru_cache(maxsize=16)
def built_in(kind: str, name: str) -> ConfigFile:
    """Return the config of a preset or profile; `kind` is the word for it."""
    file = (places.PRESET_FOLDER if kind == "preset" else places.PROFILE_FOLDER) / f"{name}.yml"
    found = _load(str(file), ())
    layer = {key: value._replace(place=None, origin=f"{kind} {name}") for key, value in found.layer.items()}
    return replace(found, layer=layer)


def _load(path: str, above: tuple[str, ...]) -> ConfigFile:
    node = yamlfile.load(_text(path), path)
    node.check_keys("the config", EVERY)
    entries = node.mapping("the config")
    overrides = entries[OVERRIDES].items(OVERRIDES) if OVERRIDES in entries else []
    return ConfigFile(
        path,
        _layer(entries),
        tuple(_override(entry) for entry in overrides),
        tuple(_base(path, entry, above) for entry in (entries["extends"].items("extends") if "extends" in entries else [])),
    )


def _text(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UserError(f"the config cannot be read: {error.strerror}; name another with --config or use --isolated", path) from error
    except UnicodeDecodeError as error:
        raise UserError("the config is not UTF-8; save it as UTF-8", path) from error


def _layer(entries: Mapping[str, Node]) -> Layer:
    return {
        name: Value(key.read(entries[name]), Place(entries[name].path, entries[name].line, entries[name].column))
        for name, key in KEYS.items()
        if name in entries
    }


def _override(node: Node) -> Override:
    if not isinstance(node.value, dict):
        raise node.error("an override must say paths: and what holds for them")
    for key in node.value:
        if key in EVERY and key not in BY_PATH:
            raise UserError(f"{key} holds for the whole config; move it out of overrides", node.path, *node.keys[key])
    node.check_keys("an override", BY_PATH)
    if PATHS not in node.value:
        raise node.error("this override does not say for which files; add paths: such as [mails/**]")
    if len(node.value) == 1:
        raise node.error("this override says nothing but its paths; add what holds for them, such as channel: email")
    return Override(Patterns("\n".join(needed_patterns(node.value[PATHS], PATHS))), _layer(node.value))


def _base(path: str, node: Node, above: Sequence[str]) -> ConfigFile:
    """Read a config that another builds on; a broken one is reported at its own place."""
    name = node.text("an entry of extends")
    if name.startswith(PACK):
        from h2hlint import packs

        target = packs.folder(name.removeprefix(PACK), Place(node.path, node.line, node.column)) / packs.CONFIG
    else:
        target = Path(path).parent / name
    chain = (*above, str(Path(path).resolve()))
    if str(target.resolve()) == chain[-1]:
        raise node.error("a config cannot extend itself; take this entry out")
    if str(target.resolve()) in chain:
        raise node.error(f"{name} builds on this config in turn; take one of the two out")
    if not target.is_file():
        hint = (
            f"for a preset write preset: {name}" if name in places.PRESETS else "write a path from the folder of this config, or pack:NAME"
        )
        raise node.error(f"there is no config “{name}”; {hint}")
    return _load(str(target), chain)
