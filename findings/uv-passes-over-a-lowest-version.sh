#!/usr/bin/env bash
# uv 0.13.9: `--resolution lowest-direct` may test another version than the lowest one that you state.
#
# Guess:     with `lowest-direct` every direct requirement is installed at the bound that is stated for it, or uv says that
#            this is not possible: that is how a project proves its bounds.
# Behaviour: where another package of the set asks for more, the higher version is installed; uv reports success and says
#            nothing of it. Here `lxml>=5` is proved by lxml 6.1.0, and 5 to 6.0 by nothing.
# For us:    `.ci/bounds.py` compares what was installed with what is stated, behind every such installation.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet uv==0.13.9
uv=("$folder/venv/bin/python" -m uv)
resolve() {
  printf "%s\n" "$@" | "${uv[@]}" pip compile --no-header --no-annotate --python-version 3.11 --resolution lowest-direct - 2>&1 |
    grep -iE "^lxml|warn|error"
}
seen=$("${uv[@]}" --version | cut -d' ' -f1,2
echo "lxml>=5 alone:"
resolve 'lxml>=5'
echo "lxml>=5 beside openxml-audit==0.8.0:"
resolve 'lxml>=5' 'openxml-audit==0.8.0')
expected="uv 0.13.9
lxml>=5 alone:
lxml==5.0.0
lxml>=5 beside openxml-audit==0.8.0:
lxml==6.1.0"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed; it was:" >&2; echo "$expected" >&2; exit 1; }
