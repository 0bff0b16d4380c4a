"""Charts of LibreOffice as xlwings would give Excel's: their series with the formulas that say what they show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any

_PLACE = re.compile(r"^\$?('(?:[^']|'')+'|[^.]+)\.(\$[A-Z]+\$\d+(?::\$[A-Z]+\$\d+)?)$")


class Series:
    """A series: its formula is `=SERIES(name,labels,values,order)`."""

    def __init__(self, chart: Any, content: Any, order: int, labels: list[str]) -> None:
        self._chart, self._content, self._order = chart, content, order
        self._known = ""
        # All series of a chart have the same; asking for them takes long.
        self._labels = labels

    @property
    def api(self) -> Series:
        return self

    @property
    def Formula(self) -> str:  # noqa: N802 - Excel's name
        if not self._known:
            if not self._labels:
                labels = self._axis.Categories
                self._labels.append(_excel(labels.Values) if labels else "")
            shown = _excel(self._content.DataSequences[0].Values)
            self._known = f"=SERIES(,{self._labels[0]},{shown},{self._order})"
        return self._known

    @Formula.setter
    def Formula(self, formula: str) -> None:  # noqa: N802 - Excel's name
        self._known = ""
        self._labels.clear()
        _, labels, values, _ = formula.removeprefix("=SERIES(").removesuffix(")").split(",")
        axis = self._axis
        if labels:
            axis.Categories = self._sequence(axis.Categories, labels)
            self._chart.getFirstDiagram().CoordinateSystems[0].getAxisByDimension(0, 0).setScaleData(axis)
        self._content.setData((self._sequence(self._content.DataSequences[0], values),))

    @property
    def _axis(self) -> Any:
        return self._chart.getFirstDiagram().CoordinateSystems[0].getAxisByDimension(0, 0).getScaleData()

    def _sequence(self, old: Any, place: str) -> Any:
        sheet, _, address = place.rpartition("!")
        provider = self._chart.getDataProvider()
        built = provider.createDataSequenceByRangeRepresentation(f"${sheet}.{address}")
        built.Role = old.Values.Role
        old.setValues(built)
        return old


def _excel(values: Any) -> str:
    place = _PLACE.match(values.SourceRangeRepresentation)
    assert place is not None, values.SourceRangeRepresentation
    return f"{place[1]}!{place[2]}"


class AllSeries:
    """The series of a chart."""

    def __init__(self, chart: Any) -> None:
        kinds = [kind for system in chart.getFirstDiagram().CoordinateSystems for kind in system.ChartTypes]
        content = [series for kind in kinds for series in kind.DataSeries]
        labels: list[str] = []
        self._series = [Series(chart, series, order, labels) for order, series in enumerate(content, 1)]

    def __call__(self, key: int) -> Series:
        return self._series[key - 1]

    def __len__(self) -> int:
        return len(self._series)

    def __iter__(self) -> Any:
        return iter(self._series)


class Chart:
    """A chart."""

    def __init__(self, content: Any) -> None:
        self._chart = content.EmbeddedObject

    @cached_property
    def series(self) -> AllSeries:
        return AllSeries(self._chart)


class Charts:
    """The charts of a sheet, each asked for once."""

    def __init__(self, content: Any) -> None:
        self._content = content
        self._known: dict[str, Chart] = {}

    def __iter__(self) -> Iterator[Chart]:
        for name in self._content.ElementNames:
            if name not in self._known:
                self._known[name] = Chart(self._content.getByName(name))
            yield self._known[name]
