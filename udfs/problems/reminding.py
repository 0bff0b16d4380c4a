"""Problems with reminders: who cannot be told, which copy is not at hand, which drafts are somebody's own by now."""

from udfs.lang import Text
from udfs.problems.model import Problem

NOBODY_TO_REMIND = Problem(
    "nobody-to-remind",
    Text(
        "「{label}」里没有人，{rows} 行没有人可以提醒：{cells}",
        "“{label}” names nobody: there is nobody to remind of {rows:row/rows} ({cells})",
    ),
    Text("请填上「{label}」，多人用顿号隔开", "fill in “{label}”; separate several people with commas"),
)
NO_ADDRESS = Problem(
    "no-address",
    Text(
        "不知道“{value}”的邮箱：草稿 {name} 没有收件人",
        "there is no mail address for “{value}”: the draft {name} has no recipient",
    ),
    Text(
        "请在“收发记录”填写收件人和邮箱（内容填“提醒”，就不会生成副本），或用 --address “王芳 <wang@x.cn>”；也可以在邮件程序中自己填",
        "enter recipient and address on Mailings (Content “Reminder”: no copy is made for them), or give "
        "--address “Wang Fang <wang@x.cn>”; or fill it in in the mail program",
    ),
)
ADDRESSES_DIFFER = Problem(
    "addresses-differ",
    Text(
        "“{value}”有几个邮箱（{addresses}），不知道是哪一个：草稿 {name} 没有收件人",
        "“{value}” has several mail addresses ({addresses}) and nothing says which: the draft {name} has no recipient",
    ),
    Text(
        "请改正“收发记录”，或用 --address “王芳 <wang@x.cn>” 指明；同名的两个人请用不同的写法",
        "correct Mailings, or say which with --address “Wang Fang <wang@x.cn>”; call two people of one name differently",
    ),
)
COPY_NOT_AT_HAND = Problem(
    "copy-not-at-hand",
    Text(
        "没有找到寄给“{value}”的副本 {name}，提醒里没有附上",
        "the copy {name} that “{value}” got was not found; it is not attached again",
    ),
    Text(
        "请把它放回分享时的文件夹，或用 --copies 指出文件夹",
        "put it back into the folder that it was shared from, or name the folder with --copies",
    ),
    "warning",
)
DRAFT_CHANGED = Problem(
    "draft-changed",
    Text(
        "{name} 有人改过，没有动；新的提醒是 {other}",
        "{name} was changed by somebody and stays; the new reminder is {other}",
    ),
    Text("请留一份，删掉另一份", "keep one of them and delete the other"),
    "warning",
)
DRAFT_LEFT = Problem(
    "draft-left",
    Text(
        "{name} 是以前的提醒，现在没有要提醒的了",
        "{name} is a reminder of an earlier day; there is nothing to remind of now",
    ),
    Text("请删掉，不要再寄", "delete it, so that nobody sends it"),
    "warning",
)
