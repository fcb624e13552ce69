"""No number of behaviour hides in the code: what stands there is technical or a definition, and says so here."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = sorted(
    path
    for folder in ("agents/rules", "model/day", "model/synthesis", "model")
    for path in (ROOT / folder).glob("*.py")
    if path.name != "money.py"  # rates of the law by calendar year, each with its source; tax.rate overrules them
)
IDS = [path.relative_to(ROOT).as_posix() for path in FILES]

LISTED = {
    "numbers of words": "MORNING AFTERNOON EVENING _SCHOOL _DAY_SHIFT _ROTATING_SHIFT NO_HOST IN_TURN",
    "the rota of four crews, an assumption of form": "_ROTA_DAYS CREWS _CREWS",
    "names by which luck knows units": "_FAMILY_NAMES _TOURIST_NAMES _PARTIES_A_DAY",
    "draws until one gives up": "_TRIES",
    "sums in whole numbers": "_MILLION",
    "bounds that hold whatever rounding does": "_SLACK _LEAST _ROUND_UP _ROUND_DOWN _DRIFT_BORNE _RUNGS",
    "mathematics and the calendar": "_TURN _DAYS_SETTLED _YEAR _WEEK _WORKDAYS _EVERY_DAY _DAYS _SLOTS BLOCK",
    "ages for which the figures are stated": "AGE_OF_DECISION ADULT _ADULT YOUNGEST_READER _YOUNGEST_READER "
    "_OLDEST_PUPIL AGE_BANDS",
    "ends of tables": "OLDEST _AGES _BUCKETS _CLASSES UNKNOWN GROUP_COUNTS",
    "room in memory": "_BLOCK _LANES _LINE _LINES AHEAD",
    "days in the definitions of measures": "LATELY _FOLLOWED",
    "what a residents' file, or a map, may hold": "_BOUNDS _MOST _FARTHEST_KM",
    "three parts of the day, a definition": "SLOT_HOURS",
    "questions of the survey": "_QUESTIONS",
    "the middle of a scale": "_NEUTRAL",
    "the random generator": "SEEDS _MULTIPLIER_0 _MULTIPLIER_1 _WEYL_0 _WEYL_1 _LOW _HALF _PER_WORD _ONE",
    "titles and units of measures": "_MEASURES",
}
NAMES = {name for names in LISTED.values() for name in names.split()}

MATHEMATICS = {0.0, 0.5, 1.0, 2.0, 100.0, 1000.0, 60.0, 12.0, 365.25, 30.0, 1e6, 1e-9, 1e-12}
FURTHER = {
    "agents/rules/reading.py": {700.0},  # where exp underflows
    "agents/rules/tourism.py": {4.0},  # companions at most
    "model/synthesis/network.py": {16.0, 32_768.0},  # grid of the Morton curve, m
    "model/tie_count.py": {200.0},  # hundredths of both ends
}


def constants(code: str) -> list[tuple[str, list[float]]]:
    """Names of a module's own constants, and the numbers in each."""
    found = []
    for node in ast.parse(code).body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None and not _range(node.value):
            numbers = [each.value for each in ast.walk(node.value) if _number(each, float, int)]
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = [each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name)]
            found += [(name, numbers) for name in names if numbers]
    return found


def literals(code: str) -> set[float]:
    """Numbers with a decimal point inside functions, other than those of mathematics."""
    functions = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.FunctionDef)]
    numbers = {each.value for node in functions for each in ast.walk(node) if _number(each, float)}
    return numbers - MATHEMATICS


def _range(value: ast.expr) -> bool:
    return isinstance(value, ast.Call) and ast.unparse(value.func) in ("range", "np.ones")


def _number(node: ast.AST, *kinds: type) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) in kinds


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_a_constant_of_a_module_is_listed_or_a_parameter(path: Path) -> None:
    unlisted = [name for name, _ in constants(path.read_text("utf-8")) if name not in NAMES]
    assert not unlisted, "make them fields of the schema, or list them above with the reason why they are none"


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_no_number_hides_inside_a_function(path: Path) -> None:
    assert literals(path.read_text("utf-8")) <= FURTHER.get(path.relative_to(ROOT).as_posix(), set())


def test_every_name_that_is_listed_is_there() -> None:
    there = {name for path in FILES for name, _ in constants(path.read_text("utf-8"))}
    assert there >= NAMES


def test_what_was_hidden_would_be_found() -> None:
    code = "_HOURS = 400.0\n_BOTH = (20.0, 150.0)\n_A, _B = 25, 15\nROLES = range(3)\ndef f(x):\n    return x * 7.0\n"
    assert [name for name, _ in constants(code)] == ["_HOURS", "_BOTH", "_A", "_B"]
    assert literals(code) == {7.0}
