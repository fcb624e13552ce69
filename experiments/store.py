"""Results on disk: every finished run at once, everything else when all are there.

A folder of results holds, while runs are going on, ``manifest.json``, ``scenario-<design>.toml`` and a file for each
finished run under ``parts/``; at the end ``daily.parquet`` and ``daily.csv`` in place of the parts, and the tables made
of them. A file is written under another name and then renamed, so that it is whole or not there.
"""

import hashlib
import json
import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.atomic import write_whole
from experiments.checks import folder_for_results
from experiments.provenance import model_fingerprint, provenance
from experiments.replicates import TABLES, Outcome
from model.scenario import InputError, Scenario, dump_scenario

_PARTS = "parts"
_UNFINISHED = "an unfinished comparison with other settings or another version of the model"


class Store:
    """A folder of results.

    Parameters
    ----------
    folder : Path
        Made if it is not there.
    scenarios : mapping of str to Scenario
        What is run, by the name of the design.
    facts : mapping of str to Any
        What else the manifest shall say, such as the seeds.
    resume : bool
        Keep finished runs of the same plan that an earlier start left; otherwise they are made anew.
    what : str
        What the results are, such as ``a comparison``. Where it is said, they are not put among the results of anything
        else, of which files would be left.

    Raises
    ------
    InputError
        The folder cannot be written to, or holds results of something else.
    """

    def __init__(
        self,
        folder: str | Path,
        scenarios: Mapping[str, Scenario],
        facts: Mapping[str, Any],
        resume: bool = True,
        what: str = "",
    ) -> None:
        self.folder = folder_for_results(folder)
        self._parts = self.folder / _PARTS
        texts = {name: dump_scenario(scenario) for name, scenario in scenarios.items()}
        digest, of_scenarios = _digest([texts, model_fingerprint()]), _digest([what, texts])
        if what:
            self._refuse_others(of_scenarios)
        if not resume:
            shutil.rmtree(self._parts, ignore_errors=True)
        elif self.finished() and self._manifest().get("plan") != digest:
            raise InputError(f"{self.folder} holds {_UNFINISHED}; name another folder, or delete this one")
        for name, text in texts.items():
            self.text(scenario_file(name), text)
        marks = {"plan": digest, "what": what, "scenarios": of_scenarios, "complete": False}
        self._facts = marks | dict(facts) | provenance()
        self._note(self._facts)

    def keep(self, outcome: Outcome) -> None:
        """Write a finished run."""
        name = _part_name(outcome.design, outcome.seed)
        for table in TABLES:
            self.table(f"{_PARTS}/{table}/{name}", getattr(outcome, table), csv=False)
        self.table(f"{_PARTS}/{name}", outcome.daily, csv=False)  # last, as it says that the run is there

    def kept(self, design: str, seed: int) -> Outcome | None:
        """Read a finished run; none if there is none, or none that can be read."""
        name = f"{_part_name(design, seed)}.parquet"
        try:
            tables = {table: pd.read_parquet(self._parts / table / name) for table in TABLES}
            return Outcome(design, seed, pd.read_parquet(self._parts / name), **tables)
        except (OSError, ValueError):
            return None

    def finished(self) -> int:
        """Count the finished runs that still lie apart."""
        return finished_runs(self.folder)

    def table(self, name: str, table: pd.DataFrame, *, csv: bool = True) -> list[Path]:
        """Write a table as Parquet and CSV; gives the files."""
        files = [self.write(f"{name}.parquet", lambda path: table.to_parquet(path, index=False))]
        if csv:
            files.append(self.write(f"{name}.csv", lambda path: table.to_csv(path, index=False)))
        return files

    def text(self, name: str, text: str) -> Path:
        """Write a text."""
        return self.write(name, lambda path: path.write_text(text, "utf-8"))

    def write(self, name: str, writer: Callable[[Path], Any]) -> Path:
        """Let `writer` write a file, and give it its name when it is whole."""
        return write_whole(self.folder / name, writer)

    def close(self, files: Iterable[Path]) -> Path:
        """Note that everything is there, and clear away the parts; gives the manifest."""
        manifest = self._note(self._facts | {"complete": True, "files": sorted(path.name for path in files)})
        shutil.rmtree(self._parts, ignore_errors=True)
        return manifest

    def _refuse_others(self, scenarios: str) -> None:
        """Leave a folder alone that holds the finished results of something else, or files that are not ours."""
        there = self._manifest()
        if not there and (strangers := sorted(self.folder.glob("*.csv")) + sorted(self.folder.glob("*.parquet"))):
            held = ", ".join(path.name for path in strangers[:3])
            raise InputError(f"{self.folder} holds {held}, which no manifest tells to be results; name another folder")
        if there and not self.finished() and there.get("scenarios") != scenarios:
            designs = there.get("designs")
            of = f" of {', '.join(map(str, designs))}" if isinstance(designs, list) else ""
            of += f" in {there['settlement']}" if "settlement" in there else ""
            of += f" over {there['days']} days" if "days" in there else ""
            what = there.get("what") or "other results"
            raise InputError(
                f"{self.folder} holds {what}{of}, made with other settings; name another folder, or delete this one"
            )

    def _note(self, facts: Mapping[str, Any]) -> Path:
        return self.text("manifest.json", json.dumps(facts, indent=2, ensure_ascii=False) + "\n")

    def _manifest(self) -> dict[str, Any]:
        try:
            facts = json.loads((self.folder / "manifest.json").read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return facts if isinstance(facts, dict) else {}


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:16]


def finished_runs(folder: Path) -> int:
    """Count the finished runs of an unfinished comparison."""
    return len(list((folder / _PARTS).glob("[!.]*.parquet")))


def scenario_file(design: str) -> str:
    """Name of the file that keeps a design's scenario."""
    return f"scenario-{_file_name(design)}.toml"


def _part_name(design: str, seed: int) -> str:
    return f"{_file_name(design)}-seed-{seed}"


def _file_name(design: str) -> str:
    """Make a name that every file system takes; the rest of an unusual one goes into a short digest."""
    plain = "".join(letter if letter.isalnum() or letter in "-_" else "-" for letter in design)
    return plain if plain == design else f"{plain}-{hashlib.sha256(design.encode()).hexdigest()[:6]}"
