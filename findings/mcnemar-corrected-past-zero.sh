#!/usr/bin/env bash
# statsmodels 0.15.0 and pingouin 0.7.0: McNemar's test finds a difference where there is none at all.
#
# Guess:     with as many pairs that changed one way as the other (b = c) nothing speaks for a difference: the statistic is 0
#            and p is 1, with continuity correction as without. The correction makes a test more careful, never less.
# Behaviour: both compute (|b − c| − 1)²/(b + c) also for b = c, where the correction goes past zero and counts as a
#            distance of 1: b = c = 1 gives p = 0.48 and b = c = 5 p = 0.75. In statsmodels that is the default for
#            `exact=False`. R's `mcnemar.test` leaves the correction out where b = c, and answers 1.
# For us:    `udfs.statistics.proportions.mcnemar` corrects down to zero and no further.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet statsmodels==0.15.0 pingouin==0.7.0 numpy==2.4.6 scipy==1.17.1
seen=$("$folder/venv/bin/python" -W ignore - <<'PY'
import pandas as pd
import pingouin
import statsmodels
from statsmodels.stats.contingency_tables import mcnemar

print("statsmodels", statsmodels.__version__, "pingouin", pingouin.__version__)
for changed in (1, 5, 20):
    table = [[10, changed], [changed, 10]]
    plain, corrected = (mcnemar(table, exact=False, correction=way).pvalue for way in (False, True))
    before = [1] * (10 + changed) + [0] * (10 + changed)
    after = [1] * 10 + [0] * changed + [1] * changed + [0] * 10
    pairs = pd.DataFrame({"before": before, "after": after})
    other = pingouin.chi2_mcnemar(pairs, "before", "after", correction=True)[1].iloc[0]["p_approx"]
    print(f"b = c = {changed}: p = {plain:.2f}, corrected {corrected:.2f}; pingouin, corrected {float(other):.2f}")
PY
)
expected="statsmodels 0.15.0 pingouin 0.7.0
b = c = 1: p = 1.00, corrected 0.48; pingouin, corrected 0.48
b = c = 5: p = 1.00, corrected 0.75; pingouin, corrected 0.75
b = c = 20: p = 1.00, corrected 0.87; pingouin, corrected 0.87"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed; it was:" >&2; echo "$expected" >&2; exit 1; }
