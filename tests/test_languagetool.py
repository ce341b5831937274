"""With a real LanguageTool, which `tests/languagetool.py` gets: planted errors in four languages and three formats, at exact places.

`H2HLINT_LANGUAGETOOL` names its folder; without it these tests are skipped.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run

HOME = os.environ.get("H2HLINT_LANGUAGETOOL", "")
pytestmark = pytest.mark.skipif(not Path(HOME, "languagetool-server.jar").is_file(), reason="there is no LanguageTool; .ci/run gets one")
PATIENCE = 400
"""Seconds; it takes long to load four languages where many programs share a machine."""

MARKDOWN = {
    "da": "# Værkstedet 🔧🧵\n\nVi har *[mangeg]* ting på hylden, og `mangeg` er kode. Skriv til {name} eller hjaelp@example.org.\n",
    "de": "# Die Werkstatt 🔧🧵\n\nWir haben *viele* [Feler] gemacht, und `Feler` ist Code. Heute bleibt [der der] Laden für {name} zu.\n",
    "en": "# The workshop 🔧🧵\n\nWe *will* [recieve] your parcel, and `recieve` is code. She is [a] engineer, dear {name}.\n",
    "pl": "# Warsztat 🔧🧵\n\nMamy tu *wiele* [ksiązek] na półce, a `ksiązek` to kod. Zadzwoń do {name} albo napisz.\n",
}
PAGE = {
    "da": '<p title="En [mangeg] knap">Vi har p&aring; hylden 🧵 [man<b>geg]</b> ting til dig.</p><script>let x = "mangeg"</script>',
    "de": "<p>Gr&uuml;&szlig;e 🧵 aus dem Haus, hier ist ein [Fe<b>ler]</b> passiert.</p><style>.Feler {}</style>",
    "en": "<p>Caf&eacute; 🧵 guests will [rec<b>ieve]</b> a cup of tea.</p><pre>recieve</pre>",
    "pl": "<p>Na p&oacute;łce 🧵 stoi pięć [ksią<b>zek]</b> od sąsiada.</p><code>ksiązek</code>",
}
MAIL = {
    "da": "Vi har 🧵 [mangeg] ting til dig, og vi ses p=C3=A5 fredag.",
    "de": "Gr=C3=BC=C3=9Fe 🧵, uns ist ein [Fe=\nler] passiert.",
    "en": "Caf=C3=A9 guests 🧵 will [recieve] a cup of tea.",
    "pl": "Na p=C3=B3=C5=82ce 🧵 stoi pi=C4=99=C4=87 [ksi=C4=85zek] od s=C4=85siada.",
}
HEAD = "Subject: {}\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
SUBJECT = {"da": "Din ordre", "de": "Ihre Bestellung", "en": "Your order", "pl": "Zamówienie"}


def _texts() -> dict[str, str]:
    found = {}
    for language, text in MARKDOWN.items():
        found[f"side.{language}.md"] = text
        found[f"side.{language}.html"] = f'<html lang="{language}"><body>{PAGE[language]}</body></html>\n'
        mail = HEAD.format(SUBJECT[language]) + MAIL[language] + "\n"
        found[f"brev.{language}.eml"] = mail.replace("🧵", "=F0=9F=A7=B5")
    return found


def _planted(text: str) -> tuple[str, list[tuple[int, str]]]:
    """Return a text without its brackets, and where they stood with the words between them."""
    plain, places = "", []
    for part in text.replace("]", "[").split("["):
        places.append((len(plain), part))
        plain += part
    return plain, places[1::2]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, list[tuple[int, str]]]]:
    folder = tmp_path_factory.mktemp("languagetool")
    wanted = {}
    for name, marked in _texts().items():
        text, wanted[name] = _planted(marked)
        (folder / name).write_text(text, encoding="utf-8", newline="")
    config = f"grammar: {{path: '{HOME}', without_categories: [TYPOGRAPHY, STYLE], timeout: {PATIENCE}, required: true}}\n"
    (folder / ".h2hlint.yml").write_text(config, encoding="utf-8")
    return folder, wanted


def _found(done: Any, folder: Path) -> dict[str, list[tuple[int, str]]]:
    found = {}
    for file in json.loads(done.stdout)["files"]:
        grammar = [one for one in file["findings"] if one["category"] == "grammar"]
        found[str(Path(file["path"]).relative_to(folder))] = [(one["start"]["offset"], one["text"]) for one in grammar]
    return found


def _check(run: Run, folder: Path, names: list[str], *options: str) -> Any:
    paths = [str(folder / name) for name in names]
    return run("check", "--format", "json", "--config", str(folder / ".h2hlint.yml"), *options, *paths)


def test_every_planted_error_is_found_at_its_place(run: Run, written: Any) -> None:
    folder, wanted = written
    assert _found(_check(run, folder, sorted(wanted)), folder) == wanted


def test_several_processes_share_one_server(run: Run, written: Any) -> None:
    folder, wanted = written
    names = [name for name in wanted if ".da." in name]
    assert _found(_check(run, folder, names, "--jobs", "2"), folder) == {name: wanted[name] for name in names}
