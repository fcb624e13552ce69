"""What data say about parameters: approximate Bayesian computation, by pyABC.

Parameters are shares (0 to 1) of their ranges, so that the prior is even and nothing here knows what they stand for.
"""

import logging
import tempfile
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import numpy as np

from experiments.intervals import LEVEL

NOTHING = 0.15
"""Below this distance of the posterior from the prior the data say nothing; *assumed*, see `Posterior.distance`."""

type Simulate = Callable[[np.ndarray, int], np.ndarray]
"""``simulate(shares, number)`` answers with as many numbers as were observed; calls are numbered from 0."""


class Posterior(NamedTuple):
    """Weighted draws from the posterior.

    Attributes
    ----------
    names : tuple of str
        Names of the parameters.
    shares : array of float, shape (draws, parameters)
        Where each draw lies in the ranges.
    weights : array of float, shape (draws,)
        Sum to 1.
    tolerances : tuple of float
        Largest distance from the data that each generation let pass.
    simulations : int
        Number of simulations.
    """

    names: tuple[str, ...]
    shares: np.ndarray
    weights: np.ndarray
    tolerances: tuple[float, ...]
    simulations: int

    @property
    def effective(self) -> float:
        """Effective number of draws, ``1 / Σ w²``."""
        return float(1 / (self.weights**2).sum())

    def quantile(self, parameter: int, share: float) -> float:
        """Weighted quantile of a parameter, as a share of its range."""
        order = np.argsort(self.shares[:, parameter])
        below = np.cumsum(self.weights[order]) - 0.5 * self.weights[order]
        return float(np.interp(share, below, self.shares[order, parameter]))

    def interval(self, parameter: int) -> tuple[float, float]:
        """Equal-tailed 95 % credible interval of a parameter, as shares of its range."""
        return self.quantile(parameter, 0.5 - LEVEL / 2), self.quantile(parameter, 0.5 + LEVEL / 2)

    def contraction(self, parameter: int) -> float:
        """Share of the prior's variance that the data took away, ``1 − Var(posterior) / Var(prior)``."""
        mean = self.weights @ self.shares[:, parameter]
        return float(1 - 12 * (self.weights @ (self.shares[:, parameter] - mean) ** 2))

    def distance(self, parameter: int) -> float:
        """Kolmogorov's distance of the posterior from the prior, 0 to 1.

        The most by which the data change the probability of any statement "the parameter is below x".
        """
        order = np.argsort(self.shares[:, parameter])
        at, upper = self.shares[order, parameter], np.cumsum(self.weights[order])
        return float(np.maximum(np.abs(upper - at), np.abs(upper - self.weights[order] - at)).max())

    def says_nothing(self, parameter: int) -> bool:
        """The data say nothing about a parameter.

        Its distance from the prior is below `NOTHING`, or below what as many draws from the prior would show in 1 of 20
        cases (Kolmogorov and Smirnov: ``1.36 / √effective draws``).
        """
        return self.distance(parameter) < max(NOTHING, 1.36 / np.sqrt(self.effective))

    def presses(self, parameter: int) -> bool:
        """The posterior presses against a bound: a fifth of it or more lies in an outer twentieth of the range."""
        share = self.shares[:, parameter]
        return bool(max(self.weights[share < 0.05].sum(), self.weights[share > 0.95].sum()) >= 0.2)


def approximate(
    simulate: Simulate,
    observed: np.ndarray,
    names: Sequence[str],
    *,
    draws: int = 200,
    generations: int = 6,
    most: int = 4000,
    seed: int = 1,
    told: Callable[[int], None] = lambda simulations: None,
) -> Posterior:
    """Approximate the posterior by sequential Monte Carlo [1]_ with adaptive distances [2]_.

    Each generation keeps the draws nearest to the data and perturbs them; the distance is Euclidean with each number
    scaled by its spread over the simulations so far. The posterior is somewhat wider than the true one, the more the
    larger the last tolerance is.

    Parameters
    ----------
    simulate : callable
        Draws data.
    observed : array of float
        The data.
    names : sequence of str
        Names of the parameters, each even between 0 and 1 beforehand.
    draws : int
        Draws in a generation.
    generations : int
        Generations at most.
    most : int
        Simulations after which no further generation begins.
    seed : int
        Fixes all draws.
    told : callable
        Is told the number of simulations after each.

    References
    ----------
    .. [1] Toni, T. et al. (2009). Approximate Bayesian computation scheme for parameter inference and model selection
       in dynamical systems. Journal of the Royal Society Interface 6(31), 187–202.
    .. [2] Prangle, D. (2017). Adapting the ABC distance function. Bayesian Analysis 12(1), 289–309; as implemented by
       Schälte, Y. et al. (2022). pyABC: Efficient and robust easy-to-use approximate Bayesian computation. Journal of
       Open Source Software 7(74), 4304.
    """
    import pyabc

    count = 0

    def answer(parameters: dict[str, float]) -> dict[str, np.ndarray]:
        nonlocal count
        number, count = count, count + 1
        found = simulate(np.array([parameters[f"p{place}"] for place in range(len(names))]), number)
        told(count)
        return {"data": np.asarray(found, float)}

    prior = pyabc.Distribution(**{f"p{place}": pyabc.RV("uniform", 0.0, 1.0) for place in range(len(names))})
    with _pyabc_alone(seed), tempfile.TemporaryDirectory() as folder:
        abc = pyabc.ABCSMC(
            answer,
            prior,
            distance_function=pyabc.AdaptivePNormDistance(p=2),
            population_size=draws,
            sampler=pyabc.sampler.SingleCoreSampler(),
        )
        abc.new(f"sqlite:///{Path(folder) / 'history.db'}", {"data": np.asarray(observed, float)})
        history = abc.run(max_nr_populations=generations, max_total_nr_simulations=most)
        table, weights = history.get_distribution()
        passed = history.get_all_populations()
        tolerances = tuple(float(each) for each in passed.loc[passed["t"] >= 0, "epsilon"])
        shares = table[[f"p{place}" for place in range(len(names))]].to_numpy(float)
    weights = np.asarray(weights, float)
    return Posterior(tuple(names), shares, weights / weights.sum(), tolerances, count)


@contextmanager
def _pyabc_alone(seed: int) -> Iterator[None]:
    """PyABC draws from NumPy's global generator: seed it for a while, and leave it as it was found."""
    before, level = np.random.get_state(), logging.getLogger("ABC").level  # noqa: NPY002
    np.random.seed(seed)  # noqa: NPY002
    logging.getLogger("ABC").setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        np.random.set_state(before)  # noqa: NPY002
        logging.getLogger("ABC").setLevel(level)
