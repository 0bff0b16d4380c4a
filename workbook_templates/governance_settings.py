"""The settings of duties, reviews, proposals and risks."""

from udfs.lang import Text
from udfs.risk import BAND_LIMITS, BANDS
from workbook_templates.lists import OURS
from workbook_templates.model import Setting

NAMED = Text("显示", "Shown")
BLIND = Text("征集截止前不显示", "Hidden until closed")

RISK_LIMIT_KEYS = ("risk_low_to", "risk_medium_to", "risk_high_to")


def _limit(key: str, band: Text, above: Text, value: float) -> Setting:
    return Setting(
        key=key,
        label=Text(f"风险等级：{band.zh}，风险值至", f"Risk: {band.en} up to"),
        default=value,
        lowest=1,
        highest=25,
        explain=Text(
            f"概率 × 影响不超过此值为{band.zh}（再低的见上一条），超过为{above.zh}",
            f"Probability × impact up to this is {band.en} (or lower, see above), more than this {above.en}",
        ),
        source=OURS,
        tables=("risks",),
    )


OF_GOVERNANCE: tuple[Setting, ...] = (
    Setting(
        key="duty_limit",
        label=Text("每个岗位最多负责的步骤", "Most steps on one post"),
        default=8,
        lowest=1,
        highest=1000,
        explain=Text(
            "一个岗位执行（R）或负责（A）的步骤超过此数时，“检查”会提醒",
            "Check points out a post that does (R) or answers for (A) more steps than this",
        ),
        source=OURS,
        tables=("duties",),
    ),
    Setting(
        key="review_within",
        label=Text("复盘在期末之后（天）", "Review after a period's end (days)"),
        default=10,
        lowest=0,
        highest=180,
        explain=Text(
            "一期结束这么多天之后还没有复盘日期的，“检查”会提醒",
            "Check points out a review without a date so many days after its period has ended",
        ),
        source=OURS,
        tables=("reviews",),
    ),
    Setting(
        key="proposers",
        label=Text("分享的副本里的提出人", "Proposers in mailed copies"),
        default=NAMED,
        choices=(NAMED, BLIND),
        explain=Text(
            "征集截止前不显示：分享给别人评估的副本里，创新提案的提出人留空（各人自己的提案除外）；原工作簿不变，收回时也不改",
            "Hidden until closed: copies for others to assess hold proposals without their proposers (except one's own); "
            "the workbook itself shows all, and collecting changes none",
        ),
        source=OURS,
        tables=("proposals",),
    ),
    Setting(
        key="proposals_close",
        label=Text("提案征集截止", "Proposals close on"),
        default=None,
        is_date=True,
        explain=Text(
            "征集的最后一天，从第二天起副本显示提出人；留空：一直不显示（选了不显示时）",
            "The last day; from the next one on copies show proposers. Blank: never, where they are hidden",
        ),
        source=OURS,
        tables=("proposals",),
    ),
    *map(_limit, RISK_LIMIT_KEYS, BANDS, BANDS[1:], BAND_LIMITS),
)
