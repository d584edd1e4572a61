# A night on which nothing changed costs under 5 % of the first.
. tests/tap
count=${NIGHTLY:-20000}
"$UNIT/generate" -n "$count" -s 9 "$TMP/in" >/dev/null
cd "$TMP" || exit 70

# took OPTIONS...: milliseconds of a run, in the processes it needs
took() {
	started=$(date +%s%N)
	"$BIN/jixiao" ingest --db w.db "$@" in >out 2>err
	status=$?
	echo $((($(date +%s%N) - started) / 1000000)) $status
}

took >first
read -r first status <first
is $status 0 "the first night: $count documents in $first ms"
best=999999
for night in 2 3 4; do
	took >again
	read -r again status <again
	[ "$again" -lt "$best" ] && best=$again
done
is "$status$(grep -c "$count unchanged\|$(printf %s $count |
    sed 's/\(.*\)\(...\)$/\1,\2/') unchanged" out)" 01 "nothing is read again"
# A terminal is shown how far a run is; nothing else is.
is "$(cat err)" "" "without a terminal no progress is shown"
if command -v script >/dev/null; then
	script -qec "'$BIN/jixiao' ingest --full --db w.db in" shown >/dev/null
	tr '\r' '\n' <shown | grep -q \
	    '[0-9] of [0-9,]* documents, .* MB, .* MB/s, [0-9]* s left'
	ok $? "on a terminal: documents, MB, rate, time left"
	script -qec "'$BIN/jixiao' ingest --full --jobs 2 --db w.db in" shown >/dev/null
	tr '\r' '\n' <shown | grep -q \
	    '[1-9][0-9,]* of [0-9,]* documents, .* MB, .* MB/s, [0-9]* s left'
	ok $? "with several processes, too"
else
	skip "progress on a terminal" "script(1) is not there"
fi
ok $((best * 20 >= first)) \
    "the nights after: $best ms, $((1000 * best / first)) thousandths of the first"
