# Loads corpus/ in one go and holds the warehouse against tests/corpus/*.facts,
# the facts that a careful reader takes from each document.
#
# A facts file has one fact a line, four columns with tabs between:
#   path       NAME.txt                            what the next lines are about
#   document   -           encoding    GB18030
#   report     1           kind        performance_target
#   funding    1/total     annual_fen  9350000     report/source; source#2: its
#                                                  second row
#   indicator  1/#5        weight      8           report/level3 (or level2), or
#                                                  report/#ordinal
#   plan       1/3         planned_pct 25          report/month
#   statement  budget/元   value       249379      measure/unit; value@PLACE
#   finding    1/weights_sum present   1           report/rule
#   reject     bad         reason      *PDF*       class; reason as a glob
#   count      1/indicator -           10          report, execution, finding,
#                                                  statement, N/funding, ...
#   county     130821/2023 rate_pct    68.51       region/year in the county table
# NULL: the column is empty or the row is not there. !VALUE: anything but this.
# ?VALUE: this or nothing, where a dump is too broken to ask for more; a wrong
# figure is worse than a missing one. A line that begins with # is a comment.
# SHOW=N shows so many of the facts that are wrong.
. tests/tap
if [ ! -x "$BIN/extract" ] || [ ! -x "$BIN/normalize" ] || [ ! -x "$BIN/load" ]
then
	skip "facts of the corpus" "the programs are not built"
	exit 0
fi

status=0
timeout 120 "$BIN/extract" corpus >"$TMP/1" 2>"$TMP/extract.msg" || status=$?
[ $status -le 1 ]
ok $? "extract reads the folder"
[ $status -le 1 ] || head -n 5 "$TMP/extract.msg" | sed 's/^/# /'
"$BIN/normalize" <"$TMP/1" >"$TMP/2" 2>"$TMP/normalize.msg"
ok $? "normalize reads the stream"
"$BIN/load" "$TMP/w.db" "$TMP/2" >"$TMP/load.out" 2>"$TMP/load.msg"
status=$?
[ $status -le 1 ]
ok $? "load takes it"
[ $status -le 1 ] || head -n 5 "$TMP/load.msg" | sed 's/^/# /'


# Twice is once, row by row; what normalize wrote it passes through.
sqlite3 "$TMP/w.db" .dump >"$TMP/once"
"$BIN/normalize" --quiet <"$TMP/2" >"$TMP/3" && cmp -s "$TMP/2" "$TMP/3"
ok $? "normalize changes nothing in what it wrote"
"$BIN/load" --quiet "$TMP/w.db" "$TMP/2" "$TMP/3" 2>/dev/null
sqlite3 "$TMP/w.db" .dump >"$TMP/twice"
cmp -s "$TMP/once" "$TMP/twice"
ok $? "loading all again changes no row"
diff "$TMP/once" "$TMP/twice" | cut -c 1-150 | sed 's/^/# /;5q'

tab=$(printf '\t')
for file in corpus/*; do
	name=${file#corpus/}
	[ "$name" = README.md ] && continue
	grep -q "^path$tab$name\(!.*\)\{0,1\}\$" tests/corpus/*.facts &&
	    grep -qF "$name" corpus/README.md && continue
	ok 1 "$file has its facts, and its line in corpus/README.md"
done

awk -F'\t' -v OFS='\t' '
/^#/ || /^[ \t]*$/ { next }
$1 == "path" { path = "corpus/" $2; next }
NF != 4 {
	printf "# %s:%d: four columns are wanted\n", FILENAME, FNR >"/dev/stderr"
	next
}
{
	file = FILENAME
	sub(/.*\//, "", file)
	print file ":" FNR, $1 == "county" ? "the county table" : path,
	    $1, $2, $3, $4
}' tests/corpus/*.facts >"$TMP/facts.tsv" 2>"$TMP/bad"
is "$(cat "$TMP/bad")" "" "the facts are well formed"

is "$(sqlite3 "$TMP/w.db" "SELECT path, count(*) FROM (SELECT report_id, line
	FROM indicator UNION ALL SELECT report_id, line FROM funding)
	JOIN report USING (report_id) JOIN document USING (document_id)
	WHERE line IS NULL GROUP BY path")" "" "every row has its line"

sql=$PWD/tests/corpus.sql
(cd "$TMP" && sqlite3 w.db <"$sql") >"$TMP/result" 2>"$TMP/sql.msg"
status=$?
ok $status "the warehouse answers"
[ $status = 0 ] || sed 's/^/# /' "$TMP/sql.msg"
grep '^# ' "$TMP/result" | head -n "${SHOW:-100}"
while IFS="$tab" read -r what wrong; do
	[ -n "$wrong" ] || continue
	ok "$wrong" "${what#= }$([ "$wrong" = 0 ] || echo ", $wrong wrong")"
done <<EOF
$(grep '^= ' "$TMP/result")
EOF
