"""Problems with answer sheets: the questionnaire that is sent out, and what comes back."""

from udfs.lang import Text
from udfs.problems.model import Problem

# --- sending --------------------------------------------------------------------------------------------------------

NO_QUESTIONS = Problem(
    "no-questions",
    Text("「问卷」里还没有题目，没有生成答题表", "there is no question on Questionnaire; no answer sheet was made"),
    Text(
        "请先在「问卷」写下题目、题型和选项", "enter the questions with their kinds and options on Questionnaire first"
    ),
)
NOBODY_ASKED = Problem(
    "nobody-asked",
    Text("不知道要发给谁：「名单」是空的", "there is nobody to send it to: Roster is empty"),
    Text("请填写「名单」的姓名和邮箱，或用 --to", "enter names and addresses on Roster, or use --to"),
)
EVERYBODY_ASKED = Problem(
    "everybody-asked",
    Text(
        "名单上的人都已收到答题表，没有再生成", "everybody on the roster has been sent an answer sheet; none was made"
    ),
    Text(
        "要再发给某人，请用 --to 写出；提醒没交的人用“提醒”",
        "name people with --to to send another; remind asks for answers",
    ),
)
SURVEY_ALONE = Problem(
    "survey-alone",
    Text("答题表不能与 --rows、--one、--raters 同用", "--survey cannot be combined with --rows, --one or --raters"),
    Text("每人一份答题表，请只用 --survey", "everybody gets a sheet of their own: use --survey alone"),
)
CANNOT_ASK = Problem(
    "cannot-ask",
    Text("这道题还不能印成答题表：{reason}", "this question cannot be put on an answer sheet: {reason}"),
    Text("请补正后再生成答题表", "correct it, then make the answer sheets"),
)
FEW_ASKED = Problem(
    "few-asked",
    Text(
        "匿名调查只发给 {count} 人，答案可能被猜出是谁写的",
        "an anonymous survey goes to {count:person/people} only; who wrote what may be guessed",
    ),
    Text("请扩大范围，或告诉对方不能保证匿名", "ask more people, or say that it cannot be kept anonymous"),
    "warning",
)

# --- collecting -----------------------------------------------------------------------------------------------------

NO_ANSWERS_TABLE = Problem(
    "no-answers-table",
    Text(
        "{name} 是答题表，而工作簿没有「答卷」，没有采用",
        "{name} is an answer sheet, but the workbook has no Answers; it was not taken",
    ),
    Text("请先运行 kaizen add 工作簿 答卷，再回收一次", "run kaizen add BOOK answers, then collect again"),
)
SHEET_DAMAGED = Problem(
    "sheet-damaged",
    Text(
        "{name} 是答题表，但题目已不在原来的位置，或记录位置的内容已损坏，没有采用",
        "{name} is an answer sheet, but its questions are no longer where they were, or what tells their places is damaged; it was not taken",
    ),
    Text(
        "请让对方在原来的答题表上重填，或照着它把回答录入「答卷」",
        "ask for the original sheet to be filled in again, or type its answers into Answers",
    ),
)
SHEET_BLANK = Problem(
    "sheet-blank",
    Text("{name} 一道题也没有回答，没有记入「答卷」", "{name} holds no answer at all and was not entered on Answers"),
    Text("请问对方是否忘了保存", "ask whether it was saved before it was sent"),
    "warning",
)
LATE_ANSWER = Problem(
    "late-answer",
    Text(
        "{who} 在截止日期 {until} 之后才交（{saved}），已照样记入",
        "{who} answered on {saved}, after the deadline {until}; it was entered all the same",
    ),
    Text("不算数的，请在“是否采用”选“不采用”", "choose “Left out” under Counted if it does not count"),
    "warning",
)
LATE_ANONYMOUS = Problem(
    "late-anonymous",
    Text(
        "匿名答题表中有 {count} 份在截止日期 {until} 之后才存，已照样记入；为了匿名，不说是哪几份",
        "{count:anonymous sheet was/anonymous sheets were} saved after the deadline {until} and entered all the same; to keep "
        "them anonymous it is not said which",
    ),
    Text("在截止日期之后收到的可以不再回收", "leave out of collecting what arrives after the deadline"),
    "warning",
)
ANSWERED_TWICE = Problem(
    "answered-twice",
    Text(
        "{who} 交了不止一份：{first} 和后交的 {other}，都记入了「答卷」",
        "{who} answered more than once: {first} and, later, {other}; both are on Answers",
    ),
    Text(
        "以后一份为准时，请把 {first} 的“是否采用”选为“不采用”",
        "choose “Left out” under Counted for {first} if the later one counts",
    ),
    "warning",
)
SAME_ANSWERS = Problem(
    "same-answers",
    Text(
        "{name} 的回答与已记入的 {first} 完全相同，没有重复记入",
        "{name} holds the same answers as {first}, which is there already; they were not entered twice",
    ),
    Text("无需处理", "nothing to do"),
    "warning",
)
TWICE_UNKNOWN = Problem(
    "twice-unknown",
    Text("匿名答题表看不出有没有人交了两份", "nobody can tell whether somebody returned two anonymous sheets"),
    Text("请对照发出的份数：{sent} 份，已记入 {count} 份", "compare with the number sent: {sent}; entered: {count}"),
    "warning",
)
FEW_TOGETHER = Problem(
    "few-together",
    Text(
        "这次只回收了 {count} 份匿名答题表：记入的位置会透露是什么时候交的",
        "only {count:anonymous sheet was/anonymous sheets were} collected in this run: the place on Answers tells when",
    ),
    Text(
        "请攒齐几份，到截止后一次回收",
        "wait until several are there, best after the deadline, and collect them at once",
    ),
    "warning",
)
NOT_ON_ROSTER = Problem(
    "not-on-roster",
    Text(
        "「名单」上找不到 {who}，这份答卷的部门和岗位空着",
        "{who} is not on Roster; department and post of this answer are blank",
    ),
    Text("请补进「名单」，或在「答卷」补上", "add them to Roster, or enter both on Answers"),
    "warning",
)
QUESTION_CHANGED = Problem(
    "question-changed",
    Text(
        "{name} 寄出之后，题目 {question} 改了题型或选项，回答按寄出时的记入",
        "question {question} has other options or another kind since {name} was sent; the answer was entered as it was asked",
    ),
    Text("请核对该题的回答与现在的选项是否一致", "check whether the answer fits the options as they are now"),
    "warning",
)
QUESTION_GONE = Problem(
    "question-gone",
    Text(
        "{name} 问的 {question} 在「答卷」里没有对应的列，回答写进了备注",
        "Answers has no column for {question}, which {name} asked; the answer went into Notes",
    ),
    Text(
        "请恢复这道题的题号，或抄到合适的列",
        "give the question its number back, or copy the answer to where it belongs",
    ),
    "warning",
)
TWO_CHOSEN = Problem(
    "two-chosen",
    Text(
        "{question} 是单选，选了 {count} 个：{value}，都已记下",
        "{question} is a single choice, but {count} options are marked: {value}; all were kept",
    ),
    Text("请问清楚是哪一个，在「答卷」只留一个", "find out which one is meant and leave that one on Answers"),
    "warning",
)
RANK_TWICE = Problem(
    "rank-twice",
    Text(
        "{question} 有两个选项都排第 {rank}，按表上的先后记入，原样写进了备注",
        "two options of {question} have rank {rank}; they were kept in the order of the sheet, as given in Notes",
    ),
    Text("请问清楚先后，在「答卷」改正", "find out the order and correct it on Answers"),
    "warning",
)
EXCLUSIVE_TOGETHER = Problem(
    "exclusive-together",
    Text(
        "{question} 选了“{option}”，又选了别的，都已记下",
        "{question} has “{option}” together with others; all were kept",
    ),
    Text("请问清楚，在「答卷」改正", "find out what is meant and correct it on Answers"),
    "warning",
)
LEFT_BLANK = Problem(
    "left-blank",
    Text("必答题 {question} 空着", "{question} is mandatory, but blank"),
    Text(
        "请问对方，补在「答卷」；不补则不计入该题",
        "ask for it and enter it on Answers; without it the question has one answer less",
    ),
    "warning",
)
SKIPPED_ANSWERED = Problem(
    "skipped-answered",
    Text(
        "{question} 按前面的回答应跳过，却答了“{value}”，已照样记入",
        "{question} was to be skipped after an answer before it, but holds “{value}”, which was kept",
    ),
    Text(
        "请核对前面那题的回答，不该算的从「答卷」删去",
        "check the answer before it, and delete on Answers what does not count",
    ),
    "warning",
)
MARK_UNKNOWN = Problem(
    "mark-unknown",
    Text(
        "{question} 的这一格写着“{value}”，看不懂，写进了备注",
        "this cell of {question} holds “{value}”, which is not an answer; it went into Notes",
    ),
    Text(
        "可填：{allowed}；请问清楚后在「答卷」补上",
        "allowed: {allowed}; find out what is meant and enter it on Answers",
    ),
    "warning",
)
WORDS_WITHOUT_MARK = Problem(
    "words-without-mark",
    Text(
        "{question} 的“{option}”没有打 ✓，但写了“{value}”，按选了它记入",
        "“{option}” of {question} is not marked, but has the words “{value}”; it was taken as chosen",
    ),
    Text("不是这个意思的，请在「答卷」改正", "correct it on Answers if that is not meant"),
    "warning",
)
