"""The list of measures, made from the catalogue."""

from itertools import groupby

from model.measures import CATALOGUE

_INTRODUCTION = """# Measures

Everything that the model reports, made from the catalogue by `shanyraq measures`. `name` is the column of the tables.
Measures of ties and feelings are counted on the last day of a month and of the run, those of money when a month is
closed; on other days the last value stands.
"""


def measures_in_markdown() -> str:
    """Write the catalogue in Markdown, one theme after the other."""
    text = [_INTRODUCTION]
    for theme, members in groupby(CATALOGUE.values(), key=lambda measure: measure.theme):
        text.append(f"\n## {theme}\n\n| name | title | unit | definition |\n|---|---|---|---|\n")
        for each in members:
            cells = (f"`{each.name}`", each.title, each.unit, each.formula)
            text.append(f"| {' | '.join(cell.replace('|', '\\|') for cell in cells)} |\n")
    return "".join(text)
