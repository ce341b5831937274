"""Signs of LaTeX: commands, braces, comments and mathematics, where each begins and ends."""

from __future__ import annotations

import re

TOKEN = re.compile(
    r"(?P<comment>%[^\r\n]*(?:(?:\r\n|\r(?!\n)|\n)[ \t]*(?![ \t\r\n]|\Z))?)"
    r"|(?P<verb>\\verb\*?(?P<quote>[^\w\s*{])[^\r\n]*?(?P=quote))"
    r"|(?P<command>\\(?P<name>[a-zA-Z@]+\*?|[^\r\na-zA-Z@]|(?=[\r\n])))"
    r"|(?P<blank>(?:\r\n|\r(?!\n)|\n)[ \t]*(?=[\r\n]))"
    r"|(?P<math>\$\$?)|(?P<open>\{)|(?P<close>\})|(?P<tie>~)|(?P<cell>&)|(?P<quotes>``|''|,,)"
)
BRACES = re.compile(
    r"\\verb\*?(?P<quote>[^\w\s*{])[^\r\n]*?(?P=quote)|\\begin\{(?P<code>[vVBL]*erbatim\*?|lstlisting|minted|comment)\}|\\[\s\S]|%[^\r\n]*|[{}]"
)
DOCUMENT = re.compile(r"(?<![^\r\n])[^%\r\n]*?\\begin\{document\}")
END = re.compile(r"(?<![^\r\n])[^%\r\n]*?(?P<end>\\end\{document\})")
TITLE = re.compile(r"(?<![^\r\n])[^%\r\n]*?\\(?:sub)?title(?![a-zA-Z])")
BABEL = re.compile(r"(?<![^\r\n])[^%\r\n]*?\\usepackage\[(?P<names>[^\]\r\n]{1,200})\]\{babel\}")
LETTER = re.compile(r"[ \t]*(?:(?P<letter>[^\W\d_])|\{\\?(?P<braced>[^\W\d_])\}|\\(?P<dotless>[ij])(?![a-zA-Z])(?:\{\}|[ \t])?)")
OPTION = re.compile(r"[ \t]*(?:(?:\r\n?|\n)[ \t]*)?\[[^\[\]{}]{0,500}(?:\{[^{}]{0,300}\}[^\[\]{}]{0,300}){0,5}\]")
ARGUMENT = re.compile(r"[ \t]*(?:(?:\r\n?|\n)[ \t]*)?(?=\{)")
TERM = re.compile(r"[ \t]*\[(?P<term>[^\]\r\n]{0,300})\]")
SPACES = re.compile(r"[ \t]*(?:(?:\r\n?|\n)(?![ \t]*[\r\n]))?[ \t]*")
NO_MATH = re.compile(
    r"(?:\r\n?|\n)[ \t]*[\r\n]|\\(?:item|(?:sub)*section|chapter|caption|footnote|"
    r"begin\{(?!\w*matrix|array|cases|split|aligned|gathered))|\Z"
)
MATH_END = {"$": re.compile(r"(?<!\\)\$"), "$$": re.compile(r"\$\$"), "(": re.compile(r"\\\)"), "[": re.compile(r"\\\]")}
BREAK_OPTION = re.compile(r"\*?(?:\[[^\[\]\r\n]{0,40}\])?")
LONGEST_MATH = 3000
MARKS = {"``": "“", "''": "”", ",,": "„"}
SPACING = frozenset(" ,;:!>/\n\r\t")
ENVIRONMENT = re.compile(r"[ \t]*\{(?P<name>[^{}\r\n]{1,60})\}")
BREAKS = frozenset(
    {"par", "bigskip", "medskip", "smallskip", "newpage", "clearpage", "maketitle", "hline", "toprule", "midrule", "bottomrule"}
)


def braces(text: str) -> dict[int, int]:
    """Return the place of every opening brace to that of its closing one."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    at = 0
    while found := BRACES.search(text, at):
        at = found.end()
        if found["code"]:
            close = text.find(f"\\end{{{found['code']}}}", at)
            at = close if close >= 0 else len(text)
        elif found[0] == "{":
            opened.append(found.start())
        elif found[0] == "}" and opened:
            pairs[opened.pop()] = found.start()
    return pairs
