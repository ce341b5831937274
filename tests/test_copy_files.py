"""Copy files on the command line: which are walked, how mistakes in them are told, keys in reports, and files broken at random."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from h2hlint.errors import UserError
from h2hlint.formats import extract
from h2hlint.text import Source
from tests import (
    test_format_apple,
    test_format_components,
    test_format_csv,
    test_format_documents,
    test_format_fluent,
    test_format_json,
    test_format_php,
    test_format_po,
    test_format_properties,
    test_format_templates,
    test_format_toml,
    test_format_xliff,
    test_format_xml,
    test_format_yaml,
)
from tests.conftest import HOUSE_RULE, Run
from tests.dialects import check_pieces
from tests.patience import patience

SAMPLES = {
    "asciidoc": test_format_documents.ASCIIDOC_SAMPLE,
    "astro": test_format_components.ASTRO_SAMPLE,
    "blade": test_format_templates.BLADE_SAMPLE,
    "csv": test_format_csv.SAMPLE,
    "fluent": test_format_fluent.SAMPLE,
    "jinja": test_format_templates.SAMPLE,
    "json": test_format_json.SAMPLE,
    "jsx": test_format_components.JSX_SAMPLE,
    "latex": test_format_documents.LATEX_SAMPLE,
    "mdx": test_format_components.MDX_SAMPLE,
    "org": test_format_documents.ORG_SAMPLE,
    "php": test_format_php.SAMPLE,
    "po": test_format_po.SAMPLE,
    "properties": test_format_properties.SAMPLE,
    "resx": test_format_xml.RESX,
    "rst": test_format_documents.RST_SAMPLE,
    "strings": test_format_apple.SAMPLE,
    "svelte": test_format_components.SVELTE_SAMPLE,
    "toml": test_format_toml.SAMPLE,
    "vue": test_format_components.VUE_SAMPLE,
    "xcstrings": test_format_apple.CATALOGUE,
    "xliff": test_format_xliff.SAMPLE,
    "xml": test_format_xml.ANDROID,
    "yaml": test_format_yaml.SAMPLE,
}
OPTIONS = ("--isolated", "--lang", "en", "--no-default-rules", "--rules", "house.yml")
SIGNS = "\"'\\{}[]()<>&;:,=#!/*-|>%$@.\n\r\t \x0b\u2028\x85\ufeff\ud800aé😀\0"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a folder with a house rule and copy files here and there, each with one hit but the broken one."""
    (tmp_path / "house.yml").write_text(HOUSE_RULE, encoding="utf-8")
    files = {
        "locales/en.json": '{"cart": {"pay_button": "Pure synergy now"}}',
        "locales/broken.json": '{"a": "Pure synergy"\n "b": "Tea"}',
        "settings/en.json": '{"a": "Pure synergy now"}',
        "i18n/x.yml": "a: Pure synergy now\n",
        "lang/x.php": "<?php return ['a' => 'Pure synergy now'];",
        "src/x.php": "<?php return ['a' => 'Pure synergy now'];",
        "messages_en.properties": "a=Pure synergy now\n",
        "app.properties": "a=Pure synergy now\n",
        "translations/x.csv": "key,text\na,Pure synergy now\n",
        "export.tsv": "key\ttext\na\tPure synergy now\n",
        "translations/x.toml": "a = 'Pure synergy now'\n",
        "locale/x.xml": "<resources><string name='a'>Pure synergy now</string></resources>",
        "values/x.xml": "<resources><string name='a'>Pure synergy now</string></resources>",
        "x.po": 'msgid "a"\nmsgstr "Pure synergy now"\n',
        "x.ftl": "a = Pure synergy now\n",
        "x.xlf": "<xliff><target>Pure synergy now</target></xliff>",
        "x.strings": '"a" = "Pure synergy now";\n',
    }
    for name, text in files.items():
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.usefixtures("site")
def test_a_walk_reads_copy_and_names_what_is_broken(run: Run) -> None:
    done = run("check", *OPTIONS, "-f", "json", "site")
    report = json.loads(done.stdout)
    walked = ["i18n/x.yml", "lang/x.php", "locale/x.xml", "locales/en.json", "messages_en.properties", "translations/x.csv"]
    walked += ["translations/x.toml", "x.ftl", "x.po", "x.strings", "x.xlf"]
    assert [(entry["path"], len(entry["findings"])) for entry in report["files"]] == [(f"site/{name}", 1) for name in walked]
    assert [(error["path"], error["line"], error["column"]) for error in report["errors"]] == [("site/locales/broken.json", 2, 2)]
    assert done.returncode == 2
    assert done.stderr.startswith("site/locales/broken.json:2:2: ")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.usefixtures("site")
def test_inspect_names_what_is_broken_and_shows_the_rest(run: Run) -> None:
    done = run("inspect", "--isolated", "site/locales/broken.json", "site/locales/en.json")
    assert done.returncode == 2
    assert done.stderr.startswith("site/locales/broken.json:2:2: ")
    assert "Pure synergy now" in done.stdout


@pytest.mark.usefixtures("site")
def test_a_named_file_is_read_wherever_it_lies(run: Run) -> None:
    done = run("check", *OPTIONS, "site/settings/en.json", "site/src/x.php", "site/values/x.xml", "site/export.tsv", "site/app.properties")
    assert done.returncode == 1
    assert done.stdout.count("warning: found synergy") == 5


@pytest.mark.usefixtures("site")
def test_reports_name_the_key(run: Run) -> None:
    assert "house/rule  [cart.pay_button]" in run("check", *OPTIONS, "site/locales/en.json").stdout
    report = json.loads(run("check", *OPTIONS, "-f", "json", "site/locales/en.json").stdout)
    assert report["files"][0]["findings"][0]["key"] == "cart.pay_button"


@pytest.mark.parametrize("form", SAMPLES)
@settings(max_examples=40)
@given(changes=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 6), st.sampled_from(["", *SIGNS])), min_size=1, max_size=4))
def test_broken_files_raise_nothing_but_a_mistake_with_its_place(form: str, changes: list[tuple[float, int, str]]) -> None:
    text = SAMPLES[form]
    for place, cut, sign in changes:
        at = int(place * len(text))
        text = text[:at] + sign + text[at + cut :]
    mistake = _mistake(Source("a", text, form))
    assert mistake is None or (mistake.line and mistake.column)


def _mistake(source: Source) -> UserError | None:
    try:
        check_pieces(source)
    except UserError as error:
        return error
    return None


PAGES = {
    "a.adoc": "Pure synergy now",
    "a.astro": "<p>Pure synergy now</p>",
    "a.blade.php": "<p>Pure synergy {{ $now }}</p>",
    "a.eml.j2": "Subject: Pure synergy {{ now }}\n\nTea\n",
    "a.hbs": "<p>Pure synergy {{now}}</p>",
    "a.html.twig": "<p>Pure synergy {{ now }}</p>",
    "a.mdx": "Pure synergy {now}",
    "a.mjml": "<mj-text>Pure synergy {{ now }}</mj-text>",
    "a.org": "Pure synergy now",
    "a.rst": "Pure synergy now",
    "a.svelte": "<p>Pure synergy {now}</p>",
    "a.tex": "Pure synergy now",
    "a.tsx": "x = <p>Pure synergy {now}</p>",
    "a.vue": "<template><p>Pure synergy {{ now }}</p></template>",
}
UNREAD = ("a.conf.j2", "a.css.liquid", "a.js.hbs", "a.ts", "a.yaml.tmpl")


def test_a_walk_reads_the_files_of_sites_and_mends_them(run: Run, tmp_path: Path) -> None:
    (tmp_path / "house.yml").write_text(
        HOUSE_RULE.replace('terms: ["synergy"]', "safe: true\n    terms: {synergy: [tea]}"), encoding="utf-8"
    )
    (tmp_path / "site").mkdir()
    for name, text in {**PAGES, **dict.fromkeys(UNREAD, "Pure synergy now")}.items():
        (tmp_path / "site" / name).write_text(text, encoding="utf-8")
    report = json.loads(run("check", *OPTIONS, "-f", "json", "site").stdout)
    assert [(entry["path"], len(entry["findings"])) for entry in report["files"]] == [(f"site/{name}", 1) for name in PAGES]
    assert [entry["path"] for entry in report["files"] if entry["channel"] == "email"] == ["site/a.eml.j2", "site/a.mjml"]
    assert run("check", *OPTIONS, "--fix", "site").returncode == 0
    for name, text in PAGES.items():
        assert (tmp_path / "site" / name).read_text(encoding="utf-8") == text.replace("synergy", "tea")
    assert "does not read .conf.j2" in run("check", *OPTIONS, "site/a.conf.j2").stderr


ENTRIES = {
    "csv": ("key,text\n", '{0},"Our ""tea"" & {0} {{name}}"\n', ""),
    "fluent": ("", "a{0} = Our <b>tea</b> {{ $n ->\n    [one] cup\n   *[other] cups\n }} now\n", ""),
    "json": ('{"a": "b"', ',"k{0}": {{"t": "Our \\"tea\\" {{name}} & <b>cup</b>"}}', "}"),
    "php": ("<?php return [", "'k{0}' => 'It\\'s our tea', ", "];"),
    "po": ("", 'msgid "k{0}"\nmsgstr ""\n"Our \\"tea\\" "\n"is warm"\n\n', ""),
    "properties": ("", "k{0}=Our \\u00e9 tea \\\n  is warm\n", ""),
    "asciidoc": ("", "Our *tea* is link:u[warm] {0}\n\n", ""),
    "jinja": ("", "<p>Our {{{{ tea }}}} is {{% if x %}}warm{{% endif %}} {0}</p>\n", ""),
    "jsx": ("", "const a{0} = <p>Our {{tea}} is {{x && <b>warm</b>}} {0}</p>;\n", ""),
    "latex": ("", "Our \\emph{{tea}} is $x$ warm {0}\n\n", ""),
    "mdx": ("", "Our {{tea}} is <b>warm</b> {0}\n\n", ""),
    "org": ("", "Our *tea* is [[u][warm]] {0}\n\n", ""),
    "rst": ("", "Our *tea* is `warm <u>`_ {0}\n\n", ""),
    "strings": ("", '"k{0}" = "Our \\"tea\\"";\n', ""),
    "toml": ("", '[k{0}]\na = "Our \\u00e9 tea"\n', ""),
    "xliff": ("<xliff>", "<unit id='{0}'><target>Our <g>tea</g> &amp; cup</target></unit>", "</xliff>"),
    "xml": ("<resources>", "<string name='{0}'>It\\'s <b>our</b> tea</string>", "</resources>"),
    "yaml": ("en:\n", '  k{0}: "Our \\u00e9 tea\n    is warm" # c\n', ""),
}


@pytest.mark.parametrize("form", ENTRIES)
def test_many_entries_are_read(form: str) -> None:
    head, entry, tail = ENTRIES[form]
    with patience():
        assert len(extract(Source("a", head + "".join(entry.format(number) for number in range(15_000)) + tail, form))) >= 15_000
