"""Jinja in prompts of others: what it says is said the same in Handlebars, or it is refused."""

from __future__ import annotations

from typing import Any

import pytest

from prompts.errors import PromptError, Source, TemplateError
from prompts.exchange.jinja import to_handlebars
from prompts.format import marks
from prompts.template.budget import Budget
from prompts.template.evaluate import Language, evaluate
from prompts.template.parse import parse
from prompts.template.pieces import Segment, segments

VALUES: dict[str, Any] = {
    "who": "Inès", "n": 4, "zero": 0, "none": None, "nothing": {}, "yes": True,
    "rows": [{"name": "a", "kids": ["x", "y"]}, {"name": "b", "kids": []}],
    "words": ["un", "deux"], "prices": {"thé": 2, "café": 3},
}  # fmt: skip


def rendered(template: str, values: dict[str, Any] = VALUES) -> str:
    carried = to_handlebars(Source("t", template))
    language = Language(marks.HELPERS, marks.CHOICES)
    pieces = evaluate(parse(Source("t", carried.text)), language, values, {}, Budget())
    return "".join(map(str, pieces))


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{{ who | upper }}", "INÈS"),
        ("[{{ '  é ' | trim }}]", "[é]"),
        ("{{ missing | default(who) }}", "Inès"),
        ("{{ none | default('-') }}", "-"),
        ("{{ zero | default('-') }}", "0"),
        ("{{ missing or who }}", "Inès"),
        ("{{ words | join(' + ') }} {{ words | length }}", "un + deux 2"),
        ("{{ prices | length }} {{ who | length }}", "2 4"),
        ("{% if n > 3 and not zero %}a{% endif %}", "a"),
        ("{% if n <= 3 or n == 4 %}a{% endif %}", "a"),
        ("{% if who < 'Jo' %}a{% else %}b{% endif %}", "a"),
        ("{% if who < 3 %}a{% else %}b{% endif %}", "b"),
        ("{% if not nothing and (yes or zero) %}a{% endif %}", "a"),
        ("{% if 'un' in words and 'x' not in words %}a{% endif %}", "a"),
        ("{% if 'nè' in who and 'thé' in prices %}a{% endif %}", "a"),
        ("{% if none == missing %}a{% endif %}", "a"),
        ("{% for p in prices %}{{ p }}={{ prices[p] }} {% endfor %}", "thé=2 café=3 "),
        ("{% for r in rows %}{{ r.name }}{{ who }}{% endfor %}", "aInèsbInès"),
        (
            "{% for r in rows %}{% for k in r.kids %}{{ loop.index }}/{{ loop.length }}{{ r.name }}{{ k }}"
            "{% if not loop.last %},{% endif %}{% endfor %};{% endfor %}",
            "1/2ax,2/2ay;;",
        ),
        ("{{ rows[0]['name'] }}{{ rows[1].name }}{{ prices['thé'] }}", "ab2"),
        ("a {{- ' b' }} {%- if yes -%} c {%- endif %}", "a bc"),
        ("{{ '{{who}}' }} {% raw %}{{ who }}{% endraw %}", "{{who}} {{ who }}"),
        ('{{ "l\'été" }}', "l'été"),
    ],
)  # fmt: skip
def test_what_jinja_says_is_said_the_same(template: str, said: str) -> None:
    assert rendered(template) == said


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("a\n{{ n + 1 }}", 2),
        ("{% for k, v in prices %}{% endfor %}", 1),
        ("{{ who.upper() }}", 1),
        ("{{ who | attr('x') }}", 1),
        ("{{ who | upper('x') }}", 1),
        ("\n\n{% macro m() %}{% endmacro %}", 3),
        ("{% for a in words %}{% else %}{% endfor %}", 1),
        ("{% if yes %}{% endfor %}", 1),
        ("{{ (who }}", 1),
        ("{{ " + "(" * 60 + "who" + ")" * 60 + " }}", 1),
    ],
)
def test_what_is_beyond_is_refused_with_its_line(template: str, line: int) -> None:
    with pytest.raises(PromptError) as caught:
        to_handlebars(Source("t", template))
    assert caught.value.place is not None and caught.value.place.line == line


def test_the_types_of_inputs_are_given_away_by_their_use() -> None:
    text = "{{ a | trim }}{% for x in b %}{{ x }}{% endfor %}{{ c | default(1) }}"
    carried = to_handlebars(Source("t", text))
    assert carried.types == {"a": "string", "b": "list", "c": "any"}
    assert carried.optional == {"c"}


def test_helpers_beyond_dotprompt_ask_for_their_values() -> None:
    language = Language(marks.HELPERS, marks.CHOICES)
    for template in ("{{compare a}}", '{{compare 1 "~" 2}}'):
        with pytest.raises(TemplateError):
            evaluate(parse(Source("t", template)), language, {}, {}, Budget())


def test_each_piece_of_text_knows_the_value_it_came_from() -> None:
    language = Language(marks.HELPERS, marks.CHOICES)
    tree = parse(Source("t", "a {{x}}{{upperCase x}}b{{role x}}"))
    found = segments(evaluate(tree, language, {"x": "user"}, {}, Budget()))
    assert found == [Segment("a "), Segment("userUSER", "x"), Segment("b")]
