"""The HTML report as people use it, in Chromium: mouse, keyboard alone, the width of a phone, on paper, without scripts."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from playwright.sync_api import Browser, expect

from h2hlint.lint import Linter
from h2hlint.reports import REPORTS, Outcome, Style
from h2hlint.settings import Settings
from h2hlint.text import Source
from tests.browser.conftest import Look
from tests.browser.sizes import DESKTOP, PHONE
from tests.browser.sound import sound

EVIL = "</script><script>alert(1)</script><img src=x onerror=alert(2)>"
TEXTS = {
    "om-os.md": ("da", "# Om os\n\nVi har et innovativt værksted.\n\n- Kunden er altid i centrum.\n- Din sag vil blive behandlet.\n"),
    "rene.md": ("da", "# Åbningstider\n\nVi åbner klokken ni.\n"),
    "o-nas.html": ("pl", "<h1>O nas</h1><p>Mamy <em>innowacyjny</em> warsztat.</p><button>Kliknij tutaj</button>"),
    "</script><img src=x onerror=alert(1)>.txt": (
        "en",
        "</script><script>alert(1)</script><img src=x onerror=alert(2)> We make innovative tea.",
    ),
}
FORMATS = {".md": "markdown", ".html": "html", ".txt": "text"}


def _written(folder: Path, reader: str, texts: dict[str, tuple[str, str]]) -> str:
    """Write a report on texts, and say where it is."""
    settings = {language: Linter(Settings(language=language, reader=reader)) for language, _ in texts.values()}
    reports = [settings[language].lint(Source(name, text, FORMATS[Path(name).suffix])) for name, (language, text) in texts.items()]
    path = folder / f"report-{reader}.html"
    path.write_text(REPORTS["html"](Outcome(reports, []), Style(reader)), encoding="utf-8")
    return path.as_uri()


@pytest.mark.parametrize(
    ("reader", "severity", "overview"), [("da", "Advarsel", "Alle tekster"), ("pl", "Ostrzeżenie", "Wszystkie teksty")]
)
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_report_shows_texts_marks_and_filters(
    look: Look, tmp_path: Path, reader: str, severity: str, overview: str, size: dict[str, int]
) -> None:
    page = look(_written(tmp_path, reader, TEXTS), size)
    expect(page.get_by_role("heading", name=overview)).to_be_visible()
    expect(page.locator("table.all tbody tr")).to_have_count(4)
    sound(page)
    page.locator("table.all a", has_text="om-os.md").click()
    expect(page.get_by_role("heading", name="om-os.md")).to_be_visible()
    expect(page.locator(".text h3")).to_have_text("Om os")
    expect(page.locator(".text li.list-item")).to_have_count(2)
    expect(page.locator("mark", has_text="innovativt")).to_have_count(1)
    remark = page.locator(".remark", has_text="innovativt")
    expect(remark.locator(".message")).to_be_visible()
    expect(remark.locator(".try")).to_contain_text("nyt")
    remark.locator("summary").click()
    expect(remark.locator("details p").first).to_be_visible()
    sound(page)
    if size is PHONE:
        page.locator(".choices > summary").click()
    count = page.locator(".remark").count()
    page.get_by_role("checkbox", name=severity).uncheck()
    expect(page.locator(".remark.warning")).to_have_count(0)
    assert page.locator(".remark").count() < count
    expect(page.locator("mark", has_text="innovativt")).to_have_count(0)
    page.get_by_role("checkbox", name=severity).check()
    expect(page.locator(".remark")).to_have_count(count)
    sound(page)


def test_a_hostile_text_runs_nothing_in_the_report(look: Look, tmp_path: Path) -> None:
    page = look(_written(tmp_path, "en", TEXTS))
    page.locator("table.all a", has_text="script").click()
    expect(page.locator(".text")).to_contain_text("<script>alert(1)</script>")
    assert page.locator("main img, main script").count() == 0


def test_the_policy_of_the_report_stops_what_would_run(browser: Browser, tmp_path: Path) -> None:
    """Even if a text became markup, nothing in it would run or be fetched."""
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(_written(tmp_path, "en", TEXTS))
    page.evaluate(
        """() => {
          document.body.insertAdjacentHTML("beforeend", '<p id="x" onclick="this.title = 1">x</p><img src="https://h2hlint.invalid/x.png">');
          document.getElementById("x").click();
          document.body.append(Object.assign(document.createElement("script"), { text: "document.title = 'run'" }));
        }"""
    )
    page.wait_for_timeout(200)
    assert page.locator("#x").get_attribute("title") is None
    assert page.title() != "run"
    assert len([one for one in said if "Content Security Policy" in one]) == 3
    page.close()


@pytest.mark.parametrize("reader", ["da", "pl"])
def test_the_report_by_keyboard_alone(look: Look, tmp_path: Path, reader: str) -> None:
    page = look(_written(tmp_path, reader, {"om-os.md": TEXTS["om-os.md"]}))
    expect(page.get_by_role("heading", name="om-os.md")).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "MAIN"
    page.keyboard.press("F8")
    assert page.evaluate("document.activeElement.className").startswith("foot")
    target = page.evaluate("document.activeElement.hash")
    page.keyboard.press("Enter")
    page.wait_for_function("(target) => document.activeElement.id === target.slice(1)", arg=target)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the note's number leads back to the text
    page.wait_for_function("(target) => document.activeElement.hash === target", arg=target)
    page.keyboard.press("F8")
    assert page.evaluate("document.activeElement.hash") != target
    page.keyboard.press("Shift+F8")
    assert page.evaluate("document.activeElement.hash") == target


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_report_can_be_read(look: Look, tmp_path: Path, scheme: str) -> None:
    address = _written(tmp_path, "de", TEXTS)
    for number in (None, 0, 2):
        sound(look(address if number is None else f"{address}#text-{number}", DESKTOP, scheme))


def test_on_paper_all_texts_follow_and_reasons_are_open(look: Look, tmp_path: Path) -> None:
    page = look(_written(tmp_path, "da", TEXTS))
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("article")).to_have_count(3)
    assert page.locator("main details:not([open])").count() == 0
    expect(page.locator(".side")).to_be_hidden()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(page.locator("article")).to_have_count(0)
    assert page.pdf()[:4] == b"%PDF"


def test_without_scripts_the_findings_are_a_list(browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(_written(tmp_path, "da", TEXTS))
    expect(page.locator("li", has_text="innovativt")).to_be_visible()
    page.close()


def test_a_site_of_300_texts_stays_usable(look: Look, tmp_path: Path) -> None:
    body = "\n\n".join([TEXTS["om-os.md"][1]] * 4)
    many = {f"side-{number}.md": ("da", f"{body}\n\nSide {number}.\n") for number in range(300)}
    address = _written(tmp_path, "da", many)
    page = look(address)
    expect(page.locator("table.all tbody tr")).to_have_count(300)
    page.locator("#find").fill("side-299")
    expect(page.locator(".files li")).to_have_count(1)
    page.locator(".files a").click()
    expect(page.locator(".text")).to_contain_text("Side 299.")
    page.get_by_role("checkbox", name="Advarsel").uncheck()
    expect(page.locator(".remark.warning")).to_have_count(0)
    assert page.evaluate("document.getElementsByTagName('*').length") < 9000
