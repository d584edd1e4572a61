#!/bin/sh
# Loads corpus/ in one go and holds the warehouse against tests/corpus/*.facts,
# the facts that a careful reader takes from each document. TAP.
#
# A facts file has one fact a line, four columns with tabs between:
#   path       NAME.txt                        the document that the next lines are about
#   document   -           encoding   GB18030
#   report     1           kind       performance_target
#   funding    1/total     annual_fen 9350000      report/source; source#2: the second row of it
#   indicator  1/#5        weight     8            report/level3 (or level2), or report/#ordinal
#   plan       1/3         planned_pct 25          report/month
#   statement  budget/元   value      249379       measure/unit, anywhere in the document
#   finding    1/weights_sum present  1            report/rule
#   reject     bad         reason     *PDF*        class; the reason as a glob
#   count      1/indicator -          10           report, execution, N/indicator, N/funding, N/plan ...
#   county     130821/2023 rate_pct   68.51        region and year in execution_by_county
# NULL: the column is empty or the row is not there.
# Lines that start with # are comments.

cd "$(dirname "$0")/.." || exit 1
bin=${BUILD:-build}
for p in extract normalize load; do
	if [ ! -x "$bin/$p" ]; then
		echo "1..0 # SKIP $bin/$p is not built"
		exit 0
	fi
done
if ! command -v sqlite3 >/dev/null; then
	echo "1..0 # SKIP sqlite3 (the command) is not installed"
	exit 0
fi

tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
trap 'exit 1' HUP INT TERM
n=0
failed=0
tap() { # 0|1 what
	n=$((n + 1))
	if [ "$1" -eq 0 ]; then echo "ok $n - $2"; else
		echo "not ok $n - $2"
		failed=1
	fi
}

status=0
"$bin/extract" --quiet corpus >"$tmp/1" 2>"$tmp/extract.msg" || status=$?
[ "$status" -le 1 ]
tap $? "extract reads the folder (status $status)"
"$bin/normalize" --quiet <"$tmp/1" >"$tmp/2" 2>"$tmp/normalize.msg"
tap $? "normalize reads the stream"
"$bin/load" --quiet "$tmp/w.db" "$tmp/2" >"$tmp/load.out" 2>"$tmp/load.msg"
tap $? "load takes it"
cat "$tmp"/*.msg | grep -v ': note: ' | sed 's/^/# /' | head -40

# Every document has its facts and its line in the list.
for f in corpus/*; do
	name=${f#corpus/}
	[ "$name" = README.md ] && continue
	if ! grep -q "^path	$name\(!.*\)\{0,1\}\$" tests/corpus/*.facts; then
		echo "# no facts for $f"
		tap 1 "facts stand for $name"
	fi
	if ! grep -qF "$name" corpus/README.md; then
		echo "# corpus/README.md does not say what is odd about $f"
		tap 1 "corpus/README.md lists $name"
	fi
done

awk -F'\t' -v OFS='\t' '
	/^#/ || /^[ \t]*$/ { next }
	$1 == "path" { path = "corpus/" $2; next }
	NF != 4 { printf "# %s:%d: %d columns, 4 wanted\n", FILENAME, FNR, NF > "/dev/stderr"; next }
	{
		file = FILENAME
		sub(/.*\//, "", file)
		print file ":" FNR, $1 == "county" ? "(the county table)" : path, $1, $2, $3, $4
	}' tests/corpus/*.facts >"$tmp/facts.tsv" 2>"$tmp/bad"
[ ! -s "$tmp/bad" ]
tap $? "the facts are well formed"
cat "$tmp/bad"

(cd "$tmp" && sqlite3 -init "$OLDPWD/tests/corpus.sql" w.db .quit) \
	>"$tmp/result" 2>"$tmp/sql.msg"
tap $? "the warehouse can be asked"
grep -v '^-- Loading' "$tmp/sql.msg" | sed 's/^/# /'
grep '^# ' "$tmp/result" | head -"${SHOW:-200}"
while IFS='	' read -r what wrong; do
	n=$((n + 1))
	if [ "$wrong" -eq 0 ]; then echo "ok $n - ${what#= }"; else
		echo "not ok $n - ${what#= }, $wrong wrong"
		failed=1
	fi
done <<EOF
$(grep '^= ' "$tmp/result")
EOF
echo "1..$n"
exit $failed
