"""Reads rule files: YAML into `ruleset.Rule`, mistakes reported with their place and the remedy.

`rules/<category>.yml` says what a rule means, `rules/<lang>/<category>.yml` how a language says it; a
house file says both. Reading compiles nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from h2hlint import ruleexamples, tokenpatterns, yamlfile
from h2hlint.errors import UserError
from h2hlint.language.choice import primary
from h2hlint.language.inflection import LANGUAGES
from h2hlint.names import AUDIENCES, CHANNELS, FIELDS, KINDS, READER_LANGUAGES, ROLES, SEVERITIES
from h2hlint.phrases import Lists
from h2hlint.ruleset import Extension, Nearby, Require, Rule, Term
from h2hlint.yamlfile import Node

METRICS = ("shouting", "long-sentence", "long-paragraph", "density", "staccato", "hard-text", "we-heavy", "unexplained-abbreviation")
DETECTORS = ("passive", "mixed-address", "no-you", "ticked", "uneven-choice")
MATCHERS = ("terms", "require", "metric", "detector", "tokens")
MEASURE_KEYS = ("name", "limit", "grave", "category")
NEEDED = {"density": ("category", "limit"), "hard-text": ("limit",), "we-heavy": ("limit",)}
REQUIRE_KEYS = ("when", "any", "but_not", "within")
REQUIRE_WITHIN = ("block", "text")
_MEASURES = {"metric": METRICS, "detector": DETECTORS}
IGNORABLE = ("negated", "name", "mention", "template")

_MEANING = ("severity", "severity_where", "channels", "where", "not_where", "audience", "ignore_if", "min_hits", "min_words", "max_words",
            "sources", "message", "why", "advice", "kind", "safe")  # fmt: skip
_WORDING = ("id", *MATCHERS, "except", "unless_nearby", "only_if_nearby", "examples", "suggest")
EXTENSION_KEYS = ("extends", "enabled", "severity", "add", "remove", "except", "suggest", "safe", "examples")
RULE_KEYS = (*_WORDING, *_MEANING)
_RULE_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*/[a-z0-9]+(?:-[a-z0-9]+)*")
_NOUNS = {"channels": "channel", "where": "kind or role of a block", "not_where": "kind or role of a block", "audience": "audience",
          "ignore_if": "reason to ignore a hit"}  # fmt: skip
_WITHIN = re.compile(r"sentence|block|(\d{1,4}) (sentence|sentences|words)")


def load_meanings(paths: list[Path]) -> dict[str, Node]:
    """Read the files that say what rules mean; returns the node of each rule by its id."""
    found: dict[str, Node] = {}
    for path in paths:
        for node in _rule_nodes(_read(path)):
            node.check_keys("a rule's meaning", ("id", "without", *_MEANING))
            found[_rule_id(node)] = node
    return found


def load_file(path: Path, meanings: Mapping[str, Node] | None = None) -> list[Rule]:
    """Read the rules of a file; with `meanings` it holds wordings only. Raises UserError with the place."""
    tree, language, lists = _opened(path)
    return [_rule(node, language, lists, meanings) for node in _rule_nodes(tree) if not _extends(node)]


def load_extensions(path: Path) -> list[Extension]:
    """Read what a house's file changes in shipped rules. Raises UserError with the place."""
    tree, language, lists = _opened(path)
    return [_extension(node, language, lists) for node in _rule_nodes(tree) if _extends(node)]


def built_in(node: Node, language: str, terms: tuple[Term, ...] = ()) -> Rule:
    """Return a rule that has a meaning of its own but whose terms come from elsewhere, such as a house's vocabulary."""
    entries = node.mapping("a rule")
    return Rule(
        id=_rule_id(node),
        language=language,
        severity=entries["severity"].choice("severity", SEVERITIES) if "severity" in entries else "warning",
        matcher="terms",
        path=node.path,
        place=(node.line, node.column),
        terms=terms,
        ignore_if=_choices(entries, "ignore_if", IGNORABLE),
        message=_by_reader(entries, "message"),
        why=_by_reader(entries, "why"),
        advice=_by_reader(entries, "advice"),
    )


def _opened(path: Path) -> tuple[Node, str, Lists]:
    """Return a rule file, its language and its lists."""
    tree = _read(path)
    tree.check_keys("a rule file", ("language", "lists", "rules"))
    lists = {name: tuple(node.texts(f"the list {name}")) for name, node in _entry(tree.mapping("a rule file"), "lists").items()}
    return tree, _language(tree), Lists(lists)


def _read(path: Path) -> Node:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UserError(f"this rule file cannot be read: {error.strerror or error}", str(path)) from error
    except UnicodeDecodeError as error:
        raise UserError("this rule file is not UTF-8; save it as UTF-8", str(path)) from error
    return yamlfile.load(text, str(path))


def _rule_nodes(tree: Node) -> Iterator[Node]:
    rules = tree.mapping("a rule file").get("rules")
    if rules is None or not rules.value:
        raise (rules or tree).error("the file has no rules; write them as a list under “rules:”")
    seen: set[str] = set()
    for node in rules.items("rules"):
        name = _rule_id(node)
        if name in seen:
            raise node.error(f"the rule {name} stands in this file twice; join the two")
        seen.add(name)
        yield node


def _extends(node: Node) -> bool:
    return "extends" in node.mapping("a rule")


def _rule_id(node: Node) -> str:
    entries = node.mapping("a rule")
    entry = entries.get("id", entries.get("extends"))
    if "extends" in entries and "/" not in entries["extends"].text("extends"):
        raise entries["extends"].error("extends changes one rule; for a whole category use “severity:” or “ignore:” in the config")
    if entry is None:
        raise node.error("this rule has no id; write one such as “id: house/no-synergy”")
    name = entry.text("id")
    try:
        check_id(name)
    except UserError as error:
        raise entry.error(error.message) from error
    return name


def check_id(name: str) -> None:
    """Raise UserError for what is no rule id."""
    if not _RULE_ID.fullmatch(name):
        raise UserError(f"“{name}” is no rule id; write category/pattern in lower case with hyphens, such as house/no-synergy")


def _entry(entries: Mapping[str, Node], key: str) -> dict[str, Node]:
    return entries[key].mapping(key) if key in entries else {}


def _rule(node: Node, language: str, lists: Lists, meanings: Mapping[str, Node] | None) -> Rule:
    node.check_keys("a rule", RULE_KEYS)
    entries = node.mapping("a rule")
    name = _rule_id(node)
    if meanings is not None:
        if name not in meanings:
            raise entries["id"].error(f"no file says what {name} means; add it to rules/{name.partition('/')[0]}.yml")
        entries = {**meanings[name].mapping("a rule"), **entries}
    matcher = _matcher(node, entries)
    rule = Rule(
        id=name,
        language=language,
        severity=entries["severity"].choice("severity", SEVERITIES) if "severity" in entries else "warning",
        matcher=matcher,
        path=node.path,
        place=(node.line, node.column),
        terms=_terms(entries) if matcher == "terms" else (),
        require=_require(entries["require"]) if matcher == "require" else None,
        tokens=(*tokenpatterns.read(entries["tokens"], name), _texts(entries, "suggest")) if matcher == "tokens" else (),
        metric={**_measure(entries[matcher], matcher), "language": language} if matcher in _MEASURES else {},
        exceptions=_texts(entries, "except"),
        unless_nearby=_nearby(entries, "unless_nearby"),
        only_if_nearby=_nearby(entries, "only_if_nearby"),
        severity_where=_severity_where(entries),
        channels=_choices(entries, "channels", CHANNELS),
        where=_choices(entries, "where", KINDS + ROLES),
        not_where=_choices(entries, "not_where", KINDS + ROLES),
        audience=_choices(entries, "audience", AUDIENCES),
        ignore_if=_choices(entries, "ignore_if", IGNORABLE),
        min_hits=_number(entries, "min_hits", 1),
        min_words=_number(entries, "min_words", 0),
        max_words=_number(entries, "max_words", 0),
        sources=_texts(entries, "sources"),
        message=_by_reader(entries, "message"),
        why=_by_reader(entries, "why"),
        advice=_by_reader(entries, "advice"),
        examples=tuple(ruleexamples.read(entries["examples"])) if "examples" in entries else (),
        lists=lists,
    )
    _require_complete(rule, node, house=meanings is None)
    if rule.min_hits < 1 or 0 < rule.max_words < rule.min_words or set(rule.where) & set(rule.not_where):
        raise node.error(f"{name} can never fire: look at min_hits, min_words and max_words, where and not_where")
    if matcher == "terms" and not rule.terms:
        raise entries["terms"].error(f"{name} has no terms; write at least one phrase")
    return rule


def _extension(node: Node, language: str, lists: Lists) -> Extension:
    node.check_keys("a change of a shipped rule", EXTENSION_KEYS)
    entries = node.mapping("a rule")
    is_enabled = entries["enabled"].flag("enabled") if "enabled" in entries else True
    if not is_enabled and len(entries) > len({"extends", "enabled"}):
        raise node.error(f"{_rule_id(node)} is switched off here, so the other changes do nothing; take one or the others out")
    return Extension(
        id=_rule_id(node),
        language=language,
        path=node.path,
        place=(node.line, node.column),
        severity=entries["severity"].choice("severity", SEVERITIES) if "severity" in entries else "",
        enabled=is_enabled,
        add=_terms(entries, "add") if "add" in entries else (),
        remove=_terms(entries, "remove") if "remove" in entries else (),
        exceptions=_texts(entries, "except"),
        examples=tuple(ruleexamples.read(entries["examples"])) if "examples" in entries else (),
        lists=lists,
    )


def _require_complete(rule: Rule, node: Node, *, house: bool) -> None:
    if house and not any(rule.message.values()):
        raise node.error(
            f'{rule.id} has no message; say in one sentence what is wrong, such as message: "“{{match}}” tells the reader nothing."'
        )
    for good, word in ((False, "bad"), (True, "good")):
        if not any(example.good == good for example in rule.examples):
            raise node.error(f"{rule.id} has no {word} example; write at least one under “examples:”")


def _matcher(node: Node, entries: Mapping[str, Node]) -> str:
    present = [name for name in MATCHERS if name in entries]
    if len(present) != 1:
        raise node.error(f"a rule needs exactly one of {', '.join(MATCHERS)}; this one has {', '.join(present) or 'none'}")
    return present[0]


def terms(node: Node, what: str = "terms", common: tuple[str, ...] = (), *, safe: bool = False) -> Iterator[Term]:
    """Yield the terms of a list, or of a mapping from phrases to plainer wordings; `common` are the wordings of all."""
    if isinstance(node.value, dict):
        for phrase, value in node.value.items():
            yield _term(phrase, value, node.keys[phrase], common, safe=safe)
    else:
        for entry in node.items(what):
            yield Term(entry.text("a term"), common, safe=safe, place=(entry.line, entry.column))


def _terms(entries: Mapping[str, Node], key: str = "terms") -> tuple[Term, ...]:
    return tuple(terms(entries[key], key, _texts(entries, "suggest"), safe=_is_safe(entries, otherwise=False)))


def _term(phrase: str, node: Node, place: tuple[int, int], common: tuple[str, ...], *, safe: bool) -> Term:
    if not isinstance(node.value, dict):
        return Term(phrase, tuple(node.texts(f"the wordings of “{phrase}”")) or common, safe=safe, place=place)
    node.check_keys("a term", ("suggest", "except", "unless_nearby", "forms", "safe"))
    entries = node.value
    mine = _is_safe(entries, otherwise=safe)
    if "safe" in entries and mine and not _texts(entries, "suggest"):
        raise node.error(f"“{phrase}” has no wording that could safely take its place; add suggest:")
    for form in entries["forms"].items("forms") if "forms" in entries else []:
        if len(form.text("a form").split()) != 1:
            raise form.error(f"“{form.text('a form')}” is not one word; forms are single words, write a phrase of its own for it")
    near = _nearby(entries, "unless_nearby")
    return Term(phrase, _texts(entries, "suggest") or common, _texts(entries, "except"), _texts(entries, "forms"), mine, place, near)


def _require(node: Node) -> Require:
    node.check_keys("require", REQUIRE_KEYS)
    entries = node.mapping("require")
    if "any" not in entries or not entries["any"].value:
        raise node.error("require needs “any:”, the phrases of which one must be there")
    within = entries["within"].choice("within", REQUIRE_WITHIN) if "within" in entries else REQUIRE_WITHIN[0]
    return Require(_texts(entries, "when"), _texts(entries, "any"), _texts(entries, "but_not"), within)


def _measure(node: Node, matcher: str) -> dict[str, str]:
    """Return the name and options of a metric or detector; the name alone will do."""
    names = _MEASURES[matcher]
    if isinstance(node.value, str):
        return {"name": node.choice(matcher, names)}
    node.check_keys(matcher, MEASURE_KEYS)
    options = node.mapping(matcher)
    if "name" not in options:
        raise node.error(f"{matcher} needs “name:”, such as name: {names[0]}")
    found = {"name": options["name"].choice(matcher, names)}
    for key in NEEDED.get(found["name"], ()):
        if key not in options:
            raise node.error(f"the metric {found['name']} needs “{key}:”")
    for key in ("limit", "grave"):
        found.update(_limits(key, options[key]) if key in options else {})
    return {**found, "category": options["category"].text("category")} if "category" in options else found


def _limits(key: str, node: Node) -> dict[str, str]:
    """Return a limit, or one for each channel: `limit@email` beside `limit`, which holds for the others."""
    if not isinstance(node.value, dict):
        return {key: str(node.number(key))}
    node.check_keys(key, CHANNELS)
    limits = {channel: str(one.number(key)) for channel, one in node.mapping(key).items()}
    if "website" not in limits:
        raise node.error(f"{key} by channel needs “website:”, which holds for the channels that are not named")
    return {key: limits["website"], "by-channel": "", **{f"{key}@{channel}": limit for channel, limit in limits.items()}}


def _nearby(entries: Mapping[str, Node], key: str) -> Nearby | None:
    if key not in entries:
        return None
    node = entries[key]
    node.check_keys(key, ("within", "any"))
    options = node.mapping(key)
    if "any" not in options:
        raise node.error(f"{key} needs “any:”, the phrases to look for")
    within = options["within"].text("within") if "within" in options else "sentence"
    shape = _WITHIN.fullmatch(within)
    if shape is None:
        raise options["within"].error(f"“{within}” is no reach; write sentence, 2 sentences, 8 words or block")
    unit = (shape[2] or within).rstrip("s")
    return Nearby(unit, int(shape[1] or 1), _texts(options, "any"))


def _severity_where(entries: Mapping[str, Node]) -> dict[str, str]:
    if "severity_where" not in entries:
        return {}
    entries["severity_where"].check_keys("severity_where", ROLES)
    return {role: node.choice("severity", SEVERITIES) for role, node in _entry(entries, "severity_where").items()}


def _is_safe(entries: Mapping[str, Node], *, otherwise: bool) -> bool:
    return entries["safe"].flag("safe") if "safe" in entries else otherwise


def _number(entries: Mapping[str, Node], key: str, otherwise: int) -> int:
    return entries[key].number(key) if key in entries else otherwise


def _texts(entries: Mapping[str, Node], key: str) -> tuple[str, ...]:
    return tuple(entries[key].texts(key)) if key in entries else ()


def _choices(entries: Mapping[str, Node], key: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(node.choice(_NOUNS[key], allowed) for node in entries[key].items(key)) if key in entries else ()


def _by_reader(entries: Mapping[str, Node], key: str) -> dict[str, str]:
    """Return a text by reader's language; a plain text, under "", serves every reader."""
    if key not in entries:
        return {}
    node = entries[key]
    if isinstance(node.value, str):
        return {"": _message(node, key)}
    node.check_keys(key, READER_LANGUAGES)
    return {language: _message(text, key) for language, text in node.mapping(key).items()}


def _message(node: Node, key: str) -> str:
    """Return a text for people; refuse a field that nothing fills in."""
    text = node.text(key)
    unknown = [field for field in re.findall(r"\{(\w+)\}", text) if field not in FIELDS]
    if unknown:
        raise node.error(f"nothing fills in {{{unknown[0]}}}; a text may hold {', '.join('{' + field + '}' for field in FIELDS)}")
    return text


def language_of(path: Path) -> str:
    """Return the language that a rule file says it is for."""
    return _opened(path)[1]


def _language(tree: Node) -> str:
    entries = tree.mapping("a rule file")
    if "language" not in entries:
        raise tree.error("the file does not say its language; begin it with a line such as “language: en”")
    node = entries["language"]
    return replace(node, value=primary(node.text("language"))).choice("language that h2hlint knows words of", LANGUAGES)
