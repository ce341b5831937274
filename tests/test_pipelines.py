"""spaCy pipelines that users name: found, refused, and what their labels change. Those here are made by hand, in seconds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.training import Example
from thinc.api import fix_random_seed

from h2hlint.engines import Engine
from h2hlint.lint import Linter
from h2hlint.settings import Settings
from h2hlint.text import Source
from tests.conftest import Run

DE = "Wir gehen innovative Wege.\n"


def _ruled(language: str, patterns: dict[str, dict[str, str]]) -> Any:
    """Return a pipeline that labels words by a list."""
    nlp = spacy.blank(language)
    ruler: Any = nlp.add_pipe("attribute_ruler")
    for word, attributes in patterns.items():
        ruler.add(patterns=[[{"LOWER": word}]], attrs=attributes)
    return nlp


def _findings(language: str, text: str, engine: Engine | None = None, rules: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    linter = Linter(Settings(language=language, rules=rules, engines=(engine,) if engine else ()))
    report = linter.lint(Source("a.txt", text, "text"))
    assert not linter.errors
    return [(one.rule, text[one.span.start : one.span.end]) for one in report.findings]


# --- which are taken ---------------------------------------------------------------------------


@pytest.mark.parametrize("options", [(), ("--engine", "spacy")])
def test_a_missing_model_is_one_sentence(run: Run, tmp_path: Path, options: tuple[str, ...]) -> None:
    (tmp_path / "a.txt").write_text(DE, encoding="utf-8")
    (tmp_path / ".h2hlint.yml").write_text("" if options else "engines: {de: de_core_news_sm}\n", encoding="utf-8")
    done = run("check", "--lang", "de", "--ui-lang", "en", *options)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "the spaCy pipeline de_core_news_sm is not installed; get it with “" in done.stderr
    assert "-m spacy download de_core_news_sm”" in done.stderr
    assert "pip install" not in done.stderr
    assert "buzzword/empty-adjective" in done.stdout


def test_a_look_alike_is_refused_and_not_run(run: Run, tmp_path: Path) -> None:
    package = tmp_path / "site" / "de_core_news_sm"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text(DE, encoding="utf-8")
    done = run("check", "--isolated", "--lang", "de", "--engine", "spacy", "a.txt", PYTHONPATH=str(tmp_path / "site"))
    assert done.returncode == 2
    assert "the package de_core_news_sm that is installed here is not spaCy's: uninstall it" in done.stderr
    assert not (tmp_path / "ran").exists()


def test_a_package_as_spacy_builds_it_is_taken(run: Run, tmp_path: Path) -> None:
    package = tmp_path / "site" / "de_core_news_sm"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("raise SystemExit\n", encoding="utf-8")
    (package / "meta.json").write_text(json.dumps({"lang": "de", "name": "core_news_sm", "version": "3.8.0"}), encoding="utf-8")
    nlp = spacy.blank("de")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "ORG", "pattern": "Innovative Wege"}])  # type: ignore[attr-defined]
    nlp.to_disk(package / "de_core_news_sm-3.8.0")
    (tmp_path / "a.txt").write_text("Gestern kam die Firma Innovative Wege vorbei und blieb.\n", encoding="utf-8")
    options = ("check", "--isolated", "--lang", "de", "--select", "buzzword", "a.txt")
    assert run(*options).returncode == 1
    done = run(*options, "--engine", "spacy", PYTHONPATH=str(tmp_path / "site"))
    assert (done.returncode, done.stderr) == (0, "")


def test_a_pipeline_for_another_language_is_refused(tmp_path: Path) -> None:
    spacy.blank("pl").to_disk(tmp_path / "own")
    linter = Linter(Settings(language="de", engines=(Engine("de", str(tmp_path / "own")),)))
    linter.lint(Source("a.txt", DE, "text"))
    assert "is for pl, not for de" in str(linter.errors[0])


# --- what their labels change ------------------------------------------------------------------


def test_names_are_left_alone(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "ORG", "pattern": "innovative solutions"}])  # type: ignore[attr-defined]
    nlp.to_disk(tmp_path / "own")
    text = "Write to innovative solutions in Leeds 😀 about our valued customers.\n"
    assert "innovative solutions" in [words for _, words in _findings("en", text)]
    kept = {words for _, words in _findings("en", text, Engine("en", str(tmp_path / "own")))}
    assert kept == {"valued customers"}
    assert "innovative solutions" in [words for _, words in _findings("en", text, Engine("en", str(tmp_path / "own"), masks=False))]


WAYS = {"own": ["males"], "model": ["flimres"], "both": [], "either": ["flimres", "males"]}


@pytest.mark.parametrize(("passives", "found"), WAYS.items())
def test_passives_are_counted_as_the_config_says(run: Run, tmp_path: Path, passives: str, found: list[str]) -> None:
    _ruled("da", {"flimres": {"POS": "VERB", "MORPH": "VerbForm=Inf|Voice=Pass"}}).to_disk(tmp_path / "own")
    text = "Skærmen flimres på kontoret. Døren skal males af en maler.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / ".h2hlint.yml").write_text(f"engines: {{da: {{model: ./own, passives: {passives}}}}}\n", encoding="utf-8")
    done = run("inspect", "--lang", "da", "--format", "json", "a.txt")
    (file,) = json.loads(done.stdout)["files"]
    assert [text[one["start"] : one["end"]] for one in file["passives"]] == found


def test_polish_endings_address_the_reader(tmp_path: Path) -> None:
    verbs = {word: {"POS": "VERB", "MORPH": "Person=2|Number=Sing"} for word in ("zakleksz", "odkleksz")}
    _ruled("pl", verbs).to_disk(tmp_path / "own")
    text = "Paczkę zakleksz jutro i odkleksz u nas. Jeśli ma Pan pytania, prosimy o telefon. Czeka na Pana Anna.\n"
    with_labels = [name for name, _ in _findings("pl", text, Engine("pl", str(tmp_path / "own")))]
    assert [name for name in with_labels if name.endswith("mixed-address")]
    assert not [name for name, _ in _findings("pl", text) if name.endswith("mixed-address")]


def test_lemmas_are_found_with_a_pipeline_that_sets_them(tmp_path: Path) -> None:
    _ruled("de", {"ging": {"LEMMA": "gehen"}, "gehen": {"LEMMA": "gehen"}}).to_disk(tmp_path / "own")
    house = tmp_path / "house.yml"
    house.write_text(
        "language: de\nrules:\n  - id: house/rule\n    message: found\n    tokens: [[{LEMMA: gehen}]]\n"
        "    examples: {bad: [x], good: [y]}\n",
        encoding="utf-8",
    )
    found = _findings("de", "Er ging, wir gehen, sie lief.\n", Engine("de", str(tmp_path / "own")), (str(house),))
    assert [words for rule, words in found if rule == "house/rule"] == ["ging", "gehen"]
    linter = Linter(Settings(language="de", rules=(str(house),), engines=(Engine("de", str(_blank(tmp_path))),)))
    linter.lint(Source("a.txt", "Er ging.\n", "text"))
    assert "house/rule looks at LEMMA, which the spaCy pipeline" in str(linter.errors[0])


def _blank(folder: Path) -> Path:
    spacy.blank("de").to_disk(folder / "blank")
    return folder / "blank"


def test_dependencies_are_found_with_a_parser(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("parser", config={"min_action_freq": 1})
    words, heads, deps = ["The", "kettle", "enables", "tea"], [1, 2, 2, 2], ["det", "nsubj", "ROOT", "dobj"]
    gold = [Example.from_dict(nlp.make_doc(" ".join(words)), {"heads": heads, "deps": deps})]
    fix_random_seed(1)
    optimizer = nlp.initialize(lambda: gold)
    for _ in range(25):
        nlp.update(gold, sgd=optimizer)
    nlp.to_disk(tmp_path / "own")
    house = tmp_path / "house.yml"
    house.write_text(
        "language: en\nrules:\n  - id: house/rule\n    message: found\n    tokens:\n"
        "      - - {RIGHT_ID: verb, RIGHT_ATTRS: {LOWER: enables}}\n"
        "        - {LEFT_ID: verb, REL_OP: '>', RIGHT_ID: thing, RIGHT_ATTRS: {DEP: nsubj}}\n"
        "    examples: {bad: [x], good: [y]}\n",
        encoding="utf-8",
    )
    found = _findings("en", "The kettle enables tea\n", Engine("en", str(tmp_path / "own")), (str(house),))
    assert found == [("house/rule", "kettle enables")]


def test_what_keeps_a_rule_over_tokens_silent_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "house.yml").write_text(
        "language: en\nrules:\n  - id: house/rule\n    message: found\n    tokens: [[{LOWER: tea}]]\n    except: [green tea]\n"
        "    examples: {bad: [tea], good: [cup]}\n",
        encoding="utf-8",
    )
    (tmp_path / "a.md").write_text("Our green tea. Our “tea”. Our tea.\n", encoding="utf-8")
    done = run("inspect", "a.md", "--lang", "en", "--rules", "house.yml", "--why-not", "house/rule")
    assert done.stdout.splitlines() == [
        "a.md:1:11: house/rule: “tea”: the exception “green tea” stands beside it",
        "a.md:1:21: house/rule: “tea”: it stands in quotation marks",
    ]
