"""Problems with what is returned, before anything is merged: files, archives and messages that hold no workbook to read."""

from udfs.lang import Text
from udfs.problems.model import Problem

NO_WORKBOOK = Problem(
    "no-workbook-inside",
    Text(
        "{name} 不是工作簿，也不是邮件或压缩包，已跳过", "{name} is not a workbook, message or archive; it was skipped"
    ),
    Text(
        "如其中有内容，请另存为 .xlsx 后再回收",
        "if it has content that you need, save it as .xlsx and collect that file",
    ),
    "warning",
)
NO_ATTACHMENT = Problem(
    "no-attachment",
    Text("邮件 {name} 没有附件", "the message {name} has no attachment"),
    Text("请对方附上填好的工作簿再发一次", "ask the sender to send it again with the completed workbook attached"),
)
OTHER_ARCHIVE = Problem(
    "other-archive",
    Text(
        "{name} 是压缩包，但不是（普通的）.zip，里面的内容没有读",
        "{name} is an archive, but not a (plain) .zip; what is in it was not read",
    ),
    Text(
        "请解压到文件夹后回收该文件夹，或请对方直接附上 .xlsx",
        "unpack it into a folder and collect that folder, or ask the sender to attach the .xlsx itself",
    ),
)
EMPTY_ARCHIVE = Problem(
    "empty-archive",
    Text("压缩包 {name} 里没有文件", "there is no file in the archive {name}"),
    Text("请对方附上填好的工作簿再发一次", "ask the sender to send it again with the completed workbook attached"),
)
MAIL_PROGRAM_ONLY = Problem(
    "mail-program-only",
    Text(
        "{name} 只有邮件程序能打开（加密、签名，或邮件程序自己的存储格式），里面的内容没有读",
        "{name} opens only in a mail program (encrypted, signed, or the program's own store); what is in it was not read",
    ),
    Text(
        "请在邮件程序中打开，把其中的工作簿另存到文件夹，再回收该文件夹",
        "open it in the mail program, save the workbooks in it to a folder and collect that folder",
    ),
)
NOTHING_MERGED = Problem(
    "nothing-merged",
    Text("收到的文件中没有一份可以合并", "none of the returned files could be merged"),
    Text(
        "请看每个文件的说明；要回收的是用“分享”寄出、填好后另存为 .xlsx 的副本",
        "see what is said about each file; what can be collected are copies made by “share”, filled in and saved as .xlsx",
    ),
)
TOO_DEEP = Problem(
    "too-deep",
    Text("{name} 套在太多层邮件或压缩包里", "{name} is nested in too many messages or archives"),
    Text("请把其中的工作簿另存到文件夹后再回收", "save the workbooks in it to a folder and collect that folder"),
)
SAVE_AS_XLSX = Problem(
    "save-as-xlsx",
    Text("{name} 不是 .xlsx，没有合并", "{name} is not an .xlsx file and was not merged"),
    Text(
        "请对方（或自己）用 Excel/WPS 打开原附件，填写后按 .xlsx 保存再发回；内容也可用 kaizen import 导入",
        "open the original attachment in Excel or WPS, fill it in, save it as .xlsx and return that (or ask the sender to); its rows can also be imported with kaizen import",
    ),
)
NOTHING_ARRIVED = Problem(
    "nothing-arrived",
    Text("没有找到可以回收的文件", "there are no files to collect"),
    Text(
        "请给出收回的文件、文件夹、.zip、.eml/.msg 或邮件程序的邮件文件夹",
        "give the returned files, folders, .zip, .eml/.msg files or the folder where a mail program keeps messages",
    ),
)
