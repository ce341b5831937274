"""The keys of a config: how each is read and what it means. A new key is one line in `KEYS` and its reader."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from h2hlint import __version__, enginekeys, vocabulary
from h2hlint.formats.wishes import READ, SKIP, Columns, Export
from h2hlint.language.choice import is_tag, primary
from h2hlint.names import AUDIENCES, CHANNELS, COUNTRIES, READER_LANGUAGES, ROLES, SEVERITIES
from h2hlint.places import PRESETS, PROFILES
from h2hlint.settings import OFF, ON, Pick, Place, Suppression
from h2hlint.yamlfile import Node

SEVERITY_VALUES = (*SEVERITIES, OFF, ON)
TRANSLATIONS = ("fuzzy", "untranslated")
"""Entries of catalogues (PO, XLIFF) that are read or not."""
SUPPRESS_KEYS = ("paths", "rules", "text", "reason")
_COUNTRIES = {"dk": "da", "at": "de", "ch": "de", "gb": "en", "us": "en", "se": "sv"}
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
    if text.lower() in _COUNTRIES:
        raise node.error(f"“{text}” is a country, not a language; write {_COUNTRIES[text.lower()]}")
    if not is_tag(text):
        raise node.error(f"“{text}” is no language; write a tag such as da, nb, de, pl or en")
    return primary(text)


def _reader(node: Node) -> str:
    return replace(node, value=primary(node.text("ui-language"))).choice("reader's language", READER_LANGUAGES)


def _place(node: Node) -> Place:
    return Place(node.path, node.line, node.column)


def _rule_names(what: str, severity: str) -> Callable[[Node], tuple[Pick, ...]]:
    return lambda node: tuple(Pick(_rule_name(entry, entry.text(what)), severity, _place(entry)) for entry in node.items(what))


def _rule_name(node: Node, name: str) -> str:
    if name.endswith("/") or "." in name:
        raise node.error(f"“{name}” names no rules; to leave out files, write them under “exclude:”")
    if not _RULES.fullmatch(name):
        raise node.error(f"“{name}” names no rules; write an id such as buzzword/anglicism or its beginning such as buzzword")
    return name


def patterns(node: Node, what: str) -> tuple[str, ...]:
    """Read patterns of paths, which are meant from the folder of their config. Raises UserError for one that can name nothing."""
    found = []
    for entry in node.items(what):
        text = entry.text(what)
        if text.startswith("../") or re.search(r"\\[\w*]", text):
            raise entry.error(f"“{text}” can name no file; paths are written with / from the folder of this config")
        if "[" in text and "]" not in text:
            raise entry.error(f"“{text}” has a bracket that does not close; write \\[ for the sign itself")
        if entry is node and ", " in text:
            raise entry.error(f"this is one pattern; write a list: [{text}]")
        found.append(unicodedata.normalize("NFC", text.removeprefix(".") if text.startswith("./") else text))
    return tuple(found)


def needed_patterns(node: Node, what: str) -> tuple[str, ...]:
    """Read patterns of which there must be one."""
    found = patterns(node, what)
    if not any(found):
        raise node.error(f"{what} is empty; name files such as mails/**")
    return found


def _patterns(what: str) -> Callable[[Node], tuple[str, ...]]:
    return lambda node: patterns(node, what)


def _severities(node: Node) -> tuple[Pick, ...]:
    found = []
    if not isinstance(node.value, dict):
        raise node.error("severity must say it by rule, such as {buzzword: error}; for all rules there are preset and fail_on")
    for name, entry in node.value.items():
        key = Node(name, node.path, *node.keys[name], {})
        found.append(Pick(_rule_name(key, name), entry.choice("severity", SEVERITY_VALUES), _place(key)))
    return tuple(found)


def _version(node: Node) -> str:
    """Read a demand such as `>=1.2, <2` and check that this h2hlint meets it."""
    demand = node.text("required-version")
    for part in demand.split(","):
        shape = _VERSION.fullmatch(part.strip())
        if shape is None or (part and part == part.strip() and not shape[1] and len(demand.split(",")) > 1):
            raise node.error(f"“{part.strip()}” is no version; write a demand with points, such as “>=1.2” or “>=1.2, <2”")
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


def _rule_files(node: Node) -> tuple[str, ...]:
    """Read paths of rule files and folders, which are meant from the folder of their config."""
    return tuple(str(_rule_file(entry)) for entry in node.items("rules"))


def _rule_file(node: Node) -> Path:
    if isinstance(node.value, dict):
        raise node.error("rules names files; write this rule into a file such as house.yml and name that here")
    name = node.text("an entry of rules")
    path = Path(node.path).parent / Path(name).expanduser()
    if not path.exists():
        hint = (
            "ids of rules go under select, ignore or severity"
            if _RULES.fullmatch(name)
            else "write its path from the folder of this config"
        )
        raise node.error(f"there is no rule file or folder {name}; {hint}")
    return path


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
    rules = _rule_names("rules", ON)(node.value["rules"])
    if not rules:
        raise node.value["rules"].error("rules is empty; name the rules, or write all")
    reason = node.value["reason"].text("the reason")
    if not reason.strip():
        raise node.value["reason"].error("the reason is empty; say why these findings are right to stay")
    text = node.value["text"].text("the text") if "text" in node.value else ""
    return Suppression(needed_patterns(node.value["paths"], "paths"), "", rules, text, reason, _place(node))


def _exports(node: Node) -> tuple[Export, ...]:
    """Read which columns of exports are what, by patterns of their paths."""
    if not isinstance(node.value, dict):
        raise node.error("columns must say it by path, such as {macros/*.csv: {text: body, language: locale}}")
    found = []
    for name, entry in node.value.items():
        key = Node(name, node.path, *node.keys[name], {})
        entry.check_keys("columns", Columns._fields)
        values = entry.mapping("columns")
        if "text" not in values or not any(texts := tuple(values["text"].texts("text"))):
            raise entry.error("this says nothing about the texts; add text: with the name of their column")
        rest = {one: values[one].text(one) for one in Columns._fields[1:] if one in values}
        found.append(Export(needed_patterns(key, "the pattern"), Columns(texts, **rest), _place(key)))
    return tuple(found)


def _translations(node: Node) -> tuple[tuple[str, str], ...]:
    node.check_keys("translations", TRANSLATIONS)
    return tuple((name, entry.choice(f"value of {name}", (READ, SKIP))) for name, entry in node.mapping("translations").items())


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
    "country": Key(_choice("country", COUNTRIES), "whose authorities “explain” cites beside those of the EU", by_path=False),
    "template": Key(_flag("template"), "the texts are templates, whose fields are filled in later"),
    "role": Key(_choice("role", ROLES), "what all texts of these files are for, such as bot for what a chatbot says"),
    "ui-language": Key(_reader, "language of messages; default: that of the system", by_path=False),
    "select": Key(_rule_names("select", ON), "only these rules: ids or their beginnings"),
    "ignore": Key(_rule_names("ignore", OFF), "rules that are left out", adds=True),
    "severity": Key(_severities, "severity by rule: error, warning, note, off, or on for the rule's own", adds=True),
    "rules": Key(_rule_files, "files and folders of the house's own rules, from the folder of this config", adds=True),
    "packs": Key(_packs, "installed packages of rules", adds=True),
    "vocabulary": Key(vocabulary.read, "words that the house accepts or bans, and names", adds=True),
    "suppress": Key(_suppressions, "findings to silence in files without comments", adds=True, by_path=False),
    "columns": Key(
        _exports, "which columns or fields of exports (CSV, JSON) are text, language, channel and id, by path", adds=True, by_path=False
    ),
    "translations": Key(_translations, "whether fuzzy and untranslated entries of PO and XLIFF are read"),
    "grammar": Key(enginekeys.grammar, "whether and how LanguageTool is asked: true, or {path: …} or {url: …}"),
    "engines": Key(enginekeys.engines, "spaCy pipelines by language: {de: de_core_news_md}", adds=True),
    "include": Key(_patterns("include"), "data files (JSON, YAML, CSV …) that hold copy, as in .gitignore", adds=True, by_path=False),
    "exclude": Key(_patterns("exclude"), "files and folders that a walk leaves out, as in .gitignore", adds=True, by_path=False),
    "fail_on": Key(_choice("severity", (*SEVERITIES, "never")), "the mildest severity that makes the exit code 1", by_path=False),
}
"""All keys but `overrides`, in the order in which `config show` prints them."""
OVERRIDES = "overrides"
PATHS = "paths"
EVERY = (*KEYS, OVERRIDES)
BY_PATH = (PATHS, *(name for name, key in KEYS.items() if key.by_path))
