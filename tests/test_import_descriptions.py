"""Descriptions of problems that come in: a sentence in five parts goes into them, any other is seen and printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from addin.commands.importing import import_rows
from addin.commands.score import score
from tests.helpers.books import blank
from tests.helpers.desk import At
from udfs.values import Cell

SENTENCE = "在电商大促场景下,订单审核环节存在人工重复录入信息问题,导致订单处理时效延长2小时,大促期间客户投诉量上升30%"


@pytest.mark.parametrize("heading", ["问题描述", "问题详情", "问题", "具体问题"])
def test_a_description_under_any_heading(heading: str, desk: At, tmp_path: Path) -> None:
    source = tmp_path / "a.csv"
    source.write_text(f'编号,{heading},责任人\nA,"{SENTENCE}",王芳\nB,"物流慢，仓库也慢",李强\n', "utf-8")
    book = desk(blank(tmp_path))
    book.run(import_rows, source)
    data = book.view().data
    assert [data[key][0] for key in ("scene", "step", "problem", "impact", "extent")] == [
        "电商大促场景下",
        "订单审核环节",
        "人工重复录入信息问题",
        "订单处理时效延长2小时",
        "大促期间客户投诉量上升30%",
    ]
    assert data["problem"][1] == "物流慢，仓库也慢"
    # The description is what is printed: it is there without the other four parts.
    assert data["statement"][1] == "物流慢，仓库也慢"
    assert str(data["statement"][0]).startswith("在电商大促场景下，订单审核环节存在")


def test_a_description_beside_some_of_the_parts(desk: At, tmp_path: Path) -> None:
    """What the sentence says beside filled columns is not thrown away, and takes no place that is taken."""
    source = tmp_path / "a.csv"
    lines = ["编号,问题描述,环节", f'A,"{SENTENCE}",订单审核环节', "B,物流慢,仓储", f'C,"{SENTENCE}",客服']
    source.write_text("\n".join(lines), "utf-8")
    book = desk(blank(tmp_path))
    book.run(import_rows, source)
    data = book.view().data
    assert data["step"][:3] == ["订单审核环节", "仓储", "客服"]
    assert data["problem"][:3] == ["人工重复录入信息问题", "物流慢", "人工重复录入信息问题"]
    assert data["scene"][:3] == ["电商大促场景下", None, "电商大促场景下"]
    assert data["notes"][:3] == [None, None, f"问题描述: {SENTENCE}"]


def test_a_workbook_made_before_shows_it_too(desk: At, tmp_path: Path) -> None:
    """Its formulas are ours, though of another wording: they are brought up to date, not taken for typed over."""
    book = desk(blank(tmp_path))
    book.type("problem", 0, "物流慢")
    book.type("problem", 1, "对账难")
    view = book.view()
    parts = [f"${view.letters()[key]}{view.first_row}" for key in ("scene", "step", "problem", "impact", "extent")]
    blanks = ",".join(f'IFERROR(TRIM({cell}),"!")=""' for cell in parts)
    one, two, three, four, five = parts
    joined = f'"在"&{one}&"，"&{two}&"存在"&{three}&"，导致"&{four}&"，影响程度为"&{five}'
    former = f'IF(OR({blanks}),"",IFERROR({joined},"!问题描述的某一部分是错误值"))'
    book.put(view.sheet, view.first_row, view.column_numbers["statement"], Cell("", former))
    assert "overtyped" not in {finding.problem.code for finding in book.run(score).findings}
    assert book.view().data["statement"][:2] == ["物流慢", "对账难"]
