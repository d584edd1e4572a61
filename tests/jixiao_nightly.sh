# A night on which nothing changed costs under 5 % of the first.
. tests/tap
count=${NIGHTLY:-4000}
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
ok $((best * 20 >= first)) \
    "the nights after: $best ms, $((1000 * best / first)) thousandths of the first"
