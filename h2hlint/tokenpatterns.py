"""Rules of kind `tokens`: patterns for spaCy's Matcher and DependencyMatcher, read from YAML and checked without spaCy.

All scalars of YAML are texts here; truths and whole numbers become what spaCy wants. What the patterns look at beside the
text itself is noted, since it takes a pipeline that sets it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from h2hlint.errors import UserError
from h2hlint.yamlfile import Node

FLAGS = (
    "IS_ALPHA", "IS_ASCII", "IS_DIGIT", "IS_LOWER", "IS_UPPER", "IS_TITLE", "IS_PUNCT", "IS_SPACE", "IS_STOP", "IS_BRACKET", "IS_QUOTE",
    "IS_LEFT_PUNCT", "IS_RIGHT_PUNCT", "IS_CURRENCY", "LIKE_NUM", "LIKE_URL", "LIKE_EMAIL", "SPACY",
)  # fmt: skip
TEXTS = ("TEXT", "ORTH", "LOWER", "NORM", "SHAPE", "PREFIX", "SUFFIX")
LABELS = {
    "LEMMA": "lemmatizer", "POS": "morphologizer", "TAG": "tagger", "MORPH": "morphologizer", "DEP": "parser", "ENT_TYPE": "ner",
    "ENT_IOB": "ner", "ENT_ID": "ner", "ENT_KB_ID": "ner",
}  # fmt: skip
"""What only a trained pipeline sets, with the usual name of the part that does."""
NUMBERS = ("LENGTH",)
ATTRIBUTES = (*TEXTS, *FLAGS, *NUMBERS, *LABELS)
LISTS = ("IN", "NOT_IN", "IS_SUBSET", "IS_SUPERSET", "INTERSECTS")
COMPARISONS = ("==", "!=", ">=", "<=", ">", "<")
FUZZY = ("FUZZY", *(f"FUZZY{number}" for number in range(1, 10)))
PREDICATES = ("REGEX", *FUZZY, *LISTS, *COMPARISONS)
RELATIONS = (
    "<", ">", "<<", ">>", ".", ".*", ";", ";*", "$+", "$-", "$++", "$--", ">+", ">-", ">++", ">--", "<+", "<-", "<++", "<--",
)  # fmt: skip
_LINK = ("LEFT_ID", "REL_OP", "RIGHT_ID", "RIGHT_ATTRS")
_OP = re.compile(r"[!?+*]|\{\d{1,2}\}|\{\d{1,2},(?:\d{1,2})?\}|\{,\d{1,2}\}")
_OPEN = re.compile(r"[+*]|\{\d{1,2},\}")
_MOST_OPEN = 3
_LONGEST = 20
Plain = dict[str, Any]
Patterns = tuple[tuple[tuple[Plain, ...], ...], tuple[str, ...], bool]
"""The patterns, the labels that they look at, and whether they are for the DependencyMatcher."""


def read(node: Node, rule: str) -> Patterns:
    """Return the patterns of a rule. Raises UserError with the place of the first mistake."""
    entries = node.items("tokens")
    if not entries:
        raise node.error(f"{rule} has no tokens; write a list of patterns, each a list such as [{{LOWER: {{IN: [hej, hejsa]}}}}]")
    seen: set[str] = set()
    patterns = [_pattern(entry, rule, seen) for entry in entries]
    kinds = {"RIGHT_ID" in pattern[0] for pattern in patterns}
    if len(kinds) > 1:
        raise node.error(f"{rule} mixes patterns of tokens with patterns of dependencies; write two rules")
    is_tree = kinds == {True}
    return tuple(patterns), tuple(sorted({*seen, *(["DEP"] if is_tree else [])})), is_tree


def _pattern(node: Node, rule: str, seen: set[str]) -> tuple[Plain, ...]:
    if not isinstance(node.value, list):
        raise node.error(f"a pattern of {rule} must be a list of tokens; write - [{{LOWER: hej}}, {{IS_PUNCT: true}}]")
    if not node.value or len(node.value) > _LONGEST:
        raise node.error(f"a pattern of {rule} must have from one to {_LONGEST} tokens; this one has {len(node.value)}")
    if isinstance(node.value[0].value, dict) and any(name in node.value[0].value for name in _LINK):
        return _tree(node, rule, seen)
    found = tuple(_token(entry, rule, seen) for entry in node.value)
    if sum(bool(_OPEN.fullmatch(token.get("OP", ""))) for token in found) > _MOST_OPEN:
        raise node.error(f"a pattern of {rule} may repeat {_MOST_OPEN} tokens without end, no more; write {{0,5}} instead of *")
    if all(token.get("OP", "1") in "?*!" for token in found):
        raise node.error(f"a pattern of {rule} must have a token that has to be there; each of these may be absent")
    return found


def _token(node: Node, rule: str, seen: set[str]) -> Plain:
    if not isinstance(node.value, dict):
        raise node.error(f"a token of {rule} must say what it looks at; write {{LOWER: hej}}")
    return dict(_entries(node, rule, seen))


def _entries(node: Node, rule: str, seen: set[str], *, with_op: bool = True) -> Iterator[tuple[str, Any]]:
    for name, value in node.mapping("a token").items():
        key = name.upper()
        if key == "OP" and with_op:
            yield "OP", _operator(value, rule)
        elif key in ATTRIBUTES:
            if key in LABELS:
                seen.add(key)
            yield key, _value(value, key, rule)
        else:
            raise _unknown(node, name, (*ATTRIBUTES, "OP") if with_op else ATTRIBUTES, f"an attribute of a token of {rule}")


def _operator(node: Node, rule: str) -> str:
    text = node.text("OP")
    if not _OP.fullmatch(text):
        raise node.error(f"“{text}” is no OP of {rule}; it may be !, ?, +, *, or a number of times such as {{2}} or {{0,3}}")
    return text


def _value(node: Node, key: str, rule: str) -> Any:
    if not isinstance(node.value, dict):
        return _scalar(node, key, rule)
    found = {}
    for name, value in node.value.items():
        predicate = name.upper()
        if predicate not in PREDICATES:
            raise _unknown(node, name, PREDICATES, f"a condition on {key} in {rule}")
        found[predicate] = _condition(value, key, predicate, rule)
    if not found:
        raise node.error(f"{key} of {rule} says nothing; write a value, or a condition such as {{IN: [hej, hejsa]}}")
    return found


def _condition(node: Node, key: str, predicate: str, rule: str) -> Any:
    if predicate in LISTS:
        return [_scalar(entry, key, rule) for entry in node.items(predicate)]
    if predicate in COMPARISONS:
        return _scalar(node, key, rule)
    if key in NUMBERS or key in FLAGS:
        raise node.error(f"{predicate} is a condition on texts, and {key} of {rule} is none")
    if isinstance(node.value, dict):
        lists = {name.upper(): entry for name, entry in node.value.items()}
        if not lists or not lists.keys() <= {"IN", "NOT_IN"}:
            raise node.error(f"{predicate} of {rule} takes a text, or {{IN: […]}} or {{NOT_IN: […]}}")
        return {name: [_text(one, predicate, rule) for one in entry.items(name)] for name, entry in lists.items()}
    return _text(node, predicate, rule)


def _text(node: Node, predicate: str, rule: str) -> str:
    text = node.text(predicate)
    if predicate == "REGEX":
        _check_expression(node, text, rule)
    return text


def _scalar(node: Node, key: str, rule: str) -> Any:
    if key in FLAGS:
        if not isinstance(node.value, str) or node.value not in ("true", "false"):
            raise node.error(f"{key} of {rule} must be true or false")
        return node.value == "true"
    if key in NUMBERS:
        return node.number(f"{key} of {rule}")
    return node.text(f"{key} of {rule}")


# --- dependencies ------------------------------------------------------------------------------


def _tree(node: Node, rule: str, seen: set[str]) -> tuple[Plain, ...]:
    """Return a pattern for the DependencyMatcher, whose tokens hang together from the first one on."""
    found: list[Plain] = []
    names: set[str] = set()
    for number, entry in enumerate(node.items("a pattern")):
        made = _link(entry, rule, seen, is_first=number == 0)
        if made.get("LEFT_ID", "") not in {*names, *([""] if number == 0 else [])}:
            raise entry.error(f"LEFT_ID “{made['LEFT_ID']}” of {rule} is the RIGHT_ID of no token before it")
        if made["RIGHT_ID"] in names:
            raise entry.error(f"RIGHT_ID “{made['RIGHT_ID']}” of {rule} stands here twice; give each token its own")
        names.add(made["RIGHT_ID"])
        found.append(made)
    return tuple(found)


def _link(node: Node, rule: str, seen: set[str], *, is_first: bool) -> Plain:
    allowed = _LINK[2:] if is_first else _LINK
    node.check_keys(f"a token of dependencies in {rule}", allowed)
    entries = node.mapping("a token")
    for name in allowed:
        if name not in entries:
            raise node.error(f"this token of {rule} has no {name}; it needs {', '.join(allowed)}")
    made: Plain = {name: entries[name].text(name) for name in allowed if name not in ("REL_OP", "RIGHT_ATTRS")}
    if not is_first:
        made["REL_OP"] = entries["REL_OP"].choice(f"REL_OP of {rule}", RELATIONS)
    return {**made, "RIGHT_ATTRS": dict(_entries(entries["RIGHT_ATTRS"], rule, seen, with_op=False))}


# --- mistakes ----------------------------------------------------------------------------------


def _unknown(node: Node, name: str, allowed: tuple[str, ...], what: str) -> UserError:
    from difflib import get_close_matches

    near = get_close_matches(name.upper(), allowed, n=1, cutoff=0.6)
    hint = f"did you mean “{near[0]}”?" if near else f"it may be {', '.join(allowed)}"
    return UserError(f"“{name}” is no name of {what}; {hint}", node.path, *node.keys[name])


def _check_expression(node: Node, text: str, rule: str) -> None:
    """Refuse an expression that cannot be read, or that some word could keep busy for ever."""
    try:
        parsed = _parser()(text)
    except (re.error, OverflowError, RecursionError) as error:
        raise node.error(f"REGEX “{text}” of {rule} cannot be read: {error}") from error
    if _is_endless(parsed, inside=False):
        raise node.error(
            f"REGEX “{text}” of {rule} repeats what repeats or branches in itself, which can take for ever; write it without that"
        )


def _parser() -> Callable[[str], Any]:
    from re import _parser  # type: ignore[attr-defined,unused-ignore]

    return _parser.parse  # type: ignore[no-any-return,unused-ignore]


def _is_endless(parsed: Any, *, inside: bool) -> bool:
    """Say whether a repetition without end stands, or a choice, within another repetition."""
    for code, argument in parsed:
        name = str(code)
        is_repeat = name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
        is_open = is_repeat and int(argument[1]) > _LONGEST
        if inside and (is_open or name == "BRANCH"):
            return True
        if any(_is_endless(part, inside=inside or is_open) for part in _parts(name, argument)):
            return True
    return False


def _parts(name: str, argument: Any) -> list[Any]:
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return [argument[2]]
    if name == "SUBPATTERN":
        return [argument[3]]
    if name == "BRANCH":
        return list(argument[1])
    return [argument[1]] if name in ("ASSERT", "ASSERT_NOT") else [argument] if name == "ATOMIC_GROUP" else []
