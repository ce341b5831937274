"""The desk without a browser: who may talk to it, how much it takes, and what it answers."""

from __future__ import annotations

import json
import socket
from itertools import count
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("starlette", reason="starlette is not installed")
pytest.importorskip("httpx", reason="httpx is not installed")

from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from h2hlint import cache, config
from h2hlint.interrupting import Stale
from h2hlint.web import app as application
from h2hlint.web.desk import Desk
from tests.conftest import Run

HERE = "http://127.0.0.1:8642"
WORDS = "We make innovative tea."
TEXT = {"text": WORDS, "number": 1, "window": "w", "name": "", "reader": "en", "language": "en"}
NUMBERS = count(1)
"""A window numbers its texts."""
OWN = {"Origin": HERE, "Sec-Fetch-Site": "same-origin"}


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(application.make({"isolated": True, "ui_lang": "en"}, 8642), base_url=HERE)


def _check(client: TestClient, headers: dict[str, str] | None = None, **asked: Any) -> Any:
    return client.post("/check", json={**TEXT, "number": next(NUMBERS), **asked}, headers=OWN if headers is None else headers)


# --- who may talk to it ------------------------------------------------------------------------


def test_the_page_and_its_scripts_are_shown(client: TestClient) -> None:
    page = client.get("/")
    assert page.status_code == 200
    for name in ("look.css", "desk.css", "base.js", "desk.js"):
        assert f"/static/{name}" in page.text
        assert client.get(f"/static/{name}").status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8642", "127.0.0.1", "127.0.0.1:80", "localhost.evil.example:8642", "[::1]:8642", "0.0.0.0:8642"]
)
@pytest.mark.parametrize("path", ["/", "/static/desk.js"])
def test_another_name_for_this_machine_gets_no_answer(client: TestClient, host: str, path: str) -> None:
    done = client.get(path, headers={"Host": host})
    assert done.status_code == 403
    assert "innovative" not in done.text


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "null"},
        {"Origin": "https://evil.example"},
        {"Origin": "http://127.0.0.1:8643"},
        {"Origin": "https://127.0.0.1:8642"},
        {"Origin": "http://localhost:8642"},
        {"Origin": "http://127.0.0.1:8642.evil.example"},
        {"Origin": HERE, "Sec-Fetch-Site": "cross-site"},
        {"Origin": HERE, "Sec-Fetch-Site": "same-site"},
        {"Host": "evil.example:8642", "Origin": "http://evil.example:8642"},
    ],
)
def test_another_site_cannot_ask(client: TestClient, headers: dict[str, str]) -> None:
    assert _check(client, headers).status_code == 403
    opened = client.post("/open", content=b"x", headers={"Content-Type": "application/octet-stream", **headers})
    assert opened.status_code == 403


def test_another_site_cannot_show_it_or_load_from_it(client: TestClient) -> None:
    assert client.get("/", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert client.get("/static/desk.js", headers={"Origin": "https://evil.example"}).status_code == 403
    assert client.get("/", headers={"Sec-Fetch-Site": "none"}).status_code == 200


def test_what_a_form_of_another_site_could_send_is_refused(client: TestClient) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        assert client.post("/check", content=json.dumps(TEXT), headers={**OWN, "Content-Type": kind}).status_code == 415
    assert client.get("/check").status_code == 405


def test_there_are_no_websockets(client: TestClient) -> None:
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/check"):
        pass


def test_every_answer_keeps_itself_to_itself(client: TestClient) -> None:
    answers = [client.get("/"), client.get("/nowhere"), _check(client), client.get("/", headers={"Host": "evil.example"})]
    for answer in answers:
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("name", ["..%2f__init__.py", "%2e%2e/app.py", "desk.html", "../words/da.json", "nothing.js", ".", "%00.js"])
def test_no_other_file_is_given_away(client: TestClient, name: str) -> None:
    assert client.get(f"/static/{name}").status_code == 404


# --- how much it takes -------------------------------------------------------------------------


def test_too_long_a_text_is_refused(client: TestClient) -> None:
    assert _check(client, text="tea " * (application.LONGEST_TEXT // 4 + 1)).status_code == 413
    assert client.post("/check", content=b"x" * 2_000_000, headers={**OWN, "Content-Type": "application/json"}).status_code == 413


def test_too_large_a_file_is_refused_however_it_comes(client: TestClient) -> None:
    headers = {**OWN, "Content-Type": "application/octet-stream", "X-Name": "a.txt"}
    large = b"x" * 1_000_000
    assert client.post("/open", content=large * 21, headers=headers).status_code == 413
    assert client.post("/open", content=(large for _ in range(21)), headers=headers).status_code == 413


@pytest.mark.parametrize(
    "asked",
    [
        {"text": 7}, {"text": None}, {"number": "1"}, {"number": True}, {"number": 1.5}, {"window": 7}, {"window": "w" * 101}, {"name": 7},
        {"reader": "xx"}, {"reader": None}, {"reader": "../da"}, {"language": "sv"}, {"language": ["da"]}, {"channel": "pigeon"},
    ],
)  # fmt: skip
def test_what_is_no_question_is_refused(client: TestClient, asked: dict[str, Any]) -> None:
    done = _check(client, **asked)
    assert done.status_code == 400
    assert done.json()["error"]


@pytest.mark.parametrize("body", [b"", b"[]", b"7", b"{", b"\xff", b"[" * 100_000])
def test_what_is_no_json_is_refused(client: TestClient, body: bytes) -> None:
    assert client.post("/check", content=body, headers={**OWN, "Content-Type": "application/json"}).status_code == 400


# --- what it answers ---------------------------------------------------------------------------


def test_a_text_is_read_with_score_marks_and_wordings(client: TestClient) -> None:
    found = _check(client).json()
    finding = found["findings"][0]
    assert WORDS[finding["start"] : finding["end"]] == "innovative"
    assert finding["message"]
    assert 0 < found["score"] < 100
    start, end, wording = finding["offers"][0]
    mended = WORDS[:start] + wording + WORDS[end:]
    assert _check(client, text=mended).json()["score"] > found["score"]


def test_places_are_counted_as_browsers_count(client: TestClient) -> None:
    text = "🙂🙂 We make innovative tea 🙂."
    finding = _check(client, text=text).json()["findings"][0]
    units = text.encode("utf-16-le")
    assert units[2 * finding["start"] : 2 * finding["end"]].decode("utf-16-le") == "innovative"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("<p>We make <code>innovative</code> tea, it is <em>innovative</em>.</p>", ""),
        ("# Tea\n\nIt is `innovative`, and **innovative**.", ""),
        ("# Tea\n\nIt is `innovative`, and innovative.", "a.md"),
    ],
)
def test_the_format_is_seen_by_name_or_text(client: TestClient, text: str, name: str) -> None:
    found = _check(client, text=text, name=name).json()
    assert [one["rule"] for one in found["findings"] if one["words"] == "innovative"] == ["buzzword/empty-adjective"]


def test_language_and_channel_are_detected_or_chosen(client: TestClient) -> None:
    text = "Vi er et innovativt værksted, og hos os er kunden altid i centrum."
    found = _check(client, text=text, language="").json()
    assert (found["language"], found["channel"]) == ("da", "website")
    assert _check(client, text=text, language="de", channel="email").json()["channel"] == "email"
    assert "Lob" in json.dumps(_check(client, text="Ein innovativer Tee.", language="de", reader="de").json())


def test_half_a_sign_is_no_bug(client: TestClient) -> None:
    done = client.post(
        "/check",
        content=json.dumps({**TEXT, "window": "half", "text": "innovative \ud83d tea"}),
        headers={**OWN, "Content-Type": "application/json"},
    )
    assert done.status_code == 200
    assert done.json()["findings"]


def test_a_broken_text_is_told_in_a_sentence(client: TestClient) -> None:
    done = _check(client, text='{"a": ', name="a.json")
    assert done.status_code == 422
    assert done.json()["error"]


def test_files_are_opened_and_mails_taken_out(client: TestClient) -> None:
    headers = {**OWN, "Content-Type": "application/octet-stream"}
    opened = client.post("/open", content="Tee für zwei".encode("utf-16"), headers={**headers, "X-Name": "tee.txt"}).json()
    assert opened == {"name": "tee.txt", "text": "Tee für zwei"}
    mail = b"Subject: =?utf-8?q?Om_t=C3=A6er?=\nContent-Type: text/plain; charset=utf-8\n\nHej Anna\n\nDin te er klar.\n"
    opened = client.post("/open", content=mail, headers={**headers, "X-Name": "svar.eml"}).json()
    assert opened["channel"] == "email"
    assert "Om tæer" in opened["text"]
    assert "Din te er klar." in opened["text"]
    unknown = client.post("/open", content=b"x", headers={**headers, "X-Name": "photo.jpeg"})
    assert unknown.status_code == 422


def test_a_name_opens_no_file_and_no_config(client: TestClient) -> None:
    found = _check(client, name="../../etc/passwd.txt").json()
    assert found["path"] == "passwd.txt"
    assert _check(client, name="<b>\u2028.txt").json()["path"] == "_b__.txt"


def test_an_older_text_of_the_same_window_is_not_read() -> None:
    desk = Desk({"isolated": True})
    old = {**TEXT, "channel": None, "number": 3}
    desk.ask("w", 4)
    with pytest.raises(Stale):
        desk.check(old)
    assert desk.check({**old, "window": "another"})["findings"]


def test_a_stale_question_is_answered_without_words(client: TestClient) -> None:
    assert _check(client, window="two", number=9).status_code == 200
    assert _check(client, window="two", number=8).status_code == 204


def test_the_config_of_the_folder_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    asked = {**TEXT, "channel": None}
    assert Desk({}).check(asked)["findings"]
    (tmp_path / ".h2hlint.yml").write_text("ignore: [buzzword]\n", encoding="utf-8")
    config.forget()
    assert not Desk({}).check(asked)["findings"]


def test_nothing_is_kept(client: TestClient) -> None:
    _check(client)
    kept = sorted(cache.folder().rglob("*"))
    assert _check(client, text="Something innovative that nobody has written before.").json()["findings"]
    assert sorted(cache.folder().rglob("*")) == kept


# --- the command -------------------------------------------------------------------------------


def test_another_host_is_refused(run: Run) -> None:
    done = run("serve", "--host", "0.0.0.0")  # noqa: S104
    assert done.returncode == 2
    assert "127.0.0.1" in done.stderr


def test_without_the_extra_there_is_one_sentence(run: Run, tmp_path: Path) -> None:
    (tmp_path / "starlette.py").write_text("raise ImportError('not here')", encoding="utf-8")
    done = run("serve", "--no-browser", PYTHONPATH=str(tmp_path))
    assert done.returncode == 2
    assert "pip install 'h2hlint[web]'" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_port_that_is_taken_is_told(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = run("serve", "--no-browser", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 2
    assert "--port" in done.stderr
