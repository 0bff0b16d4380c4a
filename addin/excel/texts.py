"""What the add-in says. The first part is written into its VBA when it is built, for when Python cannot speak."""

from udfs.lang import Text

TITLE = Text("改善工作簿", "Kaizen Ribbon")
NO_LIBRARY = Text(
    "找不到 Python 环境中的 xlwings 组件。请在命令行运行 kaizen doctor 查看原因，再运行 kaizen install。",
    "The xlwings library of the Python environment was not found. Run kaizen doctor in a terminal, then kaizen install.",
)
NO_SERVER = Text(
    "Python 服务没有启动（一分钟后可重试）。请运行 kaizen doctor 查看原因。",
    "The Python server did not start (try again in a minute). Run kaizen doctor to see why.",
)
NO_FUNCTIONS = Text("!KZ_ 函数需要 Windows 版 Excel", "!KZ_ functions need Excel for Windows")
SERVER_FAILED = Text(
    "Python 服务出错。请运行 kaizen doctor 查看原因。", "The Python server failed. Run kaizen doctor to see why."
)
FAILED = Text("命令没有完成，工作簿没有保存任何改动。", "The command was not completed; nothing was saved.")

WORKING = Text("改善工作簿：正在处理…", "Kaizen Ribbon: working …")
STEP = Text("改善工作簿：{step}（{percent}%）", "Kaizen Ribbon: {step} ({percent}%)")
BROKEN = Text(
    "命令没有完成。详情见日志文件：\n{name}", "The command was not completed. Details are in the log file:\n{name}"
)
MORE = Text("……另有 {count} 处，见“检查结果”列", "… and {count} more; see the column Check result")
MORE_ROWS = Text("……另有 {count} 行", "… and {count} more")
MADE = Text("已生成并打开 {name}", "Made and opened {name}")
FILL_IN_RECIPIENTS = Text(
    "请先在“收发记录”填写收件人和邮箱（每行一位；“内容”留空为全部，或填 责任人、部门），再点“分享”。",
    "First fill in recipients and addresses on Mailings (one a row; leave Content blank for everything, or enter Owner or "
    "Department), then click Share again.",
)
DRAFTS_SHOWN = Text("已在邮件程序中打开 {count} 封草稿。", "{count} drafts are open in the mail program.")
MERGE_LIKE_THIS = Text("按此合并？", "Merge like this?")
SHARE_ANYWAY = Text("照样给其余的人生成副本？", "Make the copies for the others as things stand?")
SAVE_AND_ADD = Text(
    "将在 {name} 里新增“{table}”：先保存并关闭这份工作簿，新增后自动重新打开。继续？",
    "“{table}” will be added to {name}: the workbook is saved and closed, and opened again afterwards. Go on?",
)
GO_ON = Text("按此导入？", "Import it like this?")
ABOUT = Text(
    "改善工作簿 {version}\nxlwings {xlwings}\nPython：{python}\n日志：{log}",
    "Kaizen Ribbon {version}\nxlwings {xlwings}\nPython: {python}\nLog file: {log}",
)
