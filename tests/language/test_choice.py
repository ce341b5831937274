"""Which language each block of a text is read in."""

from __future__ import annotations

import pytest

from h2hlint import formats
from h2hlint.language.choice import Chooser, from_path, primary
from h2hlint.text import Source

COVERED = ("da", "nb", "de", "pl", "en")

DANISH = "Vi bager brødet om natten, så det er varmt, når du henter det om morgenen."
NORWEGIAN = "Vi baker brødet om natten, så det er varmt når du henter det om morgenen, og vi hjelper deg gjerne."
ENGLISH = "We bake the bread at night so that it is warm when you pick it up in the morning."
SWEDISH = "Vi bakar brödet på natten så att det är varmt när du hämtar det på morgonen."


def languages(text: str, asked: str | None = None, named: str | None = None, form: str = "markdown") -> list[str | None]:
    """Return the language of each block."""
    blocks = formats.extract(Source("x", text, form))
    chooser = Chooser(blocks, asked, named)
    return [chooser.language(block) for block in blocks]


def file_language(text: str) -> str | None:
    """Return the language of the text as a whole."""
    return Chooser(formats.extract(Source("x", text, "markdown")), None, None).file_language


@pytest.mark.parametrize(
    ("tag", "language"), [("en-GB", "en"), ("no", "nb"), ("NB_no", "nb"), ("nn-NO", "nn"), ("dan", "da"), (" pl ", "pl")]
)
def test_primary(tag: str, language: str) -> None:
    assert primary(tag) == language


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("om-os.da.md", "da"),
        ("pl/o-nas.md", "pl"),
        ("site/no/om.html", "nb"),
        ("da/about.en.md", "en"),
        ("sv/om.md", None),
        ("about.md", None),
        ("da.json", "da"),
        ("pl-PL.json", "pl"),
        ("yml/no.yml", "nb"),
        ("messages_da.properties", "da"),
        ("all_messages_de_AT.properties", "de"),
        ("log_in.md", None),
        ("about-de.md", None),
        ("res/values-da/strings.xml", "da"),
        ("res/values-de-rAT/strings.xml", "de"),
        ("res/values-b+nb+NO/strings.xml", "nb"),
        ("pl.lproj/Localizable.strings", "pl"),
        ("de", None),
    ],
)
def test_from_path(path: str, language: str | None) -> None:
    assert from_path(path, COVERED) == language


@pytest.mark.parametrize(("text", "language"), [(DANISH, "da"), (NORWEGIAN, "nb"), (ENGLISH, "en"), (SWEDISH, "sv")])
def test_text_as_a_whole(text: str, language: str) -> None:
    assert file_language(text) == language


@pytest.mark.parametrize(
    ("text", "language"), [("Læs mere", "da"), ("Les mer", "nb"), ("Read more", "en"), ("Lars Jensen", None), ("2026", None)]
)
def test_single_short_string(text: str, language: str | None) -> None:
    assert file_language(text) == language


def test_blocks_of_a_mixed_text() -> None:
    text = f"# Velkommen\n\n{DANISH}\n\n{ENGLISH}\n\n{DANISH}\n\n{SWEDISH}\n\n{NORWEGIAN}\n\n{DANISH}\n"
    assert languages(text) == ["da", "da", "en", "da", "sv", "nb", "da"]


def test_english_quotation_switches_only_its_block() -> None:
    text = f"{DANISH}\n\n> {ENGLISH}\n\nHan sagde “we are here for you”, og så gik han hjem igen.\n"
    assert languages(text) == ["da", "en", "da"]


def test_short_strings_follow_the_text() -> None:
    assert languages(f"{DANISH}\n\n## Read more about us\n\n- Download\n- Newsletter for you\n") == ["da", "da", "da", "da"]


@pytest.mark.parametrize(
    "block",
    [
        "Microsoft Office Professional Plus, Adobe Creative Cloud, Google Workspace Business Standard",
        "https://example.com/the-best-of-the-best https://example.com/you-are-what-you-read a b c d e f g",
        "`git commit --amend`, `git push --force-with-lease`, `git rebase --interactive`, `git log`, `git status`, `git diff`",
        "Anna Müller, Jan Kowalski, John Smith, Mary Johnson, William Brown, Elizabeth Taylor",
    ],
)
def test_names_addresses_and_code_do_not_switch(block: str) -> None:
    assert set(languages(f"{DANISH}\n\n{block}\n\n{DANISH}\n")) == {"da"}


def test_declared_language_comes_first() -> None:
    page = f'<html lang="pl"><body><p>{DANISH}</p><p lang="en-GB">{DANISH}</p></body></html>'
    assert languages(page, asked="de", named="nb", form="html") == ["pl", "en"]


def test_asked_comes_before_path_and_both_before_detection() -> None:
    assert languages(DANISH, asked="de", named="nb") == ["de"]
    assert languages(DANISH, named="nb") == ["nb"]
    assert languages(f"{DANISH}\n\n{ENGLISH}\n", asked="da") == ["da", "da"]


def test_long_block_in_a_text_without_a_language() -> None:
    assert file_language("Oslo\n\nBergen") is None
    assert languages("Oslo\n\nBergen") == [None, None]


def test_undeclared_rest_follows_the_declared_language() -> None:
    assert languages('<p lang="da">OK</p><p>Oslo</p>', form="html") == ["da", "da"]


def test_empty_text() -> None:
    assert languages("") == []
    assert file_language("") is None
