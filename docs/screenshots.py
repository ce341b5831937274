"""Makes the pictures of the README: `python docs/screenshots.py`. Needs Chromium and the extras `dev` and `web`."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs" / "images"
H2HLINT = [sys.executable, "-m", "h2hlint"]
WIDE, PHONE = (1200, 800), (390, 780)


def main() -> None:
    """Take all pictures."""
    path = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
    if path is None:
        sys.exit("there is no Chromium on this machine; on Debian: apt install chromium")
    IMAGES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        _report(browser)
        with _served() as address:
            _desk(_page(browser, address, WIDE, "light"), "en", "serve")
            _desk(_page(browser, address, PHONE, "dark"), "da", "serve-phone")
        browser.close()


def _report(browser: Browser) -> None:
    """Take the report on the English examples, at the text with the lowest score."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "report.html")
        command = [*H2HLINT, "check", "examples/en", "--isolated", "--ui-lang", "en", "--fail-on", "never", "--output", f"html={file}"]
        subprocess.run(command, cwd=ROOT, check=True)
        page = _page(browser, file.as_uri(), WIDE, "light")
        page.locator("table.all a").first.click()
        _take(page, "report")


def _desk(page: Page, reader: str, name: str) -> None:
    """Take the page to write in with its example, and the card of the first finding that has a wording to take."""
    page.select_option("#interface", reader)
    page.locator("#sample").click()
    page.locator("#list button").first.click()
    page.locator("#card .main").wait_for()
    _take(page, name)


def _page(browser: Browser, address: str, size: tuple[int, int], scheme: str) -> Page:
    page = browser.new_page(viewport={"width": size[0], "height": size[1]}, color_scheme="dark" if scheme == "dark" else "light")
    page.goto(address)
    return page


def _take(page: Page, name: str) -> None:
    page.wait_for_timeout(800)  # until the ring stands still
    page.screenshot(path=IMAGES / f"{name}.png")
    page.close()


@contextmanager
def _served() -> Iterator[str]:
    """Serve the page on a free port, and say where."""
    command = [*H2HLINT, "serve", "--isolated", "--no-browser", "--port", "0", "--ui-lang", "en"]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None  # noqa: S101  (it is a pipe)
        yield server.stderr.readline().split()[3]
        server.terminate()


if __name__ == "__main__":
    main()
