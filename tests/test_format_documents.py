"""reStructuredText, AsciiDoc, Org and LaTeX: what is text, what is markup or code, comments, and code that never ends."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from h2hlint.errors import UserError
from h2hlint.formats import extract, format_of
from h2hlint.text import INLINE_OBJECT, Source
from tests.dialects import Dialect, blocks, check_mistake, check_pieces, check_sample, texts
from tests.patience import patience

FILLERS = ("Tea", "cup", "café", "zażółć", "Ærø", "😀", "e\u0301t", "42", "(so)", "milk")
RST = Dialect(
    "rst",
    "a.rst",
    lambda _: ("", "\n\n"),
    joints=(" ", "\n", "  ", "\u00a0", " :sup:`\u00ad`"),
    seams=("\u00ad", "\\ ", "\\\n"),
    noise=(
        "``synergy``\n\n",
        ".. synergy\n   circle back\n\n",
        ".. code-block:: synergy\n   :name: synergy\n\n   synergy\n\n",
        "Code::\n\n    synergy\n\n",
        ".. _synergy: https://synergy.example\n\n",
        ":ref:`synergy`\n\n",
        "|synergy|\n\n",
        ">>> synergy\nsynergy\n\n",
        "::\n\n  synergy\n\n    synergy\n\n",
    ),
    fillers=FILLERS,
)
ASCIIDOC = Dialect(
    "asciidoc",
    "a.adoc",
    lambda _: ("", "\n\n"),
    head="",
    joints=(" ", "\n", " +\n", "&nbsp;", "{nbsp}", "\n// synergy\n", "\u00a0"),
    seams=("\u00ad", "&shy;", "{empty}", "[[synergy]]", "(((synergy)))"),
    letter=lambda sign: (f"&#{ord(sign)};",),
    noise=(
        "`synergy`\n\n",
        "// synergy\n\n",
        "////\nsynergy\n////\n\n",
        "[source,synergy]\n----\nsynergy\n----\n\n",
        "....\nsynergy\n....\n",
        " synergy\n\n",
        ":synergy: synergy\n\n",
        "include::synergy[]\n\n",
        "<<synergy>>\n\n",
        "image::synergy.png[]\n\n",
        "[synergy]\n",
    ),
    fillers=FILLERS,
)
ORG = Dialect(
    "org",
    "a.org",
    lambda _: ("", "\n\n"),
    joints=(" ", "\n", "\\nbsp{}", " \\\\\n", "\u00a0", "  "),
    seams=("\u00ad", "[fn:synergy]", "<<synergy>>"),
    noise=(
        "=synergy=\n\n",
        "~synergy~\n\n",
        "# synergy\n\n",
        "#+synergy: synergy\n\n",
        "#+begin_src synergy\nsynergy\n#+end_src\n",
        ": synergy\n",
        "[[synergy]]\n\n",
        ":SYNERGY:\nsynergy\n:END:\n",
        "\\begin{synergy}\nsynergy\n\\end{synergy}\n",
    ),
    fillers=FILLERS,
)
LATEX = Dialect(
    "latex",
    "a.tex",
    lambda _: ("", "\n\n"),
    head="\\documentclass{synergy}\n\\newcommand{\\synergy}{synergy}\n\\begin{document}\n",
    tail="\\end{document}\nsynergy\n",
    joints=(" ", "\n", "~", " % synergy\n", "\\ ", "\\\\ ", "\\newline{} ", "\\,", " \\label{synergy}"),
    seams=("\u00ad", "\\-", "{}", "%synergy\n", "\\synergy{}", "\\index{synergy}"),
    noise=(
        "% synergy\n",
        "$synergy$\n\n",
        "\\[ synergy \\]\n\n",
        "\\verb|synergy|\n\n",
        "\\ref{synergy}\n\n",
        "\\begin{verbatim}\nsynergy {\n\\end{verbatim}\n",
        "\\begin{equation*}synergy\\end{equation*}\n\n",
        "\\includegraphics[synergy]{synergy}\n\n",
        "\\texttt{synergy}\n\n",
    ),
    fillers=FILLERS,
)
DIALECTS = {"rst": RST, "asciidoc": ASCIIDOC, "org": ORG, "latex": LATEX}

RST_SAMPLE = """\
===================
A ⟦synergy⟧ *so* 😀
===================

:Abstract: The ⟦synergy⟧ field
:orphan:

Then ⟦circle back⟧
------------------

So *⟦low* **hanging**
fruit⟧, ``synergy``, :ref:`synergy`, :ref:`a ⟦synergy⟧ <synergy>` and :class:`Synergy`,
a `⟦circle back⟧ <https://synergy.example>`_ and ⟦synergy⟧_ [1]_ |synergy| ⟦syn\\ ergy⟧ 👩🏽‍💻 ⟦synergy⟧::

    synergy

      synergy

.. synergy
   circle back

.. _synergy: https://synergy.example
.. note:: A ⟦circle
   back⟧ note.

   More ⟦synergy⟧ e\u0301t.

.. code-block:: synergy
   :caption: Code

   synergy

.. image:: synergy.png
   :alt: A ⟦synergy⟧
   :name: synergy

- A ⟦circle
  back⟧ item

  1. ⟦synergy⟧

synergi
   A ⟦synergy⟧ defined

| So ⟦circle back⟧
| now

+---------+-----------------+
| tea     | A ⟦synergy⟧ now |
|         | ⟦circle back⟧   |
+=========+=================+
| synergi | ``synergy``     |
+---------+-----------------+

=====  ===========
a      ⟦synergy⟧
=====  ===========
b      so ⟦synergy⟧
=====  ===========

.. toctree::
   :caption: The ⟦synergy⟧

   synergy

.. [1] A ⟦synergy⟧ note.
.. |synergy| replace:: the ⟦synergy⟧
"""
ASCIIDOC_SAMPLE = """\
= A ⟦synergy⟧ *so*
Synergy Doe <synergy@synergy.example>
:synergy: synergy
:description: The ⟦synergy⟧ page

So *⟦low* hanging
fruit⟧, `synergy`, link:synergy.html[⟦circle back⟧^] and https://synergy.example[the ⟦synergy⟧, window=_blank]. +
<<synergy,⟦circle&nbsp;back⟧>> and <<synergy>> 😀 {synergy}. C++ ⟦syn&shy;ergy⟧footnote:[A ⟦synergy⟧.]

// synergy
.A ⟦synergy⟧ title
[source,synergy]
----
synergy
----

== ⟦Circle back⟧ &amp; now

NOTE: So ⟦synergy⟧.

* A ⟦circle
back⟧ item
** [x] ⟦synergy⟧
+
More ⟦synergy⟧ 👩🏽‍💻

synergi:: A ⟦synergy⟧ defined

 synergy

____
A ⟦circle // x
// synergy
back⟧ here
____

|===
|a |A ⟦synergy⟧

2+^|⟦circle
back⟧
|`synergy` e\u0301t ⟦synergy⟧
|===

image::synergy.png[A ⟦synergy⟧, 100, title="⟦circle back⟧"]
////
synergy
////
""".replace(" // x\n", "\n")
ORG_SAMPLE = """\
#+TITLE: A ⟦synergy⟧
#+AUTHOR: synergy
# synergy
* TODO [#A] Then ⟦circle back⟧ [1/2] :synergy:circle:
  :PROPERTIES:
  :SYNERGY: synergy
  :END:
  SCHEDULED: <2020-01-01 Wed> synergy
So *⟦low* /hanging/
fruit⟧, =synergy=, ~synergy~, [[https://synergy.example][⟦circle back⟧]] and [[synergy]] 😀.
⟦synergy⟧[fn:synergy] \\(synergy\\) $synergy$ ⟦circle\\nbsp{}back⟧ src_synergy{synergy} e\u0301t ⟦synergy⟧.
- [X] A ⟦circle
  back⟧ item
  + ⟦synergy⟧
- synergi :: A ⟦synergy⟧ defined
#+BEGIN_SRC synergy
synergy
#+END_SRC
: synergy
#+BEGIN_QUOTE
A ⟦circle
back⟧ here 👩🏽‍💻 ⟦synergy⟧
#+END_QUOTE
| a | A ⟦synergy⟧ |
|---+-------------|
| =synergy= | ⟦circle back⟧ |
#+TBLFM: synergy
#+CAPTION: The ⟦synergy⟧
\\begin{synergy}
synergy
\\end{synergy}
[fn:synergy] A ⟦synergy⟧ note.[fn:: An ⟦synergy⟧.]
"""
LATEX_SAMPLE = (
    r"""\documentclass{synergy}
\usepackage[synergy]{circle} % synergy
\newcommand{\synergy}[1]{synergy #1}
\title{A ⟦synergy⟧}
\begin{document}
% synergy
\section*[synergy]{Then \textbf{⟦circle} back⟧\label{synergy}}
So \emph{⟦low} hanging % synergy
fruit⟧, $synergy$, \(synergy\), \href{https://synergy.example}{⟦circle~back⟧} and \url{synergy} 😀
⟦syn\-ergy⟧.\footnote{A \emph{⟦synergy⟧} note\footnote{in a ⟦synergy⟧}.} Costs \$5 \& 50\% ``so'' \verb|synergy| ⟦circle %
back⟧ $5 ⟦synergy⟧ S\o ren ⟦synergy⟧.
\begin{itemize}[synergy]
  \item A ⟦circle
    back⟧ item
  \item[A ⟦synergy⟧] so
\end{itemize}
\begin{tabular}{l|p{3cm}}
  a & A ⟦synergy⟧ \\ \hline
  $synergy$ & ⟦circle back⟧ \\[2mm]
\end{tabular}
\begin{verbatim}
synergy { $
\end{verbatim}
\begin{figure}[synergy]
  \includegraphics[width=synergy]{synergy.png}
  \caption[synergy]{The ⟦synergy⟧.}
\end{figure}
\begin{quote}A ⟦synergy⟧ e"""
    + "\u0301t\\end{quote}\n"
    + r"""\begin{frame}{A ⟦synergy⟧}
\textcolor{synergy}{⟦circle back⟧} \ref{synergy} {\bfseries ⟦synergy⟧} \[ synergy \]
\end{frame}
\end{document}
synergy
"""
)
SAMPLES = {"a.rst": RST_SAMPLE, "a.adoc": ASCIIDOC_SAMPLE, "a.org": ORG_SAMPLE, "a.tex": LATEX_SAMPLE}


@pytest.mark.parametrize("path", SAMPLES)
def test_nasty_samples(path: str) -> None:
    check_sample(path, format_of(path) or "", SAMPLES[path])


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.rst", "Hello ``name``, *fine* **tea** and `more <u>`_!\n"),
        ("a.adoc", "Hello `name`, _fine_ *tea* and link:u[more]!\n"),
        ("a.org", "Hello =name=, /fine/ *tea* and [[u][more]]!\n"),
        ("a.tex", "Hello $name$, \\emph{fine} \\textbf{tea} and \\href{u}{more}!\n"),
    ],
)
def test_code_is_a_word_and_marks_are_none(path: str, text: str) -> None:
    assert texts(path, text) == [f"Hello {INLINE_OBJECT}, fine tea and more!"]


@pytest.mark.parametrize(
    ("path", "comment"),
    [
        ("a.rst", ".. h2hlint: off a/b why"),
        ("a.adoc", "// h2hlint: off a/b why"),
        ("a.adoc", "////\nh2hlint: off a/b why\n////"),
        ("a.org", "# h2hlint: off a/b why"),
        ("a.tex", "% h2hlint: off a/b why"),
    ],
)
def test_comments_speak_to_the_linter(path: str, comment: str) -> None:
    found = blocks(path, f"Tea\n\n{comment}\n\nCup\n")
    assert [(block.kind, block.text) for block in found][1] == ("directive", "h2hlint: off a/b why")
    assert [block.kind for block in found] == ["paragraph", "directive", "paragraph"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.rst", "Tea\n===\n\nA cup\n\n- of\n- tea\n\n+---+\n| x |\n+---+\n"),
        ("a.adoc", "= Tea\n\nA cup\n\n* of\n* tea\n\n|===\n|x\n|===\n"),
        ("a.org", "* Tea\nA cup\n- of\n- tea\n| x |\n"),
        ("a.tex", "\\section{Tea}\nA cup\n\\begin{itemize}\\item of\\item tea\\end{itemize}\n\\begin{tabular}{l}x\\end{tabular}"),
    ],
)
def test_kinds_of_blocks(path: str, text: str) -> None:
    found = [(block.kind, block.text) for block in blocks(path, text)]
    assert found == [("heading", "Tea"), ("paragraph", "A cup"), ("list-item", "of"), ("list-item", "tea"), ("table-cell", "x")]


def test_letters_of_latex_are_the_letters_that_they_make() -> None:
    text = "Gda\\'nsk, Stra\\ss e, S\\o ren, \\\"Ubung, \\r{a}, za\\.z\\'o\\l\\'c, \\k{a}, na\\\"{\\i}ve, \\AA{}rhus"
    assert texts("a.tex", text) == ["Gdańsk, Straße, Søren, Übung, å, zażółć, ą, naïve, Århus"]


def test_the_language_of_a_document() -> None:
    assert [block.language for block in blocks("a.org", "#+TITLE: Te\n#+LANGUAGE: da\nEn kop\n")] == ["da", "da"]
    assert [block.language for block in blocks("a.adoc", "= Te\n:lang: da\n\nEn kop\n")] == ["da", "da"]
    assert [block.language for block in blocks("a.tex", "\\usepackage[danish]{babel}\\begin{document}Te\\end{document}")] == ["da"]


@pytest.mark.parametrize(
    ("path", "text", "place", "words"),
    [
        ("a.tex", "Tea\n\\begin{verbatim}\ncup", (2, 1), "\\begin{verbatim} is never closed"),
        ("a.org", "Tea\n#+BEGIN_SRC x\ncup", (2, 1), "what #+BEGIN_SRC begins is never closed"),
        ("a.org", "Tea\n:LOGBOOK:\ncup", (2, 1), "what :LOGBOOK: begins is never closed"),
        ("a.adoc", "Tea\n\n----\ncup", (3, 1), "the block that ---- begins is never closed"),
    ],
)
def test_code_that_never_ends_is_named(path: str, text: str, place: tuple[int, int], words: str) -> None:
    check_mistake(path, text, *place, words)


def test_links_and_conditions_of_asciidoc_by_attributes() -> None:
    text = "= Tea\nifdef::x[:a: b]\n\nSee {docs}[the docs], {docs}/x.adoc[a page] and {version}.\n\nifdef::x[A cup]\n"
    assert texts("a.adoc", text) == ["Tea", "See the docs, a page and {version}.", "A cup"]


def test_signs_of_prose_are_no_marks() -> None:
    assert texts("a.rst", "5 * 3, a*b*c, snake_case_name, 10 - 2\n") == ["5 * 3, a*b*c, snake_case_name, 10 - 2"]
    assert texts("a.adoc", "5 * 3, C++ or a_b_c #1 and x^2\n") == ["5 * 3, C++ or a_b_c #1 and x^2"]
    assert texts("a.org", "5 * 3, a/b/c and/or 2+3=5\n") == ["5 * 3, a/b/c and/or 2+3=5"]
    assert texts("a.tex", "It costs $5 and {more\n") == ["It costs $5 and more"]


HOSTILE = [
    *(
        "`",
        "``",
        "*",
        "**",
        "_",
        "`a <",
        ":a",
        ":a:`",
        "|",
        "[1",
        "\\",
        "..",
        ".. a::\n",
        "+-",
        "- ",
        "= ",
        "==",
        "  ",
        "\n ",
        "::\n",
        "a::",
    ),
    *("[[", "]]", "link:", "https://a[", "<<", "(((", "{nbsp", "|===\n", "----\n", "+", "++", "#", "image::", "[", "a|", "footnote:["),
    *(
        "=a",
        "~",
        "[[a][",
        "[fn:",
        "$",
        "{{{",
        "@@a:",
        "#+begin_src\n",
        "\\(",
        "\\[",
        "{",
        "}",
        "\\begin{a}",
        "\\footnote{",
        "\\verb!",
        "%",
        "&",
    ),
    *("\\section{", "\\textcolor{", "\\item[", "\\'", "\\\\", "* ", ":a:\n", "\t", "a    "),
]


@pytest.mark.parametrize("path", SAMPLES)
def test_hostile_files_take_linear_time_and_no_stack(path: str) -> None:
    for sign in HOSTILE:
        with patience(), suppress(UserError):
            extract(Source(path, "Tea " + sign * 20_000, format_of(path) or ""))


@pytest.mark.parametrize("path", SAMPLES)
@given(signs=st.lists(st.sampled_from([*HOSTILE, "a ", "\n", "\n\n", "tea", "\\end{a}", "=====\n"]), max_size=20))
def test_any_text_is_read_or_refused(path: str, signs: list[str]) -> None:
    with suppress(UserError):
        check_pieces(Source(path, "".join(signs), format_of(path) or ""))
