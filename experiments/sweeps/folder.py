"""A folder of a sweep: parts written whole, one at a time, and joined when all are there.

It holds ``manifest.json``; ``runs/`` with a Parquet part for each chunk of finished runs, and ``series/`` alike;
``failures/`` with the scenario and the error of each run that could not be made; at the end ``runs.parquet`` and
``runs.csv`` in place of the parts.
"""

import json
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

import filelock
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import csv

from experiments.atomic import write_whole
from experiments.checks import folder_for_results
from experiments.progress import Progress
from experiments.sweeps.runs import Failure, Made, Run
from model.scenario import InputError

_MANIFEST = "manifest.json"
_KEYS = ("run", "point", "replicate", "seed")
_MANY = 100
_SORTED_BY = {"runs": ["run"], "series": ["run", "day"]}


class SweepFolder:
    """What lies on disk of one sweep.

    Parameters
    ----------
    path : Path
        Made if it is not there.
    points : pandas.DataFrame
        A row for each point, a column for each parameter that varies.
    measures, series : tuple of str
        What is kept of each run.

    Raises
    ------
    InputError
        The folder cannot be written to.
    """

    def __init__(
        self, path: Path, points: pd.DataFrame, measures: tuple[str, ...], series: tuple[str, ...] = ()
    ) -> None:
        self.path = folder_for_results(path)
        self._points = points
        keys = [(name, pa.int64()) for name in _KEYS]
        levers = pa.Schema.from_pandas(points, preserve_index=False).remove_metadata()
        self._schemas = {
            "runs": pa.schema([*keys, *levers, *((name, pa.float64()) for name in measures)]),
            "series": pa.schema([("run", pa.int64()), ("day", pa.int32()), *((name, pa.float64()) for name in series)]),
        }

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other sweeps out for as long as the ``with`` block lasts; a lock dies with its process."""
        lock = filelock.FileLock(self.path / ".lock", timeout=0)
        try:
            lock.acquire()
        except filelock.Timeout:
            raise InputError(f"another sweep is running in {self.path}; wait for it, or name another folder") from None
        except OSError as error:
            raise InputError(f"cannot write {self.path / '.lock'}: {error.strerror or error}") from None
        try:
            yield
        finally:
            lock.release()

    # What it is about

    def manifest(self) -> dict[str, Any]:
        """Read the manifest; empty if there is none, or none that can be read."""
        return manifest_of(self.path)

    def note(self, facts: dict[str, Any]) -> Path:
        """Write the manifest."""
        text = json.dumps(facts, indent=2, ensure_ascii=False, default=str) + "\n"
        return write_whole(self.path / _MANIFEST, lambda path: path.write_text(text, "utf-8"))

    def set_aside(self) -> Path:
        """Move what lies here into a folder of its own, ``before-1``, ``before-2`` and so on; gives that folder."""
        number = 1
        while (self.path / f"before-{number}").exists():
            number += 1
        aside = self.path / f"before-{number}"
        old = [each for each in self.path.iterdir() if each.name != ".lock" and not each.name.startswith("before-")]
        try:
            aside.mkdir()
            for each in sorted(old, key=lambda path: path.name == _MANIFEST):
                each.rename(aside / each.name)
        except OSError as error:
            raise InputError(f"cannot move earlier runs to {aside}: {error.strerror or error}") from None
        return aside

    # Finished runs

    def keep(self, made: Made) -> None:
        """Write what came out of a chunk."""
        for each in made.failures:
            self._keep_failure(each)
        if not made.runs:
            return
        if made.series is not None:  # before the runs, since these say that all is there
            self._write("series", made.series, made.runs)
        keys = pd.DataFrame(made.runs, columns=list(Run._fields)).rename(columns={"number": "run"})
        levers = self._points.iloc[keys["point"]].reset_index(drop=True)
        names = self._schemas["runs"].names[len(_KEYS) + len(levers.columns) :]
        table = pd.concat([keys, levers, pd.DataFrame(made.values, columns=names)], axis=1)
        self._write("runs", table, made.runs)
        for run in made.runs if (self.path / "failures").is_dir() else ():
            for file in self._failure_files(run.number):
                file.unlink(missing_ok=True)

    def finished(self, total: int, progress: Progress) -> np.ndarray:
        """Tell which of so many runs are there; a part that cannot be read is put aside, and its runs are not."""
        there = np.zeros(total, bool)
        for file in parts_of(self.path):
            try:
                numbers = pq.read_table(file, schema=self._schemas["runs"])["run"].to_numpy()
                there[numbers] = True
            except (OSError, ValueError, IndexError, pa.ArrowException) as error:
                aside = file.rename(file.with_name(f"{file.name}.unreadable"))
                what = str(error).split("\n")[0]
                progress.say(f"{file} cannot be read ({what}); kept as {aside.name}, its runs are made again")
        return there

    def failed(self, total: int) -> np.ndarray:
        """Tell which of so many runs could not be made."""
        failed = np.zeros(total, bool)
        failed[[int(each["run"]) for each in failures_of(self.path)]] = True
        return failed

    def join(self, progress: Progress) -> list[Path]:
        """Make one table of all parts, in the order of the runs, as Parquet and CSV; gives the files."""
        return [file for what in self._schemas for file in self._join(what, progress)]

    def _join(self, what: str, progress: Progress) -> list[Path]:
        parts, schema = parts_of(self.path, what), self._schemas[what]
        table, plain = self.path / f"{what}.parquet", self.path / f"{what}.csv"
        if not parts:
            return []
        if parts != [table]:
            if len(parts) > _MANY:
                progress.say(f"Joining {len(parts)} parts …")
            write_whole(table, lambda path: _write_parquet(path, self._merged(what), schema))
            plain.unlink(missing_ok=True)
            shutil.rmtree(self.path / what, ignore_errors=True)
        if not plain.exists():
            write_whole(plain, lambda path: _to_csv(table, path, schema))
        return [table, plain]

    def _write(self, what: str, table: pd.DataFrame, runs: list[Run]) -> None:
        name = f"{runs[0].number:09d}-{runs[-1].number:09d}.parquet"
        arrow = pa.Table.from_pandas(table, self._schemas[what], preserve_index=False)
        write_whole(self.path / what / name, lambda path: pq.write_table(arrow, path))

    def _merged(self, what: str) -> Iterator[pa.Table]:
        """Give the rows in order, holding in memory no more than the parts that overlap."""
        schema, keys = self._schemas[what], _SORTED_BY[what]
        firsts = {file: _first_run(file) for file in parts_of(self.path, what)}
        ordered = sorted(firsts, key=firsts.__getitem__)
        waiting = schema.empty_table()
        for file, following in pairwise([*ordered, None]):
            assert file is not None
            waiting = pa.concat_tables([waiting, pq.read_table(file, schema=schema)])
            waiting = waiting.sort_by([(key, "ascending") for key in keys])
            frame = waiting.select(keys).to_pandas()
            waiting = waiting.filter(pa.array(~frame.duplicated().to_numpy()))
            if following is not None:
                ready = int(np.searchsorted(waiting["run"].to_numpy(), firsts[following]))
                yield waiting.slice(0, ready)
                waiting = waiting.slice(ready)
        yield waiting

    def _keep_failure(self, failure: Failure) -> None:
        facts, scenario = self._failure_files(failure.run.number)
        if failure.scenario:
            write_whole(scenario, lambda path: path.write_text(failure.scenario, "utf-8"))
        named = {"run": failure.run.number} | failure.run._asdict()
        del named["number"]
        told = named | {"levers": failure.levers, "error": failure.error, "traceback": failure.traceback}
        text = json.dumps(told, indent=2, ensure_ascii=False, default=str) + "\n"
        write_whole(facts, lambda path: path.write_text(text, "utf-8"))

    def _failure_files(self, number: int) -> tuple[Path, Path]:
        stem = self.path / "failures" / f"run-{number:09d}"
        return stem.with_suffix(".json"), stem.with_suffix(".toml")


def manifest_of(folder: Path) -> dict[str, Any]:
    """Read the manifest of a folder of results; empty if there is none, or none that can be read."""
    try:
        facts = json.loads((folder / _MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return facts if isinstance(facts, dict) else {}


def parts_of(folder: Path, what: str = "runs") -> list[Path]:
    """List the files that hold the runs (or the series) of a sweep: the joined one, and parts written since."""
    joined = folder / f"{what}.parquet"
    return [*([joined] if joined.exists() else []), *sorted((folder / what).glob("[!.]*.parquet"))]


def failures_of(folder: Path) -> list[dict[str, Any]]:
    """Read what is known of the runs that could not be made."""
    found = []
    for file in sorted((folder / "failures").glob("[!.]*.json")):
        try:
            found.append(json.loads(file.read_text("utf-8")))
        except (OSError, ValueError):
            continue  # it will be made again
    return found


def _first_run(file: Path) -> int:
    return int(pq.read_table(file, columns=["run"])["run"][0].as_py())


def _write_parquet(path: Path, tables: Iterable[pa.Table], schema: pa.Schema) -> None:
    with pq.ParquetWriter(path, schema) as writer:
        for table in tables:
            if table.num_rows:
                writer.write_table(table)


def _to_csv(source: Path, path: Path, schema: pa.Schema) -> None:
    with csv.CSVWriter(path, schema) as writer:
        for batch in pq.ParquetFile(source).iter_batches():
            writer.write_batch(batch)
