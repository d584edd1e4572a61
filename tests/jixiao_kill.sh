# 200 kills at random points, of each stage and of the command: no damage,
# nothing half done, and the next run completes.
. tests/tap
"$UNIT/generate" -n 20 -s 5 "$TMP/in" >/dev/null
cd "$TMP" || exit 70
"$BIN/jixiao" ingest --quiet --db base.db in 2>/dev/null
"$UNIT/generate" -n 60 -s 6 more >/dev/null
sqlite3 base.db 'PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null

contents() {
	sqlite3 "$1" "PRAGMA integrity_check; PRAGMA foreign_key_check;
	    SELECT count(*), max(document_id) FROM document;
	    SELECT count(*), max(report_id) FROM report;
	    SELECT count(*), max(figure_id) FROM figure;
	    SELECT count(*), max(indicator_id) FROM indicator;
	    SELECT count(*) FROM funding; SELECT count(*) FROM finding;
	    SELECT count(*) FROM standing; SELECT count(*) FROM source" 2>&1 |
	    tr '\n' ' '
}

started=$(date +%s%N)
cp base.db all.db
"$BIN/jixiao" ingest --quiet --db all.db in more 2>/dev/null
whole=$((($(date +%s%N) - started) / 1000000))
before=$(contents base.db)
after=$(contents all.db)
case $before in ok*) ok 0 "a warehouse to begin with" ;; *) ok 1 "$before" ;; esac

# A worker: kills so many runs, says what came of each.
cat >worker <<'WORKER'
seed=$1
count=$2
db=w$seed.db
random() {
	seed=$(((seed * 1103515245 + 12345) % 2147483648))
}
i=0
while [ $i -lt "$count" ]; do
	i=$((i + 1))
	random
	stage=$((seed / 65536 % 4))
	random
	wait=$(awk -v ms=$WHOLE -v r=$((seed / 65536 % 1000)) \
	    'BEGIN { print ms * r / 1000000 }')
	rm -f "$db" "$db"-*
	cp base.db "$db"
	"$BIN/jixiao" ingest --quiet --db "$db" in more >/dev/null 2>&1 &
	command=$!
	sleep "$wait"
	read -r stages <"/proc/$command/task/$command/children" 2>/dev/null
	set -- $stages
	case $stage in
	0) victim=${1-} ;;
	1) victim=${2-} ;;
	2) victim=${3-} ;;
	3) victim=$command ;;
	esac
	[ -z "$victim" ] || kill -9 "$victim" 2>/dev/null
	wait $command 2>/dev/null
	status=$?
	# The stages of a command that was killed go on to their end.
	n=0
	while [ $stage = 3 ] && [ $n -lt 200 ] &&
	    "$BIN/jixiao" status --db "$db" 2>/dev/null |
	    grep -q 'under way'; do
		sleep 0.02
		n=$((n + 1))
	done
	printf '%s %s %s %s\n' "$stage" "$status" "$db" "$(contents "$db")"
done
WORKER
{
	sed -n '/^contents()/,/^}/p' "$OLDPWD/tests/jixiao_kill.sh"
	cat worker
} >worker.sh
export WHOLE=$whole
for seed in 11 22 33 44; do
	bash worker.sh $seed 50 >said.$seed 2>err.$seed &
done
wait
cat said.* >said
is "$(wc -l <said)" 200 "200 runs were killed"
awk -v before="$before" -v after="$after" '{
	end = $0
	sub(/^[^ ]* [^ ]* [^ ]* /, "", end)
	if (end == before) { intact++; if ($1 != 3 && $2 == 0) odd++ }
	else if (end == after) { done++; if ($1 != 3 && $2 >= 64) odd++ }
	else { bad++; if (bad < 6) print "# " $0 > "/dev/stderr" }
} END { print bad + 0, odd + 0, (intact > 40), (done > 10), intact, done }' \
    said >sum
read -r bad odd some finished intact completed <sum
is "$bad" 0 "none is damaged or half done ($intact as before, $completed completed)"
is "$odd" 0 "and the status says which"
is "$some $finished" "1 1" "the kills came in time, and not always in time"
"$BIN/jixiao" ingest --quiet --db w11.db in more 2>/dev/null
is "$? $(contents w11.db)" "0 $after" "the next run completes"
