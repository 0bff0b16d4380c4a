#!/usr/bin/env bash
# MPXJ 16.10.0: a duration of 40 hours is five days, or one and two thirds, by the way in which XML writes it. Needs Java.
#
# Guess:     durations of a project file (MSPDI) are `xsd:duration`, so that PT40H and P1DT16H are the same value: five
#            working days of eight hours. Writers that hand a time span to a library write the second form (isodate here,
#            .NET's XmlConvert).
# Behaviour: the D counts as a working day of eight hours, the hours after it as parts of a day of 24: P1DT16H is read as
#            13⅓ hours, P3DT8H (80 hours) as 26⅔. No error, no warning: the plan is three times as fast.
# For us:    our export writes hours only (PT40H0M0S), as Microsoft Project does; our import takes P1DT16H as 40 hours.
set -euo pipefail
command -v java > /dev/null || { echo "this needs Java" >&2; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-deps mpxj==16.10.0 jpype1==1.7.1 packaging==26.4 isodate==0.7.2
seen=$("$folder/venv/bin/python" - <<'PY'
from datetime import timedelta
from importlib.metadata import version

import isodate
import jpype
import mpxj  # puts the classes where Java finds them

jpype.startJVM()
from java.io import ByteArrayInputStream
from org.mpxj.mspdi import MSPDIReader

PLAN = """<Project xmlns="http://schemas.microsoft.com/project"><MinutesPerDay>480</MinutesPerDay><Tasks><Task><UID>1</UID>
<ID>1</ID><Name>a</Name><OutlineLevel>1</OutlineLevel><Duration>{}</Duration><DurationFormat>5</DurationFormat></Task></Tasks></Project>"""
print("mpxj", version("mpxj"), "isodate", version("isodate"))
for hours in (8, 40, 80):
    for text in (f"PT{hours}H0M0S", isodate.duration_isoformat(timedelta(hours=hours))):
        project = MSPDIReader().read(ByteArrayInputStream(PLAN.format(text).encode()))
        length = project.getTasks().get(0).getDuration()
        print(f"{hours} hours as {text}: {length.getDuration():.2f} {length.getUnits()}")
PY
)
expected="mpxj 16.10.0 isodate 0.7.2
8 hours as PT8H0M0S: 8.00 h
8 hours as PT8H: 8.00 h
40 hours as PT40H0M0S: 40.00 h
40 hours as P1DT16H: 13.33 h
80 hours as PT80H0M0S: 80.00 h
80 hours as P3DT8H: 26.67 h"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed; it was:" >&2; echo "$expected" >&2; exit 1; }
