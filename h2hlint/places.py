"""Where h2hlint's own rules and language data lie, and which files a path of rules names."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from h2hlint.errors import UserError

PACKAGE = Path(__file__).parent
RULES = PACKAGE / "rules" if (PACKAGE / "rules").is_dir() else PACKAGE.parent / "rules"
"""The rule files: inside an installed package, beside it in a checkout."""
DATA = PACKAGE / "data"


def languages() -> tuple[str, ...]:
    """Return the languages that the shipped book covers."""
    return tuple(sorted(folder.name for folder in RULES.iterdir() if folder.is_dir() and (folder / "roles.yml").is_file()))


def meaning_files() -> list[Path]:
    """Return the files that say what the shipped rules mean."""
    return sorted(path for path in RULES.glob("*.yml") if path.name != "sources.yml")


def wording_files(language: str) -> list[Path]:
    """Return the files that say how the shipped rules sound in `language`."""
    return sorted(path for path in (RULES / language).glob("*.yml") if path.name != "roles.yml")


def rule_files(paths: Sequence[Path]) -> list[Path]:
    """Return the rule files named by `paths`; of a folder, every .yml and .yaml below it."""
    files: list[Path] = []
    for path in paths:
        try:
            if path.is_dir():
                files += sorted(found for found in path.rglob("*") if found.suffix in (".yml", ".yaml") and found.is_file())
            elif path.exists():
                files.append(path)
            else:
                raise UserError("there is no such rule file; check the path given with --rules", str(path))
        except OSError as error:
            raise UserError(f"these rules cannot be read: {error.strerror}", str(path)) from error
    return files
