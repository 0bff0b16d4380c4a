#!/usr/bin/env bash
# openpyxl 3.1.5: a formula that is moved keeps a cell that stands before `:INDEX(`.
#
# Guess:     `Translator` moves every relative reference of a formula, as filling down in Excel does: one row down,
#            `=SUM(A1:INDEX(A1:A9,3))` becomes `=SUM(A2:INDEX(A2:A10,3))`.
# Behaviour: the tokenizer reads `A1:INDEX(` as the name of one function, so its A1 stays, while the references inside the
#            brackets move. The same range written the other way round, `INDEX(A1:A9,3):A1`, moves whole. No error, no
#            warning: the formula is valid and sums other cells.
# For us:    whoever rewrites formulas with this tokenizer has to look into the names of functions, too.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-deps openpyxl==3.1.5 et-xmlfile==2.0.0
seen=$("$folder/venv/bin/python" - <<'PY'
import openpyxl
from openpyxl.formula import Tokenizer
from openpyxl.formula.translate import Translator

print(openpyxl.__version__)
for formula in ("=SUM(A1:INDEX(A1:A9,3))", "=SUM(A1:OFFSET(A1,2,0))", "=SUM(INDEX(A1:A9,3):A1)"):
    print(formula, "→", Translator(formula, "B1").translate_formula("B2"))
print([token.value for token in Tokenizer("=SUM(A1:INDEX(A1:A9,3))").items if token.type == "FUNC"])
PY
)
expected="3.1.5
=SUM(A1:INDEX(A1:A9,3)) → =SUM(A1:INDEX(A2:A10,3))
=SUM(A1:OFFSET(A1,2,0)) → =SUM(A1:OFFSET(A2,2,0))
=SUM(INDEX(A1:A9,3):A1) → =SUM(INDEX(A2:A10,3):A2)
['SUM(', 'A1:INDEX(', ')', ')']"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed; it was:" >&2; echo "$expected" >&2; exit 1; }
