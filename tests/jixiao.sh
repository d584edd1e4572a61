# The command for the night: what it reads again, what it keeps, what it says.
. tests/tap
cp corpus/chengde-2023-*.txt corpus/lingling-2022-department.txt \
    corpus/julu-2024-targets.txt "$TMP"
mkdir "$TMP/in" "$TMP/sub"
mv "$TMP"/*.txt "$TMP/in"
data=$PWD/tests/data
cp -R "$JIXIAO_RULES" "$TMP/rules"
JIXIAO_RULES=$TMP/rules
cd "$TMP" || exit 70

jixiao() {
	timeout 60 "$BIN/jixiao" "$@"
}

ask() {
	sqlite3 w.db "$1" 2>&1
}

valid() {
	sqlite3 :memory: "SELECT json_valid(readfile('$1'))"
}

# What the warehouse says, but for the runs and the files.
contents() {
	ask "SELECT * FROM document; SELECT * FROM report; SELECT * FROM funding;
	    SELECT * FROM indicator; SELECT * FROM finding; SELECT * FROM reject;
	    SELECT * FROM figure; SELECT * FROM standing; PRAGMA integrity_check" |
	    cksum
}

# --- the first run, and the table ---

jixiao ingest --db w.db in >out 2>err
is $? 0 "a first run"
grep -q '4 found: 4 new' out
ok $? "its summary counts the files"
grep -q 'all is well' out && grep -q 'warehouse   w.db' out
ok $? "says that all is well, and where the warehouse is"
is "$(cat err)" "" "and nothing stands on standard error"
jixiao table --db w.db >table
is $? 0 "the county table"
is "$(sed '/^The warehouse is/,$d' table)" \
    "$(cat "$data/jixiao-table.txt")" "it is the one that was agreed"
jixiao table --db w.db --year 2022 | grep -c '承德\|巨鹿' >out
is "$(cat out)" 0 "--year leaves the others out"

# --- again: nothing changed ---

before=$(contents)
jixiao ingest --db w.db in/ >out
is "$? $(contents)" "0 $before" "a second run changes no row"
grep -q '4 unchanged' out
ok $? "all files are unchanged"
jixiao ingest --quiet --db w.db in >out 2>err
is "$?$(cat out err)" 0 "--quiet is silent when all is well"
touch -d '2001-02-03' in/julu-2024-targets.txt
jixiao ingest --quiet --db w.db in
is "$(contents)" "$before" "a file that was only touched is not read again"
is "$(ask "SELECT mtime_ns / 1000000000 FROM source
    WHERE path LIKE '%julu%'")" "$(date -d 2001-02-03 +%s)" \
    "but its time is noted"
jixiao ingest --json --db w.db in >out
is "$(valid out)" 1 "--json is JSON"
is "$(sqlite3 :memory: "SELECT x ->> '\$.files.unchanged', x ->> '\$.status'
    FROM (SELECT readfile('out') AS x)")" "4|0" "with the same figures"

# --- files that change, go and come back ---

sed 's/3\.07/3.08/g' in/chengde-2023-unemployment.txt >new
cat new >in/chengde-2023-unemployment.txt
jixiao status --db w.db in >out
is "$?$(grep -c '1 changed' out)" 21 "status: a changed file waits"
jixiao ingest --db w.db in >out
grep -q '1 changed, 3 unchanged' out
ok $? "a changed file is read again, the others are not"
is "$(ask "SELECT status, count(*) FROM document
    WHERE path LIKE '%unemployment%' GROUP BY 1")" "current|1
superseded|1" "its old version stays, superseded"
is "$(ask "SELECT executed_wan FROM execution_by_county
    WHERE county = '承德县'")" 5.08 "and counts no more"
mv in/chengde-2023-unemployment.txt .
jixiao ingest --db w.db in >out
grep -q '1 no longer there: kept' out
ok $? "a file that is gone is kept"
is "$(ask "SELECT count(*), count(missing_since) FROM source;
    SELECT projects FROM execution_by_county WHERE county = '承德县'")" "4|1
2" "and marked; what it said still counts"
jixiao status --db w.db in >out
is $? 0 "what is marked does not wait"
cp chengde-2023-unemployment.txt in
jixiao ingest --db w.db in >out
is "$(ask "SELECT count(missing_since) FROM source")" 0 \
    "a file that is back is not missing"
rm in/chengde-2023-unemployment.txt
jixiao ingest --prune --db w.db in >out
grep -q '1 no longer there: deleted' out
ok $? "--prune deletes what is gone"
is "$(ask "SELECT count(*) FROM source;
    SELECT count(*) FROM document WHERE path LIKE '%unemployment%';
    SELECT projects FROM execution_by_county WHERE county = '承德县';
    SELECT count(*) FROM figure f WHERE NOT EXISTS (SELECT 1 FROM report r
	WHERE f.figure_id BETWEEN r.first_figure AND r.last_figure)
	AND NOT EXISTS (SELECT 1 FROM document d
	WHERE f.figure_id BETWEEN d.first_figure AND d.last_figure);
    PRAGMA foreign_key_check; PRAGMA integrity_check")" "3
0
1
0
ok" "with all that was read from it, in all versions"
cp chengde-2023-unemployment.txt in
jixiao ingest --quiet --db w.db in

# --- archives ---

mkdir member pack
cp in/julu-2024-targets.txt chengde-2023-unemployment.txt member
# pack FILE...: the archive has these members
pack() {
	(cd member && tar cf ../pack/all.tar "$@")
}
# members: what the warehouse has of the archive, and which of it is missing
members() {
	ask "SELECT replace(replace(d.path, 'pack/all.tar!', ''), '.txt', ''),
	    d.status, s.missing_since IS NOT NULL FROM document d
	    LEFT JOIN source s ON s.path = d.path WHERE d.path LIKE 'pack/%'
	    ORDER BY document_id" | tr '\n' ' '
}
arch() {
	jixiao ingest --db p.db "$@" pack >out 2>err
}
ask() {
	sqlite3 p.db "$1" 2>&1
}
pack julu-2024-targets.txt chengde-2023-unemployment.txt
arch
is "$(members)" "julu-2024-targets|current|0 chengde-2023-unemployment|current|0 " \
    "the members of an archive"
pack julu-2024-targets.txt
arch
is "$(members)" "julu-2024-targets|current|0 chengde-2023-unemployment|current|1 " \
    "a member that is gone is kept, and marked"
arch
is "$?$(grep -c '1 no longer there: kept' out)" 01 "and the next run says so"
jixiao status --db p.db pack >out
is $? 0 "what is marked does not wait"
is "$(ask "SELECT sum(projects) FROM execution_by_county")" 1 \
    "what it said still counts"
pack julu-2024-targets.txt chengde-2023-unemployment.txt
arch
is "$(ask "SELECT count(*), count(missing_since) FROM source")" "1|0" \
    "one that is back is not missing"
pack julu-2024-targets.txt
arch --prune
is "$(ask "SELECT count(*) FROM document WHERE path LIKE '%unemployment%';
    SELECT count(*) FROM source; SELECT sum(projects) FROM execution_by_county;
    PRAGMA foreign_key_check; PRAGMA integrity_check" | tr '\n' ' ')" "0 1 0 ok " \
    "--prune deletes it as the archive is read"
pack chengde-2023-unemployment.txt
arch
arch --prune
is "$(ask "SELECT count(*) FROM document WHERE path LIKE '%julu%'")" 0 \
    "or on a later night"
rm pack/all.tar
arch
is "$(ask "SELECT count(*), count(missing_since) FROM source")" "1|1" \
    "an archive that is gone is missing as a whole"
arch --prune
is "$(ask "SELECT count(*) FROM document")" 0 "and pruned as a whole"
: >pack/all.tar
arch
is "$?$(ask "SELECT count(*) FROM document WHERE status = 'rejected'")" 11 \
    "an archive that is empty is a reject"
pack chengde-2023-unemployment.txt
arch
is "$?$(ask "SELECT count(*) FROM document WHERE status = 'rejected'")" 00 \
    "and none when it is whole again"
cp in/julu-2024-targets.txt pack/all.tar
arch
pack chengde-2023-unemployment.txt
arch
is "$(ask "SELECT path FROM document WHERE status = 'current'")" \
    "pack/all.tar!chengde-2023-unemployment.txt" \
    "nor does the text count in whose place it stands"
sed -i 's/5\.4/5.5/' member/chengde-2023-unemployment.txt
(cd member && tar rf ../pack/all.tar chengde-2023-unemployment.txt)
arch
jixiao trace --db p.db --report "$(ask 'SELECT max(report_id) FROM report')" \
    >out 2>err
is "$?$(grep -c 'unemployment.txt#2' out)$(cat err)" 01 \
    "a figure of the second member of a name is traced to it"
ask() {
	sqlite3 w.db "$1" 2>&1
}

# --- rules that change ---

before=$(ask 'SELECT count(*) FROM document')
jixiao status --db w.db in >out
is $? 0 "status: well"
echo '# a comment' >>rules/load/views.sql
jixiao status --db w.db in >out
is $? 0 "another view makes nothing be read again"
echo 'words 一某某' >>rules/normalize/stop.rules
jixiao status --db w.db in >out
is "$?$(grep -c '4 read by other rules' out)" 21 "other rules: all waits"
sed -i '$d' rules/load/views.sql
jixiao ingest --db w.db in >out
grep -q '4 to read again by other rules' out
ok $? "and is read again"
jixiao ingest --db w.db in | grep -q '4 unchanged'
ok $? "once"
is "$(ask "SELECT count(*) FROM document WHERE status = 'current'")" 4 \
    "each document counts once"
jixiao ingest --full --db w.db in >out
is "$(ask "SELECT max(run_id) = (SELECT max(run_id) FROM document
    WHERE status = 'current') FROM run")" 1 "--full reads all again"

# --- several processes ---

jixiao ingest --db jobs1.db in >out
jixiao ingest --jobs 3 --db jobs3.db in >out
is "$?$(sqlite3 jobs1.db "ATTACH 'jobs3.db' AS o; SELECT (SELECT count(*)
    FROM figure) > 0, (SELECT count(*) FROM (SELECT * FROM figure EXCEPT
    SELECT * FROM o.figure)), (SELECT count(*) FROM (SELECT * FROM o.figure
    EXCEPT SELECT * FROM figure))")" "01|0|0" "--jobs 3 reads the same"
for jobs in 0 17 x -1; do
	jixiao ingest --jobs $jobs --db w.db in >out 2>err
	is $? 64 "--jobs $jobs is wrong usage"
done

# --- too many rejects ---

mkdir bad
: >bad/empty.txt
printf '%%PDF-1.4\n' >bad/scan.pdf
before=$(contents)
jixiao ingest --db w.db --max-rejects 1 in bad >out 2>err
is "$? $(contents)" "65 $before" "--max-rejects 1: two are too many"
grep -q 'nothing was committed' out
ok $? "the summary says that nothing was committed"
jixiao ingest --db w.db --max-rejects 99% bad >out 2>err
is $? 65 "--max-rejects 99%: all are too many"
jixiao ingest --db w.db --max-rejects 2 bad >out 2>err
is $? 1 "--max-rejects 2: two may be"
grep -q 'bad/scan.pdf: is a PDF' out
ok $? "the summary names each and says why"
jixiao status --db w.db in >out
is $? 1 "status: the last run had rejects"
jixiao ingest --db w.db --quiet in bad >out 2>err
is $? 0 "what could not be read does not trouble the next night"
jixiao status --db w.db in >out
grep -q 'unread      2' out
ok $? "but status remembers"

# --- snapshots, status ---

jixiao ingest --quiet --db w.db --snapshot copy.db in
is "$(sqlite3 copy.db 'PRAGMA integrity_check; PRAGMA journal_mode;
    SELECT count(*) FROM report')" "ok
delete
$(ask 'SELECT count(*) FROM report')" "--snapshot leaves a copy that needs no other file"
jixiao ingest --db w.db --snapshot /proc/none in >out 2>err
is $? 73 "a snapshot that cannot be made: status 73"
jixiao status --json --db w.db in >out
is "$(valid out)" 1 "status --json is JSON"
jixiao status --db w.db --max-age 1 in >out
is $? 0 "the last run is not older than an hour"
sqlite3 w.db "UPDATE run SET finished_at = '2026-01-01T00:00:00Z'"
jixiao status --db w.db --max-age 1 in >out
is $? 3 "status: stale"
sqlite3 w.db "UPDATE run SET finished_at = '2999-01-01T00:00:00Z'"
jixiao status --db w.db --max-age 26 in >out
is "$?$(grep -c 'hours ahead of this clock' out)" 31 \
    "so is a run that a wrong clock put ahead"
sqlite3 w.db "UPDATE run SET finished_at = '2026-01-01T00:00:00Z'"
jixiao status --quiet --db w.db in >out
is "$?$(cat out)" 0 "without --max-age no run is too old; --quiet is silent"

# --- usage ---

for wrong in "" "nothing" "ingest" "ingest --db w.db" "ingest --db w.db -" \
    "ingest in" "status" "ingest --db w.db --year 2 in" "table --db" \
    "ingest --db w.db --max-rejects x in" "trace --db w.db" \
    "trace --db w.db --report 1 --funding 1" "trace --db w.db --report x" \
    "export --db w.db no_table" "export --db w.db report funding" \
    "export --db w.db --format xml report" "ask --db w.db none" \
    "--no-option" "table --db w.db --json"; do
	# shellcheck disable=SC2086
	jixiao $wrong >out 2>err
	is "$?$(cat out)" 64 "wrong usage: jixiao $wrong"
done
jixiao ingest --db w.db in not-there >out 2>err
is $? 66 "a path that is not there: status 66"
jixiao table --db none.db >out 2>err
is "$?$(ls none.db 2>/dev/null)" 66 "no warehouse: status 66, and none is made"
echo 'This is no database, but long enough to be looked at as one.' >text.db
jixiao status --db text.db >out 2>err
is $? 66 "a file that is no warehouse: status 66"
jixiao ingest --db text.db in >out 2>err
is "$?$(cat text.db)" \
    "73This is no database, but long enough to be looked at as one." \
    "and ingest leaves it alone: status 73"
jixiao --version | grep -q '^jixiao [0-9]'
ok $? "--version"
jixiao --help >/dev/full 2>err
is $? 74 "--help into a full disk: status 74"
jixiao table --db w.db >/dev/full 2>err
is $? 74 "the table into a full disk: status 74"
