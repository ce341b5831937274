"""Where h2hlint's own rules and language data lie, and which files a path of rules names."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from h2hlint.errors import UserError

PACKAGE = Path(__file__).parent
RULES = PACKAGE / "rules" if (PACKAGE / "rules").is_dir() else PACKAGE.parent / "rules"
"""The rule files: inside an installed package, beside it in a checkout."""
DATA = PACKAGE / "data"
PRESET_FOLDER = RULES / "presets"
PROFILE_FOLDER = RULES / "profiles"
PRESETS = ("gentle", "default", "strict")
"""How much is said; each is a config in `PRESET_FOLDER`."""
PROFILES = ("shop", "public-sector", "b2b", "health", "travel", "finance")
"""What a house does; each is a config in `PROFILE_FOLDER`."""


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
    """Return the rule files named by `paths`; of a folder, every .yml and .yaml below it that is no config."""
    files: list[Path] = []
    for path in paths:
        try:
            if path.is_dir():
                files += sorted(found for found in path.rglob("*") if _is_rule_file(found))
            elif path.exists():
                files.append(path)
            else:
                raise UserError("there is no such rule file; check the path given with --rules", str(path))
        except OSError as error:
            raise UserError(f"these rules cannot be read: {error.strerror}", str(path)) from error
    return files


def _is_rule_file(path: Path) -> bool:
    return path.suffix in (".yml", ".yaml") and not path.name.startswith(".") and path.name != "h2hlint.yml" and path.is_file()
