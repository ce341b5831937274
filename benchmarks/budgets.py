"""Measures what a run costs: CPU seconds and peak memory of whole processes, and growth with size.

Usage: budgets.py BENCH [--runs 5]

BENCH holds `page.md` (one page) and `site/` (300 files in five languages). Compiled rules are kept in a
new cache folder: the first run shows what compiling costs, the others what a user pays every day.
The big files are the site's text repeated, 1, 2 and 10 MB, one paragraph per 100 words.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

_TAG = re.compile(r"<[^<>]*>")
_MEGABYTE = 1_000_000
_WORDS = 100


def _environment(cache: str) -> dict[str, str]:
    """Return the environment of an installed h2hlint: compiled rules in `cache`, compiled modules kept by Python."""
    return {**{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}, "H2HLINT_CACHE": cache}


def cost(arguments: Sequence[str], cache: str) -> tuple[float, float]:
    """Run `h2hlint` once; return its CPU seconds and its peak memory in MB."""
    command = [sys.executable, "-m", "h2hlint.cli", *arguments]
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=_environment(cache))
    _, status, usage = os.wait4(child.pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit((child.stderr.read() if child.stderr else b"").decode())
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)


def show(name: str, arguments: Sequence[str], cache: str, runs: int) -> float:
    """Print the median cost of `runs` runs and return its CPU seconds."""
    costs = [cost(["check", "--isolated", "--fail-on", "never", *arguments], cache) for _ in range(runs)]
    seconds = statistics.median(cpu for cpu, _ in costs)
    print(f"{name:<34} {seconds:7.2f} CPU s  {max(memory for _, memory in costs):6.0f} MB", flush=True)
    return seconds


def changed(site: Path, copy: Path, cache: str, runs: int) -> None:
    """Show what a copy of the site costs whose results are kept: when nothing changed, and when one page did."""
    shutil.copytree(site, copy)
    cost(["check", "--isolated", "--fail-on", "never", str(copy)], cache)
    show("300 files, results kept", [str(copy)], cache, runs)
    page = next(path for path in sorted(copy.rglob("*.*")) if path.is_file())
    costs = []
    for number in range(runs):
        page.write_text(page.read_text(encoding="utf-8") + f"<!-- {number} -->\n", encoding="utf-8")
        costs.append(cost(["check", "--isolated", "--fail-on", "never", str(copy)], cache))
    name = "300 files, results kept, 1 changed"
    print(f"{name:<34} {statistics.median(cpu for cpu, _ in costs):7.2f} CPU s  {max(memory for _, memory in costs):6.0f} MB", flush=True)


def big_text(site: Path) -> str:
    """Return at least 10 MB of plain paragraphs made of the site's words, languages mixed."""
    pages = [_TAG.sub(" ", path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.*"))]
    words = " ".join(pages).split()
    paragraphs = [" ".join(words[start : start + _WORDS]) for start in range(0, len(words), _WORDS)]
    once = "\n\n".join(paragraphs) + "\n\n"
    return once * (10 * _MEGABYTE // len(once.encode()) + 1)


def main() -> None:
    """Print one line per workload."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    page, site = str(options.bench / "page.md"), str(options.bench / "site")
    with tempfile.TemporaryDirectory() as cache, tempfile.TemporaryDirectory() as folder:
        show("one page, first run ever", ["--no-cache", page], cache, 1)
        show("one page", ["--no-cache", page], cache, options.runs)
        show("300 files, first run", ["--no-cache", site], cache, 1)
        show("300 files", ["--no-cache", site], cache, options.runs)
        changed(options.bench / "site", Path(folder, "site"), cache, options.runs)
        text = big_text(options.bench / "site").encode()
        seconds = {}
        for size in (1, 2, 10):
            path = Path(folder, f"{size}mb.txt")
            path.write_bytes(text[: size * _MEGABYTE].rpartition(b"\n\n")[0])
            seconds[size] = show(f"{size} MB in one file", ["--no-cache", str(path)], cache, 1 if size > 2 else options.runs)
        print(f"growth: 2 MB costs {seconds[2] / seconds[1]:.2f} times 1 MB, 10 MB {seconds[10] / seconds[2]:.2f} times 2 MB")
    print(f"(this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB)")


if __name__ == "__main__":
    main()
