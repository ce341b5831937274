"""Makes the plain data of a `book.Book` from rule files, language facts and the lexicon."""

from __future__ import annotations

import marshal
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from h2hlint import extending, places, rulefiles, yamlfile
from h2hlint.book import NO_PHRASES
from h2hlint.cells import Vocabulary
from h2hlint.errors import UserError
from h2hlint.expansion import Expander, TableBuilder
from h2hlint.language import facts, frequencies, inflection
from h2hlint.names import ROLES
from h2hlint.phrases import Element, Lists, PhraseError, Variant, parse
from h2hlint.phrases import Word as PhraseWord
from h2hlint.rewording import rewordings
from h2hlint.ruleset import Nearby, Rule, Term
from h2hlint.settings import BANNED, WORD_KINDS, Word
from h2hlint.yamlfile import Node

ADDRESS = ("informal", "formal", "formal-inside")
"""Forms of address; those of the last count only inside a sentence. The language's data have words for each under `you-`."""
_NAMED_GUARDS = (
    "negations", "boosts", "mentions", "you-informal", "you-formal", "you-formal-inside", "you-neutral", "we", "accepts", "refuses",
    "way-out",
)  # fmt: skip
_SWEPT = ("negations", "boosts", "mentions", "you-informal", "you-formal", "you-formal-inside", "you-neutral", "we")
"""Those that so many blocks are asked about that they are looked for in all."""


def shipped(language: str, changes: Sequence[Path] = ()) -> tuple[Any, ...]:
    """Compile the shipped book of `language`, as the house files `changes` change its rules."""
    meanings = rulefiles.load_meanings(places.meaning_files())
    rules = [rule for path in places.wording_files(language) for rule in rulefiles.load_file(path, meanings)]
    rules = extending.extended(rules, (extension for path in changes for extension in rulefiles.load_extensions(path)))
    spoken = {rule.id for rule in rules}
    built_in = [rulefiles.built_in(node, language) for name, node in meanings.items() if name not in spoken]
    return _Compiler(language).compile(rules, known=tuple(meanings), built_in=built_in)


def house(language: str, file: Path) -> tuple[Any, ...]:
    """Compile a house's rule file."""
    rules = rulefiles.load_file(file)
    meanings = rulefiles.load_meanings(places.meaning_files())
    for rule in rules:
        if rule.id in meanings:
            raise UserError(
                f"{rule.id} is a rule of h2hlint; to change it write “extends: {rule.id}”, else another id", rule.path, *rule.place
            )
    return _Compiler(language).compile(rules, extends=bool(rulefiles.load_extensions(file)))


def vocabulary(language: str, words: Sequence[Word]) -> tuple[Any, ...]:
    """Compile a house's vocabulary: what it bans as a rule, what it accepts and names as guards."""
    meaning = rulefiles.load_meanings(places.meaning_files())[BANNED]
    banned = [word for word in words if word.kind == "ban"]
    rule = rulefiles.built_in(meaning, language, tuple(word.term for word in banned))
    guards = {kind: tuple(word.term.phrase for word in words if word.kind == kind) for kind in WORD_KINDS if kind != "ban"}
    return _Compiler(language).compile([rule] if banned else [], guards=guards)


class _Compiler:
    """Numbers rules and phrases while it fills the two tables of a book."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._data = _language_data(language)
        self._roles = _read_optional(places.RULES / language / "roles.yml")
        self._facts = facts.from_mapping(language, self._data)
        self._lexicon = inflection.load(language)
        self._spelling = _pairs(self._data)
        self._frequencies = frequencies.load(language)
        self._vocabulary = Vocabulary()
        self._guards = TableBuilder(Expander(self._lexicon, self._spelling), self._frequencies, self._vocabulary)
        self._guard_numbers: dict[tuple[str, ...], int] = {}
        self._swept: dict[int, tuple[tuple[str, ...], Lists]] = {}

    def compile(
        self,
        rules: Sequence[Rule],
        *,
        known: tuple[str, ...] = (),
        built_in: Sequence[Rule] = (),
        extends: bool = False,
        guards: Mapping[str, tuple[str, ...]] | None = None,
    ) -> tuple[Any, ...]:
        """Compile `rules`; with `guards`, a book of just these named guards, else with those of the language and its roles."""
        by_hand = {term.phrase: term.forms for rule in rules for term in rule.terms if term.forms}
        reworded: dict[int, Mapping[str, tuple[str, ...]]] = {}
        main = TableBuilder(Expander(self._lexicon, self._spelling, by_hand), self._frequencies, self._vocabulary)
        owners: list[tuple[Any, ...]] = []
        entries = []
        for number, rule in enumerate(rules):
            entries.append(self._entry(rule))
            for term in self._terms(rule):
                _add(main, len(owners), term.phrase, rule, term.place)
                if term.suggestions and (forms := self._rewordings(term, rule.lists)):
                    reworded[len(owners)] = forms
                capital = _has_capital(term.phrase, rule.lists)
                silencers = self._guard(term.exceptions, rule), self._reach(term.unless_nearby, rule)
                owners.append((number, term.suggestions, *silencers, term.safe, capital))
        texts = {
            rule.id: (dict(rule.message), dict(rule.why), dict(rule.advice), rule.sources, rule.severity) for rule in (*rules, *built_in)
        }
        roles, pages = ([], []) if guards is not None else (self._role_tests(), self._page_tests())
        named = self._named_guards() if guards is None else self._house_guards(guards)
        for number, (phrases, lists) in self._swept.items():
            for phrase in phrases:
                main.add(len(owners) + number, phrase, lists)  # see `Book.guard_owner`
        tables = {owner: marshal.dumps(plain(table)) for owner, table in self._guards.tables().items()}
        parts = ((main.phrases(), main.table()), (self._guards.phrases(), tables), texts)
        return (
            plain(self._facts),
            entries,
            owners,
            roles,
            pages,
            named,
            *(marshal.dumps(plain(part)) for part in parts),
            known,
            extends,
            marshal.dumps(plain(reworded)),
            tuple(self._swept),
            " ".join(self._vocabulary),
        )

    def _rewordings(self, term: Term, lists: Lists) -> Mapping[str, tuple[str, ...]]:
        """Return the term's suggestions for the forms of the word that it begins with."""
        heads = {word.text for variant in parse(term.phrase, lists) for word in _first_words(variant) if word.shape == "word"}
        return rewordings(self._lexicon, self._language, sorted(heads), term.suggestions)

    def _terms(self, rule: Rule) -> Sequence[Term]:
        if rule.metric.get("name") == "mixed-address":
            return [Term(phrase, (form,), place=rule.place) for form in ADDRESS for phrase in self._data.get(f"you-{form}") or ()]
        if rule.require is None:
            return rule.terms
        when = rule.require.when or tuple(self._asks())
        if not when:
            raise UserError(f"{rule.id} does not say when it applies; add “when:” to its require", rule.path, *rule.place)
        return [Term(phrase, place=rule.place) for phrase in when]

    def _entry(self, rule: Rule) -> tuple[Any, ...]:
        require, is_swept = rule.require, rule.matcher == "detector"  # asked about wherever the detector finds something
        return (
            rule.id, rule.severity, rule.matcher, self._guard(rule.exceptions, rule),
            self._reach(rule.unless_nearby, rule, is_swept=is_swept), self._reach(rule.only_if_nearby, rule, is_swept=is_swept),
            dict(rule.severity_where), rule.channels, rule.where, rule.not_where, rule.audience, rule.ignore_if,
            rule.min_hits, rule.min_words, rule.max_words, dict(rule.metric),
            self._guard(require.any, rule) if require else NO_PHRASES,
            self._guard(require.but_not, rule) if require else NO_PHRASES,
            require.within if require else "",
            bool(self._terms(rule)), rule.tokens,
        )  # fmt: skip

    def _reach(self, nearby: Nearby | None, rule: Rule, *, is_swept: bool = False) -> tuple[Any, ...] | None:
        return None if nearby is None else (nearby.within, nearby.amount, self._guard(nearby.phrases, rule, is_swept=is_swept))

    def _guard(self, phrases: tuple[str, ...], rule: Rule, *, is_swept: bool = False) -> int:
        return self._guard_phrases(phrases, rule.lists, rule.path, rule.place, is_swept=is_swept)

    def _guard_phrases(self, phrases: tuple[str, ...], lists: Lists, path: str, place: tuple[int, int], *, is_swept: bool = False) -> int:
        """Return the number of guard phrases; those that are swept for are found with what rules look for, not by themselves."""
        if not phrases:
            return NO_PHRASES
        used = lists if any("{" in phrase for phrase in phrases) else Lists()
        key = (*phrases, used.text)
        if key not in self._guard_numbers:
            number = self._guard_numbers[key] = len(self._guard_numbers)
            for phrase in phrases:
                try:
                    parse(phrase, used)
                    if not is_swept:
                        self._guards.add(number, phrase, used)
                except PhraseError as error:
                    raise UserError(f"the phrase “{phrase}” cannot be read: {error}", path, *place) from error
        if is_swept:
            self._swept[self._guard_numbers[key]] = phrases, used
        return self._guard_numbers[key]

    def _named_guards(self) -> dict[str, int]:
        asks = self._guard_phrases(tuple(self._asks()), Lists(), self._roles.path, (1, 1), is_swept=True)
        return {**{name: self._named(name) for name in _NAMED_GUARDS}, "asks": asks}

    def _house_guards(self, guards: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
        return {name: self._guard_phrases(phrases, Lists(), "the vocabulary", (1, 1)) for name, phrases in guards.items()}

    def _named(self, name: str) -> int:
        phrases, path = tuple(self._data.get(name) or ()), str(places.DATA / self._language / "language.yml")
        return self._guard_phrases(phrases, Lists(), path, (1, 1), is_swept=name in _SWEPT)

    def _asks(self) -> list[str]:
        entries = self._roles.mapping("roles.yml")
        return entries["asks"].texts("asks") if "asks" in entries else []

    def _role_tests(self) -> list[tuple[str, int, int]]:
        entries = self._roles.mapping("roles.yml")
        found = []
        for node in entries["roles"].items("roles") if "roles" in entries else []:
            node.check_keys("a role", ("role", "any", "with"))
            options = node.mapping("a role")
            role = options["role"].choice("role", ROLES)
            found.append((role, self._role_phrases(options["any"]), self._role_phrases(options.get("with"))))
        return found

    def _page_tests(self) -> list[tuple[str, int, int]]:
        entries = self._roles.mapping("roles.yml")
        pages = entries["pages"].mapping("pages") if "pages" in entries else {}
        return [(role, self._role_phrases(node), NO_PHRASES) for role, node in pages.items()]

    def _role_phrases(self, node: Node | None) -> int:
        if node is None:
            return NO_PHRASES
        return self._guard_phrases(tuple(node.texts("role phrases")), Lists(), node.path, (node.line, node.column), is_swept=True)


def _first_words(variant: Variant) -> Sequence[PhraseWord]:
    first = variant[0]
    return first.words if isinstance(first, Element) and not first.optional else ()


def spelling(language: str) -> list[tuple[str, str]]:
    """Return the pairs of spellings that count as one in `language`, such as ß and ss."""
    return _pairs(_language_data(language))


def _pairs(data: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(old, new) for old, new in data.get("spelling") or []]


def _has_capital(phrase: str, lists: Lists) -> bool:
    """Say whether a phrase begins with a word that its author writes with a capital: DNA, Europas."""
    first = [item for variant in parse(phrase, lists) for item in variant[:1]]
    return any(word.text[:1].isupper() for item in first if isinstance(item, Element) for word in item.words)


def _add(builder: TableBuilder, owner: int, phrase: str, rule: Rule, place: tuple[int, int]) -> None:
    try:
        builder.add(owner, phrase, rule.lists)
    except PhraseError as error:
        column = place[1] + error.column
        raise UserError(f"the phrase “{phrase}” of {rule.id} cannot be read: {error}", rule.path, place[0], column) from error


def _language_data(language: str) -> dict[str, Any]:
    value = _read_optional(places.DATA / language / "language.yml").plain()
    return value if isinstance(value, dict) else {}


def _read_optional(path: Path) -> Node:
    if not path.is_file():
        return Node({}, str(path), 1, 1, {})
    return yamlfile.load(path.read_text(encoding="utf-8"), str(path))


def plain(value: Any, memo: dict[int, Any] | None = None) -> Any:
    """Return `value` with named tuples as tuples, equal parts shared, so that `marshal` keeps it small."""
    memo = {} if memo is None else memo
    if id(value) in memo:
        return memo[id(value)][1]
    if isinstance(value, tuple):
        made: Any = tuple(plain(entry, memo) for entry in value)
    elif isinstance(value, dict):
        made = {key: plain(entry, memo) for key, entry in value.items()}
    elif isinstance(value, list):
        made = [plain(entry, memo) for entry in value]
    else:
        return value
    memo[id(value)] = (value, made)
    return made
