"""The same people in another order of rows."""

import numpy as np

from model.population import Households, People
from model.synthesis import Inhabitants


def shuffled(home: Inhabitants, seed: int) -> Inhabitants:
    """Give the same inhabitants with the rows of persons and of households in another order.

    Residents still stand before children. Ids, the order of members within a household and the order of a person's ties
    stay.
    """
    people, households, ties, couples = home
    generator = np.random.default_rng(seed)
    residents, everybody = len(ties), len(people.rows)
    order = np.append(generator.permutation(residents), residents + generator.permutation(everybody - residents))
    homes = generator.permutation(len(households.rows))
    row_now, home_now = np.argsort(order), np.argsort(homes)

    rows = people.rows[order].copy()
    rows.household[:] = home_now[rows.household]
    moved = People(
        rows,
        people.tastes[order].copy(),
        people.minds[order].copy(),
        people.last_visit[order].copy(),
        rows.id.copy(),
        people.odds[:, order].copy(),
        people.lift[order].copy(),
    )

    lists = households.rows[homes].copy()
    members = [
        row_now[households.members[first : first + size]]
        for first, size in zip(lists.first, lists.headcount, strict=True)
    ]
    first = np.concatenate([[0], np.cumsum(lists.headcount)[:-1]])
    for adult in ("adult_1", "adult_2"):
        there = lists[adult] >= 0
        lists[adult][there] += (first - lists.first)[there]
    lists.first[:] = first

    bonds = ties[order[:residents]].copy()
    held = bonds.other >= 0
    bonds.other[held] = row_now[bonds.other[held]]
    members_now = np.concatenate(members).astype(np.int32)
    odds, lift = households.odds[:, homes].copy(), households.lift[homes].copy()
    dwellers = Households(lists, members_now, lists.id.copy(), odds, lift)
    return Inhabitants(moved, dwellers, bonds, row_now[couples].astype(np.int64))
