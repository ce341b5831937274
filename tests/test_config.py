"""The config: which settings hold for a file, where they come from, and what is said about a broken one."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from h2hlint import configkeys, places, schemas, yamlfile
from tests.conftest import Run

BAD = "We make innovative tea.\n"

BROKEN = {
    "extends": [
        ("extends: [../nothing.yml]", "1:11: there is no config “../nothing.yml”; write a path"),
        ("extends: [.h2hlint.yml]", "1:11: a config cannot extend itself"),
        ("extends: strict", "1:10: there is no config “strict”; for a preset write preset: strict"),
        ("extends: ['pack:nothing']", "1:12: there is no rule pack “nothing”; installed are"),
    ],
    "required-version": [
        ("required-version: '>=99'", "1:20: this config asks for h2hlint >=99, and this is"),
        ("required-version: >=1", "1:20: this is not YAML: this text begins with a sign that YAML keeps for itself; put it in"),
        ("required-version: '>=0,1'", "is no version; write a demand with points"),
        ("required-version: new", "1:19: “new” is no version; write a demand with points"),
    ],
    "preset": [("preset: gentel", "1:9: “gentel” is no preset; did you mean “gentle”?")],
    "profile": [("profile: [shop, travle]", "1:17: “travle” is no profile; did you mean “travel”?")],
    "language": [
        ("language: dk", "1:11: “dk” is a country, not a language; write da"),
        ("language: Danish text", "1:11: “Danish text” is no language; write a tag such as da"),
    ],
    "channel": [("channel: mail", "1:10: “mail” is no channel; did you mean “email”?")],
    "audience": [("audience: costumer", "1:11: “costumer” is no audience; did you mean “customer”?")],
    "country": [("country: uk", "1:10: “uk” is no country; it may be at, de, dk, gb, ie, no, pl")],
    "template": [("template: yes", "1:11: “yes” is no value of template; it may be true, false")],
    "role": [("role: robot", "1:7: “robot” is no role; did you mean “bot”?")],
    "ui-language": [("ui-language: sv", "1:14: “sv” is no reader's language; it may be da, nb, de, pl, en")],
    "select": [
        ("select: [Buzz Word]", "1:10: “Buzz Word” names no rules; write an id"),
        ("select: [buzzwort]", "1:10: there is no rule “buzzwort”; did you mean “buzzword”?"),
    ],
    "ignore": [
        ("ignore: [drafts/]", "1:10: “drafts/” names no rules; to leave out files, write them under “exclude:”"),
        ("ignore:\n  - buzzword/anglicisms", "2:5: there is no rule “buzzword/anglicisms”; did you mean “buzzword/anglicism”?"),
    ],
    "severity": [
        ("severity: {buzzword: fatal}", "1:22: “fatal” is no severity; it may be note, warning, error, off, on"),
        ("severity: {buzword: note}", "1:12: there is no rule “buzword”; did you mean “buzzword”?"),
        ("severity: [buzzword]", "1:11: severity must say it by rule, such as {buzzword: error}"),
    ],
    "rules": [
        ("rules: {a: b}", "1:8: rules must be a list"),
        ("rules: [none.yml]", "1:9: there is no rule file or folder none.yml; write its path"),
        ("rules: [buzzword/anglicism]", "ids of rules go under select, ignore or severity"),
        ("rules:\n  - {id: a/b}", "2:5: rules names files; write this rule into a file"),
    ],
    "packs": [("packs: [acme]", "1:9: there is no rule pack “acme”; installed are")],
    "vocabulary": [
        ("vocabulary: [x]", "1:13: vocabulary must say accept:, ban: or names:"),
        ("vocabulary: {accept: [tea], ban: [tea]}", "1:35: “tea” stands under accept and under ban"),
        ("vocabulary: {ban: {english: [tea]}}", "1:20: “english” is no key of ban, sorted by language"),
        ("vocabulary: {accept: {en: [tea], no: [te]}}", "1:34: “no” is no key of accept, sorted by language"),
        ("vocabulary: {accept: ['{goods}']}", "a config has no lists; write the words out"),
        ("vocabulary: {accept: {en: 'tea, milk'}}", "1:28: this is one phrase; write a list: [tea, milk]"),
        ("vocabulary: {acept: [x]}", "1:14: “acept” is no key of vocabulary; did you mean “accept”?"),
        ("vocabulary: {names: [Anna]}", "1:21: names must say whose they are; write people:"),
        ("vocabulary: {accept: ['(a|b']}", "1:24: the phrase “(a|b” cannot be read"),
        ("vocabulary: {ban: {en: {clients: {sugest: x}}}}", "1:35: “sugest” is no key of a term; did you mean “suggest”?"),
    ],
    "suppress": [
        ("suppress: [{paths: x, rules: buzzword}]", "1:12: this entry of suppress has no “reason:”"),
        ("suppress: [{paths: x, rules: buzword, reason: y}]", "there is no rule “buzword”; did you mean “buzzword”?"),
        ("suppress: [{paths: x, rules: buzzword, reason: ''}]", "1:49: the reason is empty"),
        ("suppress: [{paths: [], rules: buzzword, reason: y}]", "1:20: paths is empty; name files"),
        ("suppress: [buzzword]", "1:12: an entry of suppress must say paths:, rules: and reason:"),
    ],
    "columns": [
        ("columns: [a.csv]", "1:10: columns must say it by path, such as {macros/*.csv: {text: body"),
        ("columns: {a.csv: {language: x}}", "1:18: this says nothing about the texts; add text:"),
        ("columns: {a.csv: {text: []}}", "1:18: this says nothing about the texts; add text:"),
        ("columns: {a.csv: {text: b, lang: c}}", "1:28: “lang” is no key of columns; did you mean “language”?"),
        ("columns: {a.csv: b}", "1:18: columns must be a mapping"),
        ("columns: {../a.csv: {text: b}}", "1:11: “../a.csv” can name no file"),
    ],
    "translations": [
        ("translations: {fuzzy: maybe}", "1:23: “maybe” is no value of fuzzy; it may be read, skip"),
        ("translations: {fuzy: read}", "1:16: “fuzy” is no key of translations; did you mean “fuzzy”?"),
        ("translations: read", "1:15: translations must be a mapping"),
    ],
    "grammar": [
        ("grammar: perhaps", "1:10: “perhaps” is no value of grammar; it may be true, false"),
        ("grammar: {paht: x}", "1:11: “paht” is no key of grammar; did you mean “path”?"),
        ("grammar: {path: x, url: 'http://y'}", "1:26: grammar takes a path or a url, not both; take one out"),
        ("grammar: {url: localhost}", "1:16: “localhost” is no address of a server; write one such as http://localhost:8081"),
        ("grammar: {categories: [a b]}", "1:24: “a b” is no name of LanguageTool's; write one such as TYPOS"),
        ("grammar: {variants: {de: en-GB}}", "1:26: “en-GB” is no variant of de; write one such as de-AT"),
        ("grammar: {timeout: soon}", "1:20: timeout must be a whole number"),
    ],
    "engines": [
        ("engines: de_core_news_sm", "1:10: engines must say it by language, such as {de: de_core_news_md}"),
        ("engines: {sv: x}", "1:11: “sv” is no key of engines"),
        ("engines: {de: de_core_web_sm}", "1:15: “de_core_web_sm” is none of spaCy's own pipelines for de, which are de_core_news_sm"),
        ("engines: {de: {passives: own}}", "1:15: this engine names no model; add model: de_core_news_sm"),
        ("engines: {de: {model: de_core_news_sm, passives: mine}}", "1:50: “mine” is no way to count passives; it may be own"),
        ("engines: {en: ./none}", "1:15: there is no spaCy pipeline in none; name a folder with a config.cfg"),
    ],
    "include": [("include: {a: b}", "1:10: include must be a list")],
    "exclude": [
        ("exclude: [../x]", "1:11: “../x” can name no file; paths are written with /"),
        ("exclude: ['a[b']", "1:12: “a[b” has a bracket that does not close"),
        ("exclude: {a: b}", "1:10: exclude must be a list"),
    ],
    "fail_on": [("fail_on: sometimes", "1:10: “sometimes” is no severity")],
    "overrides": [
        ("overrides: [{channel: email}]", "1:13: this override does not say for which files; add paths:"),
        ("overrides: [{paths: [x], fail_on: note}]", "1:26: fail_on holds for the whole config; move it out of overrides"),
        ("overrides: [{paths: [x]}]", "1:13: this override says nothing but its paths"),
        ("overrides: [x]", "1:13: an override must say paths: and what holds for them"),
    ],
}
CASES = [case for cases in BROKEN.values() for case in cases]


@pytest.mark.parametrize(("text", "message"), CASES, ids=[text for text, _ in CASES])
def test_a_broken_key_is_named_with_its_place(run: Run, tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / ".h2hlint.yml").write_text(text + "\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text(BAD, encoding="utf-8")
    done = run("check", "--lang", "en")
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1


def test_every_key_has_a_broken_case() -> None:
    assert set(BROKEN) == set(configkeys.EVERY)


def test_configs_that_extend_each_other_are_refused(run: Run, tmp_path: Path) -> None:
    _write(tmp_path, a_txt=BAD)
    (tmp_path / ".h2hlint.yml").write_text("extends: b.yml\n", encoding="utf-8")
    (tmp_path / "b.yml").write_text("extends: .h2hlint.yml\n", encoding="utf-8")
    assert "b.yml:1:10: .h2hlint.yml builds on this config in turn" in run("check").stderr


def test_a_config_by_another_name_is_not_passed_over(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".h2hlint.yaml").write_text("language: en\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text(BAD, encoding="utf-8")
    assert ".h2hlint.yaml: this is not read; the config is called .h2hlint.yml" in run("check").stderr


def test_an_unknown_key_names_the_nearest(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".h2hlint.yml").write_text("chanel: email\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text(BAD, encoding="utf-8")
    assert ".h2hlint.yml:1:1: “chanel” is no key of the config; did you mean “channel”?" in run("check").stderr


def _rules(run: Run, *arguments: str) -> list[tuple[str, str, str]]:
    done = run("check", "--format", "json", *arguments)
    assert not done.stderr, done.stderr
    files = json.loads(done.stdout)["files"]
    return [(file["path"], one["rule"], one["severity"]) for file in files for one in file["findings"]]


def _write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_md", ".md").replace("_txt", ".txt").replace("_yml", ".yml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _config(folder: Path, text: str) -> None:
    (folder / ".h2hlint.yml").write_text(text, encoding="utf-8")


def test_overrides_hold_for_their_paths_only(run: Run, tmp_path: Path) -> None:
    _config(tmp_path, "language: en\noverrides:\n  - paths: [loud/**]\n    severity: {buzzword: error}\n    ignore: [pressure]\n")
    _write(tmp_path, a_md=BAD, loud__b_md=BAD + "Hurry up!\n")
    assert _rules(run) == [
        ("a.md", "buzzword/empty-adjective", "warning"),
        ("loud/b.md", "buzzword/empty-adjective", "error"),
    ]


def test_the_nearest_config_holds_and_may_extend_the_one_above(run: Run, tmp_path: Path) -> None:
    _config(tmp_path, "language: en\nseverity: {buzzword: error}\n")
    _write(tmp_path, a__x_md=BAD, b__x_md=BAD)
    _config(tmp_path / "a", "extends: ../.h2hlint.yml\nseverity: {buzzword/empty-adjective: note}\n")
    _config(tmp_path / "b", "language: en\n")
    assert [severity for _, _, severity in _rules(run)] == ["note", "warning"]


def test_the_closest_name_wins_within_a_config_and_the_later_config_over_all(run: Run, tmp_path: Path) -> None:
    _config(tmp_path, "language: en\nignore: [buzzword/empty-adjective]\nseverity: {buzzword: error}\n")
    _write(tmp_path, a_md=BAD)
    assert _rules(run) == []
    _write(tmp_path, child__x_md=BAD)
    _config(tmp_path / "child", "extends: ../.h2hlint.yml\nseverity: {buzzword: on}\n")
    assert _rules(run, "child") == [("child/x.md", "buzzword/empty-adjective", "warning")]


def test_arguments_beat_the_config(run: Run, tmp_path: Path) -> None:
    _config(tmp_path, "language: da\nignore: [buzzword]\nselect: [consent]\nfail_on: never\n")
    _write(tmp_path, a_md=BAD)
    assert _rules(run, "--lang", "en", "--select", "buzzword", "--ignore", "pressure") == [("a.md", "buzzword/empty-adjective", "warning")]
    assert _rules(run, "--lang", "en", "--select", "buzzword") == [("a.md", "buzzword/empty-adjective", "warning")]
    assert _rules(run, "--lang", "en", "--isolated", "--ignore", "buzzword") == []
    assert run("check", "--lang", "en", "--select", "buzzword", "--fail-on", "note").returncode == 1
    assert run("check", "--lang", "en", "--select", "buzzword").returncode == 0


def test_presets_lie_below_the_config(run: Run, tmp_path: Path) -> None:
    _write(tmp_path, a_md="We make innovative tea and leverage it.\n")
    _config(tmp_path, "language: en\npreset: gentle\n")
    assert {severity for _, _, severity in _rules(run)} == {"note"}
    assert run("check").returncode == 0
    _config(tmp_path, "language: en\npreset: strict\n")
    assert run("check").returncode == 1
    _config(tmp_path, "language: en\npreset: gentle\nseverity: {buzzword/empty-adjective: error}\n")
    assert ("a.md", "buzzword/empty-adjective", "error") in _rules(run)


def test_include_and_exclude(run: Run, tmp_path: Path) -> None:
    _config(tmp_path, "language: en\nexclude: [drafts/, '*.old.md']\n")
    _write(tmp_path, a_md=BAD, drafts__b_md=BAD)
    (tmp_path / "c.old.md").write_text(BAD, encoding="utf-8")
    assert [path for path, _, _ in _rules(run)] == ["a.md"]
    assert [path for path, _, _ in _rules(run, "drafts/b.md")] == ["drafts/b.md"]


def test_a_template_may_hold_fields(run: Run, tmp_path: Path) -> None:
    mail = "Dear [FIRST NAME],\n\nyour lamp is on its way.\n"
    _write(tmp_path, mails__hello_txt=mail)
    _config(tmp_path, "language: en\nchannel: email\nselect: [dehumanise/broken-merge]\n")
    assert _rules(run) == [("mails/hello.txt", "dehumanise/broken-merge", "error")]
    _config(tmp_path, "language: en\nchannel: email\noverrides: [{paths: mails/, template: true}]\n")
    assert _rules(run, "--select", "dehumanise/broken-merge") == []


def test_config_show_says_where_each_setting_comes_from(run: Run, tmp_path: Path) -> None:
    _config(
        tmp_path,
        "preset: gentle\nlanguage: en\nignore: [pressure]\n"
        "vocabulary: {ban: {clients: [guests]}}\noverrides:\n  - paths: [mails/]\n    channel: email\n",
    )
    _write(tmp_path, mails__a_md=BAD)
    shown = run("config", "show", "mails/a.md", "--lang", "da").stdout
    rows = {row.partition("#")[0].strip(): row.partition("#")[2].strip() for row in shown.splitlines()}
    assert rows["language: da"] == "option --lang"
    assert rows["channel: email"] == ".h2hlint.yml:7"
    assert rows["preset: gentle"] == ".h2hlint.yml:1"
    assert rows["fail_on: error"] == "preset gentle"
    assert rows["- pressure: off"] == ".h2hlint.yml:3"
    assert rows["- buzzword: note"] == "preset gentle"
    assert rows["- ban all: clients → guests"] == ".h2hlint.yml:4"
    assert rows["audience: customer"] == "default"
    assert "channel: by format" in run("config", "show", "other.md").stdout


def test_the_country_picks_the_sources(run: Run, tmp_path: Path) -> None:
    every = run("explain", "consent/missing-channel", "--lang", "da").stdout
    danish = run("explain", "consent/missing-channel", "--lang", "da", "--country", "dk").stdout
    assert "Prawo komunikacji" in every
    assert "Prawo komunikacji" not in danish
    assert "Forbrugerombudsmanden" in danish
    assert "ePrivacy" in danish
    _config(tmp_path, "country: pl\n")
    assert "Prawo komunikacji" in (polish := run("explain", "consent/missing-channel", "--lang", "pl").stdout)
    assert "Forbrugerombudsmanden" not in polish


def test_required_version_is_met(run: Run, tmp_path: Path) -> None:
    _config(tmp_path, "required-version: '>=0.0.1, <99, !=98.1'\nlanguage: en\n")
    _write(tmp_path, a_md=BAD)
    assert len(_rules(run)) == 1


@pytest.mark.parametrize("name", ["config", "rules"])
def test_the_schemas_shipped_are_those_that_the_tables_make(run: Run, name: str) -> None:
    assert (places.DATA / f"{name}.schema.json").read_text(encoding="utf-8") == schemas.text(name)
    assert run("schema", name).stdout == schemas.text(name)


SCHEMA = jsonschema.Draft202012Validator(json.loads(schemas.text("config")))
RULES = jsonschema.Draft202012Validator(json.loads(schemas.text("rules")))


def test_the_config_schema_refuses_what_the_reader_refuses() -> None:
    refused = [text for text, message in CASES if "not YAML" not in message and not SCHEMA.is_valid(yamlfile.load(text, "x").plain())]
    by_value = {"gentel", "travle", "mail", "costumer", "sv", "fatal", "acept", "sugest", "sometimes", "fail_on: note", "[Anna]"}
    assert all(any(word in text for text in refused) for word in by_value)


@pytest.mark.parametrize(
    "path", sorted(places.PRESET_FOLDER.glob("*.yml")) + sorted(places.PROFILE_FOLDER.glob("*.yml")), ids=lambda path: path.stem
)
def test_presets_and_profiles_are_sound(run: Run, tmp_path: Path, path: Path) -> None:
    SCHEMA.validate(yaml.safe_load(path.read_text(encoding="utf-8")) or {})
    _config(tmp_path, f"{'preset' if path.parent == places.PRESET_FOLDER else 'profile'}: {path.stem}\n")
    _write(tmp_path, a_md="The parcel leaves on Monday.\n")
    assert _rules(run, "--lang", "en") == []


def test_every_preset_and_profile_is_there() -> None:
    assert {path.stem for path in places.PRESET_FOLDER.glob("*.yml")} == set(places.PRESETS)
    assert {path.stem for path in places.PROFILE_FOLDER.glob("*.yml")} == set(places.PROFILES)


@pytest.mark.parametrize("language", places.languages())
def test_rules_new_writes_a_file_that_holds(run: Run, tmp_path: Path, language: str) -> None:
    assert run("rules", "new", "--lang", language, "--id", "house/tone").returncode == 0
    path = tmp_path / f"house-rules.{language}.yml"
    assert "id: house/tone" in path.read_text(encoding="utf-8")
    done = run("rules", "test", path.name)
    assert done.returncode == 0, done.stdout
    assert "is such a file already" in run("rules", "new", "--lang", language).stderr
    assert run("rules", "new", "-", "--lang", language).stdout.startswith("# yaml-language-server")
    RULES.validate(yaml.safe_load(path.read_text(encoding="utf-8")))


def test_a_pack_brings_rules_and_a_config(run: Run, tmp_path: Path) -> None:
    site = tmp_path / "site-packages"
    _write(
        site,
        acme_rules__tone_yml=(
            "language: en\nrules:\n  - id: acme/tone\n    message: no\n    terms: [beverage]\n"
            "    examples: {bad: [beverage], good: [tea]}\n"
        ),
        acme_rules__h2hlint_yml="language: en\nignore: [buzzword]\npacks: [acme]\n",
    )
    (site / "acme_rules" / "__init__.py").write_text("", encoding="utf-8")
    meta = site / "acme-1.0.dist-info"
    meta.mkdir()
    (meta / "METADATA").write_text("Metadata-Version: 2.1\nName: acme\nVersion: 1.0\n", encoding="utf-8")
    (meta / "entry_points.txt").write_text("[h2hlint.rules]\nacme = acme_rules\n", encoding="utf-8")
    _config(tmp_path, "extends: ['pack:acme']\n")
    (tmp_path / "a.txt").write_text("Innovative beverage.\n", encoding="utf-8")
    done = run("check", "a.txt", "--format", "json", PYTHONPATH=str(site))
    assert not done.stderr, done.stderr
    assert [one["rule"] for one in json.loads(done.stdout)["files"][0]["findings"]] == ["acme/tone"]
