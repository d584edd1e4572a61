# Cases of other people's suites, kept outside of the project: see its README.
. tests/tap
score=../shared/peers/score
if [ ! -x "$score" ]; then
	skip "cases of other suites" "../shared not there"
	exit 0
fi
"$score" --cmd "$BIN/normalize --text" --min 95 >"$TMP/score" 2>&1
status=$?
ok $status "$(tail -n 1 "$TMP/score")"
[ $status = 0 ] || sed 's/^/# /' "$TMP/score"

# least KIND|SUITE NAME PERCENT: a line of the table
least() {
	got=$(awk -v what="$1" -v name="$2" \
	    '$1 == what && $2 == name { print $6 }' "$TMP/score")
	awk -v got="${got:-0}" -v least="$3" 'BEGIN { exit got < least }'
	ok $? "$1 $2: ${got:-0} %, at least $3 %"
}

for kind in number percent money comparator range ordinal; do
	least kind $kind 90
done
# chinese2digits has few cases, and half of them against us: 千分之五 is a
# percentage here, and 拾 alone is 10. duckling's weights are all in grams.
for suite in cn2an duckling-zh icu72-rbnf jionlp magiclen-chinese-number \
    nemo-zh nzh parse-chinese-number recognizers-text wetextprocessing; do
	least suite $suite 90
done
