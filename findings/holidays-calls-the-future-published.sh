#!/usr/bin/env bash
# holidays 0.109: days off in China of years that nobody has published look like those of published ones.
#
# Guess:     the arrangement of a year in China is known when the State Council publishes it, late in the year before. A
#            later year is refused (as chinesecalendar 1.11.0 does), or its days are marked as estimated: the class has
#            the words for that (`estimated_label`, “%s（推定）”).
# Behaviour: 2030 has its days without a mark, even the weekdays that make up for weekends (补假), which only the notice
#            decides; of make-up working days, of which 2026 has six, there are none. Nothing in the answer tells it from
#            2026.
# For us:    days of years ahead are taken from the law and marked as provisional by ourselves; of the published years
#            nothing but the notices counts.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet holidays==0.109 chinesecalendar==1.11.0
seen=$("$folder/venv/bin/python" - <<'PY'
from datetime import date, timedelta

import chinese_calendar
import holidays

print("holidays", holidays.__version__)
for year in (2026, 2030):
    china = holidays.China(years=year, language="zh_CN")
    marked = sum("推定" in name for name in china.values())
    chosen = [f"{day:%m-%d} {name}" for day, name in sorted(china.items()) if "补假" in name]
    days = (date(year, 1, 1) + timedelta(days=after) for after in range(365))
    worked = sum(day.weekday() > 4 and china.is_working_day(day) for day in days)
    print(year, len(china), "days,", marked, "estimated,", worked, "weekend days worked,", "; ".join(chosen))
print(china.estimated_label)
try:
    chinese_calendar.is_workday(date(2030, 2, 6))
except NotImplementedError as error:
    print("chinesecalendar:", error)
PY
)
expected="holidays 0.109
2026 22 days, 0 estimated, 6 weekend days worked, 04-06 清明节（补假）; 05-04 劳动节（补假）; 10-05 国庆节（补假）
2030 15 days, 0 estimated, 0 weekend days worked, 02-06 农历除夕（补假）; 02-07 春节（补假）
%s（推定）
chinesecalendar: no available data for year 2030, only year between [2004, 2026] supported"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed; it was:" >&2; echo "$expected" >&2; exit 1; }
