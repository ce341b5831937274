"""Across languages: which files are one text, and what one of its languages has and another has not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from h2hlint.language.choice import without_language
from h2hlint.names import PARITY
from tests.conftest import Run

COVERED = ("da", "de", "en", "nb", "pl")


@pytest.mark.parametrize(
    "paths",
    [
        ("om.da.md", "om.de.md", "om.md", "da/om.md", "pl/om.md"),
        ("site/locales/da.json", "site/locales/pl.json", "site/locales/nb-NO.json"),
        ("res/values-da/strings.xml", "res/values/strings.xml", "res/values-b+pl/strings.xml"),
        ("App/da.lproj/Localizable.strings", "App/Base.lproj/Localizable.strings", "App/pl.lproj/Localizable.strings"),
        ("texts_da.csv", "texts_de.csv", "texts.csv"),
        ("locale/da/LC_MESSAGES/x.po", "locale/de/LC_MESSAGES/x.po"),
    ],
)
def test_names_of_one_text(paths: tuple[str, ...]) -> None:
    assert len({without_language(path, COVERED) for path in paths}) == 1


def test_names_of_different_texts() -> None:
    paths = (
        "om.da.md",
        "omos.da.md",
        "a/om.da.md",
        "om.da.html",
        "da.json",
        "values-large/strings.xml",
        "values/strings.xml",
        "om.sv.md",
        "om",
    )
    assert len({without_language(path, COVERED) for path in paths}) == len(paths)


def _write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_md", ".md").replace("_json", ".json").replace("_html", ".html").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _found(run: Run, *arguments: str, code: int = 1) -> list[tuple[str, str, str]]:
    done = run("parity", "--format", "json", "--ui-lang", "en", *arguments)
    assert done.returncode == code, done.stderr + done.stdout
    return [(file["path"], one["rule"], one["text"]) for file in json.loads(done.stdout)["files"] for one in file["findings"]]


DA = '{"start": {"title": "Te", "intro": "Vi laver innovative løsninger til din te."}, "slut": "Farvel"}'
DE = '{"start": {"title": "Tee", "intro": "Wir bringen dir deinen Tee am Freitag."}, "slut": "Tschüss"}'


def test_what_an_engine_cannot_do_is_said(run: Run, tmp_path: Path) -> None:
    _write(tmp_path, locales__messages_da_json=DA, locales__messages_de_json=DE)
    (tmp_path / ".h2hlint.yml").write_text("grammar: {url: 'http://127.0.0.1:9'}\n", encoding="utf-8")
    done = run("parity", "--ui-lang", "en")
    assert done.returncode == 1
    assert "the LanguageTool server at http://127.0.0.1:9 does not answer" in done.stderr
    (tmp_path / ".h2hlint.yml").write_text("grammar: {url: 'http://127.0.0.1:9', required: true}\n", encoding="utf-8")
    assert run("parity", "--ui-lang", "en").returncode == 2


def test_a_finding_mended_in_one_language_and_standing_in_the_other(run: Run, tmp_path: Path) -> None:
    _write(tmp_path, locales__messages_da_json=DA, locales__messages_de_json=DE)
    assert _found(run) == [("locales/messages.da.json", "parity/finding", "innovative løsninger")]
    done = run("parity", "--ui-lang", "en")
    assert "“innovative løsninger” stands here, but not in locales/messages.de.json (buzzword/" in done.stdout
    assert "parity/finding  [start.intro]" in done.stdout
    _write(tmp_path, locales__messages_de_json=DE.replace("deinen Tee", "innovative Lösungen"))
    assert _found(run, code=0) == []
    assert "Nothing to mend." in run("parity", "--ui-lang", "en").stdout


def test_blocks_without_keys_are_laid_side_by_side(run: Run, tmp_path: Path) -> None:
    danish = "# Te\n\nVi laver innovative løsninger.\n\n- Kom forbi.\n"
    _write(tmp_path, om_da_md=danish, om_pl_md="# Herbata\n\nParzymy ją rano.\n\n- Wpadnij do nas.\n")
    assert _found(run) == [("om.da.md", "parity/finding", "innovative løsninger")]
    _write(tmp_path, om_pl_md="# Herbata\n\n- Wpadnij do nas.\n")
    assert _found(run, code=0) == []
    _write(tmp_path, om_pl_md="# Herbata\n\nParzymy ją rano.\n\n- Wpadnij do nas.\n\n## Więcej\n\nDo jutra!\n")
    assert _found(run) == [("om.da.md", "parity/finding", "innovative løsninger")]


ASKING = {
    "da": "Ja tak, send mig ugens menu fra Kantinen ApS på mail om søndagen. {}",
    "de": "Ja, schickt mir den Newsletter der Bäckerei Holm GmbH per E-Mail. {}",
}


def test_a_way_out_that_one_language_keeps_to_itself(run: Run, tmp_path: Path) -> None:
    out = "Jeg kan altid afmelde mig igen."
    _write(tmp_path, da__form_md=ASKING["da"].format(out) + "\n", de__form_md=ASKING["de"].format("") + "\n")
    found = _found(run)
    assert [(path, rule) for path, rule, _ in found if rule == "parity/withdrawal"] == [("de/form.md", "parity/withdrawal")]
    assert "da/form.md says how to stop, this text does not." in run("parity", "--ui-lang", "en").stdout
    _write(tmp_path, de__form_md=ASKING["de"].format("Abmelden könnt ihr euch in jeder Mail.") + "\n")
    assert "parity/withdrawal" not in str(_found(run, code=0))


def test_a_contact_that_one_language_keeps_to_itself(run: Run, tmp_path: Path) -> None:
    _write(
        tmp_path,
        da_json='{"help": "Ring til Anna på 12 34 56 78.", "more": "Skriv til anna@example.org."}',
        pl_json='{"help": "Zadzwoń do Anny.", "more": "Napisz do anna@example.org."}',
    )
    files = ("da.json", "pl.json")
    assert _found(run, *files) == [("pl.json", "parity/contact", "Zadzwoń do Anny.")]
    _write(tmp_path, pl_json='{"help": "Zadzwoń do Anny.", "more": "Napisz do Anny."}')
    assert [rule for _, rule, _ in _found(run, *files)] == ["parity/contact"] * 1
    _write(tmp_path, om_da_html="<p>Te.</p><p>Ring 12 34 56 78.</p>", om_nb_html="<p>Te.</p><p>Ring oss.</p>")
    assert _found(run, "om.da.html", "om.nb.html") == [("om.nb.html", "parity/contact", "Ring oss.")]


def test_close_here_and_distant_there(run: Run, tmp_path: Path) -> None:
    _write(
        tmp_path,
        om_da_md="Du kan hente din te hos os, når du vil.\n",
        om_nb_md="Du kan hente teen din hos oss når du vil.\n",
        om_de_md="Holen Sie Ihren Tee bei uns ab, wann Sie wollen.\n",
        om_en_md="Pick up your tea whenever you like.\n",
    )
    found = _found(run)
    assert [(path, rule) for path, rule, _ in found] == [("om.de.md", "parity/address")]
    assert "om.da.md says “Du”: one is close, the other keeps its distance." in run("parity", "--ui-lang", "en").stdout
    assert _found(run, "--ignore", "parity/address", code=0) == []
    assert len(_found(run, "--select", "parity/address")) == 1
    (tmp_path / ".h2hlint.yml").write_text("severity: {parity/address: note}\n", encoding="utf-8")
    assert len(_found(run, code=0)) == 1
    assert len(_found(run, "--fail-on", "note")) == 1
    _write(tmp_path, om_de_md="Hol deinen Tee bei uns ab, wann du willst.\n")
    assert _found(run, code=0) == []


def test_languages_of_one_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "texts.csv").write_text("key,da,de\nintro,Vi laver innovative løsninger.,Wir kochen Tee.\n", encoding="utf-8")
    assert _found(run, "texts.csv") == [("texts.csv", "parity/finding", "innovative løsninger")]
    assert "but not in texts.csv (de)" in run("parity", "--ui-lang", "en", "texts.csv").stdout


def test_silenced_findings_do_not_count(run: Run, tmp_path: Path) -> None:
    _write(
        tmp_path, om_da_md="<!-- h2hlint: off buzzword it is meant -->\n\nVi laver innovative løsninger.\n", om_de_md="Wir kochen Tee.\n"
    )
    assert _found(run, code=0) == []


def test_what_cannot_be_compared(run: Run, tmp_path: Path) -> None:
    _write(tmp_path, om_da_md="Te.\n")
    done = run("parity")
    assert done.returncode == 0
    assert done.stderr.startswith("no two of these texts belong together; name them by language, such as om.da.md")
    _write(tmp_path, locales__de_json="{", locales__da_json="{}")
    done = run("parity", "-f", "json")
    assert done.returncode == 2
    assert "locales/de.json:1:1: " in done.stderr
    assert json.loads(done.stdout)["errors"]


@pytest.mark.parametrize("language", ["da", "nb", "de", "pl", "en"])
def test_every_reader_is_told_in_their_language(run: Run, tmp_path: Path, language: str) -> None:
    _write(tmp_path, om_da_md="Ring 12 34 56 78.\n\nVi laver innovative løsninger.\n", om_pl_md="Zadzwoń.\n\nParzymy herbatę.\n")
    done = run("parity", "--ui-lang", language)
    assert done.stdout.count("parity/") == 2
    assert "{" not in done.stdout


def test_the_rules_are_explained(run: Run) -> None:
    for rule in PARITY:
        assert rule in run("explain", rule).stdout


def _keyed(values: list[str]) -> str:
    return json.dumps({f"line{number}": value for number, value in enumerate(values)}, ensure_ascii=False)


IN_BOTH = ("Vi laver innovative løsninger til din te.", "Wir bauen innovative Lösungen für deinen Tee.")
MENDED = "Wir bringen dir deinen Tee am Freitag."


def test_what_usually_stands_in_both_languages_was_mended(run: Run, tmp_path: Path) -> None:
    _write(tmp_path, locales__da_json=_keyed([IN_BOTH[0]] * 12), locales__de_json=_keyed([IN_BOTH[1]] * 11 + [MENDED]))
    assert _found(run) == [("locales/da.json", "parity/finding", "innovative løsninger")]


def test_what_mostly_has_no_counterpart_is_left_to_check(run: Run, tmp_path: Path) -> None:
    _write(tmp_path, locales__da_json=_keyed([IN_BOTH[0]] * 12), locales__de_json=_keyed([IN_BOTH[1]] * 6 + [MENDED] * 6))
    assert _found(run, code=0) == []
    assert "findings have no counterpart in another language, like too many of their kind here" in run("parity").stderr


def test_words_akin_are_no_counterpart_that_is_missing(run: Run, tmp_path: Path) -> None:
    _write(tmp_path, da_json=_keyed([IN_BOTH[0]]), de_json=_keyed(["Wir sind die Innovativsten für deinen Tee."]))
    assert _found(run, "da.json", "de.json", code=0) == []


def test_of_three_languages_two_must_have_it(run: Run, tmp_path: Path) -> None:
    polish = "W piątek przyniesiemy ci herbatę."
    _write(tmp_path, da_json=_keyed([IN_BOTH[0]]), de_json=_keyed([MENDED]), pl_json=_keyed([polish]))
    assert _found(run, "da.json", "de.json", "pl.json", code=0) == []
    _write(tmp_path, de_json=_keyed([IN_BOTH[1]]))
    assert [(path, rule) for path, rule, _ in _found(run, "da.json", "de.json", "pl.json")] == [
        ("da.json", "parity/finding"),
        ("de.json", "parity/finding"),
    ]


def test_grammar_is_each_languages_own(run: Run, tmp_path: Path) -> None:
    _write(tmp_path, da_json=_keyed(["Din te sendes på fredag."]), de_json=_keyed(["Wir schicken deinen Tee am Freitag."]))
    assert run("check", "da.json", "--lang", "da").stdout.count("impersonal/passive") == 1
    assert _found(run, "da.json", "de.json", code=0) == []


DANISH_PAGE = """# Vores te

Vi laver innovative løsninger til din te, og det har vi gjort i mange år her på havnen.

Kom forbi.

Anna brygger hver morgen kl. 7, og Bo bager boller til dem, der kommer tidligt.

Vi har 12 slags te. Spørg os, hvis du ikke ved, hvilken du skal vælge til eftermiddagen.
"""
GERMAN_PAGE = """# Der Umzug

Im Mai ziehen wir um.

Die neue Adresse ist der Marktplatz 4. Dort haben wir mehr Platz, einen Garten und eine Küche, in der wir jeden Tag kochen.

Bis bald!

Am 3. Juni feiern wir.
"""


def test_pages_that_only_bear_the_same_name_are_not_compared_finding_by_finding(run: Run, tmp_path: Path) -> None:
    _write(tmp_path, da__nyt_md=DANISH_PAGE, de__nyt_md=GERMAN_PAGE)
    assert _found(run, code=0) == []
    translation = """# Unser Tee

Wir bringen dir deinen Tee selbst vorbei, und das tun wir seit vielen Jahren hier am Hafen.

Komm vorbei.

Anna kocht jeden Morgen um 7 Uhr, und Bo backt Brötchen für alle, die früh kommen.

Wir haben 12 Sorten Tee. Frag uns, wenn du nicht weißt, welche du am Nachmittag nehmen sollst.
"""
    _write(tmp_path, de__nyt_md=translation)
    assert _found(run) == [("da/nyt.md", "parity/finding", "innovative løsninger")]
