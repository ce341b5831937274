"""Installed packages of rules, announced by the entry point group `h2hlint.rules`.

The entry point names a Python package; every .yml and .yaml below its folder is a rule file, but
for `h2hlint.yml`, a config that others may extend.
"""

from __future__ import annotations

from difflib import get_close_matches
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

from h2hlint.errors import UserError
from h2hlint.settings import Place

GROUP = "h2hlint.rules"
CONFIG = "h2hlint.yml"


def folder(name: str, place: Place | None = None) -> Path:
    """Return the folder of the pack `name`; raises UserError, at `place`, when it is not installed."""
    found = {entry.name: entry.value for entry in entry_points(group=GROUP)}
    if name not in found:
        near = get_close_matches(name, found, n=1)
        hint = f"did you mean “{near[0]}”?" if near else f"installed are: {', '.join(sorted(found)) or 'none'}"
        raise UserError(f"there is no rule pack “{name}”; {hint}; install it beside h2hlint", *(place or ()))
    spec = find_spec(found[name].partition(":")[0])
    locations = list(spec.submodule_search_locations or ()) if spec else []
    if not locations:
        raise UserError(f"the rule pack “{name}” names no package with files ({found[name]}); ask its maker", *(place or ()))
    return Path(locations[0])
