"""The page of `serve` as people use it, in Chromium: mouse, keyboard alone, the width of a phone, in two languages."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")
pytest.importorskip("starlette", reason="starlette is not installed")

from playwright.sync_api import Page, expect

from h2hlint import places
from tests.browser.conftest import Look
from tests.browser.sizes import DESKTOP, PHONE
from tests.browser.sound import sound

LANGUAGES = {
    "da": ("Vi har et innovativt værksted i Svendborg, hvor Rikke selv polstrer din gamle lænestol.", "innovativt", "nyt", "Skriv »nyt«"),
    "pl": ("Prowadzimy innowacyjny warsztat w Krakowie, a Ola codziennie naprawia rowery.", "innowacyjny", "nowy", "Napisz „nowy”"),
}
"""A text, its marked word, the wording for it, and the button that puts it in."""


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
        yield f"http://127.0.0.1:{port}/"
        server.send_signal(signal.SIGINT)
        assert server.wait(15) == 0
        assert [path.name for path in folder.iterdir() if path.name != "cache"] == []


def _number(page: Page) -> float:
    return float(page.locator("#ring strong").inner_text().replace(",", "."))


def _settled(page: Page, text: str) -> None:
    """Wait until the page has read this text."""
    page.wait_for_function("(text) => document.getElementById('words').value === text", arg=text)
    page.wait_for_timeout(400)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_type_see_the_mark_take_the_wording(desk: str, look: Look, language: str, size: dict[str, int]) -> None:
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
    sound(page)
    page.get_by_role("button", name=button).click()
    expect(page.locator("#words")).to_have_value(text.replace(word, wording))
    expect(page.locator("#card")).to_be_hidden()
    expect(mark).to_have_count(0)
    expect(page.locator(".change.up")).to_be_visible()
    assert _number(page) > before
    page.locator("#words").press("Control+z")
    expect(page.locator("#words")).to_have_value(text)
    expect(mark).to_have_count(1)


def test_marks_stand_behind_their_words(desk: str, look: Look) -> None:
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
def test_keyboard_alone(desk: str, look: Look, language: str) -> None:
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


def test_marks_move_with_the_words_before_the_answer_comes(desk: str, look: Look) -> None:
    text, word, _, _ = LANGUAGES["da"]
    page = look(desk)
    page.locator("#words").fill(text)
    expect(page.locator(".mirror mark", has_text=word)).to_have_count(1)
    page.route("**/check", lambda _: None)  # no answer comes any more
    page.locator("#words").evaluate("(area) => area.setSelectionRange(0, 0)")
    page.keyboard.type("Hej! ")
    assert page.locator(".mirror mark").all_inner_texts() == [word]
    page.locator("#words").evaluate(f"(area) => area.setSelectionRange({len('Hej! Vi har et inno')}, {len('Hej! Vi har et inno')})")
    page.keyboard.type("x")
    expect(page.locator(".mirror mark")).to_have_count(0)


def test_an_older_answer_is_not_shown(desk: str, look: Look) -> None:
    page = look(desk)
    text, word, _, _ = LANGUAGES["da"]
    page.locator("#words").fill(text)
    expect(page.locator(".mirror mark", has_text=word)).to_have_count(1)
    page.locator("#words").fill(text)
    page.locator("#words").fill("Rikke polstrer stole i Svendborg hver dag.")
    expect(page.locator("#ring strong")).to_have_text(re.compile(r"^100"))  # however long the first answer takes
    page.wait_for_timeout(700)
    expect(page.locator(".mirror mark")).to_have_count(0)
    assert _number(page) == 100


def test_a_file_is_dropped_and_read_through(desk: str, look: Look, tmp_path: Path) -> None:
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
    sound(page)
    mail = tmp_path / "svar.eml"
    mail.write_text(f"Subject: Din stol\nContent-Type: text/plain; charset=utf-8\n\n{LANGUAGES['da'][0]}\n", encoding="utf-8")
    page.set_input_files("#file", mail)
    expect(page.locator("#words")).to_have_value(f"Din stol\n\n{LANGUAGES['da'][0]}")
    assert page.locator("#channel").input_value() == "email"


def test_language_is_detected_or_chosen(desk: str, look: Look) -> None:
    page = look(desk)
    page.locator("#words").fill(LANGUAGES["pl"][0])
    expect(page.locator("#language option").first).to_have_text("Polsk · auto")
    page.select_option("#language", "de")
    expect(page.locator(".mirror mark")).to_have_count(0)
    page.select_option("#language", "")
    expect(page.locator(".mirror mark")).to_have_count(1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_desk_can_be_read(desk: str, look: Look, scheme: str, size: dict[str, int]) -> None:
    page = look(desk, size, scheme)
    sound(page)
    page.locator("#sample").click()
    expect(page.locator("#list li").first).to_be_visible()
    page.wait_for_timeout(600)
    sound(page)


def test_when_the_program_ends_the_text_stays(desk: str, look: Look) -> None:
    page = look(desk)
    page.locator("#words").fill("Rikke polstrer stole.")
    _settled(page, "Rikke polstrer stole.")
    page.route("**/check", lambda route: route.fulfill(status=200, content_type="text/plain", body="x"))
    page.locator("#words").press_sequentially("!")
    expect(page.locator("#mistake")).to_contain_text("h2hlint serve")
    expect(page.locator("#words")).to_have_value("Rikke polstrer stole.!")
    page.unroute("**/check")
