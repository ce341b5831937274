"""Pages about the rule book, in Markdown: one per rule, an index per category and language, and the coverage table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from h2hlint import catalogue, citing, places
from h2hlint.reports import wording
from h2hlint.ruleset import Example, Rule
from h2hlint.telling import in_reader, unfilled

LANGUAGE_NAMES = {"da": "Danish", "nb": "Norwegian Bokmål", "de": "German", "pl": "Polish", "en": "English"}
READER = "en"
_PAIRS = 3
_NOTE = "<!-- Made from rules/ by `h2hlint rules pages`; edit the rules, not this page. -->"


def pages() -> dict[str, str]:
    """Return the text of every page by its path below the folder for rules."""
    by_id: dict[str, dict[str, Rule]] = defaultdict(dict)
    for rule in catalogue.load():
        by_id[rule.id][rule.language] = rule
    built_in = catalogue.without_wordings()
    found = {f"{name}.md": _page(name, wordings) for name, wordings in by_id.items()}
    found.update({f"{name}.md": _page(name, {"": rule}) for name, rule in built_in.items()})
    for category in sorted({name.partition("/")[0] for name in by_id}):
        found[f"{category}/README.md"] = _category(
            category, {name: rules for name, rules in by_id.items() if name.startswith(category + "/")}
        )
    found["README.md"] = _index(by_id, sorted(built_in))
    return found


def write(folder: Path) -> int:
    """Write all pages into `folder`, remove pages of rules that are gone, and return how many there are."""
    made = pages()
    for old in folder.rglob("*.md"):
        if str(old.relative_to(folder)).replace("\\", "/") not in made:
            old.unlink()
    for name, text in made.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return len(made)


def _page(name: str, wordings: dict[str, Rule]) -> str:
    rule = next(iter(wordings.values()))
    return "\n".join([f"# {name}", "", _NOTE, "", *_head(rule), *_sources(rule), *_pairs(wordings)]).rstrip() + "\n"


def _head(rule: Rule) -> Iterator[str]:
    yield f"**{rule.severity}**" + "".join(f" · {text}" for text in _limits(rule))
    yield ""
    yield unfilled(in_reader(rule.message, READER))
    yield ""
    yield f"**Why.** {in_reader(rule.why, READER)}"
    yield ""
    yield f"**How a person would write it.** {in_reader(rule.advice, READER)}"
    yield ""


def _limits(rule: Rule) -> Iterator[str]:
    if rule.channels:
        yield "only in " + ", ".join(rule.channels)
    if rule.where:
        yield "only in blocks: " + ", ".join(rule.where)
    if rule.not_where:
        yield "not in blocks: " + ", ".join(rule.not_where)
    if rule.audience:
        yield "for the audience " + ", ".join(rule.audience)
    yield from (f"{severity} in blocks: {role}" for role, severity in rule.severity_where.items())


def _sources(rule: Rule) -> Iterator[str]:
    sources = citing.sources(None)
    if rule.sources:
        yield "**Rests on.**"
        yield ""
        yield from (f"- {sources[key]}" for key in rule.sources if key in sources)
        yield ""


def _pairs(wordings: dict[str, Rule]) -> Iterator[str]:
    for language, name in LANGUAGE_NAMES.items():
        rule = wordings.get(language)
        if rule is None:
            continue
        yield f"## {name}"
        yield ""
        yield from (f"- ✗ {_shown(one)}" for one in _some(rule, good=False))
        yield from (f"- ✓ {_shown(one)}" for one in _some(rule, good=True))
        yield ""


def _some(rule: Rule, *, good: bool) -> Sequence[Example]:
    return [example for example in rule.examples if example.good == good][:_PAIRS]


def _shown(example: Example) -> str:
    """Return an example on one line; markup in it is shown as it stands."""
    text = " ".join(example.text.split())
    return f"`{text}`" if example.format in ("html", "email", "markdown") else text.replace("<", "\\<").replace("*", "\\*")


def _category(category: str, by_id: dict[str, dict[str, Rule]]) -> str:
    rows = [f"# {category}: {wording.category(category, READER)}", "", _NOTE, ""]
    for language, name in LANGUAGE_NAMES.items():
        rows += [f"## {name}", "", "| rule | severity | finds |", "|---|---|---|"]
        for rule_id, wordings in sorted(by_id.items()):
            if rule := wordings.get(language):
                first = next(example for example in rule.examples if not example.good)
                rows.append(
                    f"| [{rule_id}]({rule_id.partition('/')[2]}.md) | {rule.severity} | {_shown(first).replace('|', chr(92) + '|')} |"
                )
        rows.append("")
    return "\n".join(rows).rstrip() + "\n"


def _index(by_id: dict[str, dict[str, Rule]], built_in: Sequence[str]) -> str:
    languages = places.languages()
    rows = ["# The rule book", "", _NOTE, "", "How many phrases a rule has in each language; ✓ a detector or measure, – not there.", ""]
    rows += ["| rule | severity | " + " | ".join(languages) + " |", "|---|---|" + "---:|" * len(languages)]
    for name, wordings in sorted(by_id.items()):
        sizes = " | ".join(catalogue.size(wordings.get(language)) for language in languages)
        rows.append(f"| [{name}]({name}.md) | {next(iter(wordings.values())).severity} | {sizes} |")
    rows += ["", *(f"- {name}: not in {language}: {reason}" for name, language, reason in catalogue.without())]
    categories = sorted({name.partition("/")[0] for name in by_id})
    rows += ["", "By language: " + " · ".join(f"[{category}]({category}/README.md)" for category in categories)]
    rows += [
        "",
        "About comments, the config's own words and the languages of one text: " + " · ".join(f"[{name}]({name}.md)" for name in built_in),
    ]
    return "\n".join(rows) + "\n"
