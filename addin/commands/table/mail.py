"""The commands about workbooks of several people: sent out and merged again, or gathered from departments."""

from __future__ import annotations

from pathlib import Path

from addin.commands.table.model import MAIL, Access, Button, Command, Option
from addin.commands.table.options import BOOK, JOBS, JSON, TABLE_KEYS, output
from udfs.lang import Text

COMMANDS = (
    Command(
        "gather",
        MAIL,
        "addin.cli.making:gather",
        help=Text(
            "汇编：把各部门的标准工作簿（逐层查找）合成一份，注明来源、编号不重、找出重复；也可写成 BI 用的表。有文件读不了时退出码为 1。",
            "Gather the departments' standard workbooks (found at any depth) into one register that says where rows came from, "
            "keeps numbers apart and finds duplicates; or into tables for BI tools. Exit code 1 when a file could not be read.",
        ),
        example="kaizen gather 各部门 -o 汇编.xlsx --to parquet",
        options=(
            Option(
                "folder",
                Text("放有各部门工作簿的文件夹", "folder that holds the workbooks"),
                Path,
                metavar="FOLDER",
                required=True,
            ),
            output(
                "汇编保存到哪个文件或文件夹（只要 --to 时可省略）",
                "file or folder for the register (not needed with --to)",
                metavar="BOOK",
            ),
            Option(
                "table",
                Text(f"只取一张表（{TABLE_KEYS.zh}）", f"take this table only ({TABLE_KEYS.en})"),
                str,
                ("--table",),
            ),
            Option(
                "to",
                Text(
                    "BI 用的表写到：parquet、sqlite、sqlite:///文件 或 postgresql://…；可多次给出（需要 kaizen-ribbon[bi]）",
                    "tables for BI tools: parquet, sqlite, sqlite:///FILE or postgresql://…; may be repeated (needs kaizen-ribbon[bi])",
                ),
                str,
                ("--to",),
                metavar="TARGET",
                many=True,
            ),
            JOBS,
            Option(
                "scheduler",
                Text(
                    "在 Dask 集群上读取：tcp://主机:端口（需要 kaizen-ribbon[cluster]，各节点能看到同一文件夹）",
                    "read on a Dask cluster: tcp://host:port (needs kaizen-ribbon[cluster]; its workers must see the same folder)",
                ),
                str,
                ("--scheduler",),
                metavar="ADDRESS",
            ),
            JSON,
        ),
    ),
    Command(
        "share",
        MAIL,
        "addin.cli.saving:share",
        Access.WRITES,
        Text(
            "生成可邮寄的副本和邮件草稿（.eml）：只含普通公式，计算列受保护，收回时可合并；在“收发记录”中登记。",
            "Make copies for mailing with draft messages (.eml): plain formulas, computed cells protected, ready to be merged "
            "when they come back; noted on the sheet Mailings.",
        ),
        'kaizen share 问题清单.xlsx --to "王芳 <wang@x.cn>" --to "李强 <li@x.cn>" --rows 责任人',
        (
            BOOK,
            Option(
                "to",
                Text(
                    "收件人：wang@x.cn 或 “王芳 <wang@x.cn>”，可重复",
                    "recipient: wang@x.cn or “Wang Fang <wang@x.cn>”; may be repeated",
                ),
                str,
                ("--to",),
                many=True,
            ),
            Option(
                "rows",
                Text(
                    "按此列分行，各人只收到自己的行，例：责任人、部门",
                    "everybody gets only their own rows by this column, e.g. Owner, Department",
                ),
                str,
                ("--rows",),
            ),
            Option(
                "one",
                Text("所有收件人共用一份副本、一封邮件", "one copy and one message for all recipients"),
                flags=("--one",),
            ),
            Option(
                "raters",
                Text(
                    "评分表：每位收件人给所有方案打分，互不可见；收回后按“评分方式”汇总",
                    "score sheets: every recipient scores all solutions without seeing others' scores; collect brings them together",
                ),
                flags=("--raters",),
            ),
            Option(
                "survey",
                Text(
                    "答题表：把“问卷”做成可填可印的表，名单上（或 --to）每人一份；收回后记入“答卷”",
                    "answer sheets: the questionnaire as a sheet to fill in or print, one for everybody on the roster (or --to); "
                    "collect enters them on Answers",
                ),
                flags=("--survey",),
            ),
            Option(
                "anonymous",
                Text(
                    "不记名的答题表：人人相同，收回时打乱顺序，不记是谁寄来的",
                    "anonymous answer sheets: the same one for everybody, shuffled when collected, without their senders",
                ),
                flags=("--anonymous",),
            ),
            Option(
                "anyway",
                Text(
                    "有的行没有人收到时照样生成；否则列出这些行，什么也不生成",
                    "make the copies although some rows go to nobody; otherwise those are named and nothing is made",
                ),
                flags=("--anyway",),
            ),
            Option("message", Text("写进邮件的话", "what to say in the message"), str, ("--message",), default=""),
            output(
                "保存到哪个文件夹（默认在工作簿旁新建“…-分享”）",
                "folder to save in (a new “…-shared” beside the workbook by default)",
            ),
            JSON,
        ),
        (
            Button(
                "share",
                Text("分享", "Share"),
                Text(
                    "为“收发记录”中列出、还没寄的收件人各生成一份副本，并打开邮件草稿；副本只含普通公式",
                    "Makes a copy for everybody on Mailings who has not had one yet, and opens draft messages; plain formulas only",
                ),
                "FileSendAsAttachment",
                large=True,
                click="addin.excel.post:share",
            ),
            Button(
                "share-survey",
                Text("发答题表", "Send survey"),
                Text(
                    "给“名单”上还没有收到的每个人生成一份答题表，并打开邮件草稿；不记名与截止日期在“设置”",
                    "Makes an answer sheet for everybody on Roster who has had none, and opens draft messages; anonymity and deadline are on Settings",
                ),
                "FileSendAsAttachment",
                click="addin.excel.post:share_survey",
            ),
        ),
    ),
    Command(
        "collect",
        MAIL,
        "addin.cli.saving:collect",
        Access.WRITES,
        Text(
            "合并收回的副本（文件、文件夹、.zip、.eml/.msg、邮箱文件夹）：只有一方改动的直接采用，两边都改的列在“冲突”，什么都不丢。",
            "Merge returned copies (files, folders, .zip, .eml/.msg, mailboxes): what only one side changed is taken, what both "
            "changed is listed on Conflicts; nothing is lost.",
        ),
        "kaizen collect 问题清单.xlsx 回复/ 王芳的回复.eml",
        (
            BOOK,
            Option(
                "returned",
                Text(
                    "收回的文件、文件夹、.zip、.eml、.msg，或邮件程序的邮箱（mbox、Maildir、本地文件夹）",
                    "returned files, folders, .zip, .eml, .msg, or mail as programs keep it (mbox, Maildir, local folders)",
                ),
                Path,
                metavar="RETURNED…",
                required=True,
                many=True,
            ),
            Option(
                "dry_run",
                Text("只显示会怎样，不写入", "only show what would happen, write nothing"),
                flags=("--dry-run",),
                only_reads=True,
            ),
            JOBS,
            JSON,
        ),
        (
            Button(
                "collect",
                Text("回收", "Collect"),
                Text(
                    "合并收回的文件（工作簿、邮件、压缩包）；先显示结果，两边都改的列在“冲突”，不会覆盖",
                    "Merges returned workbooks, messages and archives; shows first what would happen, overwrites nothing",
                ),
                "ImportOutlook",
                large=True,
                click="addin.excel.post:collect",
            ),
        ),
    ),
    Command(
        "resolve",
        MAIL,
        "addin.commands.resolve:resolve",
        Access.WRITES,
        Text(
            "按“冲突”表中“处理”列的选择写回。",
            "Carry out what was chosen in the column Choice of the sheet Conflicts.",
        ),
        "kaizen resolve 问题清单.xlsx",
        (BOOK, JSON),
        (
            Button(
                "resolve",
                Text("处理冲突", "Resolve"),
                Text(
                    "按“冲突”表中选择的“保留我方/采用对方”写回",
                    "Carries out what was chosen on the sheet Conflicts",
                ),
                "ReviewAcceptChange",
            ),
        ),
    ),
    Command(
        "remind",
        MAIL,
        "addin.cli.saving:remind",
        Access.READS,
        Text(
            "提醒：给每个人生成一封邮件草稿（.eml）：逾期的、几天内到期的、待处理的，和没有收回的副本（原样再附一次）；邮箱取自“收发记录”。"
            "什么都不会自动寄出；再运行一次，没有人改过的草稿换成新的。有人或邮箱不明时退出码为 1。",
            "Remind: a draft message (.eml) for each person: what is overdue, due within some days or waiting, and the copies that did "
            "not come back, attached again as they were; addresses are those on Mailings. Nothing is sent by itself; run again, drafts "
            "that nobody has changed are replaced. Exit code 1 where a person or an address is unknown.",
        ),
        "kaizen remind 问题清单.xlsx --days 7",
        (
            BOOK,
            Option(
                "days",
                Text("几天内到期的也提醒（默认 7）", "tell what is due within so many days, too (7 by default)"),
                int,
                ("--days",),
                least=0,
            ),
            Option(
                "address",
                Text(
                    "某人的邮箱：“王芳 <wang@x.cn>”，可重复；先于“收发记录”",
                    "somebody's address: “Wang Fang <wang@x.cn>”; may be repeated and goes before Mailings",
                ),
                str,
                ("--address",),
                many=True,
            ),
            Option(
                "copies",
                Text(
                    "寄出的副本在哪个文件夹（默认工作簿旁的“…-分享”）",
                    "folder that holds the shared copies (“…-shared” beside the workbook by default)",
                ),
                Path,
                ("--copies",),
                metavar="FOLDER",
            ),
            Option("message", Text("写进邮件的话", "what to say in the message"), str, ("--message",), default=""),
            output(
                "草稿保存到哪个文件夹（默认工作簿旁的“…-提醒”）",
                "folder for the drafts (“…-reminders” beside the workbook by default)",
            ),
            JSON,
        ),
        (
            Button(
                "remind",
                Text("提醒", "Remind"),
                Text(
                    "给每个人打开一封草稿：逾期的、7 天内到期的、待处理的和没有收回的副本；不会自动寄出",
                    "Opens a draft for each person: overdue, due within 7 days, waiting, copies not returned; sends nothing by itself",
                ),
                "HighImportance",
                click="addin.excel.post:remind",
            ),
        ),
    ),
)
