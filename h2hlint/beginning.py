"""What `init` and `rules new` write: a config made from a look at the folder, and a rule file to begin from."""

from __future__ import annotations

import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

from h2hlint import config, configkeys, formats, places, rulefiles, sources
from h2hlint.errors import UserError
from h2hlint.language.choice import Chooser, from_path, primary
from h2hlint.places import DATA

CHANNEL_FOLDERS = {
    "email": ("mail", "mails", "email", "emails", "e-mail", "e-mails", "newsletter", "newsletters", "nyhedsbrev", "nyhedsbreve",
              "nyhetsbrev", "mailings", "rundbriefe", "maile", "newslettery"),
    "support": ("support", "help", "faq", "kundeservice", "kundesupport", "hjaelp", "hjælp", "hjelp", "hilfe", "kundendienst", "pomoc",
                "bok", "macros", "makroer", "makros", "makra", "replies", "svar", "antworten", "odpowiedzi"),
    "consent": ("consent", "cookies", "samtykke", "samtykker", "einwilligung", "einwilligungen", "zgody", "zgoda"),
}  # fmt: skip
"""Names of folders that say what the texts in them are for."""
_SAMPLED = 300
_SAMPLED_PER_FOLDER = 5


def new_config(folder: str) -> str:
    """Write a commented config for `folder`; return what was seen and what to do next. Raises UserError when one is there."""
    path = Path(folder) / config.NAME
    seen = _Look(folder)
    _write(path, "".join(line + "\n" for line in _config_lines(seen)), "there is a config already; edit it, or remove it first")
    return "".join(line + "\n" for line in (f"wrote {path}", *seen.lines(), *_next_steps(folder)))


def new_rules(file: str | None, lang: str | None, name: str | None, ui_lang: str | None) -> str:
    """Write a commented rule file and say where, or return it for `-`. Raises UserError."""
    language = primary(lang) if lang else config.reader({"ui_lang": ui_lang}, ".")
    if language not in places.languages():
        raise UserError(f"h2hlint has no rules in “{language}”; it has them in {', '.join(places.languages())}")
    text = (DATA / language / "rule-template.yml").read_text(encoding="utf-8")
    if name:
        rulefiles.check_id(name)
        text = text.replace("house/rule", name)
    if file == "-":
        return text
    path = Path(file or f"house-rules.{language}.yml")
    _write(path, text, "there is such a file already; name another")
    return f"wrote {path}; try it with: h2hlint rules test {path}\n"


def _write(path: Path, text: str, taken: str) -> None:
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        raise UserError(taken, str(path)) from error
    except OSError as error:
        raise UserError(f"this file cannot be written: {error.strerror}", str(path)) from error


class _Look:
    """What stands in a folder: its formats, its languages by folder, the channels that folders name, data files left out."""

    def __init__(self, folder: str) -> None:
        if not os.path.isdir(folder):
            raise UserError("there is no such folder to look at", folder)
        self.formats: Counter[str] = Counter()
        self.languages: dict[str, Counter[str]] = defaultdict(Counter)
        self.channels: dict[str, list[str]] = defaultdict(list)
        found = (item for item in sources.Finder().find(folder) if isinstance(item, str))
        for item in found:
            self._take(PurePath(os.path.relpath(item, folder)), item)

    def _take(self, below: PurePath, path: str) -> None:
        self.formats[formats.format_of(path) or "?"] += 1
        for depth, part in enumerate(below.parts[:-1], start=1):
            for channel, names in CHANNEL_FOLDERS.items():
                pattern = "/".join(below.parts[:depth]) + "/"
                if part.lower() in names and pattern not in self.channels[channel]:
                    self.channels[channel].append(pattern)
        top = below.parts[0] if len(below.parts) > 1 else ""
        if (
            sum(self.languages[top].values()) < _SAMPLED_PER_FOLDER
            and self.formats.total() <= _SAMPLED
            and (language := _language(below, path))
        ):
            self.languages[top][language] += 1

    @property
    def all_languages(self) -> list[str]:
        """The languages met, the commonest first."""
        return [language for language, _ in sum(self.languages.values(), Counter()).most_common()]

    def lines(self) -> Iterator[str]:
        """Yield what was seen, for people."""
        if not self.formats:
            yield "no texts that h2hlint reads were found here yet"
            return
        yield f"texts: {', '.join(f'{count} {name}' for name, count in self.formats.most_common())}"
        yield f"languages: {', '.join(self.all_languages) or 'none that h2hlint knows'}"
        for channel, patterns in self.channels.items():
            yield f"{channel}: {', '.join(patterns)}"


def _language(below: PurePath, path: str) -> str | None:
    """Return the language of one text, None where it cannot be told."""
    covered = places.languages()
    if named := from_path(str(below), covered):
        return named
    try:
        source = sources.read(path)
        language = Chooser(formats.extract(source)[:_SAMPLED], None, None).file_language
    except UserError:
        return None
    return language if language in covered else None


def _config_lines(seen: _Look) -> Iterator[str]:
    yield "# h2hlint: which texts are linted, and how. Every line may go; lines behind # are examples or defaults."
    yield f"# yaml-language-server: $schema={SCHEMA}"
    yield ""
    yield from _language_lines(seen)
    yield from _channel_lines(seen)
    yield from _TEMPLATE.splitlines()


def _language_lines(seen: _Look) -> Iterator[str]:
    languages = seen.all_languages
    yield f"# {configkeys.KEYS['language'].about}."
    yield f"language: {languages[0]}" if len(languages) == 1 else "# language: da"
    yield ""


def _channel_lines(seen: _Look) -> Iterator[str]:
    yield "# What the texts are for: website, email, support or consent. Mail files are email anyway, the rest is website."
    yield "# channel: website"
    own = {top: next(iter(found)) for top, found in seen.languages.items() if top and len(found) == 1 and len(seen.all_languages) > 1}
    own = {top: language for top, language in own.items() if from_path(f"{top}/x.md", places.languages()) != language}
    if not own and not any(seen.channels.values()):
        yield from ("# overrides:", "#   - paths: [newsletters/]", "#     channel: email", "")
        return
    yield "overrides:"
    for channel, patterns in seen.channels.items():
        if patterns:
            yield from (f"  - paths: {_flow(patterns)}", f"    channel: {channel}")
    for top, language in own.items():
        yield from (f"  - paths: {_flow([top + '/'])}", f"    language: {language}")
    yield ""


def _flow(patterns: Sequence[str]) -> str:
    """Write patterns as a YAML list, those with odd signs quoted."""
    return "[" + ", ".join(one if re.fullmatch(r"[\w./-]+", one) else "'" + one.replace("'", "''") + "'" for one in patterns) + "]"


def _next_steps(folder: str) -> Iterator[str]:
    """Say how many findings there are today, and offer to begin from here."""
    from h2hlint import running

    found = sum(len(report.findings) for report in running.run(running.options([folder])).reports)
    if found:
        where = "" if folder == "." else f" {folder}"
        yield f"findings today: {found}. See them: h2hlint check{where}"
        yield f"Or keep them for later and let only new ones count: h2hlint baseline create{where}"
    else:
        yield "nothing to mend today"


SCHEMA = "https://raw.githubusercontent.com/h2hlint/h2hlint/main/h2hlint/data/config.schema.json"
_TEMPLATE = """\
# How much is said: gentle, default or strict; and what the house does: shop, public-sector, b2b, health, travel, finance.
# preset: default
# profile: shop
# audience: customer          # who reads: customer, b2b, developer or internal

# Words of the house, inflected as the language does. What it accepts mutes just that word, never a longer phrase.
# vocabulary:
#   accept: {en: [solution]}
#   ban: {en: {clients: [guests]}}
#   names: {people: [Anna Holm], products: [Solid Pro], firms: [Nordlys]}

# select: [buzzword, consent] # only these rules: ids or their beginnings
# ignore: [buzzword/anglicism]
# severity: {contact/no-reply: error}
# rules: [house-rules.en.yml] # rules of your own: h2hlint rules new

# include: [src/**/*.json]    # data files that hold copy
# exclude: [drafts/]
# ui-language: da             # language of messages; default: that of your system
# fail_on: warning            # error, warning, note or never: what makes the exit code 1
"""
