"""Chromium for the tests of this folder; where there is none, they are skipped."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser.sizes import DESKTOP

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Look = Callable[..., "Page"]
_PATIENCE = 15_000
"""So many milliseconds a page has for what it does at once on a machine that is not busy."""
_NAMES = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = next((found for name in _NAMES if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("there is no Chromium on this machine (on Debian: apt install chromium)")
    with sync_api.sync_playwright() as playwright:
        sync_api.expect.set_options(timeout=_PATIENCE)
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])  # it runs as root in containers
        yield started
        started.close()


@pytest.fixture
def look(browser: Browser) -> Iterator[Look]:
    """Open pages; whatever a script or the policy complains of fails the test."""
    complaints: list[str] = []
    pages: list[Page] = []

    def opened(address: str, size: dict[str, int] | None = None, scheme: str = "light") -> Page:
        wanted = size or DESKTOP
        page = browser.new_page(
            viewport={"width": wanted["width"], "height": wanted["height"]}, color_scheme="dark" if scheme == "dark" else "light"
        )
        page.set_default_timeout(_PATIENCE)
        own = address.partition("#")[0]
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("request", lambda asked: None if asked.url.startswith((own, "data:")) else complaints.append(asked.url))
        page.on("dialog", lambda dialog: complaints.append(f"dialog: {dialog.message}"))
        pages.append(page)
        page.goto(address)
        return page

    yield opened
    for page in pages:
        page.close()
    assert complaints == []
