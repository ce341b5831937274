"""Grammar by LanguageTool: what is sent and where answers stand, and every way in which it can fail. The real one: test_languagetool."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
import urllib.parse
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from h2hlint.grammar.annotation import Annotation
from h2hlint.lint import Linter
from h2hlint.reports import REPORTS
from h2hlint.settings import Settings
from h2hlint.text import Source
from tests.conftest import Run

TEXT = "Wir machen innovative Brote 😀🥖 und einen Feler, ⟦{name}⟧ Feler.\n"
LANGUAGES = [{"name": code, "code": code.split("-")[0], "longCode": code} for code in ("de-DE", "en-GB", "en-US", "da-DK", "pl-PL")]
DEADLINE = 4


class Server:
    """Speaks as a LanguageTool server does: it knows one wrong word, and can be told to fail."""

    def __init__(self) -> None:
        self.asked: list[dict[str, str]] = []
        self.issue = {"id": "GERMAN_SPELLER_RULE", "issueType": "misspelling", "category": {"id": "TYPOS"}, "description": "x"}
        self.wrong = "Feler"
        self.right = "Fehler"
        self.fail: Callable[[BaseHTTPRequestHandler], None] | None = None
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.reply(self, 200, json.dumps(LANGUAGES))

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                outer.asked.append({key: values[0] for key, values in urllib.parse.parse_qs(body).items()})
                if outer.fail:
                    outer.fail(self)
                else:
                    outer.reply(self, 200, json.dumps({"matches": list(outer.matches())}))

            def log_message(self, *_: Any) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        threading.Thread(target=self._http.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self._http.server_port}"

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()

    @staticmethod
    def reply(handler: BaseHTTPRequestHandler, code: int, text: str) -> None:
        data = text.encode()
        handler.send_response(code)
        handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        handler.wfile.write(data)

    def parts(self, number: int = -1) -> list[dict[str, str]]:
        parts: list[dict[str, str]] = json.loads(self.asked[number]["data"])["annotation"]
        return parts

    def matches(self) -> Iterator[dict[str, Any]]:
        """Yield the wrong word's places, counted in UTF-16 over text and markup, as Java counts."""
        whole = "".join(part.get("text", part.get("markup", "")) for part in self.parts()).encode("utf-16-le")
        word, at = self.wrong.encode("utf-16-le"), -2
        while (at := whole.find(word, at + 2)) >= 0:
            place = {"offset": at // 2, "length": len(word) // 2}
            yield {**place, "message": "Tippfehler", "replacements": [{"value": self.right}], "rule": self.issue}


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.close()


@pytest.fixture
def lint(run: Run, tmp_path: Path) -> Callable[..., Any]:
    """Lint one German text with a config and return the process."""

    def start(config: str, *options: str, text: str = TEXT, name: str = "brot.md", **environment: str) -> Any:
        (tmp_path / name).write_text(text, encoding="utf-8")
        (tmp_path / ".h2hlint.yml").write_text(config + "\n", encoding="utf-8")
        return run("check", "--lang", "de", "--ui-lang", "en", *options, name, **environment)

    return start


def _found(done: Any) -> list[tuple[str, int, str]]:
    (file,) = json.loads(done.stdout)["files"]
    return [(one["rule"], one["start"]["offset"], one["text"]) for one in file["findings"] if one["category"] == "grammar"]


# --- what is sent, and where answers stand -----------------------------------------------------


def test_places_are_exact_behind_emoji_and_what_is_not_sent(lint: Any, server: Server) -> None:
    text = TEXT.replace("⟦", "").replace("⟧", "")
    done = lint(f"grammar: {{url: '{server.url}'}}", "--format", "json", text=text)
    first = text.index("Feler")
    assert _found(done) == [
        ("grammar/german-speller-rule", first, "Feler"),
        ("grammar/german-speller-rule", text.index("Feler", first + 1), "Feler"),
    ]
    assert json.loads(done.stdout)["files"][0]["findings"][-1]["suggestions"] == ["Fehler"]


@given(st.lists(st.text("aß😀🥖 e\u0301{x}`.", max_size=20), min_size=1, max_size=4))
def test_every_unit_of_what_is_sent_leads_back_to_its_character(paragraphs: list[str]) -> None:
    linter = Linter(Settings(language="de"))
    blocks = linter.blocks(Source("a.txt", "\n\n".join(paragraphs), "text"))
    contexts = list(linter.contexts(blocks, linter.chooser(blocks, "a.txt"), "website"))
    annotation = Annotation(contexts)
    parts = json.loads(annotation.data)["annotation"]
    at = 0
    for sign, is_text in ((sign, "text" in part) for part in parts for sign in part.get("text", part.get("markup"))):
        units = len(sign.encode("utf-16-le")) // 2
        place = annotation.place(at, units)
        assert (place is not None) == is_text
        assert place is None or place.context.tokens.composed[place.start : place.end] == sign
        at += units
    assert annotation.place(at, 1) is None


def test_only_words_are_sent(lint: Any, server: Server) -> None:
    text = "Guten Tag {{name}}, schreiben Sie an <b>hilfe@example.org</b> oder lesen `geheim = 1` auf https://example.org/x?y=z nach.\n"
    lint(f"grammar: {{url: '{server.url}'}}", text=text)
    sent = server.asked[0]["data"]
    assert not [word for word in ("name}", "hilfe@", "geheim", "example.org/x", "<b>") if word in sent]
    words = [part["text"] for part in server.parts() if "text" in part]
    assert words == [
        "Guten Tag ",
        ", schreiben Sie an ",
        " oder lesen ",
        " auf ",
        " nach.",
    ]
    assert all(part["interpretAs"] for part in server.parts() if "markup" in part)


def test_html_and_mail_are_taken_apart_first(lint: Any, server: Server) -> None:
    page = "<p title='Ein Feler'>Hier &amp; dort ein Fe<b>ler</b>.</p><script>let Feler = 1</script>"
    done = lint(f"grammar: {{url: '{server.url}'}}", "--format", "json", text=page, name="seite.html")
    assert [text for _, _, text in _found(done)] == ["Feler", "Fe<b>ler"]
    mail = (
        "Subject: =?utf-8?Q?Ein_Feler_f=C3=BCr_Sie?=\nContent-Type: text/plain; charset=utf-8\n"
        "Content-Transfer-Encoding: quoted-printable\n\nGr=C3=BC=C3=9Fe, ein Fe=\nler.\n\n> Ihr Feler von gestern.\n"
    )
    done = lint(f"grammar: {{url: '{server.url}'}}", "--format", "json", text=mail, name="post.eml")
    assert [text for _, _, text in _found(done)] == ["Feler", "Fe=\nler"]


def test_quotations_names_and_the_house_s_words_are_left_alone(lint: Any, server: Server) -> None:
    text = "Sie schrieb „ein Feler im Brief“ und kam wieder. Unser Haus Feler grüßt alle.\n"
    done = lint(f"grammar: {{url: '{server.url}'}}\nvocabulary: {{names: {{products: [Feler]}}}}", "--format", "json", text=text)
    assert _found(done) == []


@pytest.mark.parametrize(("right", "found"), [("Maus", []), ("Haus", ["haus"])])
def test_a_word_that_we_know_is_right_but_for_its_capital(lint: Any, server: Server, right: str, found: list[str]) -> None:
    server.wrong, server.right = "haus", right
    done = lint(f"grammar: {{url: '{server.url}'}}", "--format", "json", text="Hier steht ein haus am See.\n")
    assert [text for _, _, text in _found(done)] == found


def test_an_address_is_no_word_and_a_comma_no_reason_to_fail(lint: Any, server: Server) -> None:
    server.wrong = "feler.example"
    assert _found(lint(f"grammar: {{url: '{server.url}'}}", "--format", "json", text="Mehr steht auf feler.example im Netz.\n")) == []
    server.wrong, server.issue = "steht", {**server.issue, "issueType": "uncategorized", "category": {"id": "PUNCTUATION"}}
    done = lint(f"grammar: {{url: '{server.url}'}}", text="Mehr steht im Brief an Sie.\n")
    assert ": note: Tippfehler" in done.stdout
    assert done.returncode == 0


def test_what_is_asked_for_can_be_chosen(lint: Any, server: Server) -> None:
    wishes = f"grammar:\n  url: {server.url}\n  categories: [TYPOS, GRAMMAR]\n  rules: [X_Y]\n  variants: {{de: de-AT}}\n"
    lint(wishes + "  without_categories: [STYLE]\n  without_rules: [A_B]")
    asked = {key: value for key, value in server.asked[0].items() if key != "data"}
    assert asked == {
        "language": "de",  # this server has no Austrian German
        "enabledCategories": "TYPOS,GRAMMAR",
        "enabledRules": "X_Y",
        "disabledCategories": "STYLE",
        "disabledRules": "A_B",
        "enabledOnly": "true",
    }


@pytest.mark.parametrize("setting", ["ignore: [grammar]", "severity: {grammar/german-speller-rule: off}", "select: [buzzword]"])
def test_rules_of_its_own_are_switched_like_ours(lint: Any, server: Server, setting: str) -> None:
    done = lint(f"grammar: {{url: '{server.url}'}}\n{setting}", "--format", "json")
    assert _found(done) == []
    assert done.stderr == ""


def test_a_comment_silences_it(lint: Any, server: Server) -> None:
    text = "<!-- h2hlint: ignore-next grammar/german-speller-rule so heißt der Hund -->\nHier wohnt der kleine feler.\n"
    server.wrong = "feler"
    done = lint(f"grammar: {{url: '{server.url}'}}", "--format", "json", text=text)
    assert json.loads(done.stdout)["summary"]["findings"] == 0
    again = lint("grammar: false", text=text)
    assert "suppression" not in again.stdout


def test_a_fault_of_the_stand_in_is_none_of_the_text(lint: Any, server: Server) -> None:
    server.issue = {**server.issue, "id": "DE_AGREEMENT", "issueType": "grammar", "category": {"id": "GRAMMAR"}}
    text = "Das ist {{name}} Feler. Und hier steht ein Feler für sich.\n"
    done = lint(f"grammar: {{url: '{server.url}'}}", "--format", "json", text=text)
    assert [place for _, place, _ in _found(done)] == [text.rindex("Feler")]


def test_a_language_that_it_lacks_is_said_once(run: Run, tmp_path: Path, server: Server) -> None:
    (tmp_path / ".h2hlint.yml").write_text(f"grammar: {{url: '{server.url}'}}\n", encoding="utf-8")
    for number in range(3):
        (tmp_path / f"side{number}.nb.md").write_text("Vi gleder oss til å se deg på verkstedet i morgen.\n", encoding="utf-8")
    done = run("check", "--jobs", "2")
    assert done.stderr.count("LanguageTool has no rules for nb") == 1
    assert done.returncode == 0


def test_the_command_line_has_the_last_word(lint: Any, server: Server) -> None:
    assert "grammar/" not in lint(f"grammar: {{url: '{server.url}'}}", "--no-grammar").stdout
    assert not server.asked


def test_every_report_can_tell_it(lint: Any, server: Server) -> None:
    for form in REPORTS:
        done = lint(f"grammar: {{url: '{server.url}'}}", "--format", form)
        assert (done.returncode, done.stderr) == (1, ""), form
        if form not in ("statistics", "summary", "junit", "badge"):
            assert "Tippfehler" in done.stdout or form == "gitlab", form


def test_tables_of_texts_are_asked_about_too(run: Run, tmp_path: Path, server: Server) -> None:
    (tmp_path / ".h2hlint.yml").write_text(f"grammar: {{url: '{server.url}'}}\n", encoding="utf-8")
    (tmp_path / "mails.jsonl").write_text('{"text": "Ein Feler für Sie.", "language": "de"}\n' * 3, encoding="utf-8")
    for jobs in ("1", "2"):
        run("texts", "mails.jsonl", "-o", "found.jsonl", "--jobs", jobs)
        rows = [json.loads(line) for line in (tmp_path / "found.jsonl").read_text(encoding="utf-8").splitlines()]
        assert [row["text"] for row in rows if row["rule"] == "grammar/german-speller-rule"] == ["Feler"] * 3


# --- every way to fail -------------------------------------------------------------------------

VERSION = 'if [ "$1" = "-version" ]; then echo \'openjdk version "17.0.2" 2022-01-18\' >&2; exit 0; fi\n'
JAVAS = {
    "there is none": None,
    "cannot be asked its version": "echo strange; exit 0\n",
    "is too old": "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2; exit 0\n",
    "ends at once": VERSION + "exit 1\n",
    "hangs": VERSION + 'echo $$ > "$PIDS"\nexec sleep 600\n',
    "hangs when asked its version": 'echo $$ > "$PIDS"\nexec sleep 600\n',
}
SAID = {
    "there is none": "LanguageTool runs on Java 17 or newer, and there is none",
    "cannot be asked its version": "LanguageTool cannot use this Java (Could not parse Java version",
    "is too old": "LanguageTool cannot use this Java (Detected java 11.0",
    "ends at once": "LanguageTool did not start (LanguageTool server exited early with code 1)",
    "hangs": f"LanguageTool gave no answer within {DEADLINE} seconds",
    "hangs when asked its version": f"LanguageTool gave no answer within {DEADLINE} seconds",
}


def _goes_on(done: Any, sentence: str) -> None:
    """Check that the lint was done without grammar, and that one sentence says why."""
    assert "buzzword/empty-adjective" in done.stdout
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1, done.stderr
    assert sentence in done.stderr
    assert "this run goes on without grammar" in done.stderr
    assert "Traceback" not in done.stderr


def _runs(pid: int) -> bool:
    """Say whether a process is there and not merely still to be counted."""
    done = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return bool(done.stdout.strip()) and not done.stdout.startswith("Z")


@pytest.mark.skipif(sys.platform == "win32", reason="Java is played by a shell script")
@pytest.mark.parametrize("java", JAVAS)
def test_without_a_java_that_works_the_lint_goes_on(lint: Any, tmp_path: Path, java: str) -> None:
    home, binaries, pids = tmp_path / "LanguageTool-6.8", tmp_path / "bin", tmp_path / "pids"
    home.mkdir()
    binaries.mkdir()
    (home / "languagetool-server.jar").write_bytes(b"")
    if script := JAVAS[java]:
        (binaries / "java").write_text("#!/bin/sh\n" + script, encoding="utf-8")
        (binaries / "java").chmod(0o755)
    path = f"{binaries}:/usr/bin:/bin" if script else str(binaries)
    done = lint(f"grammar: {{path: LanguageTool-6.8, timeout: {DEADLINE}}}", PATH=path, PIDS=str(pids))
    _goes_on(done, SAID[java])
    if pids.exists():
        assert not _runs(int(pids.read_text()))


@pytest.mark.parametrize("path", ["", "elsewhere", "LanguageTool-6.7"])
def test_without_its_jar_nothing_is_downloaded(lint: Any, tmp_path: Path, path: str) -> None:
    (tmp_path / "LanguageTool-6.7").mkdir()
    config = f"grammar: {{path: {path}, timeout: 30}}" if path else "grammar: {timeout: 30}"
    done = lint(config, LTP_PATH=str(tmp_path / "none"))
    _goes_on(done, "there is no LanguageTool in ")
    assert "h2hlint grammar fetch" in done.stderr
    assert not (tmp_path / "none").exists()


def test_ltp_path_without_the_version_is_no_reason_to_download(lint: Any, tmp_path: Path) -> None:
    (tmp_path / "tools" / "LanguageTool-6.4").mkdir(parents=True)
    _goes_on(lint("grammar: {timeout: 30}", LTP_PATH=str(tmp_path / "tools")), "there is no LanguageTool in ")


def test_a_dead_port(lint: Any) -> None:
    _goes_on(lint("grammar: {url: 'http://127.0.0.1:9', timeout: 20}"), "the LanguageTool server at http://127.0.0.1:9 does not answer")


def _too_many(handler: BaseHTTPRequestHandler) -> None:
    Server.reply(handler, 426, "Error: too many requests")


def _sleep(_: BaseHTTPRequestHandler) -> None:
    time.sleep(DEADLINE + 20)


def _nonsense(handler: BaseHTTPRequestHandler) -> None:
    Server.reply(handler, 200, '{"news": "none"}')


def _no_json(handler: BaseHTTPRequestHandler) -> None:
    Server.reply(handler, 500, "Error: Internal Error")


ANSWERS = {
    _too_many: "takes no more texts for now (its limit is reached)",
    _sleep: f"within {DEADLINE} seconds",
    _nonsense: "LanguageTool failed (its answer has no matches)",
    _no_json: "LanguageTool failed (Error: Internal Error)",
}


@pytest.mark.parametrize("fail", ANSWERS)
def test_a_server_that_fails_is_told_of_once(lint: Any, server: Server, tmp_path: Path, fail: Callable[[Any], None]) -> None:
    server.fail = fail
    (tmp_path / "more.md").write_text("Noch ein Feler.\n", encoding="utf-8")
    _goes_on(lint(f"grammar: {{url: '{server.url}', timeout: {DEADLINE}}}", "more.md"), ANSWERS[fail])
    assert len(server.asked) == 1


def test_required_makes_it_a_failure(lint: Any) -> None:
    done = lint("grammar: {url: 'http://127.0.0.1:9', required: true}")
    assert done.returncode == 2
    assert "buzzword/empty-adjective" in done.stdout
    assert done.stderr.startswith(".h2hlint.yml:1:10: the LanguageTool server at ")


def test_without_language_tool_python(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("We make innovative bread for you.\n", encoding="utf-8")
    code = "import sys; sys.modules['language_tool_python'] = None; import h2hlint.cli as c; c.run()"
    command = [sys.executable, "-c", code, "check", "--isolated", "--lang", "en", "--grammar", "a.md"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == 1
    assert "pip install 'h2hlint[grammar]'" in done.stderr


def test_fetch_says_why_it_cannot(run: Run, tmp_path: Path) -> None:
    done = run("grammar", "fetch", LTP_PATH=str(tmp_path), LTP_DOWNLOAD_HOST_RELEASE="http://127.0.0.1:9/", PATH="")
    assert done.returncode == 2
    assert done.stderr.startswith("h2hlint: LanguageTool could not be fetched (")
    assert "Traceback" not in done.stderr
