"""What a house makes its own: vocabulary, comments that silence, changed shipped rules, a baseline."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run


def _found(run: Run, folder: Path, text: str, config: str = "", name: str = "a.md", *arguments: str) -> list[tuple[str, str]]:
    (folder / ".h2hlint.yml").write_text(config, encoding="utf-8")
    (folder / name).write_text(text, encoding="utf-8")
    done = run("check", name, "--format", "json", *arguments)
    assert not done.stderr, done.stderr
    return [(one["rule"], one["text"]) for one in json.loads(done.stdout)["files"][0]["findings"]]


# --- vocabulary --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "accepted", "text", "expected"),
    [
        ("de", "Lösung", "Die innovative Lösung hält.", ["innovative Lösung"]),
        ("de", "innovativ", "Die innovative Lösung hält.", ["innovative Lösung"]),
        ("en", "innovative", "An innovative lamp. Innovative lamps!", []),
        ("en", "innovative kettle", "An innovative lamp beside the innovative kettles.", ["innovative"]),
        ("pl", "innowacyjny", "Innowacyjna lampa. Innowacyjnych lamp jest pięć.", []),
        ("da", "innovativ", "En innovativ lampe. De innovative lamper.", []),
        ("nb", "innovativ", "En innovativ lampe. De innovative lampene.", []),
    ],
)
def test_accepted_words_mute_all_their_forms_but_no_longer_phrase(
    run: Run, tmp_path: Path, language: str, accepted: str, text: str, expected: list[str]
) -> None:
    config = f"language: {language}\nselect: [buzzword]\n"
    assert _found(run, tmp_path, text, config)
    found = _found(run, tmp_path, text, config + f"vocabulary: {{accept: {{{language}: [{accepted}]}}}}\n")
    assert sorted(words for _, words in found) == sorted(expected)


def test_accepted_words_hold_for_their_language_only(run: Run, tmp_path: Path) -> None:
    config = "language: en\nvocabulary: {accept: {de: [innovative]}}\n"
    assert _found(run, tmp_path, "An innovative lamp.", config)


@pytest.mark.parametrize(
    ("language", "ban", "text", "expected"),
    [
        ("en", "{client: [guest]}", "Our clients wait. A client's lamp.", ["clients", "client"]),
        ("pl", "{petent: [mieszkaniec]}", "Rozmawiam z petentami o petencie.", ["petentami", "petencie"]),
        ("da", "{kunderejse: [de skridt du tager]}", "Vi tegner kunderejsen om.", ["kunderejsen"]),
        ("de", "[an+mieten]", "Sie mieten den Wagen einfach an.", ["mieten den Wagen einfach an"]),
        ("nb", "{kundereise: {suggest: [veien din], except: [kart]}}", "Kundereisen er lang. Kundereisen på et kart.", ["Kundereisen"]),
    ],
)
def test_banned_words_are_found_in_all_their_forms(
    run: Run, tmp_path: Path, language: str, ban: str, text: str, expected: list[str]
) -> None:
    config = f"language: {language}\nselect: [house]\nvocabulary: {{ban: {{{language}: {ban}}}}}\n"
    assert [words for _, words in _found(run, tmp_path, text, config)] == expected


def test_a_banned_word_shows_what_to_write_instead(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".h2hlint.yml").write_text("language: en\nvocabulary: {ban: {clients: [guests]}}\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text("Our clients wait.\n", encoding="utf-8")
    done = run("check", "--ui-lang", "en")
    assert "a.txt:1:5: warning: We do not write “clients”.  house/banned" in done.stdout
    assert "try: guests" in done.stdout


def test_a_ban_without_language_holds_in_every_language(run: Run, tmp_path: Path) -> None:
    config = "select: [house]\nvocabulary: {ban: [Acmeplex]}\n"
    for language in ("da", "nb", "de", "pl", "en"):
        assert _found(run, tmp_path, "Acmeplex!", config, "a.md", "--lang", language) == [("house/banned", "Acmeplex")]


@pytest.mark.parametrize(
    ("names", "text", "expected"),
    [
        ("products: [Innovative Pro]", "The Innovative Pro is here. An innovative pro.", ["innovative"]),
        ("firms: [Innovative]", "Call Innovative today. An innovative lamp.", ["innovative"]),
        ("people: [Holm]", "Holm answers.", []),
    ],
)
def test_names_count_only_with_their_capital(run: Run, tmp_path: Path, names: str, text: str, expected: list[str]) -> None:
    config = f"language: en\nselect: [buzzword]\nvocabulary: {{names: {{{names}}}}}\n"
    assert [words for _, words in _found(run, tmp_path, text, config)] == expected


def test_people_and_firms_join_the_word_classes(run: Run, tmp_path: Path) -> None:
    (tmp_path / "house.yml").write_text(
        "language: en\nrules:\n  - id: house/met\n    message: met\n    terms: ['met <name>', 'sent by <company>']\n"
        "    examples: {bad: ['sent by Tea Ltd'], good: [tea]}\n",
        encoding="utf-8",
    )
    config = "language: en\nselect: [house]\nrules: [house.yml]\nvocabulary: {names: {people: [ada], firms: [Nordlys]}}\n"
    assert [words for _, words in _found(run, tmp_path, "It was sent by Nordlys.", config)] == ["sent by Nordlys"]
    assert _found(run, tmp_path, "It was sent by Sydlys.", config) == []


# --- comments ----------------------------------------------------------------------------------

MARKDOWN = "An innovative lamp.\n\n<!-- h2hlint: {} -->\n\nInnovative too.\n\n<!-- h2hlint: on -->\n\nAnd innovative still.\n"


@pytest.mark.parametrize(
    ("comment", "lines"),
    [
        ("off buzzword our range is called that", [1, 9]),
        ("off buzzword/empty-adjective, pressure our range is called that", [1, 9]),
        ("off all it quotes an old page", [1, 9]),
        ("ignore-next buzzword our range is called that", [1, 9]),
        ("off pressure our range is called that", [1, 5, 9]),
    ],
)
def test_comments_silence_a_stretch_or_the_next_block(run: Run, tmp_path: Path, comment: str, lines: list[int]) -> None:
    (tmp_path / "a.md").write_text(MARKDOWN.format(comment), encoding="utf-8")
    done = run("check", "--lang", "en", "--isolated", "--format", "json", "--select", "buzzword")
    assert [one["start"]["line"] for one in json.loads(done.stdout)["files"][0]["findings"]] == lines


@pytest.mark.parametrize(
    ("comment", "rule", "words"),
    [
        ("off pressure our range is called that", "suppression/unused", "(pressure)"),
        ("off buzzword", "suppression/no-reason", "buzzword"),
        ("off buzzwort our range", "suppression/unknown", "buzzwort (buzzword"),
        ("of buzzword our range", "suppression/unknown", "of (off?)"),
        ("off", "suppression/unknown", "off … (RULE?)"),
    ],
)
def test_comments_that_do_nothing_are_reported(run: Run, tmp_path: Path, comment: str, rule: str, words: str) -> None:
    (tmp_path / "a.md").write_text(MARKDOWN.format(comment), encoding="utf-8")
    found = json.loads(run("check", "--lang", "en", "--isolated", "--format", "json").stdout)["files"][0]["findings"]
    mine = [one for one in found if one["rule"].startswith("suppression/")]
    assert [one["rule"] for one in mine] == [rule]
    assert words in mine[0]["message"]
    assert mine[0]["text"] == f"h2hlint: {comment}"
    assert mine[0]["start"]["line"] == 3


@pytest.mark.parametrize("comment", ["h2hlint off buzzword our range", "H2HLINT: OFF buzzword our range", "h2hlint: on pressure"])
def test_slips_of_the_pen_in_comments_are_reported(run: Run, tmp_path: Path, comment: str) -> None:
    found = _found(run, tmp_path, f"<!-- {comment} -->\n\nAn innovative lamp.\n", "language: en\n")
    assert [rule for rule, _ in found] == ["suppression/unknown", "buzzword/empty-adjective"]


def test_comments_about_the_linter_are_no_orders(run: Run, tmp_path: Path) -> None:
    assert _found(run, tmp_path, "<!-- h2hlint found three slips here -->\n\nTea.\n", "language: en\n") == []


def test_a_comment_for_rules_that_do_not_run_is_no_complaint(run: Run, tmp_path: Path) -> None:
    text = MARKDOWN.format("off pressure our range is called that")
    assert [rule for rule, _ in _found(run, tmp_path, text, "language: en\nignore: [pressure]\n")] == ["buzzword/empty-adjective"] * 3


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.html", "<p>An <!-- h2hlint: ignore-next buzzword --> innovative lamp</p>"),
        ("a.html", "<ul><!-- h2hlint: ignore-next buzzword name of the range --><li>Innovative</li><li>Plain</li></ul>"),
        ("a.md", "- a\n<!-- h2hlint: off buzzword name of the range -->\n- innovative\n"),
        (
            "a.eml",
            "From: a@b.example\nSubject: Lamp\nContent-Type: text/html\n\n<!-- h2hlint: off buzzword name --><p>An innovative lamp.</p>\n",
        ),
    ],
)
def test_comments_work_in_each_format_that_has_them(run: Run, tmp_path: Path, name: str, text: str) -> None:
    found = _found(run, tmp_path, text, "", name, "--lang", "en", "--select", "buzzword")
    assert found == ([("buzzword/empty-adjective", "innovative")] if "An <!--" in text else [])


def test_the_config_silences_where_there_are_no_comments(run: Run, tmp_path: Path) -> None:
    entry = "suppress:\n  - {{paths: [{}], rules: [buzzword], text: {}, reason: name of the range}}\n"
    text = "An innovative lamp.\n"
    assert _found(run, tmp_path, text, "language: en\n" + entry.format("'*.txt'", "innovative"), "a.txt") == []
    assert len(_found(run, tmp_path, text, "language: en\n" + entry.format("'*.md'", "innovative"), "a.txt")) == 1
    assert len(_found(run, tmp_path, text, "language: en\n" + entry.format("'*.txt'", "other"), "a.txt")) == 1
    done = run("check")
    assert ".h2hlint.yml:3:5: this suppression silences nothing any more; take it out" in done.stderr


def test_the_config_silences_nothing_in_a_file_without_findings(run: Run, tmp_path: Path) -> None:
    config = "language: en\nsuppress:\n  - {paths: ['*.txt'], rules: [buzzword], reason: name of the range}\n"
    assert _found(run, tmp_path, "Tea is ready.\n", config, "a.txt") == []
    assert ".h2hlint.yml:3:5: this suppression silences nothing any more; take it out" in run("check").stderr


def test_the_config_compares_with_the_words_as_they_read(run: Run, tmp_path: Path) -> None:
    mail = (
        "From: a@b.example\nSubject: Te\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
        "Content-Transfer-Encoding: quoted-printable\n\nK=C3=A6re kunde\n\nTeen er her.\n"
    )
    config = "language: da\nsuppress: [{paths: ['*.eml'], rules: [dehumanise], text: Kære kunde, reason: to everybody}]\n"
    assert _found(run, tmp_path, mail, "language: da\n", "a.eml", "--select", "dehumanise")
    assert _found(run, tmp_path, mail, config, "a.eml", "--select", "dehumanise") == []


def test_a_config_suppression_for_files_that_were_not_read_is_no_complaint(run: Run, tmp_path: Path) -> None:
    config = "language: en\nsuppress:\n  - {paths: [gone.txt], rules: [buzzword], reason: x}\n"
    assert _found(run, tmp_path, "Tea.\n", config) == []
    assert run("check").stderr == ""


# --- shipped rules changed ---------------------------------------------------------------------

CHANGE = "language: en\nrules:\n  - extends: buzzword/empty-adjective\n"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("    severity: error\n", [("error", "innovative")]),
        ("    enabled: false\n", []),
        ("    remove: [innovative]\n", []),
        ("    add: {lovely: [quiet]}\n", [("warning", "innovative"), ("warning", "Lovely")]),
        ("    except: [lamp]\n", []),
    ],
)
def test_a_house_changes_a_shipped_rule(run: Run, tmp_path: Path, change: str, expected: list[tuple[str, str]]) -> None:
    (tmp_path / "house.yml").write_text(CHANGE + change, encoding="utf-8")
    (tmp_path / "a.md").write_text("An innovative lamp. Lovely.\n", encoding="utf-8")
    done = run("check", "a.md", "--lang", "en", "--rules", "house.yml", "--format", "json", "--isolated")
    assert not done.stderr, done.stderr
    assert [(one["severity"], one["text"]) for one in json.loads(done.stdout)["files"][0]["findings"]] == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            CHANGE + "    remove: [inovative]\n",
            "house.yml:4:14: buzzword/empty-adjective has no phrase “inovative”; did you mean “innovative”?",
        ),
        (CHANGE.replace("empty-adjective", "empty-adjectives"), "did you mean buzzword/empty-adjective?"),
        (CHANGE + "    terms: [x]\n", "house.yml:4:5: “terms” is no key of a change of a shipped rule"),
        (CHANGE + "    enabled: perhaps\n", "house.yml:4:14: “perhaps” is no value of enabled; it may be true, false"),
        (CHANGE + "    add: ['(a|b']\n", "house.yml:4:12: the phrase “(a|b” cannot be read"),
        (
            "language: en\nrules:\n  - id: pressure/shouting\n    message: m\n    terms: [x]\n    examples: {bad: [x], good: [y]}\n",
            "house.yml:3:5: pressure/shouting is a rule of h2hlint; to change it write “extends: pressure/shouting”",
        ),
        ("language: en\nrules:\n  - extends: pressure/shouting\n    add: [x]\n", "pressure/shouting has no terms"),
    ],
)
def test_a_wrong_change_is_named_and_the_rest_is_linted(run: Run, tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "house.yml").write_text(text, encoding="utf-8")
    (tmp_path / "a.md").write_text("An innovative lamp.\n", encoding="utf-8")
    done = run("check", "a.md", "--lang", "en", "--rules", "house.yml", "--isolated")
    assert done.returncode == 2
    assert message in done.stderr
    assert "innovative" in done.stdout


def test_a_change_of_a_requirement_says_what_satisfies_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "house.yml").write_text(
        "language: en\nrules:\n  - extends: consent/missing-channel\n    add: [carrier pigeon]\n", encoding="utf-8"
    )
    (tmp_path / "a.md").write_text("Keep me informed of pottery events by carrier pigeon. I can opt out any time.\n", encoding="utf-8")
    arguments = ("check", "a.md", "--lang", "en", "--isolated", "--channel", "consent")
    assert "missing-channel" in run(*arguments).stdout
    assert "missing-channel" not in run(*arguments, "--rules", "house.yml").stdout


# --- why not -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("We never say “innovative” here.", "it stands in quotation marks"),
        ("An innovative lamp.", "“innovative lamp” is in your vocabulary"),
        ("<!-- h2hlint: off buzzword our range -->\n\nAn innovative kettle.", "a comment or the config silences it here"),
        ("You can ring us.", "nothing in this text came near buzzword"),
    ],
)
def test_inspect_says_why_a_rule_did_not_fire(run: Run, tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / ".h2hlint.yml").write_text("language: en\nvocabulary: {accept: [innovative lamp]}\n", encoding="utf-8")
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    done = run("inspect", "a.md", "--why-not", "buzzword")
    assert reason in done.stdout
    assert done.returncode == 0


def test_inspect_names_rules_left_out_and_rules_unknown(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("An innovative lamp.", encoding="utf-8")
    done = run("inspect", "a.md", "--lang", "en", "--ignore", "buzzword", "--why-not", "buzzword/empty-adjective")
    assert "a.md:1:4: buzzword/empty-adjective: “innovative”: your settings leave the rule out" in done.stdout
    done = run("inspect", "a.md", "--lang", "en", "--why-not", "buzzwort")
    assert done.returncode == 2
    assert "there is no rule “buzzwort”" in done.stderr


# --- baseline ----------------------------------------------------------------------------------


def test_a_baseline_keeps_old_findings_for_later(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("An innovative lamp.\n", encoding="utf-8")
    assert run("baseline", "create", "--lang", "en").stdout == "wrote .h2hlint-baseline.json; findings kept for later: 1\n"
    held = (tmp_path / ".h2hlint-baseline.json").read_text(encoding="utf-8")
    assert "innovative" not in held
    assert run("check", "--lang", "en").returncode == 0
    (tmp_path / "b.md").write_text("Moved:\n\nan innovative\nlamp.\n", encoding="utf-8")
    (tmp_path / "a.md").write_text("A world-class lamp.\n", encoding="utf-8")
    done = run("check", "--lang", "en")
    assert "world-class" in done.stdout
    assert "innovative" not in done.stdout
    assert "innovative" in run("check", "--lang", "en", "--no-baseline").stdout
    assert "innovative" in run("check", "--lang", "en", "--isolated").stdout


def test_a_broken_baseline_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("An innovative lamp.\n", encoding="utf-8")
    (tmp_path / ".h2hlint-baseline.json").write_text("[]", encoding="utf-8")
    done = run("check", "--lang", "en")
    assert done.returncode == 2
    assert ".h2hlint-baseline.json: this is no baseline of h2hlint" in done.stderr
    assert "innovative" in done.stdout


# --- init --------------------------------------------------------------------------------------


def test_init_looks_at_the_folder(run: Run, tmp_path: Path) -> None:
    for name, text in {
        "site/om.md": "# Om os\n\nVi reparerer cykler på Amager, og du kan altid ringe til os i butikken.\n",
        "nyhedsbreve/maj.md": "Kære læser\n\nI maj har vi åbent til klokken seks, og du er velkommen til at kigge forbi.\n",
        "hjælp/bytte.md": "Du kan bytte en cykel inden for en måned, hvis du har kvitteringen med.\n",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = run("init")
    config = (tmp_path / ".h2hlint.yml").read_text(encoding="utf-8")
    assert "texts: 3 markdown" in done.stdout
    assert "language: da\n" in config
    assert "  - paths: [nyhedsbreve/]\n    channel: email\n" in config
    assert "  - paths: ['hjælp/']\n    channel: support\n" in config or "  - paths: [hjælp/]\n    channel: support\n" in config
    assert run("check").returncode in (0, 1)
    assert run("config", "show", "nyhedsbreve/maj.md").returncode == 0


def test_init_offers_a_baseline_for_what_it_finds(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.en.md").write_text("An innovative lamp.\n", encoding="utf-8")
    assert "findings today: 1." in (said := run("init").stdout)
    assert "h2hlint baseline create" in said
    assert run("baseline", "create").returncode == 0
    assert run("check").returncode == 0
