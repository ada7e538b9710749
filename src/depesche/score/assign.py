"""The best one-to-one assignment of rows to columns, by the Hungarian method with potentials (Kuhn 1955, Munkres 1957)."""

from __future__ import annotations

from collections.abc import Sequence


def assign(worth: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Pair rows with columns so that the sum of their worth is largest; every row or every column is paired.

    >>> assign([[0.9, 0.8], [0.8, 0.0]])
    [(0, 1), (1, 0)]
    """
    rows, columns = len(worth), len(worth[0]) if worth else 0
    if rows > columns:
        turned = [[worth[i][j] for i in range(rows)] for j in range(columns)]
        return sorted((i, j) for j, i in assign(turned))
    row_of = _row_of_each_column([[-value for value in row] for row in worth], columns)
    return sorted((i - 1, j - 1) for j, i in enumerate(row_of) if i and j)


def _row_of_each_column(cost: list[list[float]], columns: int) -> list[int]:
    """The row (from 1) that each column (from 1) is paired with, 0 for none, at the least cost."""
    by_row, by_column = [0.0] * (len(cost) + 1), [0.0] * (columns + 1)
    row_of = [0] * (columns + 1)
    for row in range(1, len(cost) + 1):
        row_of[0] = row
        column, way = _shortest_way(cost, row_of, by_row, by_column)
        while column:
            row_of[column] = row_of[way[column]]
            column = way[column]
    return row_of


def _shortest_way(
    cost: list[list[float]], row_of: list[int], by_row: list[float], by_column: list[float]
) -> tuple[int, dict[int, int]]:
    """The free column nearest to the new row (at column 0), and where each column was reached from. Updates the potentials."""
    least = {j: float("inf") for j in range(1, len(row_of))}
    came: dict[int, int] = {}
    done, column = {0}, 0
    while row_of[column]:
        row = row_of[column]
        for j, lowest in least.items():
            price = cost[row - 1][j - 1] - by_row[row] - by_column[j]
            if j not in done and price < lowest:
                least[j], came[j] = price, column
        step, following = min((least[j], j) for j in least if j not in done)
        for j in done:
            by_row[row_of[j]] += step
            by_column[j] -= step
        for j in least:
            if j not in done:
                least[j] -= step
        done.add(following)
        column = following
    return column, came
