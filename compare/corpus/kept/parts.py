"""The parts of a corpus: one file for each report and each pair, there as a whole or not at all.

A part is written beside its place and renamed. So whoever finds one may trust it, whichever worker wrote
it and whenever it was killed; two workers that write the same part write the same bytes.
"""

import json
import os
import uuid
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import pyarrow as pa

from compare.corpus.tables import Rows, part_schema
from compare.corpus.values import Failure

REPORTS: Final = "reports"
PAIRS: Final = "pairs"
_FAILED: Final = "failed"


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts below a folder, two letters of their names a folder each."""

    folder: Path

    def write(self, sort: str, name: str, tables: Mapping[str, Rows]) -> None:
        """Keep the tables of a report or a pair."""
        columns = {
            table: pa.array([rows], pa.list_(pa.struct(part_schema(table)))) for table, rows in tables.items()
        }
        batch = pa.record_batch(list(columns.values()), list(columns))
        sink = pa.BufferOutputStream()
        options = pa.ipc.IpcWriteOptions(compression="zstd", use_threads=False)  # a worker has one core
        with pa.ipc.new_stream(sink, batch.schema, options=options) as writer:
            writer.write_batch(batch)
        put(self.path(sort, name), sink.getvalue().to_pybytes())

    def read(self, sort: str, name: str) -> dict[str, pa.Table]:
        """The tables of a part."""
        options = pa.ipc.IpcReadOptions(use_threads=False)
        with pa.ipc.open_stream(self.path(sort, name).read_bytes(), options=options) as reader:
            batch = reader.read_next_batch()
        return {
            table: pa.Table.from_struct_array(batch.column(number).flatten())
            for number, table in enumerate(batch.schema.names)
        }

    def path(self, sort: str, name: str) -> Path:
        """Where a part stands."""
        return self.folder / sort / name[:2] / f"{name}.arrow"

    def names(self, sort: str) -> set[str]:
        """The parts that are there."""
        return {path.stem for path in (self.folder / sort).glob("*/*.arrow")}

    def fail(self, failures: Sequence[Failure]) -> None:
        """Keep what could not be done, so that it is not tried again unasked."""
        for each in failures:
            put(self.folder / _FAILED / each.id[:2] / f"{each.id}.json", json.dumps(asdict(each)).encode())

    def failures(self) -> dict[str, Failure]:
        """What could not be done, by id."""
        found: dict[str, Failure] = {}
        for path in sorted((self.folder / _FAILED).glob("*/*.json")):
            with suppress(OSError, ValueError, TypeError):
                found[path.stem] = Failure(**json.loads(path.read_bytes()))
        return found

    def forgive(self) -> None:
        """Forget all failures: they are tried again."""
        for path in (self.folder / _FAILED).glob("*/*.json"):
            path.unlink(missing_ok=True)


def put(path: Path, data: bytes) -> None:
    """Write a file that is there as a whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
