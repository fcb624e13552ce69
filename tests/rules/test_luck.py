"""Luck: the published vectors of Philox-4×32-10, and what the model builds on them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.luck import Luck, Stream, code, draw, draw_pairs, draw_words, philox, uniform

ONES = 0xFFFFFFFF


@pytest.mark.parametrize(
    ("counter", "key", "words"),
    [
        ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
        ((ONES, ONES, ONES, ONES), (ONES, ONES), (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
        (
            (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
            (0xA4093822, 0x299F31D0),
            (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
        ),
    ],
)
def test_philox_gives_the_published_vectors(
    counter: tuple[int, ...], key: tuple[int, int], words: tuple[int, ...]
) -> None:
    # Random123 1.14, tests/kat_vectors, philox4x32 with 10 rounds
    seed = np.uint64(key[0] | key[1] << 32)
    assert tuple(int(word) for word in philox(seed, *counter)) == words


def test_uniform_numbers_lie_strictly_between_0_and_1() -> None:
    assert uniform(np.uint64(0)) == 0.5 / 2**32
    assert uniform(np.uint64(ONES)) == 1.0 - 0.5 / 2**32


def test_names_are_numbered_by_crc_32() -> None:
    assert code("123456789") == 0xCBF43926  # the check value of the standard


def test_many_draws_at_once_equal_the_draws_one_by_one() -> None:
    luck = Luck(7)
    entities = np.array([3, 1, 4, 1, 5])
    together = luck.uniforms(Stream.PERSON, entities, day=2, counter=9)
    singly = [draw(np.uint64(7), int(Stream.PERSON), entity, 2, 9) for entity in entities.tolist()]
    assert together.tolist() == singly


def test_words_of_many_are_the_first_of_each() -> None:
    entities, out = np.array([3, 1, 5]), np.zeros((3, 3), np.uint32)
    draw_words(np.uint64(7), int(Stream.DAY), entities, 2, out)
    each = [philox(np.uint64(7), int(Stream.DAY), entity, 2, 0)[:3] for entity in entities.tolist()]
    assert out.T.tolist() == [[int(word) for word in words] for words in each]


def test_pairs_of_one_for_many_counters_are_its_first_two_words() -> None:
    counters, out = np.array([11, 0, 4]), np.zeros((2, 3), np.uint32)
    draw_pairs(np.uint64(7), int(Stream.OFFER), 5, 2, counters, out)
    each = [philox(np.uint64(7), int(Stream.OFFER), 5, 2, counter)[:2] for counter in counters.tolist()]
    assert out.T.tolist() == [[int(word) for word in words] for words in each]


def test_no_two_streams_share_a_number() -> None:
    assert len(Stream.__members__) == len(set(Stream.__members__.values()))


@given(st.permutations(range(20)))
def test_a_draw_does_not_depend_on_the_order_of_the_rows(order: list[int]) -> None:
    entities = np.arange(20)
    luck = Luck(1)
    assert np.array_equal(luck.uniforms(Stream.DAY, entities)[order], luck.uniforms(Stream.DAY, entities[order]))


@pytest.mark.parametrize("change", ["seed", "stream", "entity", "day", "counter"])
def test_every_coordinate_changes_the_draw(change: str) -> None:
    at = {"seed": 1, "stream": 2, "entity": 3, "day": 4, "counter": 5}
    other = at | {change: at[change] + 1}
    first, second = (draw(np.uint64(a["seed"]), a["stream"], a["entity"], a["day"], a["counter"]) for a in (at, other))
    assert first != second


def test_a_negative_seed_is_taken_modulo_2_to_the_64() -> None:
    assert Luck(-1).key == Luck(2**64 - 1).key


def test_normal_numbers_have_mean_0_and_variance_1() -> None:
    # |z| ≤ 4: a false alarm once in 16,000 seeds each; the seed is fixed
    count = 40_000
    drawn = Luck(3).normals(Stream.START, np.arange(count))
    assert abs(drawn.mean()) * np.sqrt(count) < 4.0
    assert abs(drawn.var() - 1.0) * np.sqrt(count / 2.0) < 4.0
