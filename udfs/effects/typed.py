"""What somebody typed of one period: `x=17, n=20`, `n=12, mean=48.2, sd=6.1`, or the values one after the other."""

from __future__ import annotations

import re
import unicodedata

from udfs.effects.observed import MOST_CASES, Observed
from udfs.monitoring.series import LARGEST
from udfs.problems import RefusalError, verifying
from udfs.statistics.contrasts import typed_moments
from udfs.statistics.samples import part
from udfs.values import CellValue, is_blank, plain

_NAMES = {
    "x": "x", "其中": "x", "符合": "x", "n": "n", "总数": "n", "个数": "n", "mean": "mean", "均值": "mean", "平均": "mean",
    "平均值": "mean", "sd": "sd", "标准差": "sd", "stdev": "sd",
}  # fmt: skip
_NAMED = re.compile(r"([^\W\d]+)\s*[=:]\s*(-?\d+(?:\.\d+)?)")
_SHARE = re.compile(r"(\d+)\s*/\s*(\d+)")
_SEPARATORS = re.compile(r"[,;、\s]+")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")


def observed(value: CellValue) -> Observed:
    """Return what a cell says of one period; a blank one says nothing. What cannot be read is refused.

    A single number is a sample of one value. Full-width digits and signs are read as well.
    """
    if is_blank(value):
        return Observed()
    text = unicodedata.normalize("NFKC", plain(value)).strip().casefold()
    share = _SHARE.fullmatch(text)
    if share is not None:
        return _counted(int(share[1]), int(share[2]), plain(value))
    numbers = [entry for entry in _SEPARATORS.split(text) if entry]
    if numbers and all(_NUMBER.fullmatch(entry) for entry in numbers):
        values = tuple(map(float, numbers))
        if max(map(abs, values)) > LARGEST:
            raise RefusalError(verifying.DATA_UNREADABLE, value=plain(value))
        return Observed(values=values)
    return _named(text, plain(value))


def _named(text: str, shown: str) -> Observed:
    given = {_NAMES.get(name): float(number) for name, number in _NAMED.findall(text)}
    if len(given) < len(_NAMED.findall(text)) or any(abs(number) > LARGEST for number in given.values()):
        given = {}  # one name stands twice, or what nobody measures
    if not _SEPARATORS.fullmatch(_NAMED.sub("", text) or ","):
        given = {}
    if given.keys() == {"x", "n"}:
        return _counted(given["x"], given["n"], shown)
    if given.keys() == {"n", "mean", "sd"} and given["n"] <= MOST_CASES:
        return Observed(figures=typed_moments(given["n"], given["mean"], given["sd"]))
    raise RefusalError(verifying.DATA_UNREADABLE, value=shown)


def _counted(x: float, n: float, shown: str) -> Observed:
    if n > MOST_CASES:
        raise RefusalError(verifying.DATA_UNREADABLE, value=shown)
    return Observed(counts=(part(x, n),))
