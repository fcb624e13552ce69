"""A docstring in NumPy's form as Markdown: equations set apart, parameters in a table."""

import re
from collections.abc import Iterator

_SECTION = re.compile(r"\n*^([A-Z][a-z]+)\n-{3,}\n", re.MULTILINE)
_OF_MATHEMATICS = re.compile("[=·−×≤/]")


def in_markdown(docstring: str) -> str:
    """Write a docstring in Markdown.

    Parameters
    ----------
    docstring : str
        As `ast.get_docstring` gives it. What a section says under names becomes a table, and a paragraph that ends
        without a full stop and holds a sign of mathematics is taken to be an equation.
    """
    opening, *rest = _SECTION.split(docstring)
    parts = list(_paragraphs(opening))
    for title, body in zip(rest[::2], rest[1::2], strict=True):
        if title == "Parameters":
            parts.append(_table(("Parameter", "Type", "Meaning"), [_named(*entry) for entry in _entries(body)]))
        elif title in ("Returns", "Raises"):
            parts.append(_table((title, "Meaning"), [(f"`{what}`", meaning) for what, meaning in _entries(body)]))
        elif title == "References":
            parts += ["**References**", re.sub(r"(?m)^(?=\[)", "- ", body.strip())]
        else:
            parts += [f"**{title}**", *_paragraphs(body)]
    return "\n\n".join(parts)


def _paragraphs(text: str) -> Iterator[str]:
    """Give paragraphs; equations are fenced, others stand as they are."""
    for each in text.strip("\n").split("\n\n"):
        lines = each.rstrip()
        indented = all(line.startswith("    ") for line in lines.splitlines())
        if indented or (_OF_MATHEMATICS.search(lines) and not lines.endswith((".", ":"))):
            plain = re.sub(r"(?m)^    ", "", lines) if indented else lines
            yield f"```text\n{plain}\n```"
        elif lines:
            yield lines


def _entries(body: str) -> Iterator[tuple[str, str]]:
    """Give each entry's first line, which begins at the margin, and its meaning."""
    for entry in re.split(r"\n(?=\S)", body.strip("\n")):
        head, _, meaning = entry.partition("\n")
        yield head, " ".join(meaning.split())


def _named(head: str, meaning: str) -> tuple[str, ...]:
    """Give names, type and meaning of parameters."""
    names, _, kind = head.partition(" : ")
    return ", ".join(f"`{name}`" for name in names.split(", ")), kind, meaning


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """Write a table."""
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
