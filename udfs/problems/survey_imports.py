"""Problems with the export of a survey, and what its import reports."""

from udfs.lang import Text
from udfs.problems.model import Problem

KIND_FORM = Problem(
    "kind-form",
    Text("题型“{value}”要写成 题号=题型", "the kind “{value}” has to be written as question=kind"),
    Text("例：--kind Q-003=多选；题型有 {known}", "for instance --kind Q-003=Multiple; the kinds are {known}"),
)
KIND_NO_QUESTION = Problem(
    "kind-no-question",
    Text("{name} 没有题目 {few}，指定的题型没有用上", "{name} has no question {few} whose kind could be what you said"),
    Text("请照列出的题号写（先加 --dry-run 看一遍）", "use the numbers as listed (look with --dry-run first)"),
)
TOO_MANY_QUESTIONS = Problem(
    "too-many-questions",
    Text(
        "{name} 有 {count} 道题没有列可放：「答卷」最多放 {allowed} 道题",
        "{count:question/questions} of {name} have no column: Answers has room for {allowed} questions",
    ),
    Text(
        "请用 --map 表头=备注 把不分析的题放进备注，或分成两份工作簿；没有写入任何内容",
        "send questions that nobody analyses to the notes with --map heading=notes, or use two workbooks; nothing was written",
    ),
)
ANSWERS_KNOWN = Problem(
    "answers-known",
    Text(
        "{name} 的 {total} 份答卷中有 {count} 份已在工作簿里（序号和提交时间相同），没有再加",
        "{count} of the {total:answer sheet/answer sheets} of {name} are in the workbook already (same number and time) and were not added",
    ),
    Text("不用处理；只加了新的", "nothing to do: only new ones were added"),
    "warning",
)
ANSWERS_DIFFER = Problem(
    "answers-differ",
    Text(
        "已有的答卷中有 {count} 格与 {name} 不同，都按工作簿的保留（{few}）",
        "{count:cell/cells} of answer sheets that are there differ from {name} and were left as they are ({few})",
    ),
    Text(
        "请核对；要以导出为准，请先删去这些行再导入",
        "compare them; to take the export's, delete these rows and import it again",
    ),
    "warning",
)
ANSWERS_READ_ANEW = Problem(
    "answers-read-anew",
    Text("题型改了，已有的答卷中有 {count} 格按新题型重写（{few}）", "kinds have changed: {count:cell/cells} of answer sheets that are there were read anew ({few})"),
    Text("不用处理；可用 kaizen undo 撤回", "nothing to do; kaizen undo takes it back"),
    "warning",
)  # fmt: skip
PERSONAL_LEFT = Problem(
    "personal-left",
    Text(
        "个人信息没有导入：{few}",
        "columns about the person were not imported: {few}",
    ),
    Text("如确实需要，请加 --map 表头=备注", "if you need them, add --map heading=notes"),
    "warning",
)
CODES_KEPT = Problem(
    "codes-kept",
    Text(
        "{few} 的回答是选项序号，不知道是哪些选项：按序号保留",
        "the answers to {few} are numbers of options, and nobody knows which: they stay numbers",
    ),
    Text(
        "请先导入按选项文本的导出，或在「问卷」按平台的次序写好选项（“导出中的列”留空），再导入一次",
        "import the export by text first, or type the options on Questionnaire in the platform's order (Column in the export left blank), "
        "and import it again",
    ),
    "warning",
)
SAME_OPTIONS = Problem(
    "same-options",
    Text("{few} 有文字相同的选项，回答分不清是哪一个，合在一起算", "{few} has options with the same words: answers cannot be told apart and count together"),
    Text("请在平台上改成不同的文字", "give them different words on the platform"),
    "warning",
)  # fmt: skip
