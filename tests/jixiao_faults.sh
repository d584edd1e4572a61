# One run at a time, killed stages, full disks and odd names: what was there
# stays whole, and the status says what happened.
. tests/tap
mkdir "$TMP/in" "$TMP/fake"
cp corpus/chengde-2023-*.txt "$TMP/in"
cp corpus/lingling-2022-department.txt "$TMP/more.txt"
cp "$BIN/jixiao" "$TMP/fake"
cd "$TMP" || exit 70

jixiao() {
	timeout 60 "$BIN/jixiao" "$@"
}

# fake STAGE [SCRIPT]: the stage of $TMP/fake/jixiao, the real one by default
fake() {
	rm -f "fake/$1"
	if [ $# -eq 1 ]; then
		ln -s "$BIN/$1" "fake/$1"
	else
		printf '#!/bin/sh\n%s\n' "$2" >"fake/$1"
		chmod +x "fake/$1"
	fi
}

contents() {
	sqlite3 "${1-w.db}" "SELECT * FROM document; SELECT * FROM report;
	    SELECT * FROM funding; SELECT * FROM indicator;
	    SELECT * FROM finding; SELECT * FROM figure; SELECT * FROM run;
	    SELECT * FROM source; SELECT * FROM standing;
	    PRAGMA integrity_check" 2>&1 | cksum
}

jixiao ingest --quiet --db w.db in
before=$(contents)
cp more.txt in

# --- the lock ---

fake normalize
fake load
fake extract "touch started; while [ ! -e go ]; do sleep 0.05; done
exec '$BIN/extract' \"\$@\""
timeout 60 fake/jixiao ingest --db w.db in >out 2>err &
first=$!
until [ -e started ]; do sleep 0.05; done
jixiao ingest --db w.db in >out2 2>err2
is $? 75 "a second run ends with 75"
grep -q "another run holds the warehouse w.db (process [0-9]* on .* since" err2
ok $? "and says who holds the warehouse"
jixiao status --db w.db in >out2
grep -q 'under way   process [0-9]' out2
ok $? "status says that a run is under way"
is "$(contents)" "$before" "readers see the warehouse as it was"
touch go
wait $first
is $? 0 "the first run completes"
is "$(sqlite3 w.db "SELECT projects FROM execution_by_county
    WHERE county = '零陵区'")" 4 "with what it read"
jixiao status --db w.db in >out2
grep -q 'under way' out2
ok $((!$?)) "then no run is under way"

# A run that is killed while its stages go on holds the lock until they end.
rm -f started go
echo >>in/more.txt
fake/jixiao ingest --db w.db in >out 2>err &
first=$!
until [ -e started ]; do sleep 0.05; done
kill -9 $first
wait $first 2>/dev/null
jixiao ingest --db w.db in >out2 2>err2
is $? 75 "where only the command was killed, its stages keep the lock"
touch go
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
	jixiao ingest --quiet --db w.db in 2>/dev/null && break
	sleep 0.2
done
is "$(sqlite3 w.db "SELECT count(*) FROM document WHERE status = 'current';
    SELECT count(*) FROM document WHERE path = 'in/more.txt'")" "3
2" "and complete the run"

# --- what the stages' ends mean ---

echo >>in/more.txt
before=$(contents)
# ends EXPECTED WHAT: a run with the stages as they are
ends() {
	timeout 60 fake/jixiao ingest --db w.db in >out 2>err
	is "$? $(contents)" "$1 $before" "$2: status $1, nothing changed"
}
for stage in extract normalize load; do
	fake extract
	fake normalize
	fake load
	fake $stage 'kill -9 $$'
	ends 70 "$stage killed"
	fake $stage 'exit 78'
	ends 78 "$stage ends with 78"
	fake $stage 'exit 3'
	ends 70 "$stage ends with a status of its own"
	fake $stage "exec '$BIN/$stage' --no-option"
	ends 64 "$stage called wrongly"
	rm fake/$stage
	ends 70 "$stage missing"
done
fake extract
fake normalize
fake load 'exit 75'
ends 75 "load finds the warehouse held, extract loses its reader"
fake load
fake extract "'$BIN/extract' \"\$@\" | head -c 2000"
ends 65 "a stream cut short"
fake extract 'trap "touch ended; kill \$!" TERM; touch started
sleep 30 & wait'
rm -f started
fake/jixiao ingest --db w.db in >out 2>err &
first=$!
until [ -e started ]; do sleep 0.05; done
kill -TERM $first
wait $first
is "$? $(contents)" "143 $before" "told to end: its stages end, nothing changed"
ls ended >/dev/null 2>&1
ok $? "the stages were told"
grep -q 'stopped by signal 15: nothing was committed' err
ok $? "and a message says so"

# --- killed when all was done already ---

for stage in normalize load; do
	fake extract
	fake normalize
	fake load
	fake $stage "'$BIN/$stage' \"\$@\"; kill -9 \$\$"
	echo >>in/more.txt
	runs=$(sqlite3 w.db 'SELECT count(*) FROM run')
	timeout 60 fake/jixiao ingest --quiet --db w.db in >out 2>err
	is "$? $(cat err)" \
	    "0 jixiao: warning: a stage was killed after all was committed" \
	    "$stage killed behind the commit: a warning, status 0"
	is "$(sqlite3 w.db 'SELECT count(*) FROM run')" $((runs + 1)) \
	    "and the run is there"
done
echo >>in/more.txt
before=$(contents)

# --- full disks, folders that may not be written ---

full=0
for blocks in 0 8 64 200; do
	(
		trap '' XFSZ
		ulimit -f $blocks
		timeout 60 "$BIN/jixiao" ingest --db w.db --quiet in >out 2>err
	)
	status=$?
	case $status in
	7[34]) [ "$(contents)" = "$before" ] && full=$((full + 1)) ;;
	esac
done
is $full 4 "disks full at four sizes: 73 or 74, nothing changed"
jixiao ingest --db /proc/w.db in >out 2>err
is $? 73 "a folder that may not be written: 73"
grep -q 'cannot make the lock /proc/w.db.lock' err
ok $? "and the message names the lock"
TMPDIR=/proc jixiao ingest --db w.db in >out 2>err
is "$? $(contents)" "73 $before" "no place for the list of files: 73"
jixiao ingest --db w.db in >/dev/full 2>err
is $? 74 "a summary that cannot be written: 74"
jixiao ingest --db w.db in >out 2>err
is "$?$(grep -c '3 unchanged' out)" 01 "though the run was committed"

# --- names ---

cp w.db in/own.db
jixiao ingest --quiet --db in/own.db in in in/chengde-2023-unemployment.txt
is $? 0 "a warehouse in a folder that is read, a path named twice"
jixiao ingest --quiet --db in/own.db --snapshot in/own.copy in
jixiao ingest --quiet --db in/own.db --snapshot in/own.copy in
rm in/own.copy
jixiao status --db in/own.db in >out
is "$? $(sqlite3 in/own.db "SELECT count(*), min(path LIKE '%.txt') FROM source;
    SELECT count(*) FROM document WHERE status <> 'superseded'")" "0 3|1
3" "the warehouse does not read itself"
rm in/own*
mkdir odd 'odd/a b'
newline=$(printf 'odd/two\nlines.txt')
invalid=$(printf 'odd/\377\376.txt')
long=odd/$(printf '%0240d' 7).txt
n=0
for name in "$newline" "$invalid" "$long" "odd/quote'\".txt" 'odd/-rf' \
    'odd/$(touch owned)' 'odd/a b/;touch owned' 'odd/!member' \
    'odd/*' 'odd/%s%n' 'odd/报告.txt' 'odd/=cmd()' 'odd/\x41.txt'; do
	n=$((n + 1))
	# Files that are alike would count as one project: they are one here.
	sed "s/3\.07/3.0$n/g" in/chengde-2023-unemployment.txt >"$name"
done
jixiao ingest --db odd.db odd >out 2>err
is "$?$(sqlite3 odd.db "SELECT count(*) FROM document
    WHERE status = 'current'")" "0$n" "$n odd names are read"
jixiao ingest --db odd.db odd >out 2>err
grep -q "$n unchanged" out
ok $? "and known again"
is "$(find . -name owned)" "" "none of them is run"
jixiao ingest --json --full --db odd.db odd >out 2>err
is "$(sqlite3 :memory: "SELECT json_valid(readfile('out'))")" 1 \
    "the summary is JSON all the same"
ln -s . odd/loop
ln -s ../odd odd/other
ln -s nowhere odd/dangling
mkfifo odd/pipe
timeout 20 "$BIN/jixiao" ingest --db odd.db odd >out 2>err
status=$?
is "$(sqlite3 odd.db "SELECT count(*) FROM document
    WHERE status = 'current'")" "$n" "a loop of links ends, a pipe is not waited for"
is $status 1 "a link that leads nowhere is a reject"

# --- memory that runs out: a status from 64 up, or the whole answer ---

# exhaust COMMAND...: every sampled allocation fails once
exhaust() {
	"$BIN/jixiao" "$@" >well 2>/dev/null
	wrong=
	runs=0
	at=1
	while [ $at -lt 400000 ]; do
		rm -f mark
		FAIL_AT=$at FAIL_ON=$((runs % 2)) FAIL_MARK=$TMP/mark \
		    LD_PRELOAD=$UNIT/failmalloc.so \
		    timeout 20 "$BIN/jixiao" "$@" >out 2>err
		status=$?
		[ -e mark ] || break
		runs=$((runs + 1))
		case $status in
		[0-3]) cmp -s out well || wrong="$wrong $at:differs" ;;
		6[4-9] | 7[0-8]) ;;
		*) wrong="$wrong $at:$status" ;;
		esac
		at=$((at + 1 + at / 8))
	done
	is "$wrong" "" "$1: memory ran out at $runs places"
	[ $runs -ge 20 ]
	ok $? "$1: there were places enough"
}

case $BIN in
*/san/*) skip "memory that runs out" "sanitizers have their own malloc" ;;
*)
	exhaust table --db w.db
	exhaust trace --db w.db --report 1
	exhaust export --db w.db report
	exhaust export --db w.db --datasette
	exhaust ask --db w.db county-rates
	;;
esac
