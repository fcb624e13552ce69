"""The list of measures, made from the catalogue."""

from itertools import groupby

from experiments import by_kind, persons
from model import occupancy
from model.group_measures import GROUP_CATALOGUE
from model.measures import CATALOGUE

_INTRODUCTION = """# Measures

Everything that the model reports, made from the catalogue by `shanyraq measures`. `name` is the column of the tables.
Measures of ties and feelings are counted on the last day of a month and of the run, those of money when a month is
closed; on other days the last value stands. `better` is the way by which `shanyraq compare` tells which design is
probably the best; neither where one's gain is another's loss.
"""

_BY_GROUP = """
## By group and month

`model.measures_by(grouping)`, the table `months` of `shanyraq run` and `groups` of a comparison. Groupings: `came_as`
(resident, family, tourist: the unit that decided), `ethnic_group`, `sex`, `age`, `income` and `distance` (terciles of
the inhabitants), `disability`; in each of them tourists are the last group. A month's last day, and the run's, count
what is no flow; flows are those of all days of the month. *whole* says how the groups make up the measure of all by
the same name: they add up to it, or it is their mean weighted by another measure.

| name | groupings | unit | definition | whole |
|---|---|---|---|---|
"""

_WHOM = {"everybody": "all", "people": "all but `came_as`", "units": "`came_as`", "ethnic groups": "`ethnic_group`"}

_TABLES = {
    "persons": ("Everybody at the end of a run: the table `persons` of `shanyraq run`.", persons.COLUMNS),
    "kinds": (
        "Months by kind of offer: the table `kinds` of `shanyraq run`; by day `model.visits_by_kind()`.",
        by_kind.COLUMNS,
    ),
    "sessions": (
        "Each item of the week by month: the table `sessions` of `shanyraq run`, `model.occupancy()`.",
        occupancy.COLUMNS,
    ),
}


def measures_in_markdown() -> str:
    """Write the catalogue in Markdown: by day one theme after the other, by group, and the columns of other tables."""
    text = [_INTRODUCTION]
    for theme, members in groupby(CATALOGUE.values(), key=lambda measure: measure.theme):
        text.append(f"\n## {theme}\n\n| name | title | unit | better | definition |\n|---|---|---|---|---|\n")
        text += [_row(f"`{each.name}`", each.title, each.unit, each.better, each.formula) for each in members]
    text.append(_BY_GROUP)
    for part in GROUP_CATALOGUE.values():
        whole = f"mean weighted by `{part.weight}`" if part.weight else "sum"
        text.append(_row(f"`{part.name}`", _WHOM[part.whom], part.unit, part.formula, whole))
    for name, (about, columns) in _TABLES.items():
        text.append(f"\n## {name}\n\n{about}\n\n| column | unit | definition |\n|---|---|---|\n")
        text += [_row(f"`{column}`", unit, meaning) for column, (unit, meaning) in columns.items()]
    return "".join(text)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', '\\|') for cell in cells)} |\n"
