#!/usr/bin/env bash
# openpyxl 3.1.5 and XlsxWriter 3.2.9: a number that is written is not always the number that is read back.
#
# Guess:     a float survives a workbook: files hold numbers as text, and Excel itself writes the 17 digits that tell any
#            two of them apart (0.1+0.2 is stored as 0.30000000000000004).
# Behaviour: both write 16 significant digits. Opening a workbook in openpyxl and saving it, with nothing edited, changes
#            such numbers, so that two cells that differed may be equal afterwards.
# For us:    a workbook that these two have saved is no oracle for “equal means equal”; numbers are written by repr().
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-deps openpyxl==3.1.5 et-xmlfile==2.0.0 XlsxWriter==3.2.9
seen=$("$folder/venv/bin/python" - "$folder" <<'PY'
import re
import sys
import zipfile
from pathlib import Path

import openpyxl
import xlsxwriter

folder = Path(sys.argv[1])
SHEET = "xl/worksheets/sheet1.xml"


def stored(path):
    return re.findall("<v>(.*?)</v>", zipfile.ZipFile(path).read(SHEET).decode())


print("openpyxl", openpyxl.__version__, "XlsxWriter", xlsxwriter.__version__)
book = xlsxwriter.Workbook(folder / "a.xlsx")
book.add_worksheet().write_row(0, 0, [0.1 + 0.2, 0.3])
book.close()
print("XlsxWriter writes", [0.1 + 0.2, 0.3], "as", stored(folder / "a.xlsx"))

# The same workbook with the first number as Excel stores it.
with zipfile.ZipFile(folder / "a.xlsx") as old, zipfile.ZipFile(folder / "b.xlsx", "w") as new:
    for name in old.namelist():
        part = old.read(name)
        new.writestr(name, part.replace(b"<v>0.3</v>", b"<v>0.30000000000000004</v>", 1) if name == SHEET else part)
book = openpyxl.load_workbook(folder / "b.xlsx")
print("openpyxl reads", [cell.value for cell in book.active[1]])
book.save(folder / "c.xlsx")
print("openpyxl saves", stored(folder / "c.xlsx"))
PY
)
expected="openpyxl 3.1.5 XlsxWriter 3.2.9
XlsxWriter writes [0.30000000000000004, 0.3] as ['0.3', '0.3']
openpyxl reads [0.30000000000000004, 0.3]
openpyxl saves ['0.3', '0.3']"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed; it was:" >&2; echo "$expected" >&2; exit 1; }
