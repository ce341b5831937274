"""What must hold for every format of data and markup: places, edits and variants of generated files.

Each `tests/test_format_*.py` has a table `DIALECTS` of how its files are written.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.dialects import Dialect, check_edits, check_fixes, check_places, check_variants


def _dialects() -> Iterator[object]:
    for path in sorted(Path(__file__).parent.glob("test_format_*.py")):
        for style, dialect in getattr(import_module(f"tests.{path.stem}"), "DIALECTS", {}).items():
            yield pytest.param(dialect, id=f"{dialect.path} {style}".strip())


DIALECTS = list(_dialects())


@pytest.mark.parametrize("dialect", DIALECTS)
@given(data=st.data())
def test_every_finding_stands_exactly_where_the_words_stand(dialect: Dialect, data: st.DataObject) -> None:
    check_places(dialect, data)


@pytest.mark.parametrize("dialect", DIALECTS)
@given(data=st.data())
def test_edits_leave_the_rest_alone(dialect: Dialect, data: st.DataObject) -> None:
    check_edits(dialect, data)


@pytest.mark.parametrize("dialect", DIALECTS)
@given(data=st.data())
def test_variants_of_a_file(dialect: Dialect, data: st.DataObject) -> None:
    check_variants(dialect, data)


@pytest.mark.parametrize("dialect", DIALECTS)
@given(data=st.data())
def test_fixes_are_escaped_and_leave_the_rest_alone(dialect: Dialect, data: st.DataObject) -> None:
    check_fixes(dialect, data)
