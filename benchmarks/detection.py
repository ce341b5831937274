"""How often language detection is right on short strings of real translations.

    python benchmarks/detection.py CORPORA [--uncovered FOLDER] [--errors 100] [--language nb]

CORPORA holds `<lang>/<channel>/…` as for `benchmarks/corpora.py`. Placeholders and tags are taken out;
counted are different strings of 3 to 10 words (runs of letters) that are not also a string of the English files.
The figures per language are:

right      share of strings with their own language
covered    share with another covered language: these would be linted as that language
uncovered  share with a language that is not covered
none       share without a language
file       share of runs of five strings together with their own language (a short file)

`agrees` tells how many strings of 8 to 80 words the cheap check lets pass as each language (its own: the
more, the faster; another: a block whose language is missed), and how many of its own are then switched.

FOLDER holds `messages_<lang>.properties` files, below any folders (the message files in the jar of
Keycloak's themes serve): for languages that are not covered, `left alone` is the share that
is recognised as not covered or has no language, `linted` the share taken for a covered language.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from corpora import paragraphs

from h2hlint.language import detection
from h2hlint.language.choice import primary

COVERED = ("da", "nb", "de", "pl", "en")
_PLACEHOLDER = re.compile(r"%\(\w+\)\w|%\{\w+\}|%\w\b|\{[^{}]*\}+|\{\{[^{}]*\}\}|<[^<>]*>|:\w+|\$\w+|&\w+;|https?://\S+|\\u[0-9a-fA-F]{4}")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_PROPERTY = re.compile(r"^[\w.-]+ *[=:](.*)$", re.MULTILINE)


def size(text: str) -> int:
    """Return the number of words of `text`."""
    return len(_WORD.findall(text))


def strings(corpora: Path, least: int, most: int) -> dict[str, list[str]]:
    """Return the strings of each covered language that have `least` to `most` words."""
    english = set(_english(corpora))
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for language in COVERED:
        for path in sorted((corpora / language).rglob("*")):
            if path.is_file() and "labelled" not in path.parts:
                kept = (_PLACEHOLDER.sub(" ", text) for text in paragraphs(path) if language == "en" or text not in english)
                found[language].update((" ".join(text.split()), None) for text in kept if least <= size(text) <= most)
    return {language: list(texts) for language, texts in found.items()}


def _english(corpora: Path) -> Iterator[str]:
    """Yield English originals: the English files, and the keys of translations that are keyed by them."""
    for path in sorted((corpora / "en").rglob("*")):
        if path.is_file():
            yield from paragraphs(path)
    for path in sorted(corpora.rglob("*")):
        if path.suffix == ".json":
            yield from json.loads(path.read_text("utf-8"))
        elif path.suffix == ".po":
            yield from re.findall(r'^msgid "(.+)"', path.read_text("utf-8"), re.MULTILINE)


def uncovered(folder: Path) -> dict[str, list[str]]:
    """Return the strings of the property files of languages that are not covered."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    paths = sorted(folder.rglob("messages_*.properties"))
    english = {text for path in paths if path.stem == "messages_en" for text in _properties(path)}
    for path in paths:
        language = primary(path.stem.split("_")[1])
        if language not in COVERED:
            found[language].update((text, None) for text in _properties(path) if text not in english)
    return {language: list(texts) for language, texts in found.items() if texts}


def _properties(path: Path) -> Iterator[str]:
    for value in _PROPERTY.findall(path.read_text("utf-8", "replace")):
        text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), value).replace("''", "'")
        text = " ".join(_PLACEHOLDER.sub(" ", text).split())
        if 3 <= size(text) <= 10:
            yield text


def kind(language: str, found: str | None) -> str:
    """Return the figure under which an answer counts."""
    if found is None:
        return "none"
    return "right" if found == language else "covered" if found in COVERED else "uncovered"


def report(found: dict[str, list[str]], errors: int) -> None:
    """Print the figures of the covered languages."""
    total, lengths = Counter[str](), defaultdict[int, Counter[str]](Counter)
    confusion: Counter[tuple[str, str | None]] = Counter()
    print("language  strings   right  covered  uncovered  none   file")
    for language, texts in found.items():
        answers = [(text, detection.detect(text)) for text in texts]
        counts = Counter(kind(language, answer) for _, answer in answers)
        fives = [detection.detect("\n".join(texts[at : at + 5])) == language for at in range(0, len(texts) - 4, 5)]
        print(f"{language:9} {_row(counts)}  {100 * sum(fives) / max(len(fives), 1):.1f} %")
        total += counts
        confusion.update((language, answer) for _, answer in answers if answer != language)
        for text, answer in answers:
            lengths[size(text)][kind(language, answer)] += 1
        for text, answer in [pair for pair in answers if pair[1] != language][:: max(1, counts.total() // 3000)][:errors]:
            print(f"    {language} → {answer}: {text}")
    print(f"{'all':9} {_row(total)}")
    for length in sorted(lengths):
        print(f"{length:2} words  {_row(lengths[length])}")
    print("confused:", ", ".join(f"{one}→{other} {count}" for (one, other), count in confusion.most_common(16)))


def report_uncovered(found: dict[str, list[str]], errors: int) -> None:
    """Print the figures of the languages that are not covered."""
    print("\nlanguage  strings  own code  left alone  linted  as")
    for language, texts in found.items():
        answers = [detection.detect(text) for text in texts]
        wrong = Counter(answer for answer in answers if answer in COVERED)
        shares = [sum(answer == language for answer in answers), len(answers) - wrong.total(), wrong.total()]
        own, left, linted = (f"{100 * count / len(answers):.1f} %" for count in shares)
        print(
            f"{language:9} {len(texts):7}  {own:>8}  {left:>10}  {linted:>6}  {' '.join(f'{code}:{n}' for code, n in wrong.most_common(3))}"
        )
        for text, answer in [pair for pair in zip(texts, answers, strict=True) if pair[1] in COVERED][:errors]:
            print(f"    {language} → {answer}: {text}")


def report_agreement(found: dict[str, list[str]]) -> None:
    """Print how often the cheap check lets strings of eight words and more pass as each language, and its price."""
    print("\nagrees    " + "".join(f"{language:>8}" for language in found) + "   clearly another")
    for language, texts in found.items():
        passed = [sum(detection.agrees(text, other) for text in texts) / max(len(texts), 1) for other in found]
        switched = sum(detection.clearly(text, language) is not None for text in texts if not detection.agrees(text, language))
        print(f"{language:9} " + "".join(f"{100 * share:6.1f} %" for share in passed) + f"   {100 * switched / max(len(texts), 1):.2f} %")
    everything = [text for texts in found.values() for text in texts]
    size_of_all, start = sum(map(len, everything)), time.process_time()
    for text in everything:
        detection.agrees(text, "da")
    cheap, start = time.process_time() - start, time.process_time()
    for text in everything:
        detection.detect(text)
    dear = time.process_time() - start
    print(f"agrees {1e6 * cheap / size_of_all:.3f} µs per character, detect {1e3 * dear / len(everything):.2f} ms per string")


def _row(counts: Counter[str]) -> str:
    return f"{counts.total():7}  " + "  ".join(
        f"{100 * counts[key] / counts.total():5.1f} %" for key in ("right", "covered", "uncovered", "none")
    )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--uncovered", type=Path)
    parser.add_argument("--errors", type=int, default=0, help="how many errors to print per language")
    parser.add_argument("--language", help="this language only")
    options = parser.parse_args()
    found = strings(options.corpora, 3, 10)
    report({language: texts for language, texts in found.items() if options.language in (None, language)}, options.errors)
    report_agreement(strings(options.corpora, 8, 80))
    if options.uncovered:
        report_uncovered(uncovered(options.uncovered), options.errors)


if __name__ == "__main__":
    main()
