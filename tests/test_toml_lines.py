"""Where a key stands in a TOML file."""

from model.scenario.lines import key_lines, line_of

TEXT = '''# a comment = with an equals sign
name = "x"
long = """
not = "a key"
[neither]
"""
list = [
  1,
  2,
]
"quoted = key".inner = 3

[table]  # header [with] brackets
a.b = 1
inline = { c = 1 }

[[events]]
day = 1

[[events]]
day = 2

[events.more]
deep = 1

[[events.sub]]
x = 1

["dotted.name".'odd']
y = 1
'''


def test_every_key_has_its_line() -> None:
    lines = key_lines(TEXT)
    assert lines == {
        ("name",): 2,
        ("long",): 3,
        ("list",): 7,
        ("quoted = key",): 11,
        ("quoted = key", "inner"): 11,
        ("table",): 13,
        ("table", "a"): 14,
        ("table", "a", "b"): 14,
        ("table", "inline"): 15,
        ("events",): 17,
        ("events", 0): 17,
        ("events", 0, "day"): 18,
        ("events", 1): 20,
        ("events", 1, "day"): 21,
        ("events", 1, "more"): 23,
        ("events", 1, "more", "deep"): 24,
        ("events", 1, "sub", 0): 26,
        ("events", 1, "sub", 0, "x"): 27,
        ("events", 1, "sub"): 26,
        ("dotted.name",): 29,
        ("dotted.name", "odd"): 29,
        ("dotted.name", "odd", "y"): 30,
    }


def test_what_has_no_line_takes_that_of_the_table_around_it() -> None:
    lines = key_lines(TEXT)
    assert line_of(lines, ("table", "inline", "c")) == 15
    assert line_of(lines, ("events", 1, "missing")) == 20
    assert line_of(lines, ("nowhere",)) == 0
