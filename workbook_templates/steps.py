"""The six steps of the method, in order: what the sheet 首页 and the tabs of the tables are arranged by."""

from udfs.lang import Text

IDENTIFY, CAUSES, SOLUTIONS, PILOT, RESULTS, STANDARDISE = range(1, 7)

STEPS: dict[int, Text] = {
    IDENTIFY: Text("识别问题", "Identify"),
    CAUSES: Text("根因分析", "Root causes"),
    SOLUTIONS: Text("制定方案", "Solutions"),
    PILOT: Text("试点落地", "Pilot"),
    RESULTS: Text("验证效果", "Results"),
    STANDARDISE: Text("固化推广", "Standardise"),
}
