"""PHP language files: places, what is code and stays alone, and what is not well made."""

from __future__ import annotations

import pytest

from h2hlint.errors import UserError
from h2hlint.formats import extract
from h2hlint.text import Source
from tests.dialects import Dialect, blocks, check_mistake, check_sample, texts
from tests.patience import patience

NOISE = (
    "// synergy\n",
    "/* circle back */\n",
    "# synergy\n",
    "'synergy' => synergy('synergy'),\n",
    "'a' => $b ? 'synergy' : \"synergy\",\n",
    "'synergy' => SYNERGY,\n",
    "'url' => 'https://example.org/synergy',\n",
)
DIALECTS = {
    "single": Dialect(
        "php",
        "a.php",
        lambda number: (f"'synergy{number}' => '", "', // synergy\n"),
        "<?php\nreturn [\n",
        "];\n",
        (" ", "\n", "' . ' ", " '\n.\n'", "&nbsp;"),
        ("\u00ad", "' . '", "'./* synergy */'", "<b></b>"),
        noise=NOISE,
    ),
    "double": Dialect(
        "php",
        "a.php",
        lambda number: (f'$lang["synergy{number}"]["circle back"] = "', '"; // synergy\n'),
        "<?php\n",
        "?>synergy\n",
        (" ", "\\n", "\\x20", "\\u{a0}", "\" . ' ' . \""),
        ("\u00ad", "\\u{AD}", '" . "'),
        lambda sign: (f"\\x{ord(sign):x}", f"\\{ord(sign):03o}", f"\\u{{{ord(sign):x}}}"),
        (
            "// synergy\n",
            "$synergy = 'synergy';\n",
            "if ($a == 'synergy') { echo 'synergy'; $b['c'] = 'synergy'; }\n",
            "synergy('synergy', ['synergy']);\n",
        ),
    ),
}

SAMPLE = r"""synergy <?php
// synergy
declare(strict_types=1);
namespace Synergy\Back;
return array(
    'synergy' => '⟦synergy⟧', # synergy
    "circle back" => "Caf\u{e9} \"so\" ⟦s\x79nergy⟧ $synergy ⟦circle\tback⟧ {$synergy['synergy']} ⟦synergy⟧",
    'nested' => ['synergy' => ['deep' => 'it\'s ⟦synergy⟧'], '⟦circle' . "\n" . 'back⟧', /* synergy */ '⟦low
        hanging fruit⟧'],
    'html' => '<b>⟦circle</b> back⟧ &amp; <a href="synergy">⟦synergy⟧</a> :name %s',
    'emoji' => '😀 ⟦synergy⟧ 👩🏽‍💻 ⟦syn' .
        'ergy⟧',
    'heredoc' => <<<SYNERGY
      Hello $synergy, ⟦synergy⟧

      - ⟦circle\x20back⟧ "so"
      SYNERGY,
    'nowdoc' => <<<'END'
⟦synergy⟧ $synergy
END,
    'more' => 'a ⟦circle  back⟧', 'call' => __('synergy') . 'synergy', 'n' => 5,
    'c' => synergy::circle['synergy'], 'f' => fn($x) => 'synergy',
    'url' => 'https://example.org/synergy', 'id' => 'synergy_id',
);
"""


def test_a_nasty_sample() -> None:
    check_sample("a.php", "php", SAMPLE)


def test_keys_and_kinds() -> None:
    text = "<?php return ['cart' => ['pay_button' => 'Betal nu', 'errors' => ['Ups da']]];"
    assert [(block.text, block.kind, block.role, block.key) for block in blocks("a.php", text)] == [
        ("Betal nu", "button", "none", "cart.pay_button"),
        ("Ups da", "value", "error", "cart.errors.0"),
    ]
    assert [block.key for block in blocks("a.php", "<?php $lang['a']['b_title'] = 'Our tea'; $texts = ['c' => 'A cup'];")] == [
        "lang.a.b_title",
        "texts.c",
    ]


CODE = """<?php
class Tea extends Cup {
    public $name = 'The name of the tea';
    const KIND = "a kind of tea";
    public function brew($pot = 'the big pot') {
        $query = "SELECT name FROM teas WHERE id = 1";
        return $this->run($query, ['name' => 'some words here'], "and here");
    }
}
"""


def test_code_is_left_alone() -> None:
    assert texts("a.php", CODE) == []
    assert texts("a.php", "<p>Hello you</p>") == []


MISTAKES = [
    ("<?php return ['a' => 'b;\n", 1, 22, "never closed"),
    ("<?php return ['a' => 'b'\n", 1, 14, "never closed"),
    ("<?php return ['a' => 'b'];]\n", 1, 27, "closes nothing"),
    ("<?php return ['a' => ('b'];\n", 1, 26, "closes nothing"),
    ("<?php /* a", 1, 7, "never closed"),
    ("<?php return ['a' => <<<X\nb\n];", 1, 25, "never closed"),
]


@pytest.mark.parametrize(("text", "line", "column", "words"), MISTAKES)
def test_what_is_not_well_made_is_named(text: str, line: int, column: int, words: str) -> None:
    check_mistake("a.php", text, line, column, words)


def test_directives_stand_in_source_order() -> None:
    found = blocks("a.php", "<?php # h2hlint: off x\nreturn ['a' => 'One tea', // h2hlint: on\n'b' => 'Two teas' /* h2hlint: off y */];")
    assert [block.kind for block in found] == ["directive", "value", "directive", "value", "directive"]


def test_deep_files_are_refused_at_once() -> None:
    with patience(), pytest.raises(UserError):
        extract(Source("a.php", "<?php return " + "[" * 100_000, "php"))
