"""Strict readers of report formats for which no schema is published, made from the published descriptions.

Every key is checked, unknown ones are refused, so that a report can hold nothing that its readers do not know.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

Json = Any
Shape = Mapping[str, tuple[Any, bool]]
"""Key to its type or shape (a list of one shape: a list of these) and whether it must be there."""

_POSITION: Shape = {"line": (int, False), "column": (int, False)}
_RANGE: Shape = {"start": (_POSITION, True), "end": (_POSITION, False)}
_SOURCE: Shape = {"name": (str, True), "url": (str, False)}
_SEVERITY = re.compile("ERROR|WARNING|INFO")
_DIAGNOSTIC: Shape = {
    "message": (str, True),
    "location": ({"path": (str, True), "range": (_RANGE, False)}, True),
    "severity": (_SEVERITY, False),
    "source": (_SOURCE, False),
    "code": ({"value": (str, True), "url": (str, False)}, False),
    "suggestions": ([{"range": (_RANGE, True), "text": (str, True)}], False),
    "original_output": (str, False),
}
"""The messages of reviewdog's `proto/rdf/reviewdog.proto` in the JSON form of proto3."""
_RESULT: Shape = {"diagnostics": ([_DIAGNOSTIC], True), "source": (_SOURCE, False), "severity": (_SEVERITY, False)}
_ISSUE: Shape = {
    "type": (re.compile("issue"), False),
    "description": (str, True),
    "check_name": (str, True),
    "categories": ([str], False),
    "fingerprint": (re.compile(".+"), True),
    "severity": (re.compile("info|minor|major|critical|blocker"), True),
    "location": ({"path": (re.compile(r"(?!\./|/).+"), True), "lines": ({"begin": (int, True), "end": (int, False)}, True)}, True),
}
"""GitLab, “Code Quality report format”."""
_ALERT: Shape = {
    "Action": ({"Name": (re.compile("|replace|remove|suggest|edit"), True), "Params": ([str], True)}, True),
    "Span": ([int], True),
    "Check": (re.compile(r"[^.]+\..+"), True),
    "Description": (str, True),
    "Link": (str, True),
    "Message": (str, True),
    "Severity": (re.compile("error|warning|suggestion"), True),
    "Match": (str, True),
    "Line": (int, True),
}
"""Vale's `--output=JSON`: a mapping of paths to alerts."""


def rdjson(document: Json) -> list[Json]:
    """Return the diagnostics of an `rdjson` report."""
    _check(document, _RESULT, "$")
    return list(document["diagnostics"])


def rdjson_line(document: Json) -> Json:
    """Return a line of an `rdjsonl` report."""
    _check(document, _DIAGNOSTIC, "$")
    return document


def gitlab(document: Json) -> list[Json]:
    """Return the issues of a code quality report; their fingerprints differ, as GitLab drops equals."""
    _check(document, [_ISSUE], "$")
    marks = [issue["fingerprint"] for issue in document]
    assert len(set(marks)) == len(marks)
    return list(document)


def vale(document: Json) -> dict[str, list[Json]]:
    """Return the alerts of each file."""
    for path, alerts in document.items():
        _check(alerts, [_ALERT], path)
        assert all(len(alert["Span"]) == 2 and 1 <= alert["Span"][0] <= alert["Span"][1] for alert in alerts)
    return dict(document)


def checkstyle(text: str) -> dict[str, list[dict[str, str]]]:
    """Return the errors of each file of a checkstyle report."""
    root = ElementTree.fromstring(text)  # noqa: S314
    assert root.tag == "checkstyle"
    assert set(root.attrib) == {"version"}
    found = {}
    for file in root:
        assert (file.tag, set(file.attrib)) == ("file", {"name"})
        for error in file:
            assert (error.tag, set(error.attrib)) == ("error", {"line", "column", "severity", "message", "source"})
            assert error.get("severity") in ("info", "warning", "error")
            assert int(error.get("line", "")) >= 1
            assert int(error.get("column", "")) >= 1
        found[file.get("name", "")] = [dict(error.attrib) for error in file]
    return found


_COMMAND = re.compile(r"::(error|warning|notice) ([^:\r\n]*)::([^\r\n]*)")


def github(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Return (command, properties, message) of each line, unescaped as the runner does."""
    return [_command(line) for line in text.split("\n")[:-1]]


def _command(line: str) -> tuple[str, dict[str, str], str]:
    shape = _COMMAND.fullmatch(line)
    assert shape, line
    properties = dict(part.split("=", 1) for part in shape[2].split(","))
    assert set(properties) <= {"file", "line", "endLine", "col", "endColumn", "title"}
    return shape[1], {name: _unescaped(value) for name, value in properties.items()}, _unescaped(shape[3])


def _unescaped(text: str) -> str:
    for sign in "\r\n:,%":
        text = text.replace(f"%{ord(sign):02X}", sign)
    return text


def _check(value: Json, shape: Any, where: str) -> None:
    if isinstance(shape, list):
        assert isinstance(value, list), where
        for number, entry in enumerate(value):
            _check(entry, shape[0], f"{where}[{number}]")
    elif isinstance(shape, Mapping):
        assert isinstance(value, dict), where
        assert set(value) <= set(shape), f"{where}: {set(value) - set(shape)}"
        for key, (kind, needed) in shape.items():
            assert key in value or not needed, f"{where}.{key}"
            if key in value:
                _check(value[key], kind, f"{where}.{key}")
    elif isinstance(shape, re.Pattern):
        assert isinstance(value, str), where
        assert shape.fullmatch(value), f"{where}: {value}"
    else:
        assert type(value) is shape, f"{where}: {value!r}"
        assert shape is not int or value >= 1, where


class Page(HTMLParser):
    """Gathers the elements of a page, their attributes, and what stands in scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.inside: list[tuple[str, dict[str, str | None], str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag in ("script", "style"):
            self.inside.append((tag, dict(attrs), ""))

    def handle_data(self, data: str) -> None:
        if self.elements and self.elements[-1][0] in ("script", "style") and self.inside:
            tag, attrs, before = self.inside[-1]
            self.inside[-1] = (tag, attrs, before + data)

    def handle_endtag(self, tag: str) -> None:
        self.elements.append((f"/{tag}", {}))

    @property
    def data(self) -> dict[str, Any]:
        """What the scripts are given."""
        made: dict[str, Any] = json.loads(next(text for _, attrs, text in self.inside if attrs.get("id") == "data"))
        return made
