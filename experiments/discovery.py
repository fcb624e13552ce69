"""What bad futures have in common: scenario discovery by a classification tree."""

from typing import NamedTuple

import numpy as np
import pandas as pd

_DEPTH = 3


class Box(NamedTuple):
    """A region of futures.

    Attributes
    ----------
    rules : tuple of str
        Bounds on the uncertainties, such as ``reading_spillover ≤ 0.012``; all of them together.
    futures : int
        Futures within it.
    density : float
        Share of them that are of interest.
    coverage : float
        Share of all futures of interest that lie within it.
    """

    rules: tuple[str, ...]
    futures: int
    density: float
    coverage: float


class Discovery(NamedTuple):
    """What a tree found."""

    boxes: list[Box]
    """Regions in which futures of interest are commoner than over all, the densest first."""
    base: float
    """Share of all futures that are of interest."""
    accuracy: float
    """Balanced accuracy in 5-fold cross-validation: 0.5 is a guess; not a number where there are too few to tell."""

    @property
    def says_something(self) -> bool:
        """The tree tells futures apart that it has not seen: its accuracy is at least 0.6 (an *assumed* bar)."""
        return bool(self.boxes) and self.accuracy >= 0.6


def discover(futures: pd.DataFrame, interesting: np.ndarray, seed: int = 0) -> Discovery:
    """Describe the futures of interest by few bounds.

    A classification tree of depth three at most (CART [1]_), whose leaves hold at least a twentieth of all futures, as
    Lempert, Bryant and Bankes [2]_ use beside PRIM.

    Parameters
    ----------
    futures : pandas.DataFrame
        Uncertainties, a row for each future; words are taken apart into one column for each.
    interesting : array of bool
        Which futures are of interest.
    seed : int
        Of ties between splits and of the folds.

    References
    ----------
    .. [1] Breiman, L., Friedman, J., Olshen, R. and Stone, C. (1984). Classification and Regression Trees.
    .. [2] Lempert, R. J., Bryant, B. P. and Bankes, S. C. (2008). Comparing algorithms for scenario discovery. RAND
       WR-557-NSF.
    """
    from sklearn.model_selection import StratifiedKFold, cross_val_score
    from sklearn.tree import DecisionTreeClassifier

    target = np.asarray(interesting, bool)
    base = float(target.mean())
    if target.all() or not target.any():
        return Discovery([], base, float("nan"))
    inputs = pd.get_dummies(futures, dtype=float)
    leaf = max(2, len(target) // 20)
    tree = DecisionTreeClassifier(
        max_depth=_DEPTH, min_samples_leaf=leaf, class_weight="balanced", random_state=seed
    ).fit(inputs.to_numpy(), target)
    fewest = int(min(target.sum(), (~target).sum()))
    accuracy = float("nan")
    if fewest >= 5:
        folds = StratifiedKFold(5, shuffle=True, random_state=seed)
        scores = cross_val_score(tree, inputs.to_numpy(), target, cv=folds, scoring="balanced_accuracy")
        accuracy = float(scores.mean())
    words = {str(column) for column in inputs if column not in futures}
    leaves = tree.apply(inputs.to_numpy())
    boxes = []
    for number in np.unique(leaves):
        inside = leaves == number
        density = float(target[inside].mean())
        if density > base:
            rules = _rules(tree.tree_, int(number), list(inputs.columns), words)
            boxes.append(Box(rules, int(inside.sum()), density, float(target[inside].sum() / target.sum())))
    return Discovery(sorted(boxes, key=lambda box: (-box.density, -box.coverage)), base, accuracy)


def _rules(tree: object, leaf: int, names: list[str], words: set[str]) -> tuple[str, ...]:
    """Bounds on the way from the root to a leaf, each uncertainty once from each side."""
    left, right = tree.children_left, tree.children_right  # type: ignore[attr-defined]
    above = {int(child): parent for parent, pair in enumerate(zip(left, right, strict=True)) for child in pair}
    low: dict[str, float] = {}
    high: dict[str, float] = {}
    node = leaf
    while node in above and node != 0:
        parent = above[node]
        name, cut = names[tree.feature[parent]], float(tree.threshold[parent])  # type: ignore[attr-defined]
        if left[parent] == node:
            high.setdefault(name, cut)
        else:
            low.setdefault(name, cut)
        node = parent
    told = []
    for name in dict.fromkeys([*low, *high]):
        if name in words:
            field, _, word = name.rpartition("_")
            told.append(f"{field} {'is' if name in low else 'is not'} {word}")
            continue
        start = f"{_bound(low[name])} < " if name in low else ""
        end = f" ≤ {_bound(high[name])}" if name in high else ""
        told.append(f"{name} > {_bound(low[name])}" if start and not end else f"{start}{name}{end}")
    return tuple(told)


def _bound(cut: float) -> str:
    """Write a bound with three digits, large ones in whole numbers."""
    return f"{cut:,.0f}" if abs(cut) >= 1000 else f"{cut:.3g}"
