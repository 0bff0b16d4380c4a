"""Why it matters what is told when workbooks are gathered."""

from udfs.lang import Text
from udfs.problems import gathering as g
from udfs.problems.model import Reasons

REASONS: Reasons = (
    (
        Text(
            "没有可用的来源，汇编就会是空的；空的汇编容易被当成“没有问题”",
            "without sources the register would be empty, and an empty register is easily read as “no issues”",
        ),
        (g.NO_SOURCES, g.NOTHING_TAKEN, g.NOT_A_FOLDER),
    ),
    (
        Text(
            "汇编里的行来自各部门的工作簿，再算一次就重复了",
            "its rows come from the departments' workbooks, so they would be counted twice",
        ),
        (g.IS_REGISTER,),
    ),
    (
        Text(
            "这份工作簿没有进入汇编，数量里也没有它",
            "this workbook is not in the register, and the figures do not count it",
        ),
        (g.NO_SUCH_TABLE, g.NO_ROWS),
    ),
    (
        Text(
            "汇编只有标准列；别处没有位置的内容会进备注，放不下的必须说明，才不会悄悄丢掉",
            "a register has the standard columns only; what has no place of its own goes to Notes, and what does not fit is "
            "told, so that nothing is lost silently",
        ),
        (g.OWN_COLUMNS, g.OWN_TOO_LONG),
    ),
    (
        Text(
            "汇编取的是保存时显示的值；来源里的公式以后再变，汇编不会跟着变",
            "a register takes the values shown when the source was saved; it does not follow when formulas there change",
        ),
        (g.FORMULAS_TAKEN, g.FORMULA_WITHOUT_VALUE, g.OVERTYPED_TAKEN),
    ),
    (
        Text(
            "引用靠编号找到一行；编号没有或重复时，引用可能指到另一行",
            "references find a row by its number; where it is missing or repeated they may lead to the wrong row",
        ),
        (g.NUMBERS_REPEATED, g.NUMBERS_GIVEN, g.REFERENCE_UNSURE),
    ),
    (
        Text(
            "中文和英文的选项要换成同一种写法，才能一起计数",
            "choices in Chinese and English must read alike before they can be counted together",
        ),
        (g.TRANSLATED,),
    ),
    (
        Text(
            "通过线、权重和节假日不同，同样的行会得出不同的结果；汇编只能用一种",
            "with another pass mark, other weights or other holidays the same row gives another result; a register can use "
            "one of them only",
        ),
        (g.SETTINGS_DIFFER, g.OWN_HOLIDAYS, g.SETTINGS_TAKEN),
    ),
    (
        Text(
            "不在清单里的内容会被检查指出，也可能分成几类计数",
            "entries that are on no list are reported by the check, and may be counted as kinds of their own",
        ),
        (g.LIST_EXTENDED, g.LIST_FULL),
    ),
    (
        Text(
            "两个部门报了同一件事，会被计算两次，也可能各做一遍",
            "a matter that two departments report is counted twice, and both may work on it",
        ),
        (g.SAME_AS, g.LIKE),
    ),
    (
        Text(
            "集群读不了时，汇编会缺少一部分工作簿；缺了的不写",
            "without the cluster a part of the workbooks would be missing, and an incomplete register is not written",
        ),
        (g.SCHEDULER_UNREACHABLE, g.CLUSTER_FAILED),
    ),
    (
        Text(
            "这个组件只有少数命令用到，所以不随工具一起安装",
            "only few commands need this library, so it does not come with the product itself",
        ),
        (g.EXTRA_MISSING,),
    ),
    (
        Text(
            "写错地方会替换掉别的程序的数据；不是本命令写的表，绝不替换",
            "in the wrong place other programs' data would be replaced; a table that this command did not write is never "
            "replaced",
        ),
        (g.UNKNOWN_TARGET, g.FOREIGN_TABLE, g.DATABASE_REFUSED),
    ),
    (
        Text(
            "BI 表的每一列只有一种类型；写法不对的值若硬转换，就不再是原来填的内容",
            "a column of a BI table has one type; a value forced into it would no longer be what was entered",
        ),
        (g.MISFITS,),
    ),
)
