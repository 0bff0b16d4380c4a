"""`kaizen measure`: exports become points; pandas says what they must be."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from addin.book.file.book import FileBook
from addin.commands.measure import measure
from addin.outcome import Outcome
from tests.helpers.books import NOW, blank, filled
from tests.helpers.commandline import kaizen
from udfs.problems import RefusalError
from udfs.values import Cell, CellValue
from workbook_templates.names import TemplateKey

HEADINGS = ["订单号", "下单时间", "渠道", "客服姓名", "状态", "订单金额", "处理时长(小时)"]
DONE = "状态=已完成"
MEASURES: dict[str, dict[str, CellValue]] = {
    "M-001": {"calculation": "计数", "filter": DONE},
    "M-002": {"calculation": "求和", "value_column": "订单金额", "filter": DONE},
    "M-003": {"calculation": "均值", "value_column": "处理时长", "unit": "小时", "kind": "时长"},
    "M-004": {"calculation": "中位数", "value_column": "处理时长(小时)", "group_column": "渠道"},
    "M-005": {"calculation": "P90", "value_column": "处理时长", "frequency": "周"},
    "M-006": {"calculation": "占比", "share_of": "处理时长>2", "unit": "%", "filter": DONE, "group_column": "渠道"},
}


def orders(days: int = 21, a_day: int = 8, start: date = date(2026, 3, 2), seed: int = 1) -> list[list[Any]]:
    rng = random.Random(seed)  # noqa: S311 - the same rows every time
    return [
        [
            f"DD{start:%Y%m}{day * a_day + i:05}",
            f"{start + timedelta(day)} {rng.randrange(8, 20):02}:{rng.randrange(60):02}:00",
            rng.choice(["线上", "电话", "门店"]),
            rng.choice(["王芳", "李强"]),
            rng.choice(["已完成", "已完成", "已取消"]),
            f"{rng.randrange(1000, 999999) / 100:.2f}",
            f"{rng.randrange(1, 900) / 100:.2f}",
        ]
        for day in range(days)
        for i in range(a_day)
    ]


def save(
    path: Path, rows: Sequence[Sequence[Any]], *, encoding: str = "utf-8", above: Sequence[str] = (), sign: str = ","
) -> Path:
    lines = [
        *above,
        sign.join(HEADINGS),
        *(sign.join("" if cell is None else str(cell) for cell in row) for row in rows),
    ]
    path.write_bytes(("\n".join(lines) + "\n").encode(encoding))
    return path


def book(folder: Path, *numbers: str, **more: Mapping[str, CellValue]) -> Path:
    base = {"date_column": "下单时间", "direction": "越大越好", "kind": "计数", "frequency": "日"}
    chosen = [
        {**base, "id": key, "name": f"指标{key}", **MEASURES[key]} for key in numbers or (() if more else MEASURES)
    ]
    chosen += [{**base, "id": key.replace("_", "-"), "name": key, **values} for key, values in more.items()]
    return filled(folder, chosen, TemplateKey.MEASURES)


def run(path: Path, *exports: Path, **options: Any) -> Outcome:
    return measure(FileBook(path, writing=True), NOW, exports, **options)


def points(path: Path) -> dict[tuple[str, date, str], tuple[CellValue, CellValue, CellValue]]:
    data = FileBook(path).view("points").data
    rows = zip(*(data[key] for key in ("measure", "date", "group", "numerator", "denominator", "value")), strict=True)
    return {(m, d, g or ""): (x, n, v) for m, d, g, x, n, v in rows if m}  # type: ignore[misc]


def codes(outcome: Outcome) -> list[str]:
    return sorted(finding.problem.code for finding in outcome.findings)


def by_pandas(rows: Sequence[Sequence[Any]]) -> dict[tuple[str, date, str], tuple[CellValue, CellValue, CellValue]]:
    """Return the points of all measures, by pandas."""
    frame = pd.DataFrame(rows, columns=HEADINGS)
    day = pd.to_datetime(frame["下单时间"]).dt.date
    frame["day"], frame["week"] = day, day.map(lambda each: each - timedelta(each.weekday()))
    frame["金额"], frame["时长"] = pd.to_numeric(frame["订单金额"]), pd.to_numeric(frame["处理时长(小时)"])
    done = frame[frame["状态"] == "已完成"]
    days = sorted(set(day))
    result: dict[tuple[str, date, str], tuple[CellValue, CellValue, CellValue]] = {}
    count, total = done.groupby("day").size(), done.groupby("day")["金额"].sum()
    for each in days:  # a day on which nothing was done is a day with 0, not a hole
        result["M-001", each, ""] = None, None, int(count.get(each, 0))
        result["M-002", each, ""] = None, None, float(total.get(each, 0))
    for each, part in frame.groupby("day")["时长"]:
        result["M-003", each, ""] = part.sum(), len(part), part.mean()
    for (each, group), part in frame.groupby(["day", "渠道"])["时长"]:
        result["M-004", each, group] = None, len(part), part.median()
    for each, part in frame.groupby("week")["时长"]:
        result["M-005", each, ""] = None, len(part), part.quantile(0.9)
    for (each, group), part in done.groupby(["day", "渠道"])["时长"]:
        result["M-006", each, group] = int((part > 2).sum()), len(part), 100 * (part > 2).mean()
    return result


def assert_same(ours: Mapping[Any, Any], expected: Mapping[Any, Any]) -> None:
    assert ours.keys() == expected.keys()
    plain, theirs = (
        {key: [v for v in values if v is not None] for key, values in each.items()} for each in (ours, expected)
    )
    assert {key: [v is None for v in values] for key, values in ours.items()} == {
        key: [v is None for v in values] for key, values in expected.items()
    }
    for key, values in theirs.items():
        assert plain[key] == pytest.approx(values, rel=1e-9), key


def test_points_are_those_of_pandas_and_a_second_time_changes_nothing(tmp_path: Path) -> None:
    rows = orders()
    path, export = book(tmp_path), save(tmp_path / "订单.csv", rows)
    done = kaizen("measure", export, "--into", path, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "新增" in done.stdout
    assert_same(points(path), by_pandas(rows))
    after = path.read_bytes()
    again = kaizen("measure", export, "--into", path, cwd=tmp_path)
    assert again.returncode == 0
    assert "没有变化" in again.stdout
    assert path.read_bytes() == after
    # Every run is recorded; undo takes one back.
    run_row = FileBook(path).view("imports").data
    assert [run_row[key][0] for key in ("id", "file", "rows_read", "rows_left_out")] == ["R-001", "订单.csv", 168, 0]
    assert set(filter(None, FileBook(path).view("points").data["source"])) == {"R-001"}
    assert kaizen("undo", path, cwd=tmp_path).returncode == 0
    assert points(path) == {}


def test_no_row_and_no_name_of_a_person_enters_the_workbook(tmp_path: Path) -> None:
    path = book(tmp_path)
    run(path, save(tmp_path / "a.csv", orders()))
    book_ = openpyxl.load_workbook(path)
    texts = "\n".join(str(cell) for sheet in book_ for row in sheet.iter_rows(values_only=True) for cell in row if cell)
    assert "DD202603" not in texts
    assert "王芳" not in texts
    named = book(
        tmp_path / "b" if (tmp_path / "b").mkdir() is None else tmp_path, "M-001", M_010={"group_column": "客服姓名"}
    )
    outcome = run(named, tmp_path / "a.csv")
    assert "persons-as-groups" in codes(outcome)  # asked for by name
    assert {group for measure_, _, group in points(named) if measure_ == "M-010"} == {"王芳", "李强"}


@pytest.mark.parametrize(("encoding", "sign"), [("utf-8", "\t"), ("gb18030", ";"), ("utf-16", ",")])
def test_encodings_and_delimiters(tmp_path: Path, encoding: str, sign: str) -> None:
    rows = orders(3)
    path = book(tmp_path)
    run(path, save(tmp_path / "订单.csv", rows, encoding=encoding, sign=sign, above=["订单明细表", ""]))
    assert_same(points(path), by_pandas(rows))


def test_an_encoding_that_shows_late(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("addin.measuring.textblocks._HEAD", 400)
    monkeypatch.setattr("addin.measuring.textblocks._BLOCK", 500)
    rows = [["A1", f"2026-03-{2 + i // 9:02} 08:00", "x", "y", "z", "1", "2"] for i in range(50)]
    export = tmp_path / "a.csv"
    lines = ["id,day,channel,who,state,amount,hours", *(",".join(row) for row in rows)]
    export.write_bytes(("\n".join(lines) + "\nB1,2026-03-08,线上,王芳,已完成,1,2\n").encode("gb18030"))
    path = book(tmp_path, "M-001", M_010={"date_column": "day", "group_column": "channel"})
    run(path, export, measures=["M-010"])
    assert points(path)["M-010", date(2026, 3, 8), "线上"] == (None, None, 1)


def test_a_workbook_gives_the_same_points_as_a_text(tmp_path: Path) -> None:
    rows = orders(5)
    sheet = openpyxl.Workbook()
    sheet.active.title = "订单"
    sheet.active.append(["订单导出"])
    sheet.active.append([])
    sheet.active.append(HEADINGS)
    for number, row in enumerate(rows):
        moment = datetime.fromisoformat(row[1])
        # Days as dates, as numbers and as text; durations as times of day.
        day: object = (moment, row[1], (moment - datetime(1899, 12, 30)) / timedelta(days=1))[number % 3]
        hours: object = timedelta(hours=float(row[6])) if number % 2 else float(row[6])
        sheet.active.append([row[0], day, *row[2:5], float(row[5]), hours])
    sheet.active.append(["合计", None, None, None, None, 123456])
    sheet.active.append(["制表人：王芳"])
    sheet.create_sheet("说明")["A1"] = "筛选条件"
    sheet.save(tmp_path / "订单.xlsx")
    path = book(tmp_path, "M-001", "M-002", "M-003")
    outcome = run(path, tmp_path / "订单.xlsx")
    assert codes(outcome) == ["lines-skipped"]
    assert "43、44" not in outcome.findings[0].what("zh")
    assert f"{len(rows) + 4}、{len(rows) + 5}" in outcome.findings[0].what("zh")
    expected = {key: values for key, values in by_pandas(rows).items() if key[0] in ("M-001", "M-002", "M-003")}
    assert_same(points(path), expected)
    assert FileBook(path).view("imports").data["sheet"][0] == "订单"


def test_what_is_doubtful_is_named_with_the_rows_of_the_export(tmp_path: Path) -> None:
    rows = orders(12, 6)
    rows[3][0] = rows[1][0]  # row 5 repeats row 3 of the file
    rows[7][1] = "待定"
    rows[9][1] = "2027-01-01 08:00:00"
    rows[11][6] = "很久"
    rows[13][6] = "-1.5"
    rows[15][6] = "1:15"
    rows[17][6] = "1小时30分"
    del rows[36:42]  # a whole day
    rows += [["合计", "", "", "", "", "99", ""], [None] * 7, ["导出时间：2026-03-20"]]
    path = book(tmp_path, "M-003")
    outcome = run(path, save(tmp_path / "a.csv", rows))
    by_code = {finding.problem.code: finding for finding in outcome.findings}
    assert sorted(by_code) == [
        "dates-in-future", "dates-unread", "days-missing", "duration-unsure", "durations-negative", "keys-repeated",
        "lines-skipped", "values-unread",
    ]  # fmt: skip
    named = {code: finding.what("zh") for code, finding in by_code.items()}
    for code, row in {
        "keys-repeated": 5,
        "dates-unread": 9,
        "dates-in-future": 11,
        "values-unread": 13,
        "durations-negative": 15,
        "duration-unsure": 17,
    }.items():
        assert str(row) in named[code], named[code]
    assert "2026-03-08" in named["days-missing"]
    data = FileBook(path).view("imports").data
    assert (data["rows_read"][0], data["rows_left_out"][0]) == (len(rows) - 1, 6)  # a blank line is no row
    assert data["reasons"][0] == "合计、说明等非数据行 2；没有日期 1；日期在未来 1；不是数字 1；时长为负 1"
    hours = [float(row[6]) for row in rows[12:13] + rows[14:15] + rows[16:17]] + [1.25, 1.5]
    assert points(path)["M-003", date(2026, 3, 4), ""] == pytest.approx((sum(hours), 5, sum(hours) / 5))


def test_a_change_of_unit_is_named_with_the_row_where_it_begins(tmp_path: Path) -> None:
    rows = orders(20, 10)
    for row in rows[120:]:
        row[6] = f"{float(row[6]) * 60:.1f}"
    outcome = run(book(tmp_path, "M-003"), save(tmp_path / "a.csv", rows))
    (finding,) = outcome.findings
    assert finding.problem.code == "unit-jump"
    assert "×60" in finding.what("zh")
    assert "第 122 行" in finding.what("zh")


def test_odd_lines_of_a_text_are_read_like_any_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cells with line breaks, lone quotes, blank and short lines, marks against Excel: row by row as a reader of csv does."""
    monkeypatch.setattr("addin.measuring.textblocks._BLOCK", 300)
    rows = orders(7, 5)
    lines = [",".join(HEADINGS), *(",".join(row) for row in rows)]
    lines[4] = lines[4].replace(rows[3][2], f'"{rows[3][2]}"')
    lines[6] = lines[6].replace(rows[5][3], '"王芳\n（代班）"')
    lines[9] = lines[9].replace(rows[8][3], '5" 屏组')
    lines[11] = lines[11].replace(rows[10][0], f'="{rows[10][0]}"').replace(rows[10][1], f"'{rows[10][1]}")
    lines[13] += ",多一格"
    rows[14][5] = "1234.50"
    lines[15] = ",".join([*rows[14][:5], '"1,234.50"', rows[14][6]])
    lines[17] = f"{lines[17]}\n"
    export = tmp_path / "a.csv"
    export.write_bytes("\r\n".join(lines).encode("utf-8-sig"))
    path = book(tmp_path)
    outcome = run(path, export)
    assert codes(outcome) == []
    assert_same(points(path), by_pandas(rows))


MONTHS = [orders(31, 4, date(2026, 1, 1), 1), orders(28, 4, date(2026, 2, 1), 2), orders(31, 4, date(2026, 3, 1), 3)]


@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations([0, 1, 2]), st.booleans())
def test_the_order_of_the_files_does_not_matter(
    tmp_path_factory: pytest.TempPathFactory, order: list[int], together: object
) -> None:
    folder = tmp_path_factory.mktemp("order")
    files = [save(folder / f"{'cab'[i]}.csv", rows) for i, rows in enumerate(MONTHS)]
    path = book(folder, "M-002", "M-004", "M-006")
    exports = [files[i] for i in order]
    if together:
        run(path, *exports)
    else:
        for export in exports:
            run(path, export)
    expected = by_pandas([row for rows in MONTHS for row in rows])
    assert_same(
        points(path), {key: values for key, values in expected.items() if key[0] in ("M-002", "M-004", "M-006")}
    )
    before = path.read_bytes()
    run(path, *files)
    assert path.read_bytes() == before


def test_a_folder_and_what_else_lies_in_it(tmp_path: Path) -> None:
    folder = tmp_path / "每月"
    folder.mkdir()
    for i, rows in enumerate(MONTHS):
        save(folder / f"{i + 1}月.csv", rows)
    (folder / "copy.csv").write_bytes((folder / "1月.csv").read_bytes())
    (folder / "客户.csv").write_text("客户,城市\n甲,上海\n", "utf-8")
    path = book(folder, "M-002")
    outcome = run(path, folder)
    assert codes(outcome) == ["columns-not-here", "file-repeated"]
    expected = by_pandas([row for rows in MONTHS for row in rows])
    assert_same(points(path), {key: values for key, values in expected.items() if key[0] == "M-002"})
    assert len([number for number in FileBook(path).view("imports").data["id"] if number]) == 3
    # Named itself, a file that cannot be counted stops the run.
    before = path.read_bytes()
    with pytest.raises(RefusalError, match="no-measure-fits"):
        run(path, folder / "1月.csv", folder / "客户.csv")
    assert path.read_bytes() == before


def test_what_a_person_did_is_kept_and_the_rest_follows_the_export(tmp_path: Path) -> None:
    rows = orders(6)
    path, export = book(tmp_path, "M-001"), save(tmp_path / "a.csv", rows)
    run(path, export)
    view = FileBook(path).view("points")
    with FileBook(path, writing=True) as typing:
        typing.view("points")
        typing.write("points", "value", [Cell(999)], start=0)  # typed over
        typing.write("points", "excluded", [Cell("是")], start=1)
        typing.write("points", "exclude_reason", [Cell("停电")], start=1)
        typing.append("points", [{"date": date(2026, 3, 20), "measure": "M-001", "value": 7}])
        typing.save()
    kept = [view.data["date"][0], view.data["date"][1]]
    for row in rows:
        row[4] = "已完成"
    more = run(path, save(tmp_path / "b.csv", rows + orders(20)[-8:]))
    after = points(path)
    assert after["M-001", kept[0], ""][2] == 999
    assert after["M-001", kept[1], ""][2] == view.data["value"][1]
    assert after["M-001", date(2026, 3, 20), ""][2] == 7
    assert {finding.problem.code for finding in more.findings} >= {"point-kept"}
    assert sum(finding.problem.code == "point-kept" for finding in more.findings) >= 2
    assert all(after["M-001", date(2026, 3, day), ""][2] == 8 for day in (4, 5, 6, 7))
    changed = next(listing for listing in more.listings if "更新的点" in listing.title.zh)
    assert len(changed.rows) == 4 - sum(view.data["value"][i] == 8 for i in (2, 3, 4, 5))


@pytest.mark.parametrize(
    "wrong",
    [{"filter": "状态=已完戍"}, {"calculation": "占比", "share_of": "渠道=线丄"}],
    ids=["filter", "condition of a share"],
)
def test_a_mistyped_condition_overwrites_no_figures(tmp_path: Path, wrong: Mapping[str, str]) -> None:
    right = {key: value.replace("戍", "成").replace("丄", "上") for key, value in wrong.items()}
    path, export = book(tmp_path, M_010=right), save(tmp_path / "a.csv", orders(6))
    run(path, export)
    before = points(path)
    assert len(before) == 6
    with FileBook(path, writing=True) as typing:
        typing.view("measures")
        key, value = next(item for item in wrong.items() if item not in right.items())
        typing.write("measures", key, [Cell(value)], start=0)
        typing.save()
    again = run(path, export)
    assert points(path) == before
    (finding,) = [each for each in again.findings if each.problem.code == "points-zeroed"]
    assert "6 个点" in finding.what("zh")
    assert value in finding.what("zh")
    assert ("no-row-fits" in codes(again)) is ("filter" in wrong)


def test_zeros_of_some_days_are_figures_like_others(tmp_path: Path) -> None:
    path = book(tmp_path, "M-001")
    run(path, save(tmp_path / "a.csv", orders(6)))
    changed = [[*row[:4], "已取消" if "2026-03-04" in row[1] else row[4], *row[5:]] for row in orders(6)]
    outcome = run(path, save(tmp_path / "b.csv", changed))
    assert points(path)["M-001", date(2026, 3, 4), ""][2] == 0
    assert "points-zeroed" not in codes(outcome)


def test_a_cleared_figure_stays_and_is_named(tmp_path: Path) -> None:
    path, export = book(tmp_path, "M-001"), save(tmp_path / "a.csv", orders(6))
    run(path, export)
    with FileBook(path, writing=True) as typing:
        typing.view("points")
        typing.write("points", "value", [Cell(None)], start=1)
        typing.save()
    before = path.read_bytes()
    again = run(path, export)
    assert path.read_bytes() == before
    (finding,) = again.findings
    assert finding.problem.code == "point-kept"
    assert "空白 保留" in finding.what("zh")
    assert "a blank stays" in finding.what("en")
    assert "5 个点都没有变化" in again.message.zh


def test_the_unfinished_month_is_marked_and_completed_later(tmp_path: Path) -> None:
    path = book(tmp_path, M_010={"calculation": "计数", "frequency": "月"})
    outcome = run(path, save(tmp_path / "a.csv", MONTHS[1] + MONTHS[2][:40]))
    assert "period-unfinished" in codes(outcome)
    data = FileBook(path).view("points").data
    assert [data[key][1] for key in ("date", "value", "excluded", "exclude_reason")] == [
        date(2026, 3, 1),
        40,
        "是",
        "未完整",
    ]
    run(path, save(tmp_path / "b.csv", MONTHS[2]))
    data = FileBook(path).view("points").data
    assert [data[key][1] for key in ("value", "excluded", "exclude_reason", "source")] == [124, None, None, "R-002"]
    # The first export again holds a part of March only.
    again = run(path, tmp_path / "a.csv")
    assert "point-partial" in codes(again)
    assert FileBook(path).view("points").data["value"][1] == 124


def test_defining_shows_first_and_writes_on_request(tmp_path: Path) -> None:
    export = save(tmp_path / "订单.csv", orders(10))
    path = blank(tmp_path, TemplateKey.MEASURES)
    before = path.read_bytes()
    done = kaizen("measure", export, "--into", path, cwd=tmp_path)
    assert (done.returncode, "--define" in done.stderr) == (2, True)
    shown = kaizen("measure", export, "--into", path, "--define", "--json", cwd=tmp_path)
    assert path.read_bytes() == before
    proposed = json.loads(shown.stdout)["listings"][0]["rows"]
    assert [row[1] for row in proposed] == ["订单数", "完成率", "订单金额合计", "平均处理时长", "处理时长 P90"]
    words = ("--define", "--yes", "--set", "分组列=渠道", "--set", "筛选=状态≠已取消")
    assert kaizen("measure", export, "--into", path, *words, cwd=tmp_path).returncode == 0
    assert {group for _, _, group in points(path)} == {"线上", "电话", "门店"}
    measures = FileBook(path).view("measures").data
    assert measures["filter"][0] == "状态≠已取消"
    assert kaizen("check", path, cwd=tmp_path).returncode == 0
    assert "没有变化" in kaizen("measure", export, "--into", path, cwd=tmp_path).stdout
    wrong = kaizen("measure", export, "--into", path, "--define", "--set", "颜色=红", cwd=tmp_path)
    assert (wrong.returncode, "set-form" in wrong.stderr) == (2, True)


def test_the_workbook_is_not_its_own_export(tmp_path: Path) -> None:
    path, export = book(tmp_path, "M-001"), save(tmp_path / "a.csv", orders(2))
    before = path.read_bytes()
    with pytest.raises(RefusalError, match="export-is-book"):
        run(path, export, path)
    assert path.read_bytes() == before


def test_a_sheet_that_a_text_cannot_have_is_said(tmp_path: Path) -> None:
    path, export = book(tmp_path, "M-001"), save(tmp_path / "a.csv", orders(2))
    assert codes(run(path, export, worksheet="一月")) == ["sheet-of-text"]
    assert points(path)


def test_an_export_of_headings_only_says_so_where_measures_are_proposed(tmp_path: Path) -> None:
    path = blank(tmp_path, TemplateKey.MEASURES)
    with pytest.raises(RefusalError, match="nothing-to-import"):
        run(path, save(tmp_path / "a.csv", []), define=True)


def test_a_column_of_few_dates_can_be_named(tmp_path: Path) -> None:
    rows = orders(2)
    for row in rows[:8]:
        row[1] = "待定"
    path, export = blank(tmp_path, TemplateKey.MEASURES), save(tmp_path / "a.csv", rows)
    with pytest.raises(RefusalError, match="--set"):
        run(path, export, define=True)
    with pytest.raises(RefusalError, match="nothing-to-propose"):
        run(path, export, define=True, settings=["日期列=没有"])
    run(path, export, define=True, yes=True, settings=["日期列=下单时间"])
    assert FileBook(path).view("measures").data["date_column"][0] == "下单时间"
    assert points(path)["M-001", date(2026, 3, 3), ""][2] == 8


@pytest.mark.parametrize("calculation", ["中位数", "P90"])
@pytest.mark.parametrize(("days", "wanted"), [(0, "已完成"), (2, "已退货")], ids=["headings only", "nothing passes"])
def test_an_export_without_a_row_that_counts_adds_no_point(
    tmp_path: Path, calculation: str, days: int, wanted: str
) -> None:
    values = {"calculation": calculation, "value_column": "处理时长(小时)", "filter": f"状态={wanted}"}
    path = book(tmp_path, M_010=values)
    run(path, save(tmp_path / "a.csv", orders(days)))
    assert points(path) == {}


@pytest.mark.parametrize(
    ("values", "options", "code"),
    [
        ({"filter": "状态已完成"}, {}, "filter-form"),
        ({"calculation": "均值"}, {}, "no-value-column"),
        ({"calculation": "占比"}, {}, "no-share-condition"),
        ({"calculation": "方差"}, {}, "calculation-unknown"),
        ({"date_column": None, "filter": DONE}, {}, "no-date-column"),
        ({"date_column": "付款时间"}, {}, "no-measure-fits"),
        ({"group_column": "颜色"}, {}, "no-measure-fits"),
        ({}, {"measures": ["M-099"]}, "measure-unknown"),
        ({}, {"worksheet": "x"}, ""),
        ({}, {"scheduler": "tcp://127.0.0.1:1"}, "scheduler-unreachable"),
    ],
)
def test_refusals_leave_the_workbook_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, values: dict[str, CellValue], options: dict[str, Any], code: str
) -> None:
    monkeypatch.setattr("addin.cluster._SECONDS", 1)
    path = book(tmp_path, M_010=values)
    export = save(tmp_path / "a.csv", orders(2))
    before = path.read_bytes()
    if not code:
        run(path, export, measures=["M-010"], **options)
        return
    options.setdefault("measures", ["M-010"])
    with pytest.raises(RefusalError) as refused:
        run(path, export, **options)
    assert refused.value.finding.problem.code == code
    assert path.read_bytes() == before
