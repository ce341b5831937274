"""Shows that linting a table of texts takes the same memory however long it is.

Usage: texts.py [--counts 1000,10000,100000] [--jobs 1]

The mails are put together at random (always the same) from sentences below, in five languages, some with findings; a number in each
makes every sentence new, since h2hlint remembers some thousands of sentences that it has read.
Prints CPU seconds and the peak of each run, and how the memory of the longest one went on the way.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SENTENCES = {
    "da": ["Tak for din mail.", "Vi ringer til dig hurtigst muligt.", "Cyklen står klar på fredag.", "Vi tilbyder innovative løsninger.",
           "Skriv til Anna, hvis noget driller.", "Din henvendelse bliver behandlet."],
    "nb": ["Takk for meldingen.", "Vi ringer deg på mandag.", "Båten ligger klar ved brygga.", "Vi tilbyr innovative løsninger.",
           "Skriv til Kari om noe er uklart.", "Saken blir behandlet."],
    "de": ["Danke für Ihre Nachricht.", "Ihr Rad ist am Freitag fertig.", "Wir bieten innovative Lösungen.", "Rufen Sie Jana an.",
           "Ihre Anfrage wird bearbeitet.", "Der Schlüssel liegt beim Nachbarn."],
    "pl": ["Dziękujemy za list.", "Rower będzie gotowy w piątek.", "Oferujemy innowacyjne rozwiązania.", "Proszę zadzwonić do pani Ewy.",
           "Zgłoszenie zostanie rozpatrzone.", "Klucz leży u sąsiada."],
    "en": ["Thanks for your note.", "Your bike is ready on Friday.", "We offer innovative solutions.", "Ring Priya if a part is missing.",
           "Your request will be processed.", "The key hangs by the door."],
}  # fmt: skip
_LENGTH = (2, 6)
_SAMPLES = 10


def write_mails(path: Path, count: int) -> None:
    """Write a table of `count` short mails."""
    chance = random.Random(7)  # noqa: S311
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            language = chance.choice(list(SENTENCES))
            sentences = chance.choices(SENTENCES[language], k=chance.randint(*_LENGTH))
            text = " ".join(f"{sentence[:-1]} ({number}-{place})." for place, sentence in enumerate(sentences))
            file.write(json.dumps({"id": number, "text": text, "language": language, "channel": "email"}, ensure_ascii=False) + "\n")


def cost(table: Path, jobs: int) -> tuple[float, float, list[int]]:
    """Lint a table; return CPU seconds, the peak in MB, and the memory in MB on the way (of the main process, on Linux)."""
    command = [sys.executable, "-m", "h2hlint.cli", "texts", "--isolated", "--quiet", "--fail-on", "never", "--jobs", str(jobs), str(table)]
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    samples: list[int] = []
    while os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        samples.append(_resident(child.pid))
        time.sleep(0.25)
    _, status, usage = os.wait4(child.pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit("h2hlint texts failed")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, samples[:: max(len(samples) // _SAMPLES, 1)]


def _resident(process: int) -> int:
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") // 1_048_576


def main() -> None:
    """Print a line per table, and the curve of the last."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--counts", default="1000,10000,100000")
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for count in map(int, options.counts.split(",")):
            table = Path(folder, "mails.jsonl")
            write_mails(table, count)
            seconds, peak, curve = cost(table, options.jobs)
            print(f"{count:>8} mails  {table.stat().st_size / 1e6:6.1f} MB  {seconds:7.2f} CPU s  peak {peak:5.0f} MB", flush=True)
    print("memory on the way, MB: " + " ".join(map(str, curve)))


if __name__ == "__main__":
    main()
