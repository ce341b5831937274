"""What a config and the command line decide for one file: plain values, hashable, so that a run makes one linter for each set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from h2hlint.engines import Engine, Grammar
    from h2hlint.formats.wishes import Wishes
    from h2hlint.ruleset import Term

OFF = "off"
ON = "on"
ALL = "all"
"""What a config says beside real severities: left out, as the rule has it; `ALL` stands for all rules in suppressions."""

BANNED = "house/banned"
"""The rule that finds the words that a house bans."""
WORD_KINDS = ("accept", "ban", "person", "product", "firm")


class Place(NamedTuple):
    """Where a setting was written; line and column count from 1."""

    path: str
    line: int
    column: int


class Pick(NamedTuple):
    """A rule id or prefix that a setting names, with the severity that it is to have; `place` None: an option."""

    rules: str
    severity: str = ON
    place: Place | None = None


class Word(NamedTuple):
    """An entry of a house's vocabulary.

    `kind` is accept, ban, person, product or firm; `language` "" means every language.
    """

    kind: str
    language: str
    term: Term
    path: str


class Suppression(NamedTuple):
    """Findings that a config silences for good: in files that `paths` name below `base`, of `rules`, holding `text`."""

    paths: tuple[str, ...]
    base: str
    rules: tuple[Pick, ...]
    text: str
    reason: str
    place: Place


@dataclass(frozen=True, slots=True)
class Settings:
    """How to lint: what the command line and the config decide for one file.

    `language` None means: find out; `channel` None means: by format; `select` names the only rules
    to run (none: all), `severities` change or switch off rules, later ones win; `rules` are files or
    folders of house rules, `packs` installed packages of them; a file that is a `template` holds
    fields that are filled in later; `role` is what all its texts are for, unless they say it themselves; `wishes` say how exports and
    catalogues are read; `grammar` says how LanguageTool is asked, None: not at all; `engines` are the spaCy pipelines of languages.
    """

    language: str | None = None
    channel: str | None = None
    reader: str = "en"
    audience: str = "customer"
    template: bool = False
    role: str = "none"
    select: tuple[Pick, ...] = ()
    severities: tuple[Pick, ...] = ()
    rules: tuple[str, ...] = ()
    packs: tuple[Pick, ...] = ()
    vocabulary: tuple[Word, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    default_rules: bool = True
    wishes: Wishes | None = None
    grammar: Grammar | None = None
    engines: tuple[Engine, ...] = ()

    def severity(self, rule: str, own: str) -> str:
        """Return the severity that a rule has under these settings, `OFF` when it is not to run; `own` is the rule's."""
        if self.select and not covers(rule, (pick.rules for pick in self.select)):
            return OFF
        found = own
        for pick in self.severities:
            if covers(rule, (pick.rules,)):
                found = own if pick.severity == ON else pick.severity
        return found

    def named(self) -> Iterator[Pick]:
        """Yield every rule id or prefix that these settings name."""
        yield from self.select
        yield from self.severities
        for one in self.suppressions:
            yield from (pick for pick in one.rules if pick.rules != ALL)


def covers(name: str, prefixes: Iterable[str]) -> bool:
    """Say whether a rule id is named by one of `prefixes`: the id itself or its beginning up to a slash or hyphen."""
    return any(name == prefix or name.startswith(prefix if prefix[-1:] in "/-" else (prefix + "/", prefix + "-")) for prefix in prefixes)


def picks(names: Sequence[str], severity: str = ON) -> tuple[Pick, ...]:
    """Return the picks of rule ids or prefixes given as options."""
    return tuple(Pick(name, severity) for name in names)
