"""The scores of all raters together: the register 评分汇总, and means or medians written into the four scores."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from addin.book import registers
from addin.book.port import View
from addin.book.session import Session
from addin.outcome import Listing, Outcome
from addin.rating.raters import asked_raters
from addin.rating.ratings import bad_scores, register_rows
from addin.rating.separation import Row
from udfs.agreement import Agreement, agreement, grade
from udfs.lang import Text, listed, listed_texts
from udfs.problems import Finding, mailing
from udfs.ratings import Spread, Summed, comparable, is_flat, is_score, spread_of, summed
from udfs.score import score
from udfs.values import KEEP, Cell, CellValue, Keep, agrees, as_text, is_blank, is_number, plain
from workbook_templates.derived import DIMENSION_KEYS
from workbook_templates.scoring_settings import AGREEMENT_KEYS
from workbook_templates.settings import MEDIAN
from workbook_templates.tables.plans import PLANS
from workbook_templates.tables.ratings import DISPUTED, RATING_SUMMARY, RATINGS

AGREEMENT = Text("【一致程度】", "[Agreement]")
MISSING = Text("【未收到评分】", "[Not received]")
FLAT = Text("【评分无区分】", "[All alike]")
_NOBODY = Text("无", "none")
_SIGNIFICANT = 0.05
_WAYS = {
    "exact": Text("精确检验", "exact"),
    "permutation": Text("置换检验", "permutations"),
    "chi2": Text("χ² 检验", "by χ²"),
}


class Raters(NamedTuple):
    """What is reported about all raters together.

    Attributes:
        number: how many have scored.
        agreement: how far they agree, in words.
        missing: who was asked and has not scored.
        flat: who gave every solution the same scores, and which.
        findings: invalid scores, and typed scores that were replaced.
    """

    number: int
    agreement: Text
    missing: Sequence[str]
    flat: Sequence[tuple[str, str]]
    findings: Sequence[Finding] = ()


def refresh(session: Session, returned: Collection[str] = ()) -> Raters:
    """Update the four scores and the register 评分汇总 from the register 评分记录; return what to report.

    Args:
        session: the running command.
        returned: identities of the copies that are being collected now.
    """
    book = session.book
    for table in (RATINGS, RATING_SUMMARY):
        book.ensure(table.key)
    register, summary = book.register(RATINGS.key), book.register(RATING_SUMMARY.key, ("applied", "_id"))
    rows = list(register_rows(register))
    by_plan: dict[str, list[list[CellValue]]] = {}
    for row in rows:
        by_plan.setdefault(as_text(row["plan_row"]), []).append([row[key] for key in DIMENSION_KEYS])
    sums = {row_id: summed(given) for row_id, given in by_plan.items()}
    applied, replaced = _apply(session, sums, _applied(summary))
    raters = _raters(session, rows, returned)
    lost = _write(session, summary, [*_overall(session, raters), *_by_plan(session, sums, applied)])
    return raters._replace(findings=[*replaced, *bad_scores(register), *lost])


# --- the four scores -------------------------------------------------------------------------------------------------


def _applied(summary: View) -> dict[str, dict[str, CellValue]]:
    """Return what was written into the four scores last time, by row of the solutions."""
    applied: dict[str, dict[str, CellValue]] = {}
    for row_id, text in zip(summary.data["_id"], summary.data["applied"], strict=True):
        if not is_blank(text):
            try:
                scores = json.loads(as_text(text))
            except ValueError:
                continue
            if isinstance(scores, dict):
                applied[as_text(row_id)] = scores
    return applied


def _apply(
    session: Session, sums: Mapping[str, Summed], before: Mapping[str, dict[str, CellValue]]
) -> tuple[dict[str, dict[str, CellValue]], list[Finding]]:
    """Write means or medians into the four scores if the setting says so.

    Returns the scores written by commands, and a finding for each row whose typed scores were replaced.
    """
    settings = session.context.settings
    if not settings.averaged:
        return dict(before), []
    view, is_median = session.book.view(PLANS.key), settings.chosen("scores_from", MEDIAN)
    applied: dict[str, dict[str, CellValue]] = {}
    replaced: dict[int, list[tuple[str, Text, CellValue, CellValue]]] = {}
    for dimension, key in enumerate(DIMENSION_KEYS):
        if key not in view.column_numbers:
            continue
        cells: list[Cell | Keep] = [KEEP] * view.data.length
        for i, row_id in enumerate(map(as_text, view.data["_id"])):
            known = sums.get(row_id)
            new = None if known is None else (known.medians if is_median else known.means)[dimension]
            old, written = view.data[key][i], before.get(row_id, {}).get(key)
            if new is not None:
                applied.setdefault(row_id, {})[key] = new
            if agrees(old, new) or (new is None and (is_blank(written) or not agrees(old, written))):
                continue
            cells[i] = Cell(new)
            if not is_blank(old) and not agrees(old, written):
                replaced.setdefault(i, []).append((view.cell(key, i), PLANS.column(key).label, old, new))
        session.put(view, key, cells)
    return applied, [_replaced(view, i, replaced[i]) for i in sorted(replaced)]


def _replaced(view: View, i: int, cells: Sequence[tuple[str, Text, CellValue, CellValue]]) -> Finding:
    """Report the typed scores of a row that were replaced."""
    texts = [(label, f"{as_text(old)} → {as_text(new)}") for _, label, old, new in cells]
    changes = Text("，".join(f"{t.zh} {c}" for t, c in texts), ", ".join(f"{t.en} {c}" for t, c in texts))
    plan = as_text(view.data["name"][i] or view.data["id"][i])
    return mailing.TYPED_SCORE_REPLACED.at(view.sheet, cells[0][0], plan=plan, changes=changes)


# --- the raters ------------------------------------------------------------------------------------------------------


def _raters(session: Session, rows: Sequence[Row], returned: Collection[str]) -> Raters:
    names: dict[str, str] = {}
    given: dict[str, dict[str, list[CellValue]]] = {}
    plans = {as_text(row_id) for row_id in session.book.view(PLANS.key).data["_id"] if not is_blank(row_id)}
    for row in rows:
        key = plain(row["rater"]).casefold()
        scores = [row[dimension] for dimension in DIMENSION_KEYS]
        if as_text(row["plan_row"]) in plans and any(map(is_score, scores)):
            names.setdefault(key, plain(row["rater"]))
            given.setdefault(key, {})[as_text(row["plan_row"])] = scores
    flat = [(names[key], _flat_scores(own)) for key, own in sorted(given.items()) if is_flat(own.values())]
    missing = list(dict.fromkeys(_missing(session, rows, given, returned)))
    return Raters(len(given), _agreement(session, given, names), missing, flat)


def _flat_scores(given: Mapping[str, Sequence[CellValue]]) -> str:
    """Return the scores that a rater gave to every solution; one number if all four are the same."""
    first = [as_text(value) if is_score(value) else "-" for value in next(iter(given.values()))]
    return first[0] if len(set(first)) == 1 else ", ".join(first)


def _missing(session: Session, rows: Sequence[Row], given: Collection[str], returned: Collection[str]) -> Iterator[str]:
    """Yield who was asked and has not given any score."""
    senders = {as_text(row["sender"]) for row in rows if plain(row["rater"]).casefold() in given}
    for asked in asked_raters(session.book):
        names = {asked.rater.casefold(), asked.person.address.casefold()}
        if asked.share not in senders and not names & set(given):
            blank = asked.is_back or asked.share in returned
            yield asked.rater + (Text("（寄回空表）", " (blank sheet)").to(session.book.lang) if blank else "")


def _agreement(
    session: Session, given: Mapping[str, Mapping[str, Sequence[CellValue]]], names: Mapping[str, str]
) -> Text:
    totals = {rater: dict(_totals(session, rows)) for rater, rows in given.items()}
    raters, items = comparable(totals)
    result = agreement([[totals[rater][item] for rater in raters] for item in items])
    if result is None:
        return Text(
            "无法计算：至少两位评分人给至少两个共同的方案评全四项，且分数有区分",
            "cannot be computed: at least two raters must give all four scores to at least two of the same solutions, and not all alike",
        )
    left = listed(names[rater] for rater in sorted(given) if rater not in raters)
    without = Text(f"；未评全、未计入：{left.zh}", f"; without {left.en} (incomplete)") if any(left) else Text("", "")
    figures = _figures(result, grade(result.w, [session.context.settings.number(key) for key in AGREEMENT_KEYS]))
    return Text(
        f"{figures.zh}；{len(raters)} 人 × {len(items)} 个方案的总分{without.zh}",
        f"{figures.en}; totals of {len(raters)} raters × {len(items)} solutions{without.en}",
    )


def _figures(result: Agreement, degree: Text) -> Text:
    """Say how far raters agree (W), and beside it whether that may be chance (p): a small p makes no weak agreement strong."""
    way = _WAYS[result.way]
    chance = Text("", "") if result.p < _SIGNIFICANT else Text("，也可能只是巧合", ", and it may be chance")
    words = Text(f"一致程度{degree.zh}{chance.zh}", f"{degree.en} agreement{chance.en}")
    p = "< 0.001" if result.p < 0.001 else f"= {result.p:.3f}"  # noqa: PLR2004 - three decimals are shown
    figures = f"W = {result.w:.4f}, χ²({result.df}) = {result.chi2:.3f}, p {p}"
    return Text(f"{words.zh}：{figures}（{way.zh}）", f"{words.en}: {figures} ({way.en})")


def _totals(session: Session, given: Mapping[str, Sequence[CellValue]]) -> Iterator[tuple[str, float]]:
    for row_id, row in given.items():
        total = _total(session, row, averaged=False)
        if total is not None:
            yield row_id, total


def _total(session: Session, row: Sequence[CellValue], *, averaged: bool) -> float | None:
    settings = session.context.settings
    effect, feasible, cost, risk = ([value] for value in row)
    total = score(effect, feasible, cost, risk, settings.weights, settings.intensity, averaged=averaged)[0]
    return total if is_number(total) else None


# --- the register ----------------------------------------------------------------------------------------------------


def _overall(session: Session, raters: Raters) -> Iterator[Row]:
    lang = session.book.lang
    flat = listed_texts(Text(f"{who}（{value}）", f"{who} ({value})") for who, value in raters.flat).to(lang)
    nobody = _NOBODY.to(lang)
    yield {"_id": "agreement", "plan": AGREEMENT.to(lang), "raters": raters.number, "remark": raters.agreement.to(lang)}
    yield {"_id": "missing", "plan": MISSING.to(lang), "remark": listed(raters.missing).to(lang) or nobody}
    yield {"_id": "flat", "plan": FLAT.to(lang), "remark": flat or nobody}


def _by_plan(
    session: Session, sums: Mapping[str, Summed], applied: Mapping[str, dict[str, CellValue]]
) -> Iterator[Row]:
    data, lang = session.book.view(PLANS.key).data, session.book.lang
    far = spread_of(sums.values(), session.context.settings.number("disputed_from"))
    for i in data.records():
        row_id = as_text(data["_id"][i])
        known = sums.get(row_id) or summed([])
        row: Row = {"_id": row_id, "plan_id": data["id"][i], "plan": data["name"][i], "raters": known.raters}
        for key, mean, spread in zip(DIMENSION_KEYS, known.means, known.ranges, strict=True):
            row[f"mean_{key}"], row[f"range_{key}"] = mean, spread
        row["total"] = _total(session, known.means, averaged=True)
        row["disputed"] = DISPUTED.to(lang) if far.is_disputed(known) else None
        row["remark"] = _spread(known, far).to(lang) or None
        row["applied"] = json.dumps(applied[row_id]) if applied.get(row_id) else None
        yield row


def _spread(known: Summed, far: Spread) -> Text:
    """Return the lowest and highest score in each dimension that is disputed."""
    ranges = [
        (PLANS.column(key).label, f"{low:g}–{high:g}")
        for key, low, high in zip(DIMENSION_KEYS, known.lowest, known.highest, strict=True)
        if low is not None and high is not None and far.is_wide(high - low)
    ]
    return Text("，".join(f"{t.zh} {r}" for t, r in ranges), ", ".join(f"{t.en} {r}" for t, r in ranges))


def _write(session: Session, view: View, rows: Sequence[Row]) -> list[Finding]:
    """Write the register; a solution that no longer exists is marked as such. Return which columns are gone."""
    deleted = Text("方案表中已没有这个方案", "the scoring sheet no longer has it").to(session.book.lang)

    def gone(i: int) -> Row:
        return {"plan_id": view.data["plan_id"][i], "plan": view.data["plan"][i], "remark": deleted}

    return registers.refresh(session, RATING_SUMMARY, rows, gone)


# --- the report ------------------------------------------------------------------------------------------------------


def report(session: Session, raters: Raters) -> Outcome:
    """Return a sentence and a table about the raters, and who and what needs attention."""
    view = session.book.view(RATING_SUMMARY.key)
    data = view.data
    shown = [i for i, count in enumerate(data["raters"]) if is_number(count) and not is_blank(data["plan_id"][i])]
    disputed = [i for i in shown if not is_blank(data["disputed"][i])]
    findings = [_disputed(view, i) for i in disputed]
    if raters.missing:
        findings.append(mailing.RATERS_MISSING.finding(who=listed(raters.missing)))
    findings += [mailing.FLAT_RATER.finding(who=who, value=v) for who, v in raters.flat]
    used = Text("四项评分已按评分人更新", "the four scores follow the raters")
    unused = Text("评分方式为“直接填写”，四项评分未改", "scores are “Typed”, so the four scores were not changed")
    mode = used if session.context.settings.averaged else unused
    message = Text(
        f"{raters.number} 人评分；{raters.agreement.zh}；有争议 {len(disputed)} 个；{mode.zh}",
        f"{raters.number} raters; {raters.agreement.en}; {len(disputed)} disputed; {mode.en}",
    )
    keys = ("plan_id", "plan", "raters", *(f"mean_{key}" for key in DIMENSION_KEYS), "total", "disputed")
    headings = tuple(RATING_SUMMARY.column(key).label for key in keys)
    rows: list[tuple[CellValue | Text, ...]] = [tuple(data[key][i] for key in keys) for i in shown]
    return Outcome(message, findings, [Listing(RATING_SUMMARY.title, headings, rows)])


def _disputed(view: View, i: int) -> Finding:
    """Report a solution on whose scores the raters are far apart."""
    name = " ".join(as_text(view.data[key][i]) for key in ("plan_id", "plan"))
    return view.finding(mailing.DISPUTED_PLAN, "disputed", i, plan=name, spread=as_text(view.data["remark"][i]))
