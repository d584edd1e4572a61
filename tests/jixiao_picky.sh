# What a person who is not careful runs into: each says what is wrong, by its
# status and in one line, and spoils nothing.
. tests/tap
mkdir "$TMP/in"
cp corpus/chengde-2023-*.txt corpus/julu-2024-targets.txt "$TMP/in"
cd "$TMP" || exit 70

jixiao() {
	timeout 60 "$BIN/jixiao" "$@" >out 2>err
}

# says STATUS MESSAGE ARGUMENT...: one line, that ends in the message
says() {
	status=$1 message=$2
	shift 2
	jixiao "$@"
	is "$?" "$status" "jixiao $*: status $status"
	is "$(wc -l <err)$(grep -c "$message" err)" 11 "it says: $message"
}

jixiao ingest --quiet --db w.db in

# --- warehouses that are none ---

cp w.db newer.db
sqlite3 newer.db 'PRAGMA user_version = 999'
cksum newer.db >before
mkdir folder.db
for command in status table 'trace --report 1' 'export report' \
    'ask coverage'; do
	# shellcheck disable=SC2086
	says 66 'newer.db: the warehouse has version 999, this program knows' \
	    $command --db newer.db
	# shellcheck disable=SC2086
	says 66 'the warehouse folder.db: is a folder' $command --db folder.db
	# shellcheck disable=SC2086
	says 66 'the warehouse /dev/null: is no file' $command --db /dev/null
done
says 73 'newer.db: the warehouse has version 999' ingest --db newer.db in
cksum newer.db | cmp -s before -
ok $? "a newer warehouse is left as it is"
says 73 'the warehouse folder.db: is a folder' ingest --db folder.db in
head -c 50000 w.db >cut.db
says 66 'cannot open the warehouse cut.db: .*malformed' status --db cut.db
says 73 'cannot open the warehouse cut.db: .*malformed' ingest --db cut.db in

# --- snapshots that would take the place of something ---

cksum in/*.txt >before
says 73 'in/julu-2024-targets.txt is no snapshot: it is left as it is' \
    ingest --db w.db --snapshot in/julu-2024-targets.txt in
cksum in/*.txt | cmp -s before -
ok $? "a document is not overwritten by a snapshot"
jixiao ingest --db w.db --snapshot ./w.db in
is "$?$(sed 1q err)" \
    "64jixiao: error: the snapshot would be the warehouse itself" \
    "the warehouse is no place for its snapshot"
ln w.db linked.db
jixiao ingest --db w.db --snapshot linked.db in
is $? 64 "nor by another name"
rm linked.db
: >empty.db
jixiao ingest --db w.db --snapshot empty.db in &&
    jixiao ingest --db w.db --snapshot empty.db in
is "$?$(sqlite3 empty.db 'SELECT count(*) > 0 FROM report')" 01 \
    "an empty file and an older snapshot are"
mkdir beside
echo kept >beside/copy.new
ln -s ../in/julu-2024-targets.txt beside/copy-journal
(umask 027; jixiao ingest --db w.db --snapshot beside/copy in)
is "$(cat beside/copy.new) $(ls beside | tr '\n' ' ')$(stat -c %a beside/copy)" \
    "kept copy copy-journal copy.new 640" \
    "a file beside the snapshot stays, and nothing else is left there"
cksum in/*.txt | cmp -s before -
ok $? "nor is what a link beside it leads to written to"

for name in 'file:w.db' 'p%41?q#.db'; do
	jixiao ingest --db "$name" --snapshot "$name.copy" in &&
	    jixiao status --quiet --db "$name" in &&
	    jixiao table --db "$name.copy"
	is "$?$(ls | grep -F "$name" | tr '\n' ' ' | sed 's/-[shmwal]*//g')" \
	    "0$name $name $name $name.copy $name.lock " "a warehouse $name"
done

# --- rules, paths, files ---

says 78 'there are no rules in /nowhere/extract' \
    ingest --db w2.db --rules /nowhere in
says 78 'there are no rules in /nowhere/extract' \
    status --db w.db --rules /nowhere in
is "$(ls w2.db 2>/dev/null)" "" "and no warehouse is made"
jixiao ingest --db twice.db in in/julu-2024-targets.txt ./in in/
is "$?$(grep -c '3 found: 3 new' out)" 01 "a file named twice is one file"
jixiao status --db twice.db in/ ./in
is "$?$(grep -c '(3 files under the paths)' out)" 01 "for status, too"
(ulimit -f 0 && jixiao ingest --db w.db --json --full in)
ok $(($? < 64)) "a run that may write nothing fails"

# --- questions about what is not there ---

says 64 'the warehouse has no report 999' trace --db w.db --report 999
says 64 'no report in the warehouse is of “丁丁县”' \
    trace --db w.db --county 丁丁县
says 64 'no report of “承德县” in 1990 counts' \
    trace --db w.db --county 承德县 --year 1990
says 64 'there is no question “none”; ask without one lists them' \
    ask --db w.db none
says 64 'the warehouse has no table or view “none”' export --db w.db none

# --- a question with a mistake ---

mkdir -p my/cookbook
printf '%s\n' '-- What?' 'SELECT title, foo' 'FROM report' >my/cookbook/mine.sql
jixiao ask --db w.db --rules my mine
is "$? $(sed 's/^jixiao: //;3q' err)" "78 my/cookbook/mine.sql:2:15: error: no such column: foo
    SELECT title, foo
                  ^" "SQL that is wrong is said with its place"
says 73 'cannot create none/report.csv: No such file' \
    export --db w.db --to none report
jixiao table --db w.db --year 1990
is "$?$(sed 1q out)" \
    "0No report in the warehouse tells of a county's money in 1990." \
    "a table of a year that nothing tells of"
jixiao table --db w.db 2023
is "$?$(sed 1q err)" '64jixiao: error: table takes no “2023”' \
    "table takes no operand"

# --- readers that leave ---

for command in 'table' 'trace --county 承德县' 'export figure' \
    'ask coverage' 'export --datasette' 'ingest --full'; do
	# shellcheck disable=SC2086
	set -- $command --db w.db
	[ "$1" = ingest ] && set -- "$@" in
	timeout 60 "$BIN/jixiao" "$@" 2>err | head -n 1 >out
	is "$(wc -l <out)$(cat err)" 1 "jixiao $command | head -n 1: no complaint"
done
is "$(sqlite3 w.db 'PRAGMA integrity_check')" ok "the warehouse is sound"

# --- a run that is told to end ---

"$UNIT/generate" -n 3000 -s 7 "$TMP/big" >/dev/null
for jobs in 1 3; do
	timeout -s INT 0.5 "$BIN/jixiao" ingest --jobs $jobs --full --db w.db \
	    big >out 2>err
	is "$?$(cat out err)" \
	    "124jixiao: error: stopped by signal 2: nothing was committed" \
	    "Ctrl-C with --jobs $jobs: one line"
	sleep 1
	left=
	for process in $(pgrep -x extract; pgrep -x normalize; pgrep -x load); do
		[ "$(readlink "/proc/$process/cwd")" = "$TMP" ] && left=$process
	done
	is "$left" "" "and no stage is left behind"
done
is "$(sqlite3 w.db "PRAGMA integrity_check; SELECT count(*) FROM document
    WHERE path LIKE 'big/%'" | tr '\n' ' ')" "ok 0 " "nothing of it is there"

# --- no terminal, no environment, no standard input ---

env -i "$BIN/jixiao" ingest --db w.db --rules "$JIXIAO_RULES" in <&- >out 2>err
is "$?$(cat err)" 0 "without an environment or standard input"
env -i "$BIN/jixiao" ingest --full --db w.db --rules "$JIXIAO_RULES" in \
    <&- >&- 2>&-
ok $(($? == 1 || $? == 70)) "without standard output"
is "$(sqlite3 w.db 'PRAGMA integrity_check')" ok "the warehouse is sound"
