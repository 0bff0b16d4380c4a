"""Sample values for messages about figures that a calculation cannot take."""

from udfs.explaining.usual_samples import Values
from udfs.lang import Text

OF_STATISTICS: dict[str, Values] = {
    "stat-value-no-number": {"value": Text("约 3 天", "about 3 days")},
    "stat-not-a-count": {"value": 7.5},
    "stat-part-exceeds": {"x": 12, "n": 10},
    "stat-too-few": {"n": 1, "least": 2},
    "stat-unpaired": {"first": 12, "second": 11},
    "stat-share-range": {"value": 80},
    "stat-table-shape": {"rows": 2, "columns": 2},
    "stat-not-above-zero": {"value": 0},
    "stat-negative": {"value": -3},
    "stat-not-0-to-10": {"value": 11},
}
