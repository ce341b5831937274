"""Gets a real LanguageTool for the tests: its jars with Maven, laid out as its own release is.

`python tests/languagetool.py` prints the folder, once it is there, within ten minutes; where it cannot be had it
prints why on stderr and nothing else. `H2HLINT_LANGUAGETOOL` names the folder to the tests.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

VERSION = "6.8"
LANGUAGES = ("de", "pl", "en", "da")
_NEEDED = ("es", "ca", "pt")  # the server does not start without them: it tells languages apart by their words
DEADLINE = 600
"""Seconds after which the tests go on without."""
_JAR = "languagetool-server.jar"
_LINE = 70
_POM = """\
<project xmlns="http://maven.apache.org/POM/4.0.0">
 <modelVersion>4.0.0</modelVersion><groupId>h2hlint</groupId><artifactId>languagetool</artifactId><version>1</version>
 <dependencies>{dependencies}</dependencies>
</project>
"""
_DEPENDENCY = (
    "<dependency><groupId>org.languagetool</groupId><artifactId>{name}</artifactId><version>{version}</version>{rest}</dependency>"
)
_WITHOUT_ALL = "<exclusions><exclusion><groupId>org.languagetool</groupId><artifactId>language-all</artifactId></exclusion></exclusions>"


class Unavailable(Exception):
    """LanguageTool cannot be had here; the message says why."""


def fetch(home: Path) -> Path:
    """Return the folder of LanguageTool below `home`, after getting it where it is not there yet. Raises Unavailable."""
    folder = home / f"LanguageTool-{VERSION}"
    if shutil.which("java") is None:
        raise Unavailable("there is no Java")
    if not (folder / _JAR).is_file():
        if shutil.which("mvn") is None:
            raise Unavailable("there is no Maven (mvn)")
        _get(folder)
        _bind(folder)
    return folder


def _get(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    modules = [("languagetool-server", _WITHOUT_ALL), *((f"language-{language}", "") for language in (*LANGUAGES, *_NEEDED))]
    wanted = "".join(_DEPENDENCY.format(name=name, version=VERSION, rest=rest) for name, rest in modules)
    (folder / "pom.xml").write_text(_POM.format(dependencies=wanted), encoding="utf-8")
    command = ["mvn", "-q", "-B", "dependency:copy-dependencies", "-DoutputDirectory=libs"]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=DEADLINE, check=False)
    except subprocess.TimeoutExpired as error:
        raise Unavailable(f"Maven did not bring its jars within {DEADLINE} seconds") from error
    if done.returncode:
        said = [line for line in done.stdout.splitlines() if "ERROR" in line]
        raise Unavailable(f"Maven could not bring its jars: {said[0] if said else done.stderr.strip()[:200]}")


def _bind(folder: Path) -> None:
    """Write the jar that names the others, as the one in a release does."""
    names = " ".join(f"libs/{path.name}" for path in sorted((folder / "libs").glob("*.jar")))
    line = f"Class-Path: {names}"
    lines = [line[:_LINE], *(" " + line[at : at + _LINE - 1] for at in range(_LINE, len(line), _LINE - 1))]
    with zipfile.ZipFile(folder / f"{_JAR}.part", "w") as jar:
        jar.writestr("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\r\n" + "\r\n".join(lines) + "\r\n")
    (folder / f"{_JAR}.part").rename(folder / _JAR)


def home() -> Path:
    """Return where LanguageTool is kept between runs."""
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "h2hlint-tests"


if __name__ == "__main__":
    try:
        print(fetch(home()))
    except Unavailable as error:
        print(f"the tests of LanguageTool itself are skipped: {error}", file=sys.stderr)
