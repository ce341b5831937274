"""Pages and plain texts as dialects: what holds for every format of data holds for them too."""

from __future__ import annotations

from tests.dialects import Dialect


def _letter(sign: str) -> tuple[str, ...]:
    return (f"&#{ord(sign)};", f"&#x{ord(sign):X};")


NOISE = ("<!-- synergy -->\n", '<a href="synergy"></a>\n', "<code>synergy</code>\n", "<script>synergy</script>\n")

DIALECTS = {
    "html": Dialect(
        "html",
        "a.html",
        lambda _: ("<p>", "</p>\n"),
        "<!doctype html><title>Tea</title>\n",
        joints=(" ", "\n", "&nbsp;", "<br>", " <!-- back -->", "\u00a0"),
        seams=("\u00ad", "&shy;", "<b></b>", "<wbr>"),
        letter=_letter,
        noise=NOISE,
    ),
    "attribute": Dialect("html", "a.html", lambda _: ('<img src="synergy" alt="', '">\n'), joints=(" ", "&nbsp;", "\n"), letter=_letter),
    "single": Dialect("html", "a.html", lambda _: ("<img src='synergy' alt='", "'>\n"), joints=(" ", "&#32;"), letter=_letter),
    "markdown": Dialect(
        "markdown",
        "a.md",
        lambda _: ("", "\n\n"),
        joints=(" ", "\n", "&nbsp;", "  \n", "\\\n", " <!-- back -->"),
        seams=("\u00ad", "&shy;", "<b></b>"),
        letter=_letter,
        noise=("`synergy`\n\n", "```\nsynergy\n```\n\n", "[a]: synergy\n\n", "<https://synergy.example>\n\n"),
    ),
    "quote": Dialect("markdown", "a.md", lambda _: ("> ", "\n\n"), joints=(" ", "\n> ", "\n"), letter=_letter),
    "title": Dialect("markdown", "a.md", lambda _: ('[x](synergy "', '")\n\n'), joints=(" ", "&nbsp;"), letter=_letter),
    "text": Dialect("text", "a.txt", lambda _: ("", "\n\n"), joints=(" ", "\n", "  ", "\u00a0")),
}
DIALECTS["jekyll"] = Dialect(
    "markdown",
    "a.md",
    lambda _: ("", "\n\n"),
    "---\nlayout: synergy\n---\n{% include synergy %}\n\n",
    joints=(" ", "\n", "&nbsp;", " {% if synergy %}", "{% endif %} ", " {% comment %} synergy {% endcomment %}"),
    seams=("\u00ad", "{% x %}"),
    letter=_letter,
    noise=(
        "{{ synergy }}\n\n",
        "`{% synergy %}`\n\n",
        "```\n{% synergy %}\n```\n\n",
        "{{< synergy >}}\n\n",
        "{% highlight synergy %}a{% endhighlight %}\n\n",
    ),
)
