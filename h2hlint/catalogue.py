"""What the rule book holds, for people: the coverage table, one rule explained, a rule's forms."""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from h2hlint import citing, config, places, rulefiles
from h2hlint.errors import UserError
from h2hlint.extending import extended
from h2hlint.language.choice import primary
from h2hlint.names import GRAMMAR
from h2hlint.phrases import PhraseError
from h2hlint.reports import wording
from h2hlint.ruleset import Example, Rule
from h2hlint.telling import in_reader, unfilled

if TYPE_CHECKING:
    from h2hlint.expansion import Expander

_WIDTH = 88


def load(languages: Sequence[str] | None = None, house: Sequence[str] = ()) -> list[Rule]:
    """Return the shipped rules of `languages` (default: all covered) and those of house files."""
    meanings = rulefiles.load_meanings(places.meaning_files())
    wanted = [language for language in places.languages() if languages is None or language in languages]
    shipped = [rule for language in wanted for path in places.wording_files(language) for rule in rulefiles.load_file(path, meanings)]
    files = places.rule_files([Path(entry) for entry in house])
    changes = [change for path in files for change in rulefiles.load_extensions(path)]
    for language in wanted:
        mine = extended([rule for rule in shipped if rule.language == language], [one for one in changes if one.language == language])
        shipped = [rule for rule in shipped if rule.language != language] + mine
    own = [rule for path in files for rule in rulefiles.load_file(path)]
    return shipped + [rule for rule in own if languages is None or rule.language in languages]


def table(lang: str | None, house: Sequence[str], ui_lang: str | None) -> str:
    """Return the list of rules with their severity and, per language, how many phrases each has."""
    _check_language(lang, house)
    rules = load([primary(lang)] if lang else None, house)
    languages = sorted({rule.language for rule in rules})
    by_id: dict[str, dict[str, Rule]] = defaultdict(dict)
    for rule in rules:
        by_id[rule.id][rule.language] = rule
    reader = config.reader({"ui_lang": ui_lang, "isolated": True})
    width = max(map(len, by_id))
    rows = [f"{'':<{width}}  {'':<12}" + "".join(f"{language:>5}" for language in languages)]
    for name, wordings in sorted(by_id.items()):
        grade = wording.severity(next(iter(wordings.values())).severity, reader)
        rows.append(f"{name:<{width}}  {grade:<12}" + "".join(f"{size(wordings.get(language)):>5}" for language in languages))
    totals = "".join(f"{sum(rule.language == language for rule in rules):>5}" for language in languages)
    rows.append(f"{len(by_id)} rules".ljust(width + 14) + totals)
    rows += [f"{name}: not in {language}: {reason}" for name, language, reason in without() if language in languages]
    return "\n".join(rows) + "\n"


def without() -> Iterator[tuple[str, str, str]]:
    """Yield the rules that have no sense in a language: id, language, and why."""
    for name, node in rulefiles.load_meanings(places.meaning_files()).items():
        entries = node.mapping("a rule")
        for language, reason in entries["without"].mapping("without").items() if "without" in entries else ():
            yield name, language, reason.text("without")


def size(rule: Rule | None) -> str:
    if rule is None:
        return "–"
    if rule.require is not None:
        return str(len(rule.require.any))
    return str(len(rule.terms)) if rule.matcher == "terms" else "✓"


def explanation(name: str, lang: str | None, house: Sequence[str], ui_lang: str | None, country: str | None = None) -> str:
    """Return what a rule finds, why, how a person would write it, its sources, and pairs of examples."""
    reader, country = config.reader({"ui_lang": ui_lang, "isolated": True}), config.country({"country": country})
    _check_language(lang, house)
    if name in (builtin := without_wordings()):
        return "\n".join(_explained(builtin[name], reader, country)) + "\n"
    rules = _named(name, load(None, house))
    language = primary(lang) if lang else reader
    rule = next((rule for rule in rules if rule.language == language), None)
    if rule is None and lang:
        raise UserError(f"{name} has no wordings in {language}; it has some in {', '.join(rule.language for rule in rules)}")
    return "\n".join(_explained(rule or rules[0], reader, country)) + "\n"


def without_wordings() -> dict[str, Rule]:
    """Return the rules that have a meaning but no wordings of their own, such as those about comments."""
    found = {}
    for name, node in rulefiles.load_meanings(places.meaning_files()).items():
        if name.partition("/")[0] in ("suppression", "house", "parity"):
            found[name] = rulefiles.built_in(node, "en")
    return found


def _explained(rule: Rule, reader: str, country: str | None) -> Iterator[str]:
    languages = f", {rule.language}" if rule.examples else ""
    yield f"{rule.id} ({wording.severity(rule.severity, reader)}{languages})"
    yield from _paragraph("", unfilled(in_reader(rule.message, reader)))
    yield from _paragraph(wording.word("why", reader) + ": ", in_reader(rule.why, reader))
    yield from _paragraph(wording.word("advice", reader) + ": ", in_reader(rule.advice, reader))
    if rule.examples:
        yield ""
    yield from (f"  ✗ {example.text}" for example in _some(rule, good=False))
    yield from (f"  ✓ {example.text}" for example in _some(rule, good=True))
    known = citing.sources(country)
    if rule.sources:
        yield ""
    for key in rule.sources:
        yield from _paragraph("  → ", known.get(key, ""))


def _paragraph(label: str, text: str) -> list[str]:
    """Return the text in lines; an address stays whole, or nobody can follow it."""
    whole = textwrap.TextWrapper(_WIDTH, subsequent_indent="  ", break_on_hyphens=False, break_long_words=False)
    return whole.wrap(label + text) if text else []


def _some(rule: Rule, *, good: bool) -> list[Example]:
    return [example for example in rule.examples if example.good == good][:5]


def expansion(name: str, lang: str | None, house: Sequence[str]) -> str:
    """Return every form that the phrases of a rule match, per language and phrase."""
    from h2hlint.compiling import spelling
    from h2hlint.expansion import Expander
    from h2hlint.language import inflection

    _check_language(lang, house)
    rows: list[str] = []
    for rule in _named(name, load([primary(lang)] if lang else None, house)):
        by_hand = {term.phrase: term.forms for term in rule.terms if term.forms}
        expander = Expander(inflection.load(rule.language), spelling(rule.language), by_hand)
        rows.append(f"# {rule.id} {rule.language}")
        rows += [f"{phrase}: {_shown(phrase, rule, expander)}" for phrase in _phrases(rule)]
    return "\n".join(rows) + "\n"


def _shown(phrase: str, rule: Rule, expander: Expander) -> str:
    try:
        return expander.shown(phrase, rule.lists)
    except PhraseError as error:
        raise UserError(f"the phrase “{phrase}” of {rule.id} cannot be read: {error}", rule.path, *rule.place) from error


def _phrases(rule: Rule) -> list[str]:
    if rule.require is not None:
        return [*rule.require.when, *rule.require.any]
    return [term.phrase for term in rule.terms]


def _named(name: str, rules: Sequence[Rule]) -> list[Rule]:
    if name.startswith(f"{GRAMMAR}/"):
        raise UserError(f"{name} is a rule of LanguageTool, whose messages say what it means; see docs/engines.md")
    found = [rule for rule in rules if rule.id == name]
    if not found:
        names = sorted({rule.id for rule in rules})
        near = get_close_matches(name, names, n=1) or [rule for rule in names if rule.endswith("/" + name)]
        hint = f"did you mean {near[0]}?" if near else "“h2hlint rules” lists them"
        raise UserError(f"there is no rule {name}; {hint}")
    return found


def _check_language(lang: str | None, house: Sequence[str]) -> None:
    if lang and primary(lang) not in places.languages() and not house:
        raise UserError(f"h2hlint has no rules in “{lang}”; it has them in {', '.join(places.languages())}")
