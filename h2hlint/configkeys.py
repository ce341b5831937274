"""The keys of a config: how each is read and what it means. A new key is one line in `KEYS` and its reader."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from h2hlint import __version__, vocabulary
from h2hlint.language.choice import primary
from h2hlint.names import AUDIENCES, CHANNELS, READER_LANGUAGES, SEVERITIES
from h2hlint.places import PRESETS, PROFILES
from h2hlint.settings import OFF, ON, Pick, Place, Suppression
from h2hlint.yamlfile import Node

SEVERITY_VALUES = (*SEVERITIES, OFF, ON)
SUPPRESS_KEYS = ("paths", "rules", "text", "reason")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_RULES = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*(?:/(?:[a-z0-9]+(?:-[a-z0-9]+)*)?)?-?")
_VERSION = re.compile(r"(>=|<=|==|!=|>|<)?\s*(\d+(?:\.\d+)*)")


class Key(NamedTuple):
    """How a key is read. `adds`: a later config adds to it instead of replacing it; `by_path`: it may stand in `overrides`."""

    read: Callable[[Node], Any]
    about: str
    adds: bool = False
    by_path: bool = True


def _choice(what: str, allowed: Sequence[str]) -> Callable[[Node], str]:
    return lambda node: node.choice(what, tuple(allowed))


def _texts(what: str) -> Callable[[Node], tuple[str, ...]]:
    return lambda node: tuple(node.texts(what))


def _flag(what: str) -> Callable[[Node], bool]:
    return lambda node: node.flag(what)


def _tag(node: Node) -> str:
    text = node.text("language")
    if not _TAG.fullmatch(text):
        raise node.error(f"“{text}” is no language; write a tag such as da, nb, de, pl or en")
    return primary(text)


def _place(node: Node) -> Place:
    return Place(node.path, node.line, node.column)


def _rule_names(what: str, severity: str) -> Callable[[Node], tuple[Pick, ...]]:
    return lambda node: tuple(Pick(_rule_name(entry, entry.text(what)), severity, _place(entry)) for entry in node.items(what))


def _rule_name(node: Node, name: str) -> str:
    if not _RULES.fullmatch(name):
        raise node.error(f"“{name}” names no rules; write an id such as buzzword/anglicism or its beginning such as buzzword")
    return name


def _severities(node: Node) -> tuple[Pick, ...]:
    found = []
    for name, entry in node.mapping("severity").items():
        key = Node(name, node.path, *node.keys[name], {})
        found.append(Pick(_rule_name(key, name), entry.choice("severity", SEVERITY_VALUES), _place(key)))
    return tuple(found)


def _version(node: Node) -> str:
    """Read a demand such as `>=1.2, <2` and check that this h2hlint meets it."""
    demand = node.text("required-version")
    for part in demand.split(","):
        shape = _VERSION.fullmatch(part.strip())
        if shape is None:
            raise node.error(f"“{part.strip()}” is no version; write a demand such as “>=1.2” or “>=1.2, <2”")
        if not _meets(shape[1] or "==", shape[2]):
            raise node.error(f"this config asks for h2hlint {demand}, and this is {__version__}; install another or change the demand")
    return demand


def _meets(sign: str, wanted: str) -> bool:
    mine, other = _numbers(__version__), _numbers(wanted)
    length = max(len(mine), len(other))
    mine, other = mine + [0] * (length - len(mine)), other + [0] * (length - len(other))
    return {">=": mine >= other, "<=": mine <= other, "==": mine == other, "!=": mine != other, ">": mine > other, "<": mine < other}[sign]


def _numbers(version: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", version)]


def _paths(what: str) -> Callable[[Node], tuple[str, ...]]:
    """Return a reader of paths that are meant from the folder of their config."""
    return lambda node: tuple(str(Path(node.path).parent / path) for path in node.texts(what))


def _packs(node: Node) -> tuple[Pick, ...]:
    return tuple(Pick(entry.text("a pack"), place=_place(entry)) for entry in node.items("packs"))


def _suppressions(node: Node) -> tuple[Suppression, ...]:
    return tuple(_suppression(entry) for entry in node.items("suppress"))


def _suppression(node: Node) -> Suppression:
    if not isinstance(node.value, dict):
        raise node.error("an entry of suppress must say paths:, rules: and reason:")
    node.check_keys("an entry of suppress", SUPPRESS_KEYS)
    for key in ("paths", "rules", "reason"):
        if key not in node.value:
            raise node.error(f"this entry of suppress has no “{key}:”; it needs paths, rules and a reason")
    rules = tuple(pick.rules for pick in _rule_names("rules", ON)(node.value["rules"]))
    text = node.value["text"].text("text") if "text" in node.value else ""
    return Suppression(tuple(node.value["paths"].texts("paths")), "", rules, text, node.value["reason"].text("reason"), _place(node))


def _profiles(node: Node) -> tuple[str, ...]:
    return tuple(entry.choice("profile", PROFILES) for entry in node.items("profile"))


KEYS: dict[str, Key] = {
    "extends": Key(_texts("extends"), "other configs that this one builds on: paths, or pack:NAME", by_path=False),
    "required-version": Key(_version, "the versions of h2hlint that may read this config: “>=1.2, <2”", by_path=False),
    "preset": Key(_choice("preset", PRESETS), "how much is said: gentle, default or strict"),
    "profile": Key(_profiles, "what the house does, which decides about literal senses"),
    "language": Key(_tag, "language of the texts; default: found out for each text"),
    "channel": Key(_choice("channel", CHANNELS), "what the texts are for"),
    "audience": Key(_choice("audience", AUDIENCES), "who reads"),
    "template": Key(_flag("template"), "the texts are templates, whose fields are filled in later"),
    "ui-language": Key(_choice("reader's language", READER_LANGUAGES), "language of messages; default: that of the system", by_path=False),
    "select": Key(_rule_names("select", ON), "only these rules: ids or their beginnings"),
    "ignore": Key(_rule_names("ignore", OFF), "rules that are left out", adds=True),
    "severity": Key(_severities, "severity by rule: error, warning, note, off, or on for the rule's own", adds=True),
    "rules": Key(_paths("rules"), "files and folders of the house's own rules, from the folder of this config", adds=True),
    "packs": Key(_packs, "installed packages of rules", adds=True),
    "vocabulary": Key(vocabulary.read, "words that the house accepts or bans, and names", adds=True),
    "suppress": Key(_suppressions, "findings to silence in files without comments", adds=True, by_path=False),
    "include": Key(_texts("include"), "data files (JSON, YAML, CSV …) that hold copy, as in .gitignore", adds=True, by_path=False),
    "exclude": Key(_texts("exclude"), "files and folders that a walk leaves out, as in .gitignore", adds=True, by_path=False),
    "fail_on": Key(_choice("severity", (*SEVERITIES, "never")), "the mildest severity that makes the exit code 1", by_path=False),
}
"""All keys but `overrides`, in the order in which `config show` prints them."""
OVERRIDES = "overrides"
PATHS = "paths"
EVERY = (*KEYS, OVERRIDES)
BY_PATH = (PATHS, *(name for name, key in KEYS.items() if key.by_path))
