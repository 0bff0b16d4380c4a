#!/usr/bin/env bash
# pyarrow 26.0.1: the first list or scalar that becomes Arrow data loads pandas, where it is installed.
#
# Guess:     pyarrow knows pandas, but loads it when somebody asks for a data frame (`to_pandas`), as pandas is no
#            requirement of it. A list of texts and a column as numpy have nothing to do with it.
# Behaviour: `pa.array([...])`, `pa.scalar(...)` and `Array.to_numpy()` each load pandas whole at the first call; reading a
#            csv file and looking at buffers do not. Without pandas in the environment the same calls work as well.
# For us:    a command that reads a file by pyarrow to be quick takes its columns from their buffers; else it pays for pandas
#            at the first list (in our case about a quarter of a second and 30 MB).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet pyarrow==26.0.1 numpy==2.4.6
cat > "$folder/shown.py" <<'PY'
import subprocess
import sys

CALLS = {
    "import pyarrow": "",
    "read_csv": "import io, pyarrow.csv as csv; csv.read_csv(io.BytesIO(b'a\\n1\\n2\\n'))['a'].chunk(0).buffers()",
    "array of a list": "pa.array(['a', None])",
    "scalar": "pa.scalar(1)",
    "to_numpy": "import io, pyarrow.csv as csv; csv.read_csv(io.BytesIO(b'a\\n1\\n2\\n'))['a'].chunk(0).to_numpy()",
}
for name, call in CALLS.items():
    code = f"import sys, pyarrow as pa; {call}\nprint('pandas' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    print(f"{name}: {done.stdout.strip()}")
PY
seen=$("$folder/venv/bin/python" "$folder/shown.py" | sed 's/^/without pandas, /')
"$folder/venv/bin/pip" install --quiet pandas==3.1.1
seen+=$'\n'$("$folder/venv/bin/python" "$folder/shown.py" | sed 's/^/with pandas, /')
expected="without pandas, import pyarrow: False
without pandas, read_csv: False
without pandas, array of a list: False
without pandas, scalar: False
without pandas, to_numpy: False
with pandas, import pyarrow: False
with pandas, read_csv: False
with pandas, array of a list: True
with pandas, scalar: True
with pandas, to_numpy: True"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed; it was:" >&2; echo "$expected" >&2; exit 1; }
