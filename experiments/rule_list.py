"""The list of rules, made from the docstrings in `agents/rules`: what the documentation knows of the equations."""

import ast
from importlib.resources import files
from inspect import cleandoc
from typing import NamedTuple

from experiments.docstring_markdown import in_markdown

_INTRODUCTION = """# Rules

Every rule of behaviour, made from its docstring by `shanyraq rules`. A rule stands in the code once, as one function of
numbers; its parameters are in [parameters](parameters.md), and [ODD](ODD.md) says where in the day it is used and how
far it can be trusted.
"""


class Rule(NamedTuple):
    """One rule."""

    name: str
    """Name of the function."""
    signature: str
    """The function as it is called."""
    text: str
    """Its docstring."""


class Topic(NamedTuple):
    """The rules of one file."""

    name: str
    """Name of the file, without its ending."""
    text: str
    """Its docstring."""
    rules: tuple[Rule, ...]
    """Its rules, in order."""


def topics() -> list[Topic]:
    """List all rules by file; they are read, not imported, so that nothing is compiled."""
    sources = [each for each in files("agents.rules").iterdir() if each.name.endswith(".py")]
    found = []
    for source in sorted(sources, key=lambda each: each.name):
        tree = ast.parse(source.read_text("utf-8"))
        public = [n for n in tree.body if isinstance(n, ast.FunctionDef) and not n.name.startswith("_")]
        rules = tuple(Rule(n.name, _signature(n), ast.get_docstring(n) or "") for n in public)
        if rules:
            found.append(Topic(source.name.removesuffix(".py"), ast.get_docstring(tree) or "", rules))
    return found


def to_markdown(found: list[Topic]) -> str:
    """Write the rules in Markdown, one file after the other; see `experiments.docstring_markdown`."""
    text = [_INTRODUCTION]
    for topic in found:
        text.append(f"\n## {topic.name}\n\n{in_markdown(topic.text)}\n")
        text.extend(
            f"\n### `{rule.name}`\n\n```python\n{rule.signature}\n```\n\n{in_markdown(rule.text)}\n"
            for rule in topic.rules
        )
    return "".join(text)


def _signature(node: ast.FunctionDef) -> str:
    result = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    return cleandoc(f"{node.name}({ast.unparse(node.args)}){result}")
