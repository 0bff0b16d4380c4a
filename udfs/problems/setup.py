"""What stands in the way of the add-in: found by `doctor`, met by `install`."""

from udfs.lang import Text
from udfs.problems.model import Problem

NO_EXCEL_HERE = Problem(
    "no-excel-here",
    Text("这台电脑的系统（{system}）上没有 Excel", "there is no Excel on this system ({system})"),
    Text(
        "用 kaizen build-addin -o kaizen.xlam --python 路径 生成加载项，再复制到装有 Excel 的电脑",
        "make the file with kaizen build-addin -o kaizen.xlam --python PATH and take it to the computer with Excel",
    ),
)
EXCEL_OPEN = Problem(
    "excel-open",
    Text(
        "无法替换 {name}：Excel 可能正开着，或没有写入权限",
        "{name} cannot be replaced: Excel may be open, or writing is not allowed",
    ),
    Text("请关闭所有 Excel 窗口后再试", "close all windows of Excel and try again"),
)
NO_OFFICE_FOLDER = Problem(
    "no-office-folder",
    Text("没有找到 Office 的共用启动文件夹", "the start folder shared by all users of Office was not found"),
    Text(
        "去掉 --all-users 只为自己安装，或请管理员安装",
        "install for yourself without --all-users, or ask an administrator",
    ),
)
NOT_INSTALLED = Problem(
    "addin-missing",
    Text("Excel 的启动文件夹里没有加载项", "the add-in is not in Excel's start folder"),
    Text("请运行 kaizen install", "run kaizen install"),
)
OTHER_VERSION = Problem(
    "addin-outdated",
    Text(
        "加载项是为 {what} {before} 生成的，现在是 {now}",
        "the add-in was built for {what} {before}; this computer has {now}",
    ),
    Text("请关闭 Excel，再运行 kaizen install", "close Excel and run kaizen install"),
)
UNKNOWN_BUTTON = Problem(
    "unknown-button",
    Text("本机的版本没有这个按钮的命令", "this version has no command for that button"),
    Text("请关闭 Excel，再运行 kaizen install", "close Excel and run kaizen install"),
)
SCRIPT_OUTDATED = Problem(
    "script-outdated",
    Text(
        "Excel 用来启动 Python 的脚本不在，或不是为这个环境生成的：{name}",
        "the script with which Excel starts Python is missing or was made for another environment: {name}",
    ),
    Text("请运行 kaizen install", "run kaizen install"),
)
LIBRARY_MISSING = Problem(
    "library-missing",
    Text(
        "没有找到 {name}（应在 python.exe 旁或上一级文件夹）", "{name} was not found beside python.exe or one folder up"
    ),
    Text(
        "请运行 pip install --force-reinstall xlwings；仍然没有则可能被杀毒软件隔离，请管理员放行",
        "run pip install --force-reinstall xlwings; if it is still missing, a virus scanner may be blocking it: ask for an exception",
    ),
)
PYWIN32_MISSING = Problem(
    "pywin32-missing",
    Text("Python 环境里缺少 pywin32", "the Python environment lacks pywin32"),
    Text("请运行 pip install pywin32", "run pip install pywin32"),
)
STORE_PYTHON = Problem(
    "store-python",
    Text(
        "这是应用商店版 Python，Excel 启动不了它：{name}",
        "this Python is from the Microsoft Store, which Excel cannot start: {name}",
    ),
    Text("请从 python.org 安装 Python，重新安装本工具", "install Python from python.org and this product again"),
)
FILE_BLOCKED = Problem(
    "file-blocked",
    Text(
        "{name} 带有“来自网络”的标记，Office 会拦截其中的宏",
        "{name} is marked as coming from the internet; Office blocks its macros",
    ),
    Text(
        "请在文件属性中勾选“解除锁定”，或重新运行 kaizen install",
        "tick Unblock in the file's properties, or run kaizen install again",
    ),
)
CLOUD_FOLDER = Problem(
    "cloud-folder",
    Text(
        "{name} 在网盘同步文件夹中，文件可能不在本机",
        "{name} is in a synchronised folder; its files may not be on this computer",
    ),
    Text("请把环境装到本机文件夹，例如 C:\\kaizen", "install into a folder of this computer, such as C:\\kaizen"),
    "warning",
)
MACROS_DISABLED = Problem(
    "macros-disabled",
    Text("公司策略禁用了宏（{name}）", "a policy disables macros ({name})"),
    Text(
        "请管理员把启动文件夹设为受信任位置，或为加载项签名；文件和命令行不受影响",
        "ask for the start folder to become a trusted location, or for a signature; files and the command line work without",
    ),
)
SERVER_NEEDS_WINDOWS = Problem(
    "server-needs-windows",
    Text("函数服务只能在 Windows 上运行", "the function server runs on Windows only"),
    Text(
        "在 Mac 上请用功能区按钮；公式用通用形式",
        "on a Mac use the ribbon's buttons, and formulas in their portable form",
    ),
)
