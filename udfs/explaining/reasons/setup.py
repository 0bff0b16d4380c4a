"""Why it matters what stands in the way of the add-in."""

from udfs.lang import Text
from udfs.problems import setup as s
from udfs.problems.model import Reasons

REASONS: Reasons = (
    (
        Text(
            "加载项要放在 Excel 启动时打开的文件夹里；放不进去，选项卡就不会出现",
            "the add-in has to be in the folder that Excel opens at its start; elsewhere its tab does not show",
        ),
        (s.NO_EXCEL_HERE, s.EXCEL_OPEN, s.NO_OFFICE_FOLDER, s.NOT_INSTALLED),
    ),
    (
        Text(
            "加载项记着生成它时的版本和解释器；不一致时，按钮可能没有反应",
            "the add-in remembers the version and interpreter that it was built for; where they differ, buttons may not answer",
        ),
        (s.OTHER_VERSION, s.UNKNOWN_BUTTON),
    ),
    (
        Text(
            "Excel 通过这些组件启动 Python；缺一个，按钮和函数都不能用",
            "Excel starts Python through these libraries; with one of them missing neither buttons nor functions work",
        ),
        (s.LIBRARY_MISSING, s.PYWIN32_MISSING, s.STORE_PYTHON),
    ),
    (
        Text(
            "macOS 上的 Excel 只能运行这个文件夹里的脚本；没有它，按钮没有反应",
            "Excel for macOS may run scripts from this folder only; without the script its buttons do nothing",
        ),
        (s.SCRIPT_OUTDATED,),
    ),
    (
        Text(
            "被拦截的宏不会运行，也常常没有提示，看上去就像没有安装",
            "blocked macros do not run, often without a message; it looks as if nothing were installed",
        ),
        (s.FILE_BLOCKED, s.MACROS_DISABLED),
    ),
    (
        Text(
            "网盘可能把文件移到云端，Excel 启动 Python 时就找不到它们",
            "a synchronised folder may move files to the cloud, where Excel does not find them when it starts Python",
        ),
        (s.CLOUD_FOLDER,),
    ),
    (
        Text(
            "工作表函数靠 Windows 的组件与 Excel 通信，别的系统上没有",
            "worksheet functions talk to Excel through a part of Windows that other systems do not have",
        ),
        (s.SERVER_NEEDS_WINDOWS,),
    ),
)
