"""A lock keeps others out, and nothing of it is left."""

import threading
from pathlib import Path

from reports.locking import let_go, lock_beside


def test_the_file_of_a_lock_is_there_only_while_it_is_held(tmp_path: Path) -> None:
    lock = lock_beside(tmp_path / "台账.xlsx")
    lock.acquire()
    assert [path.name for path in tmp_path.iterdir()] == [".台账.xlsx.lock"]
    let_go(lock)
    assert list(tmp_path.iterdir()) == []
    let_go(lock)


def test_those_who_wait_hold_it_one_at_a_time(tmp_path: Path) -> None:
    inside, most, turns = 0, 0, []

    def work(name: int) -> None:
        nonlocal inside, most
        for _ in range(20):
            lock = lock_beside(tmp_path / "台账.xlsx")
            lock.acquire(poll_interval=0.001)
            inside += 1
            most = max(most, inside)
            turns.append(name)
            inside -= 1
            let_go(lock)

    workers = [threading.Thread(target=work, args=(name,)) for name in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert (most, len(turns)) == (1, 80)
    assert list(tmp_path.iterdir()) == []
