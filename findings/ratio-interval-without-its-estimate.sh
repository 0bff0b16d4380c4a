#!/usr/bin/env bash
# statsmodels 0.15.0: the score interval of a ratio of two shares lies beside the ratio, and may be a complex number.
#
# Guess:     `confint_proportions_2indep(8, 10, 20, 20, compare="ratio", method="score")`, 8 of 10 against all of 20, answers
#            two real numbers with the ratio, 0.8, between them. Turning the groups round turns the interval round.
# Behaviour: it answers 0.933 to 0.979. Where all of the second group are counted, the lower end is always wrong, and with
#            fewer cases complex as well: 0.8+0j for a ratio of 0.5. numpy warns at most. With the groups turned round the
#            upper end is right, and its reciprocal, 0.490, is the lower end that should have come (Koopman, Biometrics
#            1984, 40:513).
# For us:    `udfs.statistics.intervals.share_ratio` keeps shares within 0 and 1. An oracle is asked at its edges, too.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet statsmodels==0.15.0 numpy==2.4.6 scipy==1.17.1
seen=$("$folder/venv/bin/python" -W ignore - <<'PY'
import statsmodels
from statsmodels.stats.proportion import confint_proportions_2indep as interval

print("statsmodels", statsmodels.__version__)
for a, m, b, n in ((1, 2, 3, 3), (1, 2, 4, 4), (2, 2, 3, 3), (8, 10, 20, 20)):
    low, high = interval(a, m, b, n, compare="ratio", method="score", correction=False)
    turned = 1 / interval(b, n, a, m, compare="ratio", method="score", correction=False)[1]
    print(f"{a}/{m} : {b}/{n} = {a * n / (b * m):.2f}, low {type(low).__name__} {low.real:.3f}, turned {turned.real:.3f}, high {high.real:.3f}")
PY
)
expected="statsmodels 0.15.0
1/2 : 3/3 = 0.50, low complex128 0.800, turned 0.095, high 1.524
1/2 : 4/4 = 0.50, low complex128 0.833, turned 0.095, high 1.300
2/2 : 3/3 = 1.00, low complex128 1.000, turned 0.342, high 2.280
8/10 : 20/20 = 0.80, low float64 0.933, turned 0.490, high 0.979"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed; it was:" >&2; echo "$expected" >&2; exit 1; }
