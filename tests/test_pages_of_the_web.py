"""Pages of the web: what is fetched, from whom, and that nothing is unless an address was given."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from h2hlint import fetching, sitemaps
from h2hlint.errors import UserError
from tests.conftest import Run

PAGE = "<html lang=en><title>Tea</title><p>We make innovative tea.</p><script>'innovative'</script></html>"
Reply = tuple[int, dict[str, str], bytes]
Site = dict[str, Reply | Callable[[BaseHTTPRequestHandler], None]]


class Server:
    """A server on this machine; `requests` are the paths asked for, with their times."""

    def __init__(self) -> None:
        self.site: Site = {}
        self.requests: list[tuple[str, float]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.requests.append((self.path, time.monotonic()))
                reply = outer.site.get(self.path, (404, {}, b""))
                if callable(reply):
                    reply(self)
                    return
                code, headers, body = reply
                self.send_response(code)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def page(self, path: str, text: str = PAGE, kind: str = "text/html; charset=utf-8", encoding: str = "utf-8") -> None:
        self.site[path] = (200, {"Content-Type": kind}, text.encode(encoding))


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.server.shutdown()
    made.server.server_close()


def test_a_page_is_fetched_and_linted_as_html(run: Run, server: Server) -> None:
    server.page("/en/tea")
    done = run("check", "--ui-lang", "en", "--select", "buzzword", f"{server.url}/en/tea#about")
    assert done.returncode == 1, done.stderr
    assert f"{server.url}/en/tea#about:1:44: warning: " in done.stdout
    assert done.stdout.count("warning:") == 1
    assert [path for path, _ in server.requests] == ["/en/tea"]
    for form in ("json", "sarif", "gitlab", "junit", "summary"):
        assert f"{server.url}/en/tea" in run("check", "-f", form, f"{server.url}/en/tea").stdout


def test_the_path_of_a_page_may_name_its_language(run: Run, server: Server) -> None:
    server.page("/da/te?x=1", "<p>Te.</p>")
    assert json.loads(run("check", "-f", "json", f"{server.url}/da/te?x=1").stdout)["files"][0]["language"] == "da"


@pytest.mark.parametrize(
    ("kind", "page", "encoding"),
    [
        ("text/html; charset=iso-8859-2", "<p>żółć</p>", "iso-8859-2"),
        ("text/html", '<meta charset="iso-8859-2"><p>żółć</p>', "iso-8859-2"),
        ("text/html; charset=iso-8859-1", "\ufeff<p>żółć</p>", "utf-8"),
        ("text/html; charset=utf-16", "<p>żółć</p>", "utf-16"),
        ("text/html", "<p>Blåbær</p>", "cp1252"),
        ("", "<p>żółć</p>", "utf-8"),
        ("text/plain", "żółć", "utf-8"),
    ],
)
def test_character_sets(server: Server, kind: str, page: str, encoding: str) -> None:
    server.page("/", page, kind, encoding)
    if not kind:
        server.site["/"] = (200, {}, page.encode(encoding))
    source = fetching.source(server.url)
    assert source.text == page.removeprefix("\ufeff")
    assert source.format == ("text" if kind == "text/plain" else "html")


def test_redirects_are_followed_but_only_on_the_web(server: Server) -> None:
    server.page("/b%20c")
    server.site["/a"] = (302, {"Location": "/b%20c"}, b"")
    assert "innovative" in fetching.source(f"{server.url}/a").text
    server.site["/file"] = (302, {"Location": "file:///etc/passwd"}, b"")
    server.site["/loop"] = (302, {"Location": "/loop"}, b"")
    server.site["/ftp"] = (302, {"Location": "ftp://127.0.0.1/a"}, b"")
    _check_mistake(f"{server.url}/file", "or to what is no page of the web")
    _check_mistake(f"{server.url}/ftp", "the server sends on to ftp://127.0.0.1/a, which is no page of the web")
    _check_mistake(f"{server.url}/loop", "the server sends on in a circle")


def test_compressed_pages(server: Server) -> None:
    server.site["/"] = (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(PAGE.encode()))
    assert fetching.source(server.url).text == PAGE
    server.site["/"] = (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(b"x" * 50_000_000))
    _check_mistake(server.url, "the page is larger than 5 MB")


def _check_mistake(url: str, words: str) -> None:
    with pytest.raises(UserError) as caught:
        fetching.source(url)
    assert words in caught.value.message, caught.value.message
    assert "\n" not in caught.value.message
    assert caught.value.path


def test_what_is_no_page_is_one_sentence(server: Server) -> None:
    server.page("/picture", "x", "image/png")
    server.page("/large", "x" * 5_000_001)
    server.site["/short"] = (200, {"Content-Type": "text/html", "Content-Length": "100"}, b"<p>")
    server.site["/private"] = (403, {}, b"")
    _check_mistake(f"{server.url}/picture", "this address gives image/png, which is no page")
    _check_mistake(f"{server.url}/large", "the page is larger than 5 MB")
    _check_mistake(f"{server.url}/short", "the server's answer is broken")
    _check_mistake(f"{server.url}/nothing", "the server answers 404 Not Found; check the address")
    _check_mistake(f"{server.url}/private", "the server answers 403 Forbidden; it does not let h2hlint in")
    _check_mistake("http://127.0.0.1:1/", "nothing answers at this address")
    _check_mistake("http://ann:secret@127.0.0.1/", "h2hlint sends no names and passwords")
    for address in ("http://", "http://a b/", "http://[x/", "http://a:b/", "http://" + "ü" * 90 + ".org"):
        _check_mistake(address, "this is no address of a page")
    _check_mistake(server.url.replace("http", "https"), "certificate cannot be trusted")


def test_a_server_that_keeps_us_waiting(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        for sign in "HTTP/1.0 200 OK\r\nX: " + "x" * 20:
            handler.wfile.write(sign.encode())
            time.sleep(0.1)

    server.site["/"] = drip
    monkeypatch.setattr(fetching, "LONGEST", 0.5)
    _check_mistake(server.url, "the page did not come within 0.5 seconds")


def test_mistakes_on_the_command_line(run: Run, server: Server, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("We make innovative tea.\n", encoding="utf-8")
    done = run("check", "-l", "en", "ftp://example.org/a", f"{server.url}/no", "a.md")
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        "ftp://example.org/a: h2hlint fetches pages by http and https only, not by ftp",
        f"{server.url}/no: the server answers 404 Not Found; check the address",
    ]
    assert "a.md:1:9" in done.stdout
    server.page("/")
    assert "h2hlint reads pages of the web but cannot change them" in run("check", "--fix", server.url).stderr


# --- sitemaps --------------------------------------------------------------------------------


def _sitemap(*urls: str, name: str = "urlset", entry: str = "url") -> str:
    return f"<?xml version='1.0'?><{name}>{''.join(f'<{entry}><loc> {url} </loc></{entry}>' for url in urls)}</{name}>"


def test_a_sitemap_is_walked_politely(run: Run, server: Server) -> None:
    for path in ("/a", "/b?x=1&y=2", "/secret/c", "/d"):
        server.page(path)
    server.page("/robots.txt", f"User-agent: *\nDisallow: /secret\nCrawl-delay: 0.3\nSitemap: {server.url}/map.xml\n", "text/plain")
    server.page("/map.xml", _sitemap(f"{server.url}/one.xml", name="sitemapindex", entry="sitemap"), "text/xml")
    pages = _sitemap(
        f"{server.url}/a",
        f"{server.url}/b?x=1&amp;y=2",
        f"{server.url}/secret/c",
        "https://example.org/e",
        f"{server.url}/gone",
        f"{server.url}/d",
    )
    server.page("/one.xml", pages, "text/xml")
    done = run("check", "-f", "json", "-l", "en", "--sitemap", "--limit", "3", "--pause", "0.1", server.url)
    assert done.returncode == 2
    assert [file["path"].removeprefix(server.url) for file in json.loads(done.stdout)["files"]] == ["/a", "/b?x=1&y=2"]
    assert done.stderr.splitlines() == [
        f"{server.url}: 1 pages on other hosts are left out",
        f"{server.url}: 1 pages that robots.txt closes are left out",
        f"{server.url}: only the first 3 pages are read; --limit reads more",
        f"{server.url}/gone: the server answers 404 Not Found; check the address",
    ]
    asked = dict(server.requests)
    assert "/secret/c" not in asked
    assert asked["/gone"] - asked["/b?x=1&y=2"] >= 0.1


def test_a_crawl_delay_is_kept(server: Server) -> None:
    server.page("/robots.txt", "User-agent: *\nCrawl-delay: 1\n", "text/plain")
    server.page("/sitemap.xml", _sitemap(f"{server.url}/a"), "text/xml")
    server.page("/a")
    site = sitemaps.Site(server.url, sitemaps.Manners(5, 0), print)
    start = time.monotonic()
    assert len(list(site.fetched(site.pages()))) == 1
    assert time.monotonic() - start >= 1


@pytest.mark.parametrize(
    ("sitemap", "words"),
    [
        ("<p>no sitemap</p>", "this is no sitemap"),
        ("<urlset>", "never closed"),
        ("<!DOCTYPE a [<!ENTITY b 'c'><!ENTITY d '&b;&b;'>]><urlset/>", "entit"),
    ],
)
def test_a_broken_sitemap_is_one_sentence(server: Server, sitemap: str, words: str) -> None:
    server.page("/sitemap.xml", sitemap, "text/xml")
    [error] = sitemaps.Site(server.url, sitemaps.Manners(5, 0), print).pages()
    assert isinstance(error, UserError)
    assert words in error.message.lower()


# --- nothing unless asked --------------------------------------------------------------------


def test_a_run_without_an_address_opens_no_socket(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE.replace("<p>", '<img src="http://127.0.0.1:1/a.png"><p>'), encoding="utf-8")
    (tmp_path / "a.eml").write_text("Subject: Tea\n\nSee http://127.0.0.1:1/ for innovative tea.\n", encoding="utf-8")
    code = (
        "import sys\n"
        "def hook(event, arguments):\n"
        "    if event.startswith(('socket.', 'urllib.', 'http.', 'ftplib.', 'smtplib.')): print('opened', event, file=sys.stderr)\n"
        "sys.addaudithook(hook)\n"
        "import h2hlint.cli as cli\n"
        "sys.argv = ['h2hlint', {}]\n"
        "try: cli.run()\nexcept SystemExit: pass\n"
        "print('urllib.request' in sys.modules, file=sys.stderr)"
    )
    for arguments in (
        "'check', '.', 'a.eml', '-l', 'en'",
        "'check', '--fix', '.', '-l', 'en'",
        "'inspect', '.'",
        "'explain', 'buzzword/anglicism'",
    ):
        done = subprocess.run([sys.executable, "-c", code.format(arguments)], capture_output=True, text=True, cwd=tmp_path, check=False)
        assert done.stdout
        assert done.stderr == "False\n"
