"""How probable it is that a design is the best, from runs under the same luck."""

import numpy as np


def chance_best(values: np.ndarray, *, highest: bool = True, seed: int = 0, draws: int = 100_000) -> np.ndarray:
    """Probability that the mean of each design is the best of all.

    The posterior of the means' differences from the last design, under the prior that says nothing
    (``∝ |Σ|^{−(p+1)/2}`` for p differences), is a multivariate t with n − p degrees of freedom around the mean
    differences, with scale ``(n − 1) S / (n (n − p))`` [1]_. With two designs it is the very distribution behind
    the t-interval of the paired difference. It does not depend on which design the others are held against.

    Parameters
    ----------
    values : array of float, shape (seeds, designs)
        One value for each seed and design; a row shares its luck.
    highest : bool
        More is better.
    seed : int
        Of the draws from the posterior.
    draws : int
        Number of draws; 100,000 of them hold the error of a probability below 0.0016 (one s.e.), 10,000 below 0.005.

    Returns
    -------
    array of float, shape (designs,)
        Sums to 1; not a number where there are fewer than two seeds more than differences, or values are missing.

    References
    ----------
    .. [1] Gelman, A. et al. (2013). Bayesian Data Analysis, 3rd ed., section 3.6: the multivariate normal model with
       unknown mean and variance.
    """
    n, designs = values.shape
    p = designs - 1
    if p == 0:
        return np.ones(1)
    if n - p < 1 or n < 2 or not np.isfinite(values).all():
        return np.full(designs, np.nan)
    signed = values if highest else -values
    differences = signed[:, :-1] - signed[:, -1:]
    middle = differences.mean(axis=0)
    scale = np.atleast_2d(np.cov(differences, rowvar=False)) * (n - 1) / (n * (n - p))
    luck = np.random.default_rng(seed)
    normal = luck.multivariate_normal(np.zeros(p), scale, size=draws, method="svd", check_valid="ignore")
    drawn = middle + normal / np.sqrt(luck.chisquare(n - p, size=(draws, 1)) / (n - p))
    means = np.column_stack([drawn, np.zeros(draws)])
    # Designs that are one and the same differ by rounding only, and share their chance.
    tolerance = 1e-9 * np.abs(signed).max()
    first = means >= means.max(axis=1, keepdims=True) - tolerance
    return (first / first.sum(axis=1, keepdims=True)).mean(axis=0)
