"""What the rules rest on: every source says where it stands, and no rule plays the judge."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

import pytest

from h2hlint import places, rulefiles, yamlfile
from h2hlint.names import COUNTRIES
from tests.conftest import Run

TASTE = {"craft", "seeds"}
DAY = re.compile(r"20\d\d-\d\d-\d\d")
VERDICT = re.compile(
    r"illegal|unlawful|against the law|ulovlig|i strid med|rechtswidrig|gesetzwidrig|unzulässig|verboten"
    r"|niezgodn\w+ z praw|nielegaln|bezprawn",
    re.IGNORECASE,
)


@cache
def _sources() -> Mapping[str, Mapping[str, str]]:
    path = places.RULES / "sources.yml"
    tree = yamlfile.load(path.read_text(encoding="utf-8"), str(path))
    return {
        key: {name: value.text(name) for name, value in node.mapping(key).items()} for key, node in tree.mapping("sources").items()
    }  # fmt: skip


def _cited(category: str) -> dict[str, list[str]]:
    meanings = rulefiles.load_meanings(places.meaning_files())
    found = {}
    for name, node in meanings.items():
        if name.startswith(category + "/"):
            found[name] = [source.text("source") for source in node.mapping(name)["sources"].items("sources")]
    return found


@pytest.mark.parametrize("key", sorted(_sources()))
def test_a_source_says_where_it_stands(key: str) -> None:
    entry = _sources()[key]
    assert set(entry) - {"country"} == {"title", "place", "url", "checked"}
    assert entry["title"]
    assert key in TASTE or entry["place"]
    assert entry.get("country", "dk") in COUNTRIES
    assert not entry["url"] or entry["url"].startswith("https://")
    assert not entry["checked"] or DAY.fullmatch(entry["checked"])


@pytest.mark.parametrize("category", ["consent", "contact"])
def test_every_rule_rests_on_something(category: str) -> None:
    assert all(cited for cited in _cited(category).values())


def test_no_rule_cites_what_nobody_has_looked_up() -> None:
    cited = {source for category in ("consent", "contact") for sources in _cited(category).values() for source in sources}
    assert not {source for source in cited - TASTE if not _sources()[source]["checked"]}


def test_no_rule_says_that_a_text_breaks_the_law() -> None:
    for name, node in rulefiles.load_meanings(places.meaning_files()).items():
        for part in ("message", "why", "advice"):
            for language, text in node.mapping(name)[part].mapping(part).items():
                assert not VERDICT.search(text.text(part)), (name, part, language)


def test_the_address_of_a_source_stays_whole(run: Run) -> None:
    out = run("explain", "consent/uneven-choice", "--country", "dk", "--ui-lang", "en").stdout
    assert _sources()["edpb-cookie-taskforce"]["url"] in out
