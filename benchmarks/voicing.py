"""Measures the keywords of many tickets against cutting all of them with jieba and counting the words."""

from __future__ import annotations

import random
import time
from collections import Counter
from pathlib import Path
from statistics import median

from addin.voices import segmenting
from addin.voices import texts as reading
from udfs.keywords.counting import Document, keywords

_TICKETS, _ROUNDS = 50_000, 3
_ABOUT = (
    "物流",
    "快递",
    "客服态度",
    "系统",
    "退款流程",
    "包装",
    "页面加载",
    "APP",
    "发货速度",
    "操作",
    "发票",
    "订单审核",
    "售后服务",
)
_JUDGED = (
    "太慢了",
    "很差",
    "非常复杂",
    "一直卡",
    "破损了",
    "不及时",
    "并不慢",
    "还可以",
    "老是报错",
    "实在是慢",
    "没有问题",
    "太贵",
)
_BEGIN = ("您好，", "客服你好，", "我想反馈一下，", "", "", "来电客户表示，", "用户投诉：", "再次来电，")
_THINGS = (
    "衣服",
    "手机壳",
    "电饭煲",
    "洗面奶",
    "儿童座椅",
    "蓝牙耳机",
    "办公椅",
    "咖啡机",
    "运动鞋",
    "路由器",
    "床上四件套",
    "猫粮",
    "台灯",
    "保温杯",
)
_PLACES = ("上海", "成都", "哈尔滨", "广州", "杭州", "西安", "武汉", "郑州", "苏州", "厦门", "昆明", "青岛")
_DEMANDS = ("请尽快处理", "要求退款", "希望改进", "请给个说法", "要求补发", "麻烦核实一下", "等待回电", "")
_END = ("感谢您的反馈，我们会尽快处理，请您耐心等待。", "已为您登记，给您带来的不便深表歉意。", "", "", "谢谢。")
_PASTED = (
    "此用户没有填写评价。",
    "物流太慢了，等了好几天都没有收到，以后不会再买了",
    "系统默认好评",
    "客服一直没人回复，打电话也打不通，希望尽快解决",
)


def tickets(number: int, seed: int = 7) -> list[str]:
    """Return tickets as service desks have them: a third repeats, the others near-repeats and different ones."""
    rng = random.Random(seed)  # noqa: S311 - the same tickets every time
    texts: list[str] = []
    for _ in range(number):
        draw = rng.random()
        if draw < 0.2:
            texts.append(rng.choice(_PASTED))
        elif draw < 0.33 and texts:
            texts.append(rng.choice(texts))
        else:
            day, order = rng.randrange(1, 29), rng.randrange(10**9)
            story = (
                f"{rng.choice(_BEGIN)}{day}号在{rng.choice(_PLACES)}买的{rng.choice(_THINGS)}，订单号{order:09}，"
                f"{rng.choice(_ABOUT)}{rng.choice(_JUDGED)}，{rng.choice(_ABOUT)}{rng.choice(_JUDGED)}"
            )
            texts.append(f"{story}，等了{rng.randrange(1, 15)}天，{rng.choice(_DEMANDS)}。{rng.choice(_END)}")
    return texts


def measure_keywords(_folder: Path) -> None:
    """Count the keywords of tickets, denials and families told apart, against `jieba.lcut` and a Counter in one process."""
    import jieba

    texts = tickets(_TICKETS)

    def ours() -> None:
        complaints = reading.complaints_of(texts, reading.Words((), (), ()))
        keywords([Document(text, None, each) for text, each in zip(texts, complaints, strict=True)], None)

    def theirs() -> None:
        cutting = jieba.Tokenizer()  # both load the dictionary
        Counter(word for text in texts for word in cutting.lcut(text))

    taken: dict[object, list[float]] = {ours: [], theirs: []}
    for _ in range(_ROUNDS):
        for contender in (ours, theirs):
            reading.reader_of.cache_clear()
            segmenting.dictionary.cache_clear()
            start = time.perf_counter()
            contender()
            taken[contender].append(time.perf_counter() - start)
    one, other = (median(seconds) for seconds in taken.values())
    what = f"keywords of {_TICKETS} tickets ({len({*texts})} different) / jieba.lcut + Counter"
    print(f"{what:<64} {one:8.3f} s   {other:8.3f} s   {other / one:6.1f}×   (target 3×)")
