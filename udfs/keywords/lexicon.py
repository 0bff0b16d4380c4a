"""The words by which a complaint is known: what is judged (慢, 复杂), what went wrong (漏发, 打不开), and what turns it round.

A judgement belongs to a thing (物流慢); an event may stand alone (漏发) or belong to a thing (系统闪退). Each has one name and
the ways in which people write it; what looks the same and means something else is left out by what stands around it.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Judgements, by the name they are counted under: as regular expressions over normalised text.
JUDGEMENTS: dict[str, str] = {
    "慢": r"缓慢|迟缓|慢(?!性|跑|慢来)",
    "晚": r"(?<![昨今明早夜当每])晚(?!上|饭|餐|会|安|间|辈|报|年|班|高峰)|(?<!推)迟(?!迟|到的)",
    "差": r"(?<![出相偏误时温落参])差(?!不多|别|异|距|价|评|点儿?|旅|额|错|一)|恶劣|糟糕|不好(?!意思|用|看|找|操作)|很烂|太烂|真烂",
    "贵": r"昂贵|贵(?!宾|州|阳|重|姓|公司|司|方|店|族|金属)",
    "复杂": r"复杂|繁琐|繁杂|麻烦(?!您|你|帮|尽快|处理|给|客服|查|问|联系|安排|看)|不方便",
    "难用": r"难用|不好用|难操作|不好操作|反人类",
    "难懂": r"难懂|看不懂|看不明白|不好理解|难理解",
    "难找": r"难找|不好找|找不到",
    "卡顿": r"卡顿|卡死|卡住|卡机|(?<=很)卡|(?<=太)卡|(?<=好)卡|(?<=特别)卡|(?<=非常)卡|(?<=真)卡|(?<=老)卡|(?<=总)卡|卡得|(?<![行用员品刷办房门饭校话贺名显声网购月年])卡(?=$|过$)",
    "不清楚": r"不清楚|不清晰|不明确|不明白|模糊|含糊",
    "不及时": r"不及时|不准时|滞后",
    "延误": r"延误|延迟|延期|拖延|超时|逾期",
    "不符": r"不符|不一致|不匹配|对不上|不相符",
    "错误": r"有误|错误|不准确|不准(?!时|备|确)|不对(?!劲|吧)|出错|搞错|[写算填录记标印打做看传输]错",
    "不足": r"不足|不够(?!意思)|太少|偏少|缺乏|缺少",
    "太多": r"太多|过多|繁多|冗余",
    "敷衍": r"敷衍|推诿|踢皮球|推来推去|互相推",
    "不稳定": r"不稳定|不稳(?![当妥])",
    "高": r"偏高|过高",
    "不统一": r"不统一|各说各的|说法不一",
}

# Of these the thing may stand behind: 找不到入口.
WITH_OBJECT = frozenset(["难找", "难懂"])

# Events, by their names. One that is the doing of whoever sends or answers has no subject of its own.
ALONE: dict[str, str] = {
    "漏发": r"漏发|少发|少件|缺件|漏寄|少寄|漏装|少装",
    "发错": r"发错|错发|寄错|拿错|送错",
    "缺货": r"缺货|断货|无货|没货",
    "丢件": r"丢件",
    "态度差": r"不耐烦|没礼貌|粗鲁|傲慢|冷漠|爱理不理|爱答不理|骂人|吼人",
    "联系不上": r"联系不上|联系不到|打不通|找不到人|电话不通",
    "等待久": r"(?:等|等待|等候)(?:了|得|的)?(?:太|很|好|这么|那么|非常|特别)?久|排队(?:太|很|好)?(?:久|长)",
    "乱收费": r"乱收费|多收费|多扣|扣错|多收钱",
}
OF_A_THING: dict[str, str] = {
    "破损": r"破损|损坏|压坏|摔坏|坏了|坏的|破了|碎了|裂开|开裂|变形|压扁",
    "闪退": r"闪退|崩溃|死机",
    "报错": r"报错|提示错误|提示失败",
    "失败": r"失败",
    "丢失": r"丢失|弄丢|寄丢",
}
# 打不开, 登录不了: a verb with what it does not come to.
_CANNOT = r"(?<=[\u4e00-\u9fff])不(?:了|上|开|进去|出来|出去|通过|动)(?!解|起|手|心)"
# 无法登录 is 登录不了.
_UNABLE = r"(?:无法|没法|没办法)(?:正常)?(?P<able>[\u4e00-\u9fff]{2})"
# 未发货, 没人回复: what was to be done and was not.
_DUE = "发货|回复|到账|退款|处理|解决|更新|收到|到货|派送|揽收|反馈|通知|答复|发|送达|说明"
_UNDONE = (
    rf"(?:还没有?|一直没有?|没有?|未|仍未|迟迟不|一直不|就是不|都不|从不)(?:给我?|帮我?|及时)?(?P<due>{_DUE})(?!错|过)"
)
_NOBODY = r"(?:没有?|无)人(?P<answer>接|回复|回|理|管|处理|跟进|受理|答复|解决|负责)"
_AGAIN = r"(?:重复|反复|来回|多次)(?P<doing>录入|提交|填写|填|扣款|收费|审批|沟通|催|确认)"
# Names of what the four rules above bring; one entry for each way of saying the same.
CANNOT, UNABLE, UNDONE, NOBODY, AGAIN = _CANNOT, _UNABLE, _UNDONE, _NOBODY, _AGAIN
DUE_NAMES = {"收到": "到货", "发": "发货", "送达": "到货", "答复": "回复"}
ANSWER_NAMES = {
    "回": "回复",
    "理": "回复",
    "管": "处理",
    "受理": "处理",
    "答复": "回复",
    "解决": "处理",
    "跟进": "处理",
}
AGAIN_NAMES = {"填": "填写"}

# In front of a judgement these turn it round; an even number of them does not.
NEGATORS = _words(
    "不 没 没有 未 并不 并没 并没有 并未 不是 并非 不算 不太 不怎么 不会 不再 绝不 毫不 毫无 从不 从未 无 不存在 "
    "谈不上 算不上 不像 不如 没那么 没有那么 不那么 没怎么 不曾 未曾 非 不觉得 没觉得 没感觉"
)
# These hold a negator and turn nothing round.
NO_NEGATORS = _words("不能不 不得不 不可不 不仅 不但 不光 不只 不仅仅 不止 不管 不论 不过 不然 不久 没想到 要不 不知")
# Asked, feared or wished for, and so not said to be.
OPEN = r"([\u4e00-\u9fff])不\1|会不会|是不是|有没有|能不能|不要|不用|请勿|如果|万一|假如|生怕|担心|以防|避免|防止|别再|可别"

# A question that means the opposite: 难道不慢吗.
RHETORICAL = r"难道|岂不|还不够"

# Heads that say nothing of their own: 物流速度慢 is 物流慢.
EMPTY_HEADS = _words(
    "速度 时间 效率 方面 过程 问题 情况 现象 程度 感觉 时效 进度 部分 东西 事情 时候 地方 次数 整体 总体 结果"
)
# Heads that need the word before them: 退款流程复杂, not 流程复杂.
LOOSE_HEADS = _words("流程 环节 页面 功能 系统 步骤 手续 规则 界面 入口 单据 信息 数据 接口 服务 质量 渠道 说明")
# Words that are no subject although a dictionary calls them nouns or verbs.
NO_SUBJECTS = _words(
    "开始 突然 觉得 感觉 希望 建议 认为 发现 表示 反映 反馈 有点 有些 一点 真的 实在 简直 的话 客户 用户 顾客 买家 亲 大家 "
    "自己 人 起来 下来 出来 过来 来 去 到 要 有 说 让 给 做 搞 弄 用 想 看 等 收到 遇到 出现 发生 导致 造成 变得 "
    "显得 越来越 投诉 每次 都 也 还 又 太 很 好 是 得 了 的 地 就 老 总 超 挺 蛮 稍微 略 稍 天天 有时 有时候 偶尔 "
    "总是 经常 一直 特别 非常 这个 那个 比 从 在 对 和 跟 被 把 实际 现在 今天 昨天 以前 之前 预计 承诺 本来 平时 "
    "能 可以 应该 可能 需要 必须 会"
)

ENGLISH: dict[str, str] = {
    "slow": r"slow(?:ly|er)?|sluggish|takes? (?:too long|forever|ages)",
    "late": r"late(?!r|st|ly)|delay(?:s|ed)?|overdue",
    "expensive": r"expensive|overpriced|pricey|too costly",
    "complicated": r"complicated|confusing|cumbersome|difficult|hard to use|too complex",
    "poor": r"poor(?:ly)?|bad(?:ly)?|terrible|awful|horrible",
    "rude": r"rude(?:ly)?|impolite|unfriendly",
    "broken": r"broken|damaged|crushed|cracked|torn",
    "missing": r"missing",
    "wrong": r"wrong|incorrect|mistaken",
    "crashes": r"crash(?:es|ed|ing)?|freezes?|froze|frozen",
    "fails": r"fail(?:s|ed|ure)?|does not work|doesn't work|not working",
    "out of stock": r"out of stock|sold out",
    "unanswered": r"no (?:reply|answer|response)|nobody (?:answers|answered|replied|replies)|unanswered",
    "unclear": r"unclear|vague",
}
ENGLISH_NEGATORS = _words(
    "not no never isn't wasn't aren't weren't don't didn't doesn't without hardly isnt wasnt nothing none"
)
ENGLISH_OPEN = r"\bif\b|\bmight\b|\bworried\b|\bafraid\b|\bhope\b"
ENGLISH_EMPTY = _words(
    "a an the is are was were be been being it its this that these those very too so really quite rather "
    "extremely always often again still my our your their his her of in on at to for with and or but as than more "
    "most way far much get gets got getting feels felt seems seemed looks looked has have had do does did i we "
    "you they he she there here just also up only even some any every each time process thing things because when "
    "while since after before item one arrived came arrives comes about"
)
