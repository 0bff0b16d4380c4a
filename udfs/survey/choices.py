"""The words of a survey: kinds of questions, whether an answer counts, topics of interviews."""

from udfs.lang import Text, same

SINGLE = Text("单选", "Single choice")
MULTIPLE = Text("多选", "Multiple choice")
RANKING = Text("排序", "Ranking")
SCALE = Text("量表", "Scale")
MATRIX = Text("矩阵", "Matrix")
OPEN = Text("填空", "Open")
NPS = same("NPS")
KINDS = (SINGLE, MULTIPLE, RANKING, SCALE, MATRIX, OPEN, NPS)

# What somebody decides about an answer that looks invalid; blank counts as taken.
TAKEN = Text("采用", "Counted")
LEFT_OUT = Text("不采用", "Left out")
DECISIONS = (TAKEN, LEFT_OUT)

# What interviews ask about (R29).
TOPICS = (Text("效率", "Efficiency"), Text("痛点", "Pain points"), Text("建议", "Suggestions"), Text("补充", "More"))

# How what was chosen, ranked and rated stands in one cell of 答卷: several options, ranked ones, and rows of a matrix with
# their values. The first two are what the most used platform writes; no option that anybody types holds them.
BETWEEN_OPTIONS, BETWEEN_RANKS, AFTER_ROW = "┋", "→", "＝"
# How an answer of one's own stands behind the option that asks for it.
OWN_WORDS = ("〖", "〗")
# A question that the questionnaire did not ask of somebody, because of an answer before; not the same as no answer.
SKIPPED = Text("(跳过)", "(skipped)")
