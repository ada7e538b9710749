"""Pairs things one to one so that the sum of what the pairs are worth is as large as it can be."""

from __future__ import annotations

from collections.abc import Sequence

_FAR = float("inf")


def best_pairs(worth: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Pairs of row and column, each in one pair at most, whose worth sums up highest; pairs worth nothing are left out.

    The method is Kuhn's and Munkres', by shortest augmenting paths: cubic in the number of rows or columns.

    >>> best_pairs([[0.9, 0.8], [0.8, 0.0]])
    [(0, 1), (1, 0)]
    """
    if not worth or not worth[0]:
        return []
    if len(worth) > len(worth[0]):
        turned = [list(column) for column in zip(*worth, strict=True)]
        return sorted((row, column) for column, row in best_pairs(turned))
    matched = _assigned([[-value for value in row] for row in worth])
    return sorted((row, column) for column, row in matched.items() if worth[row][column] > 0)


def _assigned(cost: list[list[float]]) -> dict[int, int]:
    """The row of each taken column, for the lowest cost; there are no more rows than columns. Index 0 is a helper's."""
    rows, columns = len(cost), len(cost[0])
    row_price, column_price = [0.0] * (rows + 1), [0.0] * (columns + 1)
    row_of = [0] * (columns + 1)
    for row in range(1, rows + 1):
        row_of[0] = row
        path, column = _shortest(cost, row_of, row_price, column_price)
        while column:
            row_of[column] = row_of[path[column]]
            column = path[column]
    return {column - 1: row_of[column] - 1 for column in range(1, columns + 1) if row_of[column]}


def _shortest(
    cost: list[list[float]], row_of: list[int], row_price: list[float], column_price: list[float]
) -> tuple[list[int], int]:
    """The cheapest path from a new row to a free column: what stands before each column on it, and that column."""
    size = len(column_price)
    lowest, path, done = [_FAR] * size, [0] * size, [False] * size
    here = 0
    while row_of[here]:
        done[here] = True
        row = row_of[here]
        for column in range(1, size):
            if done[column]:
                continue
            price = cost[row - 1][column - 1] - row_price[row] - column_price[column]
            if price < lowest[column]:
                lowest[column], path[column] = price, here
        after = min((c for c in range(1, size) if not done[c]), key=lowest.__getitem__)
        step = lowest[after]
        for column in range(size):
            if done[column]:
                row_price[row_of[column]] += step
                column_price[column] -= step
            else:
                lowest[column] -= step
        here = after
    return path, here
