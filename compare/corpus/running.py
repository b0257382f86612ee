"""Runs tasks on Dask: on this machine's cores or on a cluster that is there, through the same code.

Only so many tasks are handed out at a time that the scheduler's memory does not grow with the corpus.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, TypeVar

from compare.errors import InputError
from compare.model import Notice

if TYPE_CHECKING:
    from distributed import Client

_AHEAD: Final = 8  # tasks for every thread of the cluster: none idles, and none is forgotten in a queue
_LEAST_AHEAD: Final = 16
_SETTINGS: Final = {
    "distributed.scheduler.allowed-failures": 10,  # deaths of workers before a task is taken for their cause
    "distributed.worker.profile.enabled": False,  # what a worker keeps of an hour takes 0.3 MB a second
}
_POOL: Final = ("ARROW_DEFAULT_MEMORY_POOL", "system")  # its own keeps what thousands of small parts took
_PATIENCE: Final = 20.0  # seconds
_LOST: Final = "worker_lost"

Task = TypeVar("Task")


@contextmanager
def local_client(workers: int, *, processes: bool = True) -> Iterator["Client"]:
    """A cluster of this machine's own, with a process for every worker, or with threads of this one."""
    import dask
    from distributed import Client, LocalCluster

    os.environ.setdefault(*_POOL)  # read by the workers when they import Arrow
    with (
        dask.config.set(_SETTINGS),
        LocalCluster(
            n_workers=workers if processes else 1,
            threads_per_worker=1 if processes else workers,
            processes=processes,
            host="127.0.0.1" if processes else None,
            dashboard_address="127.0.0.1:0",  # of this machine only
            worker_dashboard_address="127.0.0.1:0",
            silence_logs=50,
        ) as cluster,
        Client(cluster) as client,
    ):
        yield client


@contextmanager
def cluster_client(scheduler: str) -> Iterator["Client"]:
    """A client of the scheduler at an address: `tcp://10.0.0.1:8786`.

    Raises
    ------
    InputError
        Nothing answers there.
    """
    from distributed import Client

    try:
        client = Client(scheduler, timeout=_PATIENCE)
    except (OSError, ValueError) as error:  # nobody is there, or it is no address
        raise InputError(scheduler, Notice("no_scheduler")) from error
    with client:
        yield client


def run_all(
    client: "Client", act: Callable[..., Any], tasks: Iterable[Task], *shared: Any
) -> Iterator[tuple[Task, Any]]:
    """Every task with what came of it, in the order in which they end; a lost one is a `LostTask`.

    Raises
    ------
    OSError
        A worker could not write, or another error that is no fault of one task.
    """
    from distributed import as_completed

    waiting = iter(tasks)
    ahead = max(_LEAST_AHEAD, _AHEAD * sum(client.nthreads().values()))
    task_of: dict[Any, Task] = {}

    def hand_out(count: int) -> list[Any]:
        futures = []
        for task in islice(waiting, count):
            future = client.submit(act, task, *shared, pure=False)
            task_of[future.key] = task
            futures.append(future)
        return futures

    ending = as_completed(hand_out(ahead))
    for future in ending:
        task = task_of.pop(future.key)
        yield task, _result(future)
        for fresh in hand_out(1):
            ending.add(fresh)


class LostTask:
    """What stands for the result of a task whose workers died again and again."""

    reason: Final = _LOST


def _result(future: Any) -> Any:
    from distributed.scheduler import KilledWorker

    try:
        return future.result()
    except KilledWorker:
        return LostTask()
