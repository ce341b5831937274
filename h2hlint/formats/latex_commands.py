"""Commands and environments of LaTeX: what each means to a reader."""

from __future__ import annotations

from h2hlint.formats.elements import names

HEADINGS = names("part chapter section subsection subsubsection paragraph subparagraph title subtitle frametitle framesubtitle minisec")
APART = names("footnote footnotetext caption thanks marginpar sidenote marginnote todo captionof")
"""Commands whose text is no part of the sentence around it."""
WORDS = names(
    "ref pageref eqref autoref cref Cref nameref vref "
    "url nolinkurl path texttt code lstinline mintinline includegraphics ensuremath SI si num qty"
)
"""Commands that stand for one word, whatever their arguments."""
DROPPED = names(
    "label cite citep citet "
    "citeauthor citeyear parencite textcite footcite autocite nocite index glossary bibliography bibliographystyle "
    "addbibresource printbibliography input include includeonly "
    "usepackage RequirePackage documentclass vspace hspace vskip hskip setlength "
    "addtolength setcounter addtocounter stepcounter refstepcounter newcounter pagestyle thispagestyle pagenumbering newcommand "
    "renewcommand providecommand newenvironment renewenvironment DeclareMathOperator DeclareRobustCommand newtheorem theoremstyle def let "
    "hypersetup geometry graphicspath definecolor color pagecolor rule phantom hphantom vphantom fontsize selectfont lstset usetikzlibrary "
    "tikzset pgfplotsset hyphenation cline cmidrule rowcolor cellcolor columncolor arraystretch selectlanguage setmainfont setsansfont "
    "setmonofont captionsetup titleformat titlespacing fancyhead fancyfoot hypertarget phantomsection addcontentsline markboth markright "
    "usetheme usecolortheme usefonttheme setbeamertemplate setbeamercolor institute author date foreach node draw path fill"
)
"""Commands that are for the typesetter, with all their arguments."""
ARGUMENTS = {
    **dict.fromkeys(
        ("href", "textcolor", "colorbox", "parbox", "raisebox", "scalebox", "rotatebox", "hyperlink", "foreignlanguage", "makebox"), 1
    ),
    **dict.fromkeys(("resizebox", "fcolorbox", "multicolumn", "multirow"), 2),
}
"""Commands whose first arguments are for the typesetter, and how many."""

CODE = names(
    "verbatim verbatim* Verbatim BVerbatim LVerbatim lstlisting minted alltt comment filecontents filecontents* tikzpicture pgfpicture "
    "algorithm algorithmic thebibliography picture forest"
)
MATH = names(
    "equation equation* align align* alignat alignat* gather gather* multline multline* eqnarray eqnarray* displaymath math flalign "
    "flalign* array cases matrix pmatrix bmatrix split IEEEeqnarray dmath dmath*"
)
TABLES = {
    "tabular": 1,
    "tabular*": 2,
    "tabularx": 2,
    "tabulary": 2,
    "longtable": 1,
    "longtable*": 1,
    "tblr": 1,
    "supertabular": 1,
    "xltabular": 2,
}
"""Tables, and how many arguments say how they look."""
LISTS = names("itemize enumerate description compactitem compactenum inparaenum tasks")
QUOTES = names("quote quotation displayquote verse")
HEADED = names("frame block alertblock exampleblock")
"""Environments whose first argument is a heading."""
SET = {
    "minipage": 1,
    "multicols": 1,
    "multicols*": 1,
    "wrapfigure": 2,
    "wraptable": 2,
    "adjustwidth": 2,
    "adjustbox": 1,
    "column": 1,
    "spacing": 1,
}
"""Environments whose first arguments are for the typesetter, and how many."""

LETTERS = {
    "o": "ø", "O": "Ø", "ae": "æ", "AE": "Æ", "aa": "å", "AA": "Å", "oe": "œ", "OE": "Œ", "ss": "ß", "SS": "ẞ", "l": "ł", "L": "Ł",
    "i": "i", "j": "j", "S": "§", "P": "¶", "dots": "…", "ldots": "…", "textellipsis": "…", "copyright": "©", "pounds": "£", "euro": "€",
    "texteuro": "€", "EUR": "€", "textendash": "–", "textemdash": "—", "textbackslash": "\\", "textasciitilde": "~", "textbar": "|",
    "textless": "<", "textgreater": ">", "textasciicircum": "^", "textbraceleft": "{", "textbraceright": "}", "textunderscore": "_",
    "glqq": "„", "grqq": "“", "flqq": "«", "frqq": "»", "glq": "‚", "grq": "‘", "quotedblbase": "„", "textquotedblleft": "“",
    "textquotedblright": "”", "textquoteleft": "‘", "textquoteright": "’", "guillemotleft": "«", "guillemotright": "»",
    "LaTeX": "LaTeX", "TeX": "TeX", "LaTeXe": "LaTeX2e", "textregistered": "®", "texttrademark": "™", "textdegree": "°", "degree": "°",
}  # fmt: skip
ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307", '"': "\u0308",
    "r": "\u030a", "H": "\u030b", "v": "\u030c", "c": "\u0327", "k": "\u0328", "d": "\u0323", "b": "\u0331",
}  # fmt: skip
"""Accent to the combining character that it puts on the letter behind it."""
LANGUAGES = {
    "danish": "da", "norsk": "nb", "nynorsk": "nn", "german": "de", "ngerman": "de", "austrian": "de", "naustrian": "de", "polish": "pl",
    "english": "en", "british": "en", "american": "en", "UKenglish": "en", "USenglish": "en", "swedish": "sv", "french": "fr",
    "spanish": "es", "italian": "it", "dutch": "nl", "finnish": "fi",
}  # fmt: skip
"""Language as the package babel calls it, to its tag."""
