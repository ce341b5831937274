"""Good texts that give no finding at all, and bad ones that give just the findings pinned beside them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from h2hlint import sources
from h2hlint.lint import Linter
from h2hlint.settings import Settings

HERE = Path(__file__).parent
LANGUAGES = ("da", "nb", "de", "pl", "en")
LEAST_QUIET = 30
LEAST_LOUD = 10
PINNED = ".findings"


def _texts(kind: str, language: str) -> list[Path]:
    folder = HERE / kind / language
    return sorted(path for path in folder.iterdir() if path.suffix != PINNED) if folder.is_dir() else []


def _cases(kind: str) -> Iterator[object]:
    for language in LANGUAGES:
        for path in _texts(kind, language):
            yield pytest.param(language, path, id=f"{language}-{path.stem}")


@cache
def _linter(language: str) -> Linter:
    return Linter(Settings(language=language))


def _found(language: str, path: Path) -> list[str]:
    findings = _linter(language).lint(sources.read(str(path))).findings
    return [f"{one.rule}\t{' '.join(one.words.split())}" for one in findings]


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_enough_of_them(language: str) -> None:
    assert len(_texts("quiet", language)) >= LEAST_QUIET
    assert len(_texts("loud", language)) >= LEAST_LOUD


@pytest.mark.parametrize(("language", "path"), list(_cases("quiet")))
def test_a_good_text_gives_no_finding(language: str, path: Path) -> None:
    assert _found(language, path) == []


@pytest.mark.parametrize(("language", "path"), list(_cases("loud")))
def test_a_bad_text_gives_its_findings(language: str, path: Path) -> None:
    pinned = path.with_suffix(PINNED).read_text(encoding="utf-8").splitlines()
    assert pinned
    assert _found(language, path) == pinned
