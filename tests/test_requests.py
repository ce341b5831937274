"""Requests for consent: what belongs to one, what must stand in it, how it lets its reader choose."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run

FORM = """<form>
<p>Every Friday Oak Street Bakery Ltd tells you which loaves come out of the oven.</p>
<label><input type="checkbox"> Yes please, send me the list {}</label>
<p>{}</p>
<button>Sign up</button>
</form>
<p>We also bake cakes.</p>
"""


def _missing(run: Run, folder: Path, page: str, *arguments: str) -> list[str]:
    (folder / "a.html").write_text(page, encoding="utf-8")
    done = run("check", "a.html", "--isolated", "--lang", "en", "--select", "consent", "--format", "json", *arguments)
    return [one["rule"] for one in json.loads(done.stdout)["files"][0]["findings"]]


def test_what_a_request_must_say_may_stand_anywhere_in_its_form(run: Run, tmp_path: Path) -> None:
    assert _missing(run, tmp_path, FORM.format("by email", "Unsubscribe with one click in each of them.")) == []
    assert _missing(run, tmp_path, FORM.format("", "Unsubscribe with one click in each of them.")) == ["consent/missing-channel"]
    assert _missing(run, tmp_path, FORM.format("by email", "The oven is warm.")) == ["consent/missing-withdrawal"]


def test_a_field_for_the_address_does_not_name_the_channel(run: Run, tmp_path: Path) -> None:
    page = FORM.format("", "<label>Your email <input type='email'></label> Unsubscribe whenever you like.")
    assert _missing(run, tmp_path, page) == ["consent/missing-channel"]


def test_without_boxes_a_form_is_one_request(run: Run, tmp_path: Path) -> None:
    page = "<form><p>Yes please, send me the list of loaves.</p><p>Yes please, send me the list of cakes.</p><button>Go</button></form>"
    found = _missing(run, tmp_path, page)
    assert found
    assert sorted(found) == sorted(set(found))


def test_each_box_is_a_request_of_its_own(run: Run, tmp_path: Path) -> None:
    boxes = "<label>Yes please, send me {} from Oak Street Bakery Ltd once a month. Unsubscribe in each.</label>"
    page = f"<form>{boxes.format('the list of loaves by email')}{boxes.format('the list of cakes')}</form>"
    assert _missing(run, tmp_path, page) == ["consent/missing-channel"]


def test_a_heading_asks_nobody(run: Run, tmp_path: Path) -> None:
    assert _missing(run, tmp_path, "<h1>Yes please, keep me posted about offers</h1>") == []


def test_a_large_form_stands_for_more_than_consent(run: Run, tmp_path: Path) -> None:
    page = "<form>" + "<p>Which of the eight sorts of bread do you want on Saturday morning?</p>" * 30
    page += "<label>Yes please, send me your newsletter about loaves by email. Unsubscribe in each.</label></form>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    [file] = json.loads(run("inspect", "a.html", "--isolated", "--lang", "en", "--format", "json").stdout)["files"]
    assert len(file["requests"]) == 1


def test_inspect_says_what_was_taken_for_a_request_and_why(run: Run, tmp_path: Path) -> None:
    page = FORM.format("by email", "Unsubscribe whenever you like.")
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    done = run("inspect", "a.html", "--isolated", "--lang", "en", "--format", "json")
    [file] = json.loads(done.stdout)["files"]
    told = {page[one["start"] : one["end"]].strip(): one["why"] for one in file["requests"]}
    assert told["Yes please, send me the list by email"] == "“Yes please, send”"
    assert told["Sign up"] == "it stands in the same form"
    assert "We also bake cakes." not in told
    assert "(it stands in the same form)" in run("inspect", "a.html", "--isolated", "--lang", "en").stdout


@pytest.mark.parametrize(
    ("comment", "why"),
    [("<!-- h2hlint: role consent -->", "marked by hand"), ("", None), ("<!-- h2hlint: role none -->", None)],
)
def test_a_comment_marks_a_request(run: Run, tmp_path: Path, comment: str, why: str | None) -> None:
    (tmp_path / "a.html").write_text(
        f"{comment}<form><p>Bread news on Fridays.</p><button>Go</button></form><p>Cakes.</p>", encoding="utf-8"
    )
    [file] = json.loads(run("inspect", "a.html", "--isolated", "--lang", "en", "--format", "json").stdout)["files"]
    assert [one["why"] for one in file["requests"]] == ([why] * 2 if why else [])


def test_a_comment_with_no_such_role_is_reported(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<!-- h2hlint: role consnt --><p>Tea.</p>", encoding="utf-8")
    done = run("check", "a.html", "--isolated", "--lang", "en", "--ui-lang", "en")
    assert "role consnt (consent?)" in done.stdout


@pytest.mark.parametrize(
    ("boxes", "found"),
    [
        ("<label><input type=checkbox checked> Yes please, email me offers</label>", ["Yes please, email me offers"]),
        ("<input id=x type=checkbox checked><label for=x>Yes please, email me offers</label>", ["Yes please, email me offers"]),
        ("<label for=x>Yes please, email me offers</label><input id=x type=checkbox checked>", ["Yes please, email me offers"]),
        ("<p><input type=checkbox checked> Yes please, email me offers</p>", ["Yes please, email me offers"]),
        ("<label><input type=checkbox> Yes please, email me offers</label>", []),
        ("<label><input type=checkbox checked disabled> Yes please, email me offers</label>", []),
    ],
)
def test_ticked_boxes_are_seen_wherever_their_label_stands(run: Run, tmp_path: Path, boxes: str, found: list[str]) -> None:
    (tmp_path / "a.html").write_text(f"<form>{boxes}<p>Fine weather.</p></form>", encoding="utf-8")
    done = run("check", "a.html", "--isolated", "--lang", "en", "--select", "consent/ticked-box", "--format", "json")
    assert [one["text"] for one in json.loads(done.stdout)["files"][0]["findings"]] == found


@pytest.mark.parametrize(
    ("buttons", "found"),
    [
        ("<button>Accept all</button><button>Settings</button>", ["Accept all"]),
        ("<button>Accept all</button><button>Accept</button>", ["Accept all"]),
        ("<button>Accept all</button><a href='#' class='btn'>Reject all</a>", []),
        ("<button>Accept all</button><a href='#'>Continue without cookies</a>", []),
        ("<button>Settings</button>", []),
    ],
)
def test_a_yes_needs_a_no_beside_it(run: Run, tmp_path: Path, buttons: str, found: list[str]) -> None:
    page = f"<div class='cookie-banner'><p>We use cookies to count visits. Do you accept them?</p>{buttons}</div>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    done = run("check", "a.html", "--isolated", "--lang", "en", "--select", "consent/uneven-choice", "--format", "json")
    assert [one["text"] for one in json.loads(done.stdout)["files"][0]["findings"]] == found


HOUSE = """language: en
rules:
  - id: house/bot
    message: "“{match}” could be a person."
    where: [bot]
    require: {within: text, when: ["I'm <name>", "my name is <name>"], any: [chatbot, virtual, a program]}
    examples: {bad: [{text: "Hi, [I'm Emma].", role: bot}], good: [{text: "Hi, I'm Emma, a chatbot.", role: bot}]}
  - id: house/way-back
    message: "“{match}” says nothing about complaints."
    where: [heading]
    require: {within: text, when: [returns], any: [complain, <phone>]}
    examples: {bad: [{text: "[Returns]", kind: heading}], good: [{text: "Returns, or complain", kind: heading}]}
"""


def _house(run: Run, folder: Path, name: str, text: str) -> list[str]:
    (folder / "house.yml").write_text(HOUSE, encoding="utf-8")
    (folder / name).write_text(text, encoding="utf-8")
    done = run("check", name, "--lang", "en", "--rules", "house.yml", "--select", "house", "--format", "json")
    return [f"{one['rule']} {one['text']}" for one in json.loads(done.stdout)["files"][0]["findings"]]


def test_what_a_page_must_say_may_stand_anywhere_in_it(run: Run, tmp_path: Path) -> None:
    page = "# Returns\n\nSend it back within a month.\n\n## Returns by post\n\nThe label is in the box.\n"
    assert _house(run, tmp_path, "a.md", page) == ["house/way-back Returns"]
    assert _house(run, tmp_path, "a.md", page + "\nIs it broken? Call us on 0161 496 0123.\n") == []


def test_what_a_bot_says_is_known_by_its_key_its_element_a_comment_or_the_config(run: Run, tmp_path: Path) -> None:
    bad = ["house/bot I'm Emma"]
    assert _house(run, tmp_path, "a.json", '{"chatbot": {"greeting": "Hi, I\'m Emma!"}}') == bad
    assert _house(run, tmp_path, "a.json", '{"chatbot": {"greeting": "Hi, I\'m Emma!", "about": "I am a program."}}') == []
    assert _house(run, tmp_path, "a.json", '{"team": {"greeting": "Hi, I\'m Emma!"}}') == []
    assert _house(run, tmp_path, "a.html", "<div class=\"chat-bot\"><p>Hi, I'm Emma!</p></div><p>I'm Tom.</p>") == bad
    assert _house(run, tmp_path, "a.md", "<!-- h2hlint: role bot -->\nHi, I'm Emma!\n") == bad
    (tmp_path / ".h2hlint.yml").write_text("overrides: [{paths: [bot/**], role: bot}]\n", encoding="utf-8")
    (tmp_path / "bot").mkdir()
    assert _house(run, tmp_path, "bot/a.txt", "Hi, I'm Emma!\n") == bad
    assert _house(run, tmp_path, "a.txt", "Hi, I'm Emma!\n") == []


TASKS = """# Bread by mail

May Oak Street Bakery write to you about new loaves?

- [{}] Yes please, keep me posted by {}
- [ ] No

{}
"""


def test_a_question_in_markdown_and_its_boxes_are_one_request(run: Run, tmp_path: Path) -> None:
    def found(*parts: str) -> list[str]:
        (tmp_path / "a.md").write_text(TASKS.format(*parts), encoding="utf-8")
        done = run("check", "a.md", "--isolated", "--lang", "en", "--select", "consent", "--format", "json")
        return [one["rule"] for one in json.loads(done.stdout)["files"][0]["findings"]]

    assert found(" ", "email once a month", "Unsubscribe with one click in each of them.") == []
    assert found(" ", "email once a month", "The oven is warm.") == ["consent/missing-withdrawal"]
    assert found("x", "email once a month", "Unsubscribe with one click in each of them.") == ["consent/ticked-box"]


def test_a_list_of_things_done_asks_nobody(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Before the fair\n\n- [x] Bake\n- [ ] Sweep\n", encoding="utf-8")
    done = run("check", "a.md", "--isolated", "--lang", "en", "--format", "json")
    assert json.loads(done.stdout)["files"][0]["findings"] == []


MAIL = """From: post@oak.example
Subject: Bread by mail

Hi Tom

Yes please, keep me posted about loaves by email on Fridays: tick below. {}

Best wishes
{}
"""


def test_what_a_request_in_a_mail_must_say_may_stand_in_its_signature(run: Run, tmp_path: Path) -> None:
    def found(*parts: str) -> list[str]:
        (tmp_path / "a.eml").write_text(MAIL.format(*parts), encoding="utf-8")
        done = run("check", "a.eml", "--isolated", "--lang", "en", "--select", "consent/missing", "--format", "json")
        return [one["rule"] for one in json.loads(done.stdout)["files"][0]["findings"]]

    assert found("", "Ann Lee, Oak Street Bakery Ltd") == ["consent/missing-withdrawal"]
    assert found("Unsubscribe in each of them.", "Ann Lee, Oak Street Bakery Ltd") == []
    assert found("", "Ann Lee, Oak Street Bakery Ltd\n\nUnsubscribe with one click in each mail.") == []
