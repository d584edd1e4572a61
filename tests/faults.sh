# What goes wrong with the machine: full disks, cut streams, killed stages,
# memory that runs out. The warehouse is as before, and the status says why.
. tests/tap

"$UNIT/generate" -n 12 -s 3 "$TMP/first" && "$UNIT/generate" -n 300 -s 4 "$TMP/more"
"$BIN/extract" --quiet "$TMP/first" >"$TMP/first.x"
"$BIN/normalize" --quiet <"$TMP/first.x" >"$TMP/first.n"
"$BIN/extract" --quiet "$TMP/more" >"$TMP/more.x"
"$BIN/normalize" --quiet <"$TMP/more.x" >"$TMP/more.n"

# What a warehouse holds, but for the table that remembers the runs.
contents() {
	sqlite3 "$1" 'SELECT * FROM document; SELECT * FROM report;
	    SELECT * FROM funding; SELECT * FROM indicator;
	    SELECT * FROM finding; SELECT * FROM reject;
	    PRAGMA integrity_check' 2>&1 | cksum
}

# How much it holds of each.
amounts() {
	sqlite3 "$1" 'SELECT (SELECT count(*) FROM document),
	    (SELECT count(*) FROM report), (SELECT count(*) FROM funding),
	    (SELECT count(*) FROM indicator); PRAGMA integrity_check' 2>&1
}

fresh() {
	rm -f "$TMP/w.db"*
	cp "$TMP/base.db" "$TMP/w.db"
}

"$BIN/load" --quiet "$TMP/base.db" "$TMP/first.n"
sqlite3 "$TMP/base.db" 'PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null
before=$(contents "$TMP/base.db")

# --- outputs that cannot be written ---

"$BIN/extract" --quiet "$TMP/more" >/dev/full 2>/dev/null
is $? 74 "extract into a full disk ends with 74"
"$BIN/normalize" --quiet <"$TMP/more.x" >/dev/full 2>/dev/null
is $? 74 "normalize into a full disk ends with 74"
echo 1万元 | "$BIN/normalize" --text >/dev/full 2>/dev/null
is $? 74 "normalize --text into a full disk ends with 74"
for program in extract normalize load jixiao; do
	"$BIN/$program" --help >/dev/full 2>/dev/null
	is $? 74 "$program --help into a full disk ends with 74"
done

# A file may not grow beyond so many blocks of 512 bytes.
for blocks in 100 1000 3000; do
	fresh
	(
		trap '' XFSZ
		ulimit -f $blocks
		"$BIN/load" --quiet "$TMP/w.db" "$TMP/more.n" 2>/dev/null
	)
	status=$?
	fits=$(($(wc -c <"$TMP/w.db") / 512))
	if [ $status = 0 ]; then
		skip "load into a full disk" "$fits blocks were enough"
	else
		is "$status $(contents "$TMP/w.db")" "74 $before" \
		    "load into a disk that is full at $blocks blocks changes nothing"
	fi
done

# --- streams cut short ---

# cuts FILE: places to cut it at: ends of lines, and just about anywhere
cuts() (
	export LC_ALL=C
	size=$(wc -c <"$1")
	awk -v size="$size" 'BEGIN {
		srand(5)
		print 0; print 1; print 2
		for (i = 1; i <= 60; i++) print int(rand() * size)
		for (i = 1; i <= 100; i++) print size - i
	}'
	awk '{ n += length($0) + 1 } NR % 200 == 0 { print n }' "$1"
)

wrong=
for cut in $(cuts "$TMP/first.x"); do
	head -c "$cut" "$TMP/first.x" |
	    "$BIN/normalize" --quiet >/dev/null 2>&1
	[ $? = 65 ] || wrong="$wrong $cut"
done
is "$wrong" "" "normalize ends with 65 wherever its stream is cut"

wrong=
fresh
for cut in $(cuts "$TMP/first.n"); do
	head -c "$cut" "$TMP/first.n" |
	    "$BIN/load" --quiet "$TMP/w.db" >/dev/null 2>&1
	[ $? = 65 ] || wrong="$wrong $cut"
done
is "$wrong" "" "load ends with 65 wherever its stream is cut"
is "$(contents "$TMP/w.db")" "$before" "and the warehouse is as before"

fresh
"$BIN/load" --quiet "$TMP/w.db" "$TMP/first.x" 2>/dev/null
is $? 65 "a stream that did not pass normalize is refused"
fresh
head -n 100 "$TMP/first.n" >"$TMP/cut.n"
"$BIN/load" --quiet "$TMP/w.db" "$TMP/more.n" "$TMP/cut.n" 2>/dev/null
is "$? $(contents "$TMP/w.db")" "65 $before" \
    "one cut stream among whole ones: none is loaded"

# --- stages killed ---

# kill_at STAGE SECONDS: starts the pipe, kills a stage, waits for the rest
kill_at() {
	rm -f "$TMP/p1" "$TMP/p2"
	mkfifo "$TMP/p1" "$TMP/p2"
	"$BIN/extract" --quiet "$TMP/more" >"$TMP/p1" 2>/dev/null &
	extract=$!
	"$BIN/normalize" --quiet <"$TMP/p1" >"$TMP/p2" 2>/dev/null &
	normalize=$!
	"$BIN/load" --quiet "$TMP/w.db" <"$TMP/p2" 2>/dev/null &
	load=$!
	sleep "$2"
	eval "kill -9 \$$1" 2>/dev/null
	# Where a stage died before it opened its end, let the others go on.
	: <>"$TMP/p1" <>"$TMP/p2"
	timeout 20 tail -s 0.02 --pid=$load -f /dev/null ||
	    kill -9 $extract $normalize $load 2>/dev/null
	wait $extract $normalize 2>/dev/null
	wait $load 2>/dev/null
}

cp "$TMP/base.db" "$TMP/all.db"
"$BIN/load" --quiet "$TMP/all.db" "$TMP/more.n" 2>/dev/null
started=$(date +%s%N)
"$BIN/extract" --quiet "$TMP/more" | "$BIN/normalize" --quiet |
    "$BIN/load" --quiet "$TMP/timed.db" 2>/dev/null
whole=$((($(date +%s%N) - started) / 1000000))
damaged=
done_anyway=0
killed=0
for stage in extract normalize load; do
	for part in 1 2 3 5 8 12 20 30 40 50 60 65 70 75 80 85 90 95 98 100; do
		fresh
		kill_at $stage "$(awk -v ms=$whole -v part=$part \
		    'BEGIN { print ms * part / 100000 }')"
		status=$?
		if [ $status = 0 ]; then
			done_anyway=$((done_anyway + 1))
			continue
		fi
		killed=$((killed + 1))
		# A kill between the commit and the end finds all of it done.
		[ "$(contents "$TMP/w.db")" = "$before" ] ||
		    [ "$(amounts "$TMP/w.db")" = "$(amounts "$TMP/all.db")" ] ||
		    damaged="$damaged $stage@$part%:$status"
	done
done
is "$damaged" "" "killed $killed times ($done_anyway too late), nothing damaged or half done"
[ $killed -ge 10 ]
ok $? "times enough"
"$BIN/load" --quiet "$TMP/w.db" "$TMP/more.n" 2>/dev/null
is "$?" 0 "the next load completes"

# --- memory that runs out ---

# exhaust NAME INPUT COMMAND...: every sampled allocation fails once
exhaust() {
	name=$1
	input=$2
	shift 2
	"$@" <"$input" >"$TMP/well" 2>/dev/null
	odd=
	runs=0
	at=1
	while [ $at -lt 4000000 ]; do
		rm -f "$TMP/mark"
		fresh
		timeout 20 env FAIL_AT=$at FAIL_ON=$((runs % 2)) \
		    FAIL_MARK="$TMP/mark" LD_PRELOAD="$UNIT/failmalloc.so" \
		    "$@" <"$input" >"$TMP/out" 2>"$TMP/err"
		status=$?
		[ -e "$TMP/mark" ] || break
		runs=$((runs + 1))
		case $status in
		0 | 1)
			[ "$name" = load ] || cmp -s "$TMP/out" "$TMP/well" ||
			    odd="$odd $at:differs"
			;;
		6[4-9] | 7[0-8])
			[ "$name" != load ] ||
			    [ "$(contents "$TMP/w.db")" = "$before" ] ||
			    odd="$odd $at:changed"
			;;
		*) odd="$odd $at:$status" ;;
		esac
		at=$((at + 1 + at / 6))
	done
	is "$odd" "" "$name: memory ran out at $runs places, with a status each time"
	[ $runs -ge 20 ]
	ok $? "$name: there were places enough"
}

first=$(find "$TMP/first" -name '*html*' -o -name '*tabs*' | sort | head -n 1)
exhaust extract /dev/null "$BIN/extract" --quiet "$first"
exhaust normalize "$TMP/first.x" "$BIN/normalize" --quiet
exhaust load "$TMP/first.n" "$BIN/load" --quiet "$TMP/w.db"
