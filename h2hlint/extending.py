"""Applies what a house changes in shipped rules: rules in, rules out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import get_close_matches
from itertools import chain

from h2hlint.errors import UserError
from h2hlint.phrases import Lists, PhraseError, parse
from h2hlint.ruleset import Extension, Rule, Term


def extended(rules: Sequence[Rule], extensions: Iterable[Extension]) -> list[Rule]:
    """Return `rules` as the extensions change them; raises UserError for a rule or phrase that is not there."""
    found = {rule.id: rule for rule in rules}
    for extension in extensions:
        if extension.id not in found:
            raise _unknown_rule(extension, list(found))
        if extension.enabled:
            found[extension.id] = _changed(found[extension.id], extension)
        else:
            del found[extension.id]
    return list(found.values())


def _changed(rule: Rule, extension: Extension) -> Rule:
    lists = Lists({**rule.lists, **extension.lists})
    _check_phrases(lists, extension)
    changed = replace(
        rule,
        severity=extension.severity or rule.severity,
        severity_where={} if extension.severity else rule.severity_where,
        exceptions=(*rule.exceptions, *extension.exceptions),
        lists=lists,
    )
    if rule.require is not None:
        wanted = _without(rule, rule.require.any, extension.remove, extension)
        return replace(changed, require=replace(rule.require, any=(*wanted, *(term.phrase for term in extension.add))))
    if (extension.add or extension.remove) and rule.matcher != "terms":
        raise UserError(f"{rule.id} has no terms; only its severity can be changed, or “enabled: false”", extension.path, *extension.place)
    kept = _without(rule, tuple(term.phrase for term in rule.terms), extension.remove, extension)
    return replace(changed, terms=(*(term for term in rule.terms if term.phrase in kept), *extension.add))


def _check_phrases(lists: Lists, extension: Extension) -> None:
    """Raise UserError for a phrase that cannot be read, at its place in the house's file."""
    phrases = [(term.phrase, term.place) for term in extension.add]
    nearby = [term.unless_nearby.phrases for term in extension.add if term.unless_nearby]
    guards = chain(extension.exceptions, *(term.exceptions for term in extension.add), *nearby)
    phrases += [(phrase, extension.place) for phrase in guards]
    for phrase, place in phrases:
        try:
            parse(phrase, lists)
        except PhraseError as error:
            raise UserError(f"the phrase “{phrase}” cannot be read: {error}", extension.path, *place) from error


def _without(rule: Rule, phrases: tuple[str, ...], removed: Sequence[Term], extension: Extension) -> tuple[str, ...]:
    for term in removed:
        if term.phrase not in phrases:
            near = get_close_matches(term.phrase, phrases, n=1)
            hint = f"did you mean “{near[0]}”?" if near else f"“h2hlint rules expand {rule.id} --lang {rule.language}” lists them"
            raise UserError(f"{rule.id} has no phrase “{term.phrase}”; {hint}", extension.path, *term.place)
    gone = {term.phrase for term in removed}
    return tuple(phrase for phrase in phrases if phrase not in gone)


def _unknown_rule(extension: Extension, names: Sequence[str]) -> UserError:
    near = get_close_matches(extension.id, names, n=1)
    hint = f"did you mean {near[0]}?" if near else "“h2hlint rules” lists them"
    message = f"h2hlint has no rule {extension.id} in {extension.language} to extend; {hint}"
    return UserError(message, extension.path, *extension.place)
