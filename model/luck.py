"""Luck: random numbers as a pure function of (seed, stream, entity, day, counter).

Philox-4×32 with ten rounds (Salmon, Moraes, Dror & Shaw 2011, *Parallel random numbers: as easy as 1, 2, 3*).
The 64-bit key is the seed; the four counter words are stream, entity, day and counter. No state is shared, so a draw
does not depend on what was drawn before it, by whom, or in which process.
"""

import math
import zlib
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from agents.compiled import rule, woven

_MULTIPLIER_0 = np.uint64(0xD2511F53)
_MULTIPLIER_1 = np.uint64(0xCD9E8D57)
_WEYL_0 = np.uint64(0x9E3779B9)
_WEYL_1 = np.uint64(0xBB67AE85)
_LOW = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)
_PER_WORD = 2.0**-32
_TURN = 2.0 * math.pi


class Stream(IntEnum):
    """What a draw is for; draws of different streams never meet."""

    PERSON = 1
    """Attributes of a person, at the start."""
    HOUSEHOLD = 2
    """Formation of households and dwellings."""
    NETWORK = 3
    """Ties at the start."""
    DAY = 4
    """A resident's day: awareness, going out, slot, lapse of reading."""
    OUTING = 5
    """A family's day."""
    OFFER = 6
    """Which offer a unit that goes prefers."""
    LOTS = 7
    """Lots for oversubscribed sessions."""
    PARTNER = 8
    """Whom one meets."""
    CONTACT = 9
    """Whether a meeting goes well."""
    LOAN = 10
    """Books taken home."""
    PURSE = 11
    """What is bought on a visit."""
    ARRIVAL = 12
    """Tourist parties: how many come, who they are, how long they stay."""
    TOURIST = 13
    """A tourist party's day."""
    WEATHER = 14
    """The weather of a day."""
    BOARD = 15
    """Whom the programme board asks, and what they answer."""
    START = 16
    """State of mind of a person at the start."""
    OWN = 17
    """Left free for a rule of one's own; see docs/tutorials/own-rule.md."""


def _philox(key: np.uint64, stream: int, entity: int, day: int, counter: int) -> tuple:
    """Draw four independent 32-bit words.

    Parameters
    ----------
    key : uint64
        Seed.
    stream, entity, day, counter : int
        What the draw is for; each is taken modulo 2³².

    Returns
    -------
    tuple of four uint64
        Words in 0 … 2³² − 1.
    """
    c0 = np.uint64(stream) & _LOW
    c1 = np.uint64(entity) & _LOW
    c2 = np.uint64(day) & _LOW
    c3 = np.uint64(counter) & _LOW
    k0 = key & _LOW
    k1 = key >> _HALF
    for _ in range(10):
        product_0 = _MULTIPLIER_0 * c0
        product_1 = _MULTIPLIER_1 * c2
        c0 = (product_1 >> _HALF) ^ c1 ^ k0
        c1 = product_1 & _LOW
        c2 = (product_0 >> _HALF) ^ c3 ^ k1
        c3 = product_0 & _LOW
        k0 = (k0 + _WEYL_0) & _LOW
        k1 = (k1 + _WEYL_1) & _LOW
    return c0, c1, c2, c3


philox = rule(_philox)
_philox_in_a_loop = woven(_philox)


@rule
def uniform(word: np.uint64) -> float:
    """Turn a 32-bit word into a number strictly between 0 and 1: (word + ½) / 2³²."""
    return (float(word) + 0.5) * _PER_WORD


@rule
def draw(key: np.uint64, stream: int, entity: int, day: int, counter: int) -> float:
    """Draw one number strictly between 0 and 1; see `philox` for the parameters."""
    return uniform(philox(key, stream, entity, day, counter)[0])


@rule
def draw_words(key: np.uint64, stream: int, entities: NDArray, day: int, out: NDArray) -> None:
    """Draw the first three words of many entities at once, as `philox` with counter 0 gives them one by one.

    Parameters
    ----------
    key : uint64
        Seed.
    stream : int
        What the draw is for.
    entities : array of int, shape (n,)
        Who draws.
    day : int
        When.
    out : array of uint32, shape (3, n)
        Where the words are written.
    """
    first, second, third = out[0], out[1], out[2]
    for row in range(len(entities)):
        words = _philox_in_a_loop(key, stream, entities[row], day, 0)
        first[row] = words[0]
        second[row] = words[1]
        third[row] = words[2]


@rule
def draw_pairs(key: np.uint64, stream: int, entity: int, day: int, counters: NDArray, out: NDArray) -> None:
    """Draw the first two words of one entity for many counters at once.

    Parameters
    ----------
    key, stream, entity, day
        See `philox`.
    counters : array of int, shape (n,)
        What each pair is for.
    out : array of uint32, shape (2, n)
        Where the words are written.
    """
    first, second = out[0], out[1]
    for n in range(len(counters)):
        words = _philox_in_a_loop(key, stream, entity, day, counters[n])
        first[n] = words[0]
        second[n] = words[1]


@rule
def _fill_uniform(key: np.uint64, stream: int, entities: NDArray, day: int, counter: int, out: NDArray) -> None:
    for row in range(len(entities)):
        out[row] = uniform(_philox_in_a_loop(key, stream, entities[row], day, counter)[0])


@rule
def _fill_normal(key: np.uint64, stream: int, entities: NDArray, day: int, counter: int, out: NDArray) -> None:
    for row in range(len(entities)):
        words = philox(key, stream, entities[row], day, counter)
        out[row] = math.sqrt(-2.0 * math.log(uniform(words[0]))) * math.cos(_TURN * uniform(words[1]))


def code(name: str) -> int:
    """Give a name the number by which luck knows it (CRC-32), the same in every run and every design."""
    return zlib.crc32(name.encode())


class Luck:
    """Draws for many entities at once, as the synthesis of a population needs them.

    Parameters
    ----------
    seed : int
        0 … 2⁶⁴ − 1; a negative or larger number is taken modulo 2⁶⁴.
    """

    def __init__(self, seed: int) -> None:
        self.key = np.uint64(int(seed) % 2**64)

    def uniforms(self, stream: int, entities: NDArray, day: int = 0, counter: int = 0) -> NDArray[np.float64]:
        """Draw one number strictly between 0 and 1 for each entity.

        Parameters
        ----------
        stream : Stream
            What the draw is for.
        entities : array of int, shape (n,)
            Who draws.
        day, counter : int
            Further coordinates.

        Returns
        -------
        array of float, shape (n,)
        """
        keys = np.ascontiguousarray(entities, np.int64)
        out = np.empty(len(keys))
        _fill_uniform(self.key, int(stream), keys, int(day), int(counter), out)
        return out

    def normals(self, stream: int, entities: NDArray, day: int = 0, counter: int = 0) -> NDArray[np.float64]:
        """Draw a standard normal number for each entity (Box & Muller 1958); parameters as `uniforms`."""
        keys = np.ascontiguousarray(entities, np.int64)
        out = np.empty(len(keys))
        _fill_normal(self.key, int(stream), keys, int(day), int(counter), out)
        return out
