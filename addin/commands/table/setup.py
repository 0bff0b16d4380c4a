"""The commands that put the add-in into Excel, check up on it, and take it away."""

from __future__ import annotations

from addin.commands.table.model import TOOLS, Command, Option
from addin.commands.table.options import JSON, output
from udfs.lang import Text

_ALL_USERS = Option(
    "all_users",
    Text("为这台电脑的所有用户（需要管理员）", "for all users of this computer (as administrator)"),
    flags=("--all-users",),
)

COMMANDS = (
    Command(
        "install",
        TOOLS,
        "addin.cli.addin:install",
        help=Text(
            "为当前 Python 环境生成 Excel 加载项，放到 Excel 启动时打开的位置；可重复运行。",
            "Build the Excel add-in for this Python environment and put it where Excel starts it; safe to repeat.",
        ),
        example="kaizen install",
        options=(_ALL_USERS,),
    ),
    Command(
        "uninstall",
        TOOLS,
        "addin.cli.addin:uninstall",
        help=Text("移除 Excel 加载项。", "Remove the Excel add-in."),
        example="kaizen uninstall",
        options=(_ALL_USERS,),
    ),
    Command(
        "doctor",
        TOOLS,
        "addin.cli.addin:doctor",
        help=Text(
            "检查加载项能否工作：版本、组件、商店版 Python、被拦截的文件、网盘文件夹、宏策略；逐项给出处理办法。",
            "Check what keeps the add-in from working: versions, library, Store Python, blocked files, synchronised folders, "
            "macro policy; with a remedy for each.",
        ),
        example="kaizen doctor",
        options=(JSON,),
    ),
    Command(
        "build-addin",
        TOOLS,
        "addin.cli.addin:build_addin",
        help=Text(
            "只生成加载项文件，例如由 IT 部门统一分发。",
            "Only make the add-in file, for an IT department to hand out.",
        ),
        example="kaizen build-addin -o kaizen.xlam --python C:\\kaizen\\.venv\\Scripts\\pythonw.exe",
        options=(
            output("保存到哪个文件", "file to save to", required=True),
            Option(
                "python",
                Text(
                    "将为 Excel 服务的 Python 解释器的完整路径（默认当前这个）",
                    "full path of the Python that will serve Excel (this one by default)",
                ),
                str,
                ("--python",),
            ),
        ),
    ),
    Command(
        "serve",
        TOOLS,
        "addin.cli.addin:serve",
        help=Text(
            "手工启动函数服务：公司策略不允许 Excel 启动程序时使用。",
            "Start the function server by hand, where a policy forbids Excel from starting programs.",
        ),
        example="kaizen serve",
    ),
)
