"""The keys of a config for engines beside h2hlint's own: `grammar` (LanguageTool) and `engines` (spaCy pipelines)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from h2hlint.engines import Engine, Grammar
from h2hlint.language.choice import is_tag
from h2hlint.language.inflection import LANGUAGES
from h2hlint.names import PASSIVES
from h2hlint.pipelines import official
from h2hlint.settings import Place
from h2hlint.yamlfile import Node

GRAMMAR_KEYS = ("path", "url", "categories", "without_categories", "rules", "without_rules", "variants", "timeout", "required")
ENGINE_KEYS = ("model", "passives", "masks")
_NAMES = ("categories", "without_categories", "rules", "without_rules")
_NAME = re.compile(r"[A-Za-z0-9_\-\[\].]+")


def grammar(node: Node) -> Grammar | None:
    """Read `grammar:`, which is true, false, or a mapping."""
    if isinstance(node.value, str):
        return Grammar(place=_place(node)) if node.flag("grammar") else None
    node.check_keys("grammar", GRAMMAR_KEYS)
    entries = node.mapping("grammar")
    if "path" in entries and "url" in entries:
        raise entries["url"].error("grammar takes a path or a url, not both; take one out")
    names: dict[str, Any] = {name: _names(entries[name], name) for name in _NAMES if name in entries}
    found = Grammar(place=_place(node))._replace(**names)
    if "path" in entries:
        found = found._replace(path=_folder(entries["path"]))
    if "url" in entries:
        found = found._replace(url=_address(entries["url"]))
    if "variants" in entries:
        found = found._replace(variants=_variants(entries["variants"]))
    if "timeout" in entries:
        found = found._replace(timeout=max(entries["timeout"].number("timeout"), 1))
    return found._replace(required=entries["required"].flag("required")) if "required" in entries else found


def engines(node: Node) -> tuple[Engine, ...]:
    """Read `engines:`, which names a spaCy pipeline by language."""
    if not isinstance(node.value, dict):
        raise node.error("engines must say it by language, such as {de: de_core_news_md}")
    node.check_keys("engines", LANGUAGES)
    return tuple(_engine(language, entry) for language, entry in node.value.items())


def _engine(language: str, node: Node) -> Engine:
    if isinstance(node.value, str):
        return Engine(language, _model(language, node), place=_place(node))
    node.check_keys("an engine", ENGINE_KEYS)
    entries = node.mapping("an engine")
    if "model" not in entries:
        raise node.error(f"this engine names no model; add model: {official.NAMES[language][0]}")
    found = Engine(language, _model(language, entries["model"]), place=_place(node))
    if "passives" in entries:
        found = found._replace(passives=entries["passives"].choice("way to count passives", PASSIVES))
    return found._replace(masks=entries["masks"].flag("masks")) if "masks" in entries else found


def _model(language: str, node: Node) -> str:
    """Return an official name, or the path of a folder. Raises UserError for any other name."""
    name = node.text("model")
    if "/" in name or "\\" in name or name in (".", ".."):
        return _folder(node)
    if name not in official.NAMES[language]:
        raise node.error(
            f"“{name}” is none of spaCy's own pipelines for {language}, which are {', '.join(official.NAMES[language])};"
            " for one of your own write its folder, such as ./models/own"
        )
    return name


def _folder(node: Node) -> str:
    """Return a path that is meant from the folder of the config."""
    return str(Path(node.path).parent / Path(node.text("path")).expanduser())


def _address(node: Node) -> str:
    text = node.text("url")
    if not re.match(r"https?://[^/\s]+", text):
        raise node.error(f"“{text}” is no address of a server; write one such as http://localhost:8081")
    return text


def _names(node: Node, what: str) -> tuple[str, ...]:
    for entry in node.items(what):
        if not _NAME.fullmatch(entry.text(what)):
            raise entry.error(f"“{entry.text(what)}” is no name of LanguageTool's; write one such as TYPOS or DE_CASE")
    return tuple(node.texts(what))


def _variants(node: Node) -> tuple[tuple[str, str], ...]:
    found = []
    for language, entry in node.mapping("variants").items():
        tag = entry.text("a variant")
        if not is_tag(tag) or not tag.lower().startswith(language.lower() + "-"):
            raise entry.error(f"“{tag}” is no variant of {language}; write one such as de-AT")
        found.append((language, tag))
    return tuple(found)


def _place(node: Node) -> Place:
    return Place(node.path, node.line, node.column)
