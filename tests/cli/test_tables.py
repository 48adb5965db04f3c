"""Tables on a terminal: ids and paths stay whole as long as there is room for them."""

from __future__ import annotations

from rich.console import Console

from chiso_cli.render.tables import Grid, table

ROWS = [
    ["qd766/dong-thap@2024-01", "Bộ chỉ số 766, tỉnh Đồng Tháp, từ tháng 01/2024", "1234"],
    ["qd766/national@2022", "Bộ chỉ số chỉ đạo, điều hành và đánh giá chất lượng phục vụ", "5"],
]


def shown(grid: Grid, width: int) -> list[str]:
    console = Console(width=width, color_system=None)
    with console.capture() as captured:
        console.print(grid)
    return captured.get().splitlines()


def test_names_stay_whole_where_sentences_can_give_way() -> None:
    for width in (44, 60, 80):
        lines = shown(Grid(["edition", "title", "count"], ROWS, {2}), width)
        assert max(map(len, lines)) <= width
        assert sum("qd766/dong-thap@2024-01" in line for line in lines) == 1
        assert sum("qd766/national@2022" in line for line in lines) == 1


def test_where_nothing_fits_nothing_said_is_lost() -> None:
    lines = shown(Grid(["edition", "title", "count"], ROWS, {2}), 24)
    assert max(map(len, lines)) <= 24
    said = "".join("".join(lines[lines.index(next(line for line in lines if "─" in line)) + 1 :]).split())
    assert sorted(said) == sorted("".join("".join(cell for row in ROWS for cell in row).split()))


def test_a_table_is_no_wider_than_its_words() -> None:
    assert max(len(line.rstrip()) for line in shown(table(["a", "b"], [["x", "y"]]), 80)) < 10


def test_a_column_that_says_nothing_is_left_out() -> None:
    grid = table(["a", "b", "c"], [["x", "", "y"], ["z", "", ""]])
    assert (list(grid.heads), [list(row) for row in grid.rows]) == (["a", "c"], [["x", "y"], ["z", ""]])
    assert list(table(["a", "b"], []).heads) == ["a", "b"]
