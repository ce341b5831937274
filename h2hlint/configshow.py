"""`config show`: every setting for one file, and where it comes from."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from h2hlint import config
from h2hlint.configfile import Layer, Value
from h2hlint.configkeys import KEYS
from h2hlint.engines import Engine, Grammar
from h2hlint.formats.wishes import Export
from h2hlint.settings import Pick, Suppression, Word

_OPTIONS = {
    "language": "lang", "channel": "channel", "ui-language": "ui_lang", "select": "select", "ignore": "ignore", "rules": "rules",
    "fail_on": "fail_on", "grammar": "grammar",
}  # fmt: skip
"""Keys that an option of the command line beats."""
_DEFAULTS = {
    "preset": "default", "language": "found out for each text", "channel": "by format: mail is email, the rest website",
    "audience": "customer", "template": "false", "role": "none",
    "ui-language": "that of the system", "select": "all rules", "fail_on": "warning",
}  # fmt: skip


def show(path: str, options: Mapping[str, Any]) -> str:
    """Return the settings for the file at `path` as text. Raises UserError for a broken config."""
    layers = config.layers(path, options)
    rows = [row for name in KEYS for row in _rows(name, layers, options)]
    missing = "" if os.path.exists(path) else f"# there is no {path}; these would be its settings\n"
    width = min(max(len(text) for text, _ in rows), 60)
    return missing + "".join(f"{text:<{width}}  # {origin}\n" if origin else f"{text}\n" for text, origin in rows)


def _rows(name: str, layers: Sequence[Layer], options: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the lines of one key: its text, and where that was said."""
    option = _OPTIONS.get(name, "")
    if option and options.get(option):
        yield f"{name}: {_shown(options[option])}", f"option --{option.replace('_', '-')}"
        return
    said = [layer[name] for layer in layers if name in layer]
    if KEYS[name].adds and said:
        yield f"{name}:", ""
        yield from ((f"  - {_shown(entry)}", _origin(entry, value)) for value in said for entry in value.value)
    elif said:
        yield f"{name}: {_shown(said[-1].value)}", _origin(None, said[-1])
    elif name in _DEFAULTS:
        yield f"{name}: {_DEFAULTS[name]}", "default"


def _shown(value: Any) -> str:
    if isinstance(value, Pick):
        return value.rules if value.severity == "on" else f"{value.rules}: {value.severity}"
    if isinstance(value, Word):
        wordings = f" → {', '.join(value.term.suggestions)}" if value.term.suggestions else ""
        return f"{value.kind} {value.language or 'all'}: {value.term.phrase}{wordings}"
    if isinstance(value, Suppression):
        return f"{', '.join(map(_shown, value.rules))} in {', '.join(value.paths)}: {value.reason}"
    if isinstance(value, Export):
        said = zip(value.columns._fields, map(_shown, value.columns), strict=True)
        return f"{', '.join(value.paths)}: {', '.join(f'{name} {column}' for name, column in said if column)}"
    if isinstance(value, Grammar):
        return f"LanguageTool {value.url or value.path or 'where LTP_PATH says'}"
    if isinstance(value, Engine):
        return f"{value.language}: {value.model} (passives: {value.passives})"
    if value is None:
        return "false"
    if isinstance(value, bool):
        return str(value).lower()
    return ", ".join(map(_shown, value)) if isinstance(value, tuple) else str(value)


def _origin(entry: Any, value: Value) -> str:
    """Return where an entry, else the whole value, was written: path and line, or the preset or profile."""
    if value.origin:
        return value.origin
    if isinstance(entry, Word):
        return f"{_near(entry.path)}:{entry.term.place[0]}"
    place = getattr(entry, "place", None) or value.place
    return f"{_near(place.path)}:{place.line}" if place else ""


def _near(path: str) -> str:
    return os.path.relpath(path) if os.path.isabs(path) else path
