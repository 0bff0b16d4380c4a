#!/usr/bin/env bash
# lifelines 0.30.3 and statsmodels 0.15.0: which of two cases is the median depends on the last digit of a float.
#
# Guess:     of an even number n of cases, all closed, after 1, 2, … n days, exactly half are open from day n/2 to the next.
#            Whatever the rule for the median in that case (day n/2, the next one, or the middle between them), it is the
#            same for every n.
# Behaviour: both multiply shares as floats and compare the product with 0.5: where it comes out as 0.5000000000000001 or
#            0.49999999999999994 instead of one half, the median jumps to a neighbouring day. lifelines answers n/2, but
#            n/2 + 1 for 8 of the 30 sizes up to 60; statsmodels answers n/2 for 5 of them and n/2 + 1 for 25. No warning.
# For us:    `udfs.statistics.survival` multiplies fractions; one half is one half, and the middle is taken, as R does.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet lifelines==0.30.3 statsmodels==0.15.0 numpy==2.4.6 scipy==1.17.1
seen=$("$folder/venv/bin/python" -W ignore - <<'PY'
import lifelines
import numpy as np
import statsmodels
from statsmodels.duration.survfunc import SurvfuncRight

print("lifelines", lifelines.__version__, "statsmodels", statsmodels.__version__)
SIZES = range(2, 61, 2)
medians = {
    "lifelines": lambda days: lifelines.KaplanMeierFitter().fit(days).median_survival_time_,
    "statsmodels": lambda days: SurvfuncRight(days, np.ones(len(days))).quantile(0.5),
}
for name, median in medians.items():
    later = [n for n in SIZES if median(np.arange(1, n + 1)) == n // 2 + 1]
    at_half = [n for n in SIZES if median(np.arange(1, n + 1)) == n // 2]
    print(f"{name}: day n/2 for {len(at_half)} sizes, the next for {len(later)}; the fewer:", *min(later, at_half, key=len))
PY
)
expected="lifelines 0.30.3 statsmodels 0.15.0
lifelines: day n/2 for 22 sizes, the next for 8; the fewer: 6 8 14 18 20 44 58 60
statsmodels: day n/2 for 5 sizes, the next for 25; the fewer: 12 18 56 58 60"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed; it was:" >&2; echo "$expected" >&2; exit 1; }
