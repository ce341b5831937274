"""Settings of a run: options of the command line, else the nearest `.h2hlint.yml`, else defaults."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from h2hlint.errors import UserError
from h2hlint.language.choice import primary
from h2hlint.lint import Settings
from h2hlint.names import AUDIENCES, CHANNELS, READER_LANGUAGES, SEVERITIES

if TYPE_CHECKING:
    from h2hlint.yamlfile import Node

NAME = ".h2hlint.yml"
_ALLOWED = {"channel": CHANNELS, "audience": AUDIENCES, "fail_on": (*SEVERITIES, "never")}
KEYS = ("language", "channel", "ui-language", "select", "ignore", "audience", "rules", "fail_on")


def settings(path: str, options: Mapping[str, Any]) -> Settings:
    """Return the settings for one file; options beat the config. Raises UserError for a broken config."""
    found = _config(path, options)
    language = options.get("lang") or _text(found, "language")
    return Settings(
        language=primary(language) if language else None,
        channel=options.get("channel") or _choice(found, "channel"),
        reader=reader(options, path),
        select=_split(options.get("select")) or _texts(found, "select"),
        ignore=_split(options.get("ignore")) or _texts(found, "ignore"),
        audience=_choice(found, "audience") or "customer",
        rules=tuple(options.get("rules") or _paths(found)),
        default_rules=not options.get("no_default_rules"),
    )


def reader(options: Mapping[str, Any], path: str = ".") -> str:
    """Return the language for messages: asked for, configured, the system's, else English."""
    asked = options.get("ui_lang") or _text(_sound_config(path, options), "ui-language")
    return primary(asked) if asked else _system_language()


def fail_on(options: Mapping[str, Any]) -> str:
    """Return the mildest severity that makes a run fail."""
    return str(options.get("fail_on") or _choice(_sound_config(".", options), "fail_on") or "warning")


def _system_language() -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            language = primary(value.partition(".")[0])
            return language if language in READER_LANGUAGES else "en"
    return "en"


def _sound_config(path: str, options: Mapping[str, Any]) -> Node | None:
    """Return the config, or None when it is broken, which linting the files says already."""
    try:
        return _config(path, options)
    except UserError:
        return None


def _config(path: str, options: Mapping[str, Any]) -> Node | None:
    if options.get("config"):
        return _load(str(options["config"]))
    if options.get("isolated"):
        return None
    start = os.path.abspath(path)
    return _nearest(start if os.path.isdir(start) else os.path.dirname(start))


@lru_cache(maxsize=1024)
def _nearest(folder: str) -> Node | None:
    candidate = os.path.join(folder, NAME)
    if os.path.isfile(candidate):
        return _load(os.path.relpath(candidate))
    parent = os.path.dirname(folder)
    return None if parent == folder else _nearest(parent)


@lru_cache(maxsize=64)
def _load(path: str) -> Node:
    from h2hlint import yamlfile

    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UserError(f"the config cannot be read: {error.strerror}; name another with --config or use --isolated", path) from error
    except UnicodeDecodeError as error:
        raise UserError("the config is not UTF-8; save it as UTF-8", path) from error
    node = yamlfile.load(text, path)
    node.check_keys("the config", KEYS)
    return node


def _entries(node: Node | None) -> dict[str, Node]:
    return {} if node is None else node.mapping("the config")


def _text(node: Node | None, key: str) -> str | None:
    entries = _entries(node)
    return entries[key].text(key) if key in entries else None


def _texts(node: Node | None, key: str) -> tuple[str, ...]:
    entries = _entries(node)
    return tuple(entries[key].texts(key)) if key in entries else ()


def _choice(node: Node | None, key: str) -> str | None:
    entries = _entries(node)
    return entries[key].choice(key, _ALLOWED[key]) if key in entries else None


def _paths(node: Node | None) -> tuple[str, ...]:
    """Return the rule files of a config, relative to where it stands."""
    if node is None:
        return ()
    folder = Path(node.path).parent
    return tuple(str(folder / path) for path in _texts(node, "rules"))


def _split(values: tuple[str, ...] | None) -> tuple[str, ...]:
    return tuple(part.strip() for value in values or () for part in value.split(",") if part.strip())


_TEMPLATE = """\
# h2hlint: which texts are linted, and how. Every line may go; what stands after # is the default or an example.

# language: da                # language of the texts: da, nb, de, pl, en. Default: found out for each text
# channel: website            # website, email, support or consent. Default: .eml is email, the rest website
# ui-language: da             # language of messages. Default: that of your system
# audience: customer          # who reads: customer, b2b, developer or internal

# select: [buzzword, consent] # only these rules: ids or their beginnings
# ignore: [buzzword/anglicism]
# rules: [house-rules.yml]    # your own rules, see “h2hlint explain” and the README
fail_on: warning              # error, warning, note or never: what makes the exit code 1
"""


def write_template(folder: str) -> str:
    """Write a commented config into `folder` and return its path. Raises UserError when one is there."""
    path = Path(folder) / NAME
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(_TEMPLATE)
    except FileExistsError as error:
        raise UserError("there is a config already; edit it, or remove it first", str(path)) from error
    except OSError as error:
        raise UserError(f"the config cannot be written: {error.strerror}", str(path)) from error
    return str(path)
