#!/usr/bin/env bash
# lunarcalendar 0.0.9 and borax 4.1.3: 中秋 of 2089 on another day than five other libraries and the sky have it.
#
# Guess:     libraries that turn lunar dates into solar ones agree as long as they answer at all: the rules of the Chinese
#            calendar are a standard (GB/T 33661-2017), and 除夕, 清明, 端午 and 中秋 are looked up, not estimated.
# Behaviour: the new moon of September 2089 comes at 23:57 on the 4th in Beijing (15:57 UTC by ephem), so the eighth month
#            begins on the 4th and 中秋 is the 18th. Both begin it on the 5th, from the same old table; no error, no
#            warning. `holidays` has both days. From 2025 to 2088 all agree, day by day.
# For us:    lunar-python computes new moons itself and is right throughout; days off by law end with 2080.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet lunarcalendar==0.0.9 borax==4.1.3 lunar-python==1.4.8 lunardate==0.3.0 \
  zhdate==0.1 cnlunar==0.2.5 sxtwl==2.0.7 ephem==4.2.1
seen=$("$folder/venv/bin/python" - <<'PY'
from datetime import date, datetime

import borax.calendars.lunardate
import cnlunar
import ephem
import lunar_python
import lunarcalendar
import lunardate
import sxtwl
import zhdate


def by_lunar_python(year, month, day):
    solar = lunar_python.Lunar.fromYmd(year, month, day).getSolar()
    return date(solar.getYear(), solar.getMonth(), solar.getDay())


def by_sxtwl(year, month, day):
    solar = sxtwl.fromLunar(year, month, day)
    return date(solar.getSolarYear(), solar.getSolarMonth(), solar.getSolarDay())


def by_cnlunar(year, month, day):
    for number in range(date(year, 9, 15).toordinal(), date(year, 9, 23).toordinal()):
        known = date.fromordinal(number)
        lunar = cnlunar.Lunar(datetime(known.year, known.month, known.day, 10))
        if (lunar.lunarMonth, lunar.lunarDay) == (month, day):
            return known


LIBRARIES = {
    "lunarcalendar": lambda *day: lunarcalendar.Converter.Lunar2Solar(lunarcalendar.Lunar(*day, False)).to_date(),
    "borax": lambda *day: borax.calendars.lunardate.LunarDate(*day).to_solar_date(),
    "lunar-python": by_lunar_python,
    "lunardate": lambda *day: lunardate.LunarDate(*day).to_solar_date(),
    "zhdate": lambda *day: zhdate.ZhDate(*day).to_datetime().date(),
    "sxtwl": by_sxtwl,
    "cnlunar": by_cnlunar,
}
print("new moon", ephem.next_new_moon("2089/8/25"), "UTC")
for name, convert in LIBRARIES.items():
    print(name, convert(2089, 8, 15))
quick = {name: convert for name, convert in LIBRARIES.items() if name != "cnlunar"}
feasts = [(year, *day) for year in range(2025, 2089) for day in ((1, 1), (5, 5), (8, 15))]
print("others that differ:", sum(len({convert(*day) for convert in quick.values()}) > 1 for day in feasts), "of", len(feasts))
PY
)
expected="new moon 2089/9/4 15:57:13 UTC
lunarcalendar 2089-09-19
borax 2089-09-19
lunar-python 2089-09-18
lunardate 2089-09-18
zhdate 2089-09-18
sxtwl 2089-09-18
cnlunar 2089-09-18
others that differ: 0 of 192"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed; it was:" >&2; echo "$expected" >&2; exit 1; }
