"""Runs are dealt out in chunks as long as they should be, and nobody is blamed without proof."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from experiments.sweeps.dealing import Deal


def test_chunks_grow_with_what_a_run_takes_and_shrink_at_the_end() -> None:
    deal = Deal(range(1000), hands=2)
    assert [len(deal.next()) for _ in range(3)] == [1, 1, 1]
    deal.timed(3, 0.06)
    sizes = []
    while deal:
        sizes.append(len(deal.next()))
    assert sizes[0] == 50
    assert sizes[-1] == 1
    assert sum(sizes) == 997


def test_long_runs_go_one_by_one() -> None:
    deal = Deal(range(10), hands=2)
    deal.timed(1, 30.0)
    assert deal.next() == [0]


def test_a_deadly_run_is_found_among_innocent_ones() -> None:
    deal = Deal(range(8), hands=2)
    blamed = deal.dropped([[0, 1, 2], [3]])
    assert not blamed
    assert deal.careful
    done = Counter[int]()
    while deal.careful:
        (number,) = deal.next()
        if number == 2:
            blamed += deal.dropped([[number]])
        else:
            done[number] += 1
    assert blamed == [2]
    assert done == {0: 1, 1: 1, 3: 1}


FATES = st.lists(st.sampled_from(["ok", "dropped", "back"]), max_size=200)


@given(st.integers(1, 300), st.integers(1, 8), FATES, st.floats(1e-4, 5))
def test_every_run_is_dealt_until_it_is_done(runs: int, hands: int, fates: list[str], seconds: float) -> None:
    deal = Deal(range(runs), hands)
    done: Counter[int] = Counter()
    fate = iter(fates)
    while deal:
        chunk = deal.next()
        match next(fate, "ok"):
            case "ok":
                deal.timed(len(chunk), seconds * len(chunk))
                done.update(chunk)
            case "back":
                deal.give_back(chunk)
            case _:
                done.update(deal.dropped([chunk]))
    assert done == Counter(range(runs))
