"""Report and desk as people use them, in Chromium: with the mouse, by keyboard alone, at the width of a phone, in two languages."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")
pytest.importorskip("starlette", reason="starlette is not installed")

from playwright.sync_api import Browser, Page, expect, sync_playwright

from h2hlint import places
from h2hlint.lint import Linter
from h2hlint.reports import REPORTS, Outcome, Style
from h2hlint.settings import Settings
from h2hlint.text import Source

CHROMIUM = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine (on Debian: apt install chromium)")

DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
LANGUAGES = {
    "da": ("Vi har et innovativt værksted i Svendborg, hvor Rikke selv polstrer din gamle lænestol.", "innovativt", "nyt", "Skriv »nyt«"),
    "pl": ("Prowadzimy innowacyjny warsztat w Krakowie, a Ola codziennie naprawia rowery.", "innowacyjny", "nowy", "Napisz „nowy”"),
}
"""A text, its marked word, the wording for it, and the button that puts it in."""
CONTRAST = """() => {
  const channel = (value) => { value /= 255; return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4; };
  const context = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
  const pixel = (colours) => {
    context.clearRect(0, 0, 1, 1);
    for (const one of colours) { context.fillStyle = one; context.fillRect(0, 0, 1, 1); }
    const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
    return 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue);
  };
  const behind = (element) => {
    const colours = [];
    for (let one = element; one; one = one.parentElement) colours.unshift(getComputedStyle(one).backgroundColor);
    return colours;
  };
  const poor = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility() || element.closest(".mirror, script, style, noscript, .hidden-label")) continue;
    const style = getComputedStyle(element);
    const ground = behind(element);
    const [one, other] = [pixel(ground), pixel([...ground, style.color])].sort((a, b) => b - a);
    const ratio = (one + 0.05) / (other + 0.05);
    const isLarge = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700);
    if (ratio < (isLarge ? 3 : 4.5)) poor.push(`${ratio.toFixed(2)} ${element.className} ${walker.currentNode.data.slice(0, 30)}`);
  }
  return poor;
}"""
NAMELESS = """() => [...document.querySelectorAll("button, a[href], input, select, textarea, [tabindex='0']")]
  .filter((one) => one.checkVisibility())
  .filter((one) => !(one.getAttribute("aria-label") || one.innerText?.trim() || one.labels?.length || one.getAttribute("aria-labelledby")))
  .map((one) => one.outerHTML)"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])  # it runs as root in containers
        yield started
        started.close()


@pytest.fixture
def look(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open pages; whatever a script or the policy complains of fails the test."""
    complaints: list[str] = []
    pages: list[Page] = []

    def opened(address: str, size: dict[str, int] = DESKTOP, scheme: str = "light") -> Page:
        page = browser.new_page(
            viewport={"width": size["width"], "height": size["height"]}, color_scheme="dark" if scheme == "dark" else "light"
        )
        page.set_default_timeout(4_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on(
            "request",
            lambda asked: complaints.append(asked.url) if not asked.url.startswith((address.split("#", maxsplit=1)[0], "data:")) else None,
        )
        page.on("dialog", lambda dialog: complaints.append(f"dialog: {dialog.message}"))
        pages.append(page)
        page.goto(address)
        return page

    yield opened
    for page in pages:
        page.close()
    assert complaints == []


def _sound(page: Page) -> None:
    """Whatever is shown can be read, has a name, and is no wider than the window."""
    assert page.evaluate(CONTRAST) == []
    assert page.evaluate(NAMELESS) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


# --- the desk ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the page from an empty folder, and say where."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "h2hlint.cli", "serve", "--isolated", "--no-browser", "--port", str(port), "--ui-lang", "da"]
    folder = tmp_path_factory.mktemp("desk")
    environment = {
        **os.environ,
        "H2HLINT_CACHE": os.environ.get("H2HLINT_CACHE", str(folder / "cache")),
        "PYTHONPATH": str(places.PACKAGE.parent),
    }
    with subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        assert f"http://127.0.0.1:{port}/" in server.stderr.readline()
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/"
        server.terminate()
        assert [path.name for path in folder.iterdir() if path.name != "cache"] == []


def _number(page: Page) -> float:
    return float(page.locator("#ring strong").inner_text().replace(",", "."))


def _settled(page: Page, text: str) -> None:
    """Wait until the page has read this text."""
    page.wait_for_function("(text) => document.getElementById('words').value === text", arg=text)
    page.wait_for_timeout(400)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_type_see_the_mark_take_the_wording(desk: str, look: Callable[..., Page], language: str, size: dict[str, int]) -> None:
    text, word, wording, button = LANGUAGES[language]
    page = look(desk, size)
    page.select_option("#interface", language)
    page.locator("#words").press_sequentially(text)
    mark = page.locator(".mirror mark", has_text=word)
    expect(mark).to_have_count(1)
    before = _number(page)
    box = mark.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator("#card")).to_be_visible()
    assert len(page.locator("#card .because").inner_text()) > 20
    assert len(page.locator("#card .advice").inner_text()) > 20
    _sound(page)
    page.get_by_role("button", name=button).click()
    expect(page.locator("#words")).to_have_value(text.replace(word, wording))
    expect(page.locator("#card")).to_be_hidden()
    expect(mark).to_have_count(0)
    expect(page.locator(".change.up")).to_be_visible()
    assert _number(page) > before
    page.locator("#words").press("Control+z")
    expect(page.locator("#words")).to_have_value(text)
    expect(mark).to_have_count(1)


def test_marks_stand_behind_their_words(desk: str, look: Callable[..., Page]) -> None:
    """The copy behind the text breaks its lines where the text does, so that a click at a mark is a click at its words."""
    page = look(desk, PHONE)
    text = "\n\n".join([LANGUAGES["da"][0] + " Donaudampfschifffahrtsgesellschaft  🙂 \t " * 3] * 4)
    page.locator("#words").fill(text)
    expect(page.locator(".mirror mark", has_text="innovativt")).to_have_count(4)
    assert page.locator(".mirror").bounding_box() == page.locator("#words").bounding_box()
    for number in range(4):
        mark = page.locator(".mirror mark", has_text="innovativt").nth(number)
        mark.scroll_into_view_if_needed()
        box = mark.bounding_box()
        assert box is not None
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        place = page.evaluate("document.getElementById('words').selectionStart")
        start = [at for at in range(len(text)) if text.startswith("innovativt", at)][number]
        units = len(text[:start].encode("utf-16-le")) // 2
        assert units <= place <= units + len("innovativt")
        page.keyboard.press("Escape")


@pytest.mark.parametrize("language", LANGUAGES)
def test_keyboard_alone(desk: str, look: Callable[..., Page], language: str) -> None:
    text, word, wording, _ = LANGUAGES[language]
    page = look(desk)
    page.select_option("#interface", language)
    page.locator("#words").focus()
    page.keyboard.type(text + "\n\n" + text)
    expect(page.locator(".mirror mark", has_text=word)).to_have_count(2)
    page.keyboard.press("F8")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "words"
    expect(page.locator("#card")).to_be_hidden()
    for _ in range(2):
        page.keyboard.press("F8")
        expect(page.locator("#card")).to_be_visible()
        assert page.evaluate("document.getElementById('card').contains(document.activeElement)")
        page.keyboard.press("Enter")
        expect(page.locator("#card")).to_be_hidden()
        page.wait_for_timeout(500)
    expect(page.locator("#words")).to_have_value((text + "\n\n" + text).replace(word, wording))
    page.keyboard.type("x")
    assert wording + "x" in page.locator("#words").input_value()


def test_marks_move_with_the_words_before_the_answer_comes(desk: str, look: Callable[..., Page]) -> None:
    text, word, _, _ = LANGUAGES["da"]
    page = look(desk)
    page.locator("#words").fill(text)
    expect(page.locator(".mirror mark", has_text=word)).to_have_count(1)
    page.route("**/check", lambda route: None)  # no answer comes any more
    page.locator("#words").evaluate("(area) => area.setSelectionRange(0, 0)")
    page.keyboard.type("Hej! ")
    assert page.locator(".mirror mark").all_inner_texts() == [word]
    page.locator("#words").evaluate(f"(area) => area.setSelectionRange({len('Hej! Vi har et inno')}, {len('Hej! Vi har et inno')})")
    page.keyboard.type("x")
    expect(page.locator(".mirror mark")).to_have_count(0)


def test_an_older_answer_is_not_shown(desk: str, look: Callable[..., Page]) -> None:
    page = look(desk)
    text, word, _, _ = LANGUAGES["da"]
    page.locator("#words").fill(text)
    expect(page.locator(".mirror mark", has_text=word)).to_have_count(1)
    page.locator("#words").fill(text)
    page.locator("#words").fill("Rikke polstrer stole i Svendborg hver dag.")
    page.wait_for_timeout(700)
    expect(page.locator(".mirror mark")).to_have_count(0)
    assert _number(page) == 100


def test_a_file_is_dropped_and_read_through(desk: str, look: Callable[..., Page], tmp_path: Path) -> None:
    page = look(desk)
    text = f'<!doctype html><p>{LANGUAGES["da"][0]}</p><script>alert(1)</script><img src=x onerror="alert(2)">'
    page.evaluate(
        """(text) => {
          const files = new DataTransfer();
          files.items.add(new File([text], "om <b>os</b>.html", { type: "text/html" }));
          for (const kind of ["dragenter", "dragover", "drop"])
            document.getElementById("words").dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: files }));
        }""",
        text,
    )
    expect(page.locator("#words")).to_have_value(text)
    expect(page.locator(".mirror mark", has_text="innovativt")).to_have_count(1)
    page.get_by_role("tab", name="Læs igennem").click()
    expect(page.locator("#reading mark", has_text="innovativt")).to_have_count(1)
    assert page.locator("#reading img, #reading script").count() == 0
    _sound(page)
    mail = tmp_path / "svar.eml"
    mail.write_text(f"Subject: Din stol\nContent-Type: text/plain; charset=utf-8\n\n{LANGUAGES['da'][0]}\n", encoding="utf-8")
    page.set_input_files("#file", mail)
    expect(page.locator("#words")).to_have_value(f"Din stol\n\n{LANGUAGES['da'][0]}")
    assert page.locator("#channel").input_value() == "email"


def test_language_is_detected_or_chosen(desk: str, look: Callable[..., Page]) -> None:
    page = look(desk)
    page.locator("#words").fill(LANGUAGES["pl"][0])
    expect(page.locator("#language option").first).to_have_text("Polsk (automatisk)")
    page.select_option("#language", "de")
    expect(page.locator(".mirror mark")).to_have_count(0)
    page.select_option("#language", "")
    expect(page.locator(".mirror mark")).to_have_count(1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_desk_can_be_read(desk: str, look: Callable[..., Page], scheme: str, size: dict[str, int]) -> None:
    page = look(desk, size, scheme)
    _sound(page)
    page.locator("#sample").click()
    expect(page.locator("#list li").first).to_be_visible()
    page.wait_for_timeout(600)
    _sound(page)


def test_when_the_program_ends_the_text_stays(desk: str, look: Callable[..., Page]) -> None:
    page = look(desk)
    page.locator("#words").fill("Rikke polstrer stole.")
    _settled(page, "Rikke polstrer stole.")
    page.route("**/check", lambda route: route.fulfill(status=200, content_type="text/plain", body="x"))
    page.locator("#words").press_sequentially("!")
    expect(page.locator("#mistake")).to_contain_text("h2hlint serve")
    expect(page.locator("#words")).to_have_value("Rikke polstrer stole.!")
    page.unroute("**/check")


# --- the report --------------------------------------------------------------------------------

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
    look: Callable[..., Page], tmp_path: Path, reader: str, severity: str, overview: str, size: dict[str, int]
) -> None:
    page = look(_written(tmp_path, reader, TEXTS), size)
    expect(page.get_by_role("heading", name=overview)).to_be_visible()
    expect(page.locator("table.all tbody tr")).to_have_count(4)
    _sound(page)
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
    _sound(page)
    if size is PHONE:
        page.locator(".choices > summary").click()
    count = page.locator(".remark").count()
    page.get_by_role("checkbox", name=severity).uncheck()
    expect(page.locator(".remark.warning")).to_have_count(0)
    assert page.locator(".remark").count() < count
    expect(page.locator("mark", has_text="innovativt")).to_have_count(0)
    page.get_by_role("checkbox", name=severity).check()
    expect(page.locator(".remark")).to_have_count(count)
    _sound(page)


def test_a_hostile_text_runs_nothing_in_the_report(look: Callable[..., Page], tmp_path: Path) -> None:
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
def test_the_report_by_keyboard_alone(look: Callable[..., Page], tmp_path: Path, reader: str) -> None:
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
def test_the_report_can_be_read(look: Callable[..., Page], tmp_path: Path, scheme: str) -> None:
    address = _written(tmp_path, "de", TEXTS)
    for number in (None, 0, 2):
        _sound(look(address if number is None else f"{address}#text-{number}", DESKTOP, scheme))


def test_on_paper_all_texts_follow_and_reasons_are_open(look: Callable[..., Page], tmp_path: Path) -> None:
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


def test_a_site_of_300_texts_stays_usable(look: Callable[..., Page], tmp_path: Path) -> None:
    body = "\n\n".join([TEXTS["om-os.md"][1]] * 4)
    many = {f"side-{number}.md": ("da", f"{body}\n\nSide {number}.\n") for number in range(300)}
    address = _written(tmp_path, "da", many)
    start = time.perf_counter()
    page = look(address)
    expect(page.locator("table.all tbody tr")).to_have_count(300)
    page.locator("#find").fill("side-299")
    expect(page.locator(".files li")).to_have_count(1)
    page.locator(".files a").click()
    expect(page.locator(".text")).to_contain_text("Side 299.")
    page.get_by_role("checkbox", name="Advarsel").uncheck()
    expect(page.locator(".remark.warning")).to_have_count(0)
    assert time.perf_counter() - start < 10
    assert page.evaluate("document.getElementsByTagName('*').length") < 9000
