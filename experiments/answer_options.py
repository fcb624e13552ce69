"""The options that the commands of answers share."""

from pathlib import Path
from typing import Annotated

import typer

Settlement = Annotated[
    str, typer.Option("--settlement", "-s", help="Name (see `shanyraq settlements`) or path of a TOML file.")
]
Designs = Annotated[
    list[str], typer.Option("--design", "-d", help="Name (see `shanyraq designs`) or path of a TOML file; two or more.")
]
Design = Annotated[str, typer.Option("--design", "-d", help="Name (see `shanyraq designs`) or path of a TOML file.")]
Factors = Annotated[
    list[str] | None, typer.Option("--factor", "-f", help="What is varied, as name=low:high; see `shanyraq params`.")
]
Measures = Annotated[
    list[str] | None, typer.Option("--measure", "-m", help="Measure that is asked for; several may be given.")
]
Days = Annotated[int | None, typer.Option("--days", help="Length of a run in days.", show_default="730")]
Seed = Annotated[int, typer.Option("--seed", help="First seed; it fixes samples, draws and luck.")]
Out = Annotated[Path, typer.Option("--out", "-o", help="Folder for the results; made if it is not there.")]
Jobs = Annotated[int | None, typer.Option("--jobs", "-j", help="Processes.", show_default="every core")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but mistakes (and what --json asks for).")]
Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON on standard output, for scripts.")]
