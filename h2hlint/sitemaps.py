"""The pages that a site lists in its sitemap, fetched politely: what robots.txt allows, on the same host, with a pause between two."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from h2hlint.errors import UserError
from h2hlint.fetching import AGENT, fetch, source
from h2hlint.formats.xml_tokens import tokens
from h2hlint.text import Source

_LONGEST_PAUSE = 60.0
_LARGEST = 20_000_000
_MOST_SITEMAPS = 50

Complain = Callable[[UserError], None]


class Manners(NamedTuple):
    """How a site is walked: how many pages at most, how many seconds apart, more where robots.txt asks for it."""

    limit: int
    pause: float


class Site:
    """The pages of one host that its sitemaps list. Raises UserError when the host does not answer."""

    def __init__(self, url: str, manners: Manners, complain: Complain) -> None:
        self._url = url
        self._host = urlsplit(url).netloc.lower()
        self._manners = manners
        self._complain = complain
        self._robots = _robots(url)
        asked = self._robots.crawl_delay(AGENT)
        self._pause = max(manners.pause, min(float(asked or 0), _LONGEST_PAUSE))
        self._found: dict[str, None] = {}
        self._left = {"on other hosts": 0, "that robots.txt closes": 0}

    def pages(self) -> list[str | UserError]:
        """Return the addresses of the pages to read, and why a sitemap cannot be; what is left out goes to `complain`."""
        errors: list[str | UserError] = []
        waiting, met = self._sitemaps(), set[str]()
        while waiting and len(met) < _MOST_SITEMAPS and len(self._found) <= self._manners.limit:
            url = waiting.pop(0)
            if url not in met:
                met.add(url)
                try:
                    waiting += self._read(url)
                except UserError as error:
                    errors.append(error)
        for what, count in self._left.items():
            if count:
                self._complain(UserError(f"{count} pages {what} are left out", self._url))
        if len(self._found) > self._manners.limit:
            self._complain(UserError(f"only the first {self._manners.limit} pages are read; --limit reads more", self._url))
        return [*errors, *list(self._found)[: self._manners.limit]]

    def fetched(self, urls: list[str | UserError]) -> Iterator[Source | UserError]:
        """Yield the pages, or why one cannot be had, with a pause before each."""
        for url in urls:
            if isinstance(url, UserError):
                yield url
                continue
            time.sleep(self._pause)
            try:
                yield source(url)
            except UserError as error:
                yield error

    def _sitemaps(self) -> list[str]:
        """Return the sitemaps to begin with: the address given, if it is one, else those that robots.txt names."""
        if urlsplit(self._url).path.lower().endswith((".xml", ".xml.gz")):
            return [self._url]
        return list(self._robots.site_maps() or [urljoin(self._url, "/sitemap.xml")])

    def _read(self, url: str) -> list[str]:
        """Take the pages of a sitemap; return the sitemaps that it names."""
        if not self._may(url):
            return []
        answer = fetch(url, _LARGEST)
        names, places = _places(Source(url, answer.data.decode("utf-8-sig", "replace"), "xml"))
        if "sitemapindex" in names:
            time.sleep(self._pause)
            return places
        if "urlset" not in names:
            raise UserError("this is no sitemap; name one that ends in .xml, or leave out --sitemap", url)
        for place in places:
            if self._may(place):
                self._found.setdefault(place)
        return []

    def _may(self, url: str) -> bool:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or parts.netloc.lower() != self._host:
            self._left["on other hosts"] += 1
            return False
        if not self._robots.can_fetch(AGENT, url):
            self._left["that robots.txt closes"] += 1
            return False
        return True


def _places(sitemap: Source) -> tuple[set[str], list[str]]:
    """Return the names of the elements of a sitemap, and the addresses in it. Raises UserError for what is no XML."""
    names, places, is_place = set[str](), list[str](), False
    for token in tokens(sitemap):
        if token.kind == "start":
            names.add(token.name)
            is_place = token.name == "loc"
        elif token.kind == "end":
            is_place = False
        elif is_place and token.kind in ("text", "cdata"):
            places.append(sitemap.text[token.place.start : token.place.end].strip().replace("&amp;", "&"))
    return names, places


def _robots(url: str) -> RobotFileParser:
    """Return what a site allows; one without a robots.txt allows all. Raises UserError when the host does not answer."""
    rules = RobotFileParser()
    address = urljoin(url, "/robots.txt")
    try:
        text = fetch(address, _LARGEST).data.decode("utf-8", "replace")
    except UserError as error:
        code = getattr(error.__cause__, "code", 0)
        if not 400 <= code < 500:
            raise
        text = ""
    rules.parse(text.splitlines())
    return rules
