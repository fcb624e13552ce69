"""The commands `shanyraq measures` and `shanyraq rules`: lists for the documentation, made from the code."""

import typer


def measures() -> None:
    """Print every measure: name, title, unit, definition (Markdown).

    Example:  shanyraq measures > measures.md
    """
    from experiments.measure_list import measures_in_markdown

    typer.echo(measures_in_markdown(), nl=False)


def rules() -> None:
    """Print every rule of behaviour: equation, units, source (Markdown).

    Example:  shanyraq rules > rules.md
    """
    from experiments.rule_list import to_markdown, topics

    typer.echo(to_markdown(topics()), nl=False)


def register(app: typer.Typer) -> None:
    """Add both to the command line."""
    app.command()(measures)
    app.command()(rules)
