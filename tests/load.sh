# The warehouse by itself: streams are made here, no other stage is needed.
. tests/tap
[ -x "$BIN/load" ] || { skip "load" "it is not built"; exit 0; }
command -v sqlite3 >/dev/null || { skip "load" "no sqlite3"; exit 0; }

stream() { awk -f tests/stream.awk "$@"; }
load() { "$BIN/load" --quiet "$@"; }
ask() { sqlite3 -separator ' ' "$1" "$2" 2>&1; }
dump() { sqlite3 "$1" .dump; }

county=tests/data/load-county.stream
stream $county >"$TMP/county.csv"
w=$TMP/w.db
load "$w" "$TMP/county.csv"
is $? 0 "a stream loads"

# --- the file ---
is "$(ask "$w" 'PRAGMA integrity_check; PRAGMA foreign_key_check')" ok \
    "it passes the checks of integrity and foreign keys"
is "$(ask "$w" 'PRAGMA user_version')" "$(find rules/load/schema -name '*.sql' | wc -l)" \
    "user_version is that of the newest schema"
is "$(ask "$w" "SELECT count(*) FROM pragma_table_list WHERE type = 'table' AND NOT strict
    AND schema = 'main' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'text_search%'")" 0 \
    "every table is strict"
is "$(ask "$w" 'PRAGMA journal_mode')" wal "readers are not kept out"

# --- what is printed, exactly ---
is "$(ask "$w" "SELECT initial_fen, annual_fen, executed_fen, rate_pct FROM funding
    WHERE report_id = 1 AND source = 'total'")" "3000000 3000000 630000 21.0" \
    "money is fen, a rate is percent"
is "$(ask "$w" "SELECT quote(initial_fen), quote(annual_fen), quote(weight), label FROM funding
    WHERE report_id = 1 AND source = 'other'")" "NULL NULL NULL 其他资金" \
    "what is not printed is NULL"
is "$(ask "$w" "SELECT annual_fen, executed_fen FROM funding WHERE report_id = 2")" "2000000 590001" \
    "parts of a fen are rounded, halves up"
is "$(ask "$w" "SELECT count(*) FROM figure WHERE note LIKE '%fen%'")" 2 \
    "and a note says so"
is "$(ask "$w" "SELECT level1, level3, target_op, target_value, target_unit, actual_value, attained, line
    FROM indicator")" "产出指标 人数 >= 30.0 人 270.0 1 16" \
    "an indicator has its words, values and line"
is "$(ask "$w" "SELECT month, quote(planned_pct) FROM spending_plan" | tr '\n' ';')" \
    "3 25.0;12 NULL;" "an empty month of a plan stays empty"
is "$(ask "$w" "SELECT path, class, reason, text FROM reject")" \
    "two.txt unclaimed no rule claims this line 什么" "a reject is kept"
is "$(ask "$w" "SELECT lines, lines_value, lines_blank FROM document WHERE path = 'one.txt'")" \
    "60 50 10" "the lines are accounted for"

stream >"$TMP/large.csv" <<X
document|large.txt|l1
report|1|-|kind|自评表|clean=project_self_evaluation
funding|1|1|source|年度资金总额|clean=total
funding|1|1|annual|99999999999|kind=money|value=999999999990000|unit=元
X
load "$TMP/large.db" "$TMP/large.csv"
is "$(ask "$TMP/large.db" "SELECT quote(annual_fen) FROM funding; SELECT text, note FROM figure
    WHERE note IS NOT NULL" | tr '\n' ';')" "NULL;99999999999 too large for an amount, not loaded;" \
    "an amount that cannot be is noted where it is printed"

# --- the same file in two places: without a unit, only its bytes tell ---
for path in a.txt b.zip!a.txt; do
	cat <<X
document|$path|same
report|1|-|kind|自评表|clean=project_self_evaluation
report|1|-|project_name|修路
funding|1|1|source|年度资金总额|clean=total
funding|1|1|annual|3|kind=money|value=30000|unit=元
funding|1|1|executed|2|kind=money|value=20000|unit=元
report|2|-|kind|自评表|clean=project_self_evaluation
funding|2|1|source|年度资金总额|clean=total
funding|2|1|annual|4|kind=money|value=40000|unit=元
funding|2|1|executed|4|kind=money|value=40000|unit=元
X
done | stream >"$TMP/twice.csv"
load "$TMP/twice.db" "$TMP/twice.csv"
is "$(ask "$TMP/twice.db" "SELECT count(*), sum(budget_fen), (SELECT count(*) FROM report) FROM execution")" \
    "2 7000000 4" "the same file in a folder and in an archive counts once, with and without names"

# year FILE CONTENT YEAR WAN DEPARTMENT: a project of that budget
year() {
	cat <<-X
	document|$1|$2
	report|1|-|kind|自评表|clean=project_self_evaluation
	report|1|-|fiscal_year|$3|value=$3
	report|1|-|project_name|修路
	report|1|-|unit|永州市零陵区交通局
	report|1|-|department|$5
	funding|1|1|source|年度资金总额|clean=total
	funding|1|1|annual|$4|kind=money|value=${4}0000|unit=元
	funding|1|1|executed|1|kind=money|value=10000|unit=元
	X
}
{ year a.txt a1 2022 2 财政局; year a.txt a1 2022 2 财政局; } >"$TMP/same"
for times in 1 2; do
	stream "$TMP/same" | load "$TMP/again.db"
	is "$(ask "$TMP/again.db" "SELECT count(*) FROM report")" 1 \
	    "a document twice in a row is one document"
done
{ year a.txt a1 2022 2 财政局; year a.txt a2 2022 3 财政局; } | stream |
    load "$TMP/newer.db"
is "$(ask "$TMP/newer.db" "SELECT status FROM document" | tr '\n' ' ')" \
    "superseded current " "and two versions of one are two"

{ year a.txt a1 2022 2 财政局; year b.txt b1 2022 3 财政局; } | stream |
    awk 'NR == 1 || /trailer/ { print; next }
	 /"annual"/ && !late { late = $0; next }
	 { print }
	 /"b1"/ { print late }' >"$TMP/scattered"
load "$TMP/scattered.db" "$TMP/scattered" 2>"$TMP/msg"
is "$?$(grep -c 'scattered:11: the records of a document do not stand together' "$TMP/msg")" \
    651 "a stream that is out of order is refused"

# --- a new version of one document, and what others are compared with it ---

y=$TMP/years.db
{ year a.txt a1 2022 2 零陵区财政局; year b.txt b1 2023 200 零陵区财政局; } |
    stream | load "$y"
is "$(ask "$y" "SELECT rule, report_id FROM finding")" "budget_jump 2" \
    "a budget a hundred times that of the year before is found in the later year"
year a.txt a2 2022 190 零陵区人民政府 | stream | load "$y"
is "$(ask "$y" "SELECT rule, report_id, mended_run FROM finding;
    SELECT sum(findings) FROM execution_by_unit")" "budget_jump 2 2
0" "and mended where the year before is corrected"
year a.txt a3 2022 3 零陵区人民政府 | stream | load "$y"
is "$(ask "$y" "SELECT report_id FROM finding WHERE mended_run IS NULL")" 2 \
    "and found again, in the document that is not new"
year c.txt c1 2023 150 零陵区人民政府 | stream | load "$y"
is "$(ask "$y" "SELECT rule, report_id FROM finding WHERE mended_run IS NULL
    ORDER BY 1" | tr '\n' ';')" "budget_jump 5;report_conflict 5;" \
    "of two reports of a project the one that counts has the findings"
year b.txt b2 2023 150 零陵区人民政府 | stream | load "$y"
is "$(ask "$y" "SELECT rule, report_id FROM finding WHERE mended_run IS NULL")" \
    "budget_jump 6" "they agree: no conflict is left"
is "$(ask "$y" "SELECT p.name FROM organisation o JOIN organisation p
    ON p.organisation_id = o.parent_id")" 零陵区人民政府 \
    "a unit's department is the one that its reports name now"
{ year b.txt b3 2021 2 零陵区人民政府; year c.txt c2 2021 2 零陵区人民政府; } |
    stream | load "$y"
is "$(ask "$y" "SELECT fiscal_year FROM execution_by_unit ORDER BY 1" | tr '\n' ' '
    ask "$y" "SELECT count(*) FROM did_not_report")" "2021 2022 0" \
    "a year that no report tells of now is none to be late for"

# --- the log of a warehouse that a reader keeps open ---
load "$TMP/open.db" "$TMP/twice.csv"
mkfifo "$TMP/questions"
sqlite3 "$TMP/open.db" <"$TMP/questions" >"$TMP/answers" &
reader=$!
exec 3>"$TMP/questions"
echo 'SELECT count(*) FROM report;' >&3
until [ -s "$TMP/answers" ]; do sleep 0.05; done
load "$TMP/open.db" "$TMP/county.csv"
is "$? $(wc -c <"$TMP/open.db-wal")" "0 0" "a reader that stays does not keep the log large"
echo 'BEGIN; SELECT count(*) FROM report;' >&3
until [ "$(wc -l <"$TMP/answers")" -gt 1 ]; do sleep 0.05; done
load --full "$TMP/open.db" "$TMP/county.csv"
is $? 0 "nor does one in the midst of reading hinder a load"
exec 3>&-
wait $reader
# --- names of warehouses that mean something elsewhere ---
for name in 'file:x.db' 'a?mode=ro' 'b#c%41.db' "d ' \"e.db" -f.db; do
	(cd "$TMP" && load -- "$name" twice.csv)
	is "$? $(ask "file:$(printf %s "$TMP/$name" | sed 's/%/%25/g; s/?/%3f/g; s/#/%23/g')" \
	    "SELECT count(*) FROM report")" "0 4" "a warehouse of the name $name"
done
(cd "$TMP" && load :memory: twice.csv 2>/dev/null)
is $? 64 ":memory: is none"

# --- places and organisations ---
is "$(ask "$w" "SELECT DISTINCT region_code FROM report")" 431102 "every report has its place"
is "$(ask "$w" "SELECT count(*) FROM organisation o JOIN organisation_name USING (organisation_id)
    WHERE o.name LIKE '%社会保险中心%'")" 3 "a unit has all its names"
is "$(ask "$w" "SELECT count(DISTINCT unit_id) FROM report")" 1 "and is one unit"
is "$(ask "$w" "SELECT p.name FROM organisation o JOIN organisation p
    ON p.organisation_id = o.parent_id")" 永州市零陵区人力资源和社会保障局 "it has a department"

# --- what counts ---
is "$(ask "$w" "SELECT project_name, budget_fen, executed_fen, rate_pct, basis FROM execution
    ORDER BY report_id" | tr '\n' ';')" \
    "稽核经费 3000000 630000 21.0 both;渔民 经费 2000000 590001 29.5 ;只在报告里的项目 10000000 9000000 90.0 ;零预算 0 0  ;" \
    "a table before prose; prose where there is no table; no rate of nothing"
is "$(ask "$w" "SELECT fiscal_year, province, prefecture, county, projects, budget_wan, executed_wan,
    rate_pct, mean_rate_pct, median_rate_pct, uncounted, plans, planned_wan FROM execution_by_county")" \
    "2022 湖南省 永州市 零陵区 4 15.0 10.220001 68.13 46.83 29.5 1 1 15.0" \
    "the county's row"
is "$(ask "$w" "SELECT region_code, projects, rate_pct FROM execution_by_prefecture")" "431100 4 68.13" \
    "the prefecture's row"
is "$(ask "$w" "SELECT region_code, province, projects, rate_pct FROM execution_by_province")" \
    "430000 湖南省 4 68.13" "the province's row"
is "$(ask "$w" "SELECT projects, rate_pct FROM execution_by_unit")" "4 68.13" \
    "the unit's row, whatever its name"
is "$(ask "$w" "SELECT scope, projects, budget_wan, rate_pct FROM execution_by_department
    WHERE scope = 'department'")" "department 1 456.09 100.0" \
    "a department stands apart from its projects"
is "$(ask "$w" "SELECT rule, report_id FROM finding ORDER BY 1" | tr '\n' ';')" \
    "rate_on_initial_budget 3;" "and what does not add up is found"

# --- where figures come from ---
is "$(ask "$w" "SELECT path, record, row, field, text, value, unit, line, rule FROM provenance
    WHERE report_id = 1 AND field = 'executed'")" \
    "one.txt funding 1 executed 0.63 6300 元 11 test.executed" "a figure's document, line, text and rule"

# --- twice is once ---
dump "$w" >"$TMP/once"
load "$w" "$TMP/county.csv"
is $? 0 "the same stream loads again"
dump "$w" >"$TMP/twice"
cmp -s "$TMP/once" "$TMP/twice"
ok $? "and changes no row of any table"
cat "$TMP/county.csv" | load "$TMP/in.db"
is "$(ask "$TMP/in.db" "SELECT count(*) FROM report")" 8 "a stream may come on standard input"

# --- a new version of a document ---
sed 's/1111/1112/; s/value=6300/value=7300/' $county | stream >"$TMP/new.csv"
load "$w" "$TMP/new.csv"
is "$(ask "$w" "SELECT path, status, superseded_by FROM document ORDER BY 1, 2" | tr '\n' ';')" \
    "one.txt current ;one.txt superseded 3;two.txt current ;" "new content supersedes the old version"
is "$(ask "$w" "SELECT projects, executed_wan FROM execution_by_county")" "4 10.320001" \
    "which counts no more"
is "$(ask "$w" "SELECT count(*) FROM report WHERE project_name = '稽核经费'")" 3 "but stays"
is "$(ask "$w" "SELECT run_id, documents, unchanged, status FROM run" | tr '\n' ';')" \
    "1 2 0 ok;2 1 1 ok;" "each run is recorded"
sed 's/^run|rules|aaa/run|rules|ccc/' $county | stream >"$TMP/rules.csv"
load "$TMP/in.db" "$TMP/rules.csv"
is "$(ask "$TMP/in.db" "SELECT count(*) FROM document WHERE status = 'superseded'")" 2 \
    "changed rules make new versions"

# --- several streams are one load ---
stream <<X >"$TMP/three.csv"
document|three.txt|3333
report|1|-|kind|自评表|clean=project_self_evaluation
X
load "$TMP/many.db" "$TMP/county.csv" "$TMP/three.csv"
is "$(ask "$TMP/many.db" "SELECT count(*) FROM document; SELECT count(*) FROM run" | tr '\n' ' ')" "3 1 " \
    "several streams are one run"
head -n 20 "$TMP/county.csv" >"$TMP/cut.csv"
dump "$TMP/many.db" >"$TMP/before"
load "$TMP/many.db" "$TMP/new.csv" "$TMP/cut.csv" 2>"$TMP/msg"
is $? 65 "an incomplete stream is refused"
dump "$TMP/many.db" >"$TMP/after"
cmp -s "$TMP/before" "$TMP/after"
ok $? "and the whole ones beside it are not loaded"
grep -q 'nothing was loaded' "$TMP/msg"
ok $? "which the message says"

# --- cut anywhere ---
size=$(wc -c <"$TMP/three.csv")
wrong=
at=0
while [ $at -lt "$size" ]; do
	head -c $at "$TMP/three.csv" >"$TMP/piece.csv"
	load "$TMP/many.db" "$TMP/piece.csv" 2>/dev/null
	# The line break behind the trailer may lack.
	[ $? = 65 ] || [ $at -ge $((size - 1)) ] || wrong="$wrong $at"
	at=$((at + 1))
done
is "$wrong" "" "a stream cut at any byte is refused"
dump "$TMP/many.db" >"$TMP/after"
cmp -s "$TMP/before" "$TMP/after"
ok $? "and changes nothing"

# --- files that are none of ours ---
echo 'this is a letter, not a database, and it is long enough to be read as one' >"$TMP/letter.db"
cp "$TMP/letter.db" "$TMP/letter.copy"
load "$TMP/letter.db" "$TMP/county.csv" 2>"$TMP/msg"
is $? 73 "a file that is no database is refused"
cmp -s "$TMP/letter.db" "$TMP/letter.copy"
ok $? "and left as it was"
sqlite3 "$TMP/other.db" 'CREATE TABLE music (title TEXT)'
load "$TMP/other.db" "$TMP/county.csv" 2>"$TMP/msg"
is $? 73 "another program's database is refused"
is "$(ask "$TMP/other.db" .tables)" music "and left as it was"
cp "$TMP/many.db" "$TMP/newer.db"
sqlite3 "$TMP/newer.db" 'PRAGMA user_version = 999'
load "$TMP/newer.db" "$TMP/county.csv" 2>"$TMP/msg"
is $? 73 "a newer warehouse is refused"
grep -q 'version 999' "$TMP/msg"
ok $? "with its version in the message"
sqlite3 "$TMP/lame.db" 'CREATE TABLE document (path); PRAGMA user_version = '"$(ask "$w" 'PRAGMA user_version')"
load "$TMP/lame.db" "$TMP/county.csv" 2>"$TMP/msg"
is "$? $(grep -c 'make the warehouse anew' "$TMP/msg")" "73 1" "tables that are not ours are refused"
load "$TMP/no/such/folder/w.db" "$TMP/county.csv" 2>/dev/null
is $? 73 "a warehouse that cannot be made"
load "$TMP/many.db" "$TMP/no-such.csv" 2>/dev/null
is $? 66 "a stream that is not there"
load 2>/dev/null
is $? 64 "no warehouse named"
load --rules "$TMP" "$TMP/x.db" "$TMP/county.csv" 2>/dev/null
is $? 78 "no rules there"

# --- two at once ---
(stream <$county; sleep 5) | "$BIN/load" --quiet "$TMP/busy.db" &
holder=$!
for i in 1 2 3 4 5 6 7 8 9 10; do
	[ -e "$TMP/busy.db-new" ] && break
	sleep 0.1
done
load "$TMP/busy.db" "$TMP/county.csv" 2>"$TMP/msg"
is $? 75 "a second load at once is told to try again"
ask "$TMP/busy.db" 'SELECT count(*) FROM sqlite_schema' >/dev/null
ok $? "while readers are not kept out"
wait $holder
is $? 0 "the first one ends well"

# --- killed ---
cp "$w" "$TMP/kill.db"
dump "$TMP/kill.db" >"$TMP/before"
(sed 's/1112/1113/' $county | stream | head -n 60; sleep 5) | "$BIN/load" --quiet "$TMP/kill.db" 2>/dev/null &
victim=$!
sleep 0.5
kill -9 $victim
wait $victim 2>/dev/null
is $? 137 "a load is killed"
dump "$TMP/kill.db" >"$TMP/after"
cmp -s "$TMP/before" "$TMP/after"
ok $? "which changes nothing"
is "$(ask "$TMP/kill.db" 'PRAGMA integrity_check')" ok "and the file is sound"
load "$TMP/kill.db" "$TMP/three.csv"
is $? 0 "and the next load completes"

# --- a new warehouse is built beside its place ---
# beside: the files of the new warehouse
beside() { (cd "$TMP" && ls | grep '^new\.db' | tr '\n' ' '); }
(stream <$county | head -n 60; sleep 5) | "$BIN/load" --quiet "$TMP/new.db" 2>/dev/null &
victim=$!
until [ -e "$TMP/new.db-new" ]; do sleep 0.1; done
is "$(beside)" "new.db-new " "until it is whole, nothing is in its place"
kill -9 $victim
wait $victim 2>/dev/null
echo rubbish >"$TMP/new.db-new-wal"
load "$TMP/new.db" "$TMP/cut.csv" 2>/dev/null
is "$? $(beside)" "65 " "what a killed load left goes, also where the next one fails"
(trap '' XFSZ; ulimit -f 200; load "$TMP/new.db" "$TMP/county.csv" 2>/dev/null)
is "$? $(beside)" "74 " "a disk that is full leaves nothing"
load "$TMP/new.db" "$TMP/county.csv"
is "$? $(beside)" "0 new.db " "the next load completes"
is "$(ask "$TMP/new.db" 'PRAGMA integrity_check; PRAGMA foreign_key_check; PRAGMA journal_mode' | tr '\n' ' ')" \
    "ok wal " "and what it made is sound, and lets readers in"
sqlite3 "$TMP/new.db" .dump | grep -v "^INSERT INTO \(run\|document\|sqlite_schema\)" | sort >"$TMP/new.dump"
: >"$TMP/grown.db"
load "$TMP/grown.db" "$TMP/county.csv"
is "$(ask "$TMP/grown.db" '.schema' | sort)" "$(ask "$TMP/new.db" '.schema' | sort)" \
    "it has every index of one that was filled in its place"
sqlite3 "$TMP/grown.db" .dump | grep -v "^INSERT INTO \(run\|document\|sqlite_schema\)" | sort >"$TMP/grown.dump"
cmp -s "$TMP/new.dump" "$TMP/grown.dump"
ok $? "and every row"
(stream <$county; sleep 2) | "$BIN/load" --quiet "$TMP/taken.db" 2>"$TMP/msg" &
holder=$!
until [ -e "$TMP/taken.db-new" ]; do sleep 0.1; done
echo 'a letter' >"$TMP/taken.db"
wait $holder
is "$? $(cat "$TMP/taken.db") $(find "$TMP" -name 'taken.db-new')" "75 a letter " \
    "a file that somebody puts there meanwhile stays"

# --- what could not be read ---
stream <<X >"$TMP/bad.csv"
document|bad.pdf|4444
reject|-|-|bad|%PDF-1.4|note=a PDF, not a text dump
X
load "$TMP/bad.db" "$TMP/bad.csv"
is $? 1 "input that could not be read gives status 1"
is "$(ask "$TMP/bad.db" "SELECT status FROM document; SELECT class, reason FROM reject" | tr '\n' ';')" \
    "rejected;bad a PDF, not a text dump;" "is told from a good document, and says why"
load "$TMP/bad.db" "$TMP/bad.csv"
is $? 1 "and does so each time"

# --- rules ---
cp -r rules "$TMP/rules"
sed -i 's/1e-6/1e9/' "$TMP/rules/load/checks/weights_sum.sql"
"$BIN/load" --check-rules --rules "$TMP/rules" 2>"$TMP/msg"
is $? 78 "a check that no longer finds its rows is noticed"
echo 'SELECT FROM' >"$TMP/rules/load/checks/weights_sum.sql"
"$BIN/load" --check-rules --rules "$TMP/rules" 2>"$TMP/msg"
is $? 78 "and so is one that is no check"
printf -- '-- id: x\n-- severity: error\n-- says: x\n-- tolerance: x\nSELECT 1\n-- pass: x\n' \
    >"$TMP/rules/load/checks/weights_sum.sql"
"$BIN/load" --check-rules --rules "$TMP/rules" 2>"$TMP/msg"
is "$? $(grep -c 'weights_sum.sql:7:1: .*rows behind -- fail:' "$TMP/msg")" "78 1" "and one without rows that fail"
rm "$TMP/rules/load/checks/weights_sum.sql"
sed -i 's/line, expected/line, expectd/' "$TMP/rules/load/checks/budget_jump.sql"
printf -- '-- id: x\n-- severity: bad\n-- says: x\n-- tolerance: x\nSELECT 1\n-- pass: x\n-- fail: y\n' \
    >"$TMP/rules/load/checks/x.sql"
"$BIN/load" --check-rules --rules "$TMP/rules" 2>"$TMP/msg"
is "$? $(sed -n 's/.*x.sql/x.sql/p;4q' "$TMP/msg")" \
    '78 x.sql:2:14: error: unknown word "bad"; expected one of: error, warning, notice' \
    "a word that is none is said with its place"
sed 's/bad/error/; s/: x$/: scores_sum/; s/SELECT 1/SELECT report_id\nFROM freshh/' "$TMP/rules/load/checks/x.sql" \
    >"$TMP/rules/load/checks/y.sql"
rm "$TMP/rules/load/checks/x.sql"
"$BIN/load" --check-rules --rules "$TMP/rules" 2>"$TMP/msg"
is "$? $(sed -n 's/.*y.sql/y.sql/p;4q' "$TMP/msg")" \
    "78 y.sql:1:8: error: the check scores_sum stands already in $TMP/rules/load/checks/scores_sum.sql" \
    "and so is an id that another check has"
sed -i 's/scores_sum/y/' "$TMP/rules/load/checks/y.sql"
"$BIN/load" --check-rules --rules "$TMP/rules" 2>"$TMP/msg"
is "$? $(sed -n '/y.sql/,$s/.*y.sql/y.sql/p' "$TMP/msg")" "78 y.sql:5:1: error: no such table: freshh" \
    "and so is wrong SQL, once"
rm "$TMP/rules/load/checks/y.sql"
cp rules/load/checks/budget_jump.sql "$TMP/rules/load/checks"
printf '%s\n' '820001,甲,conty,820009,,,,' 'x,乙,county,820000,,,99y,110000' '820002,丙' >>"$TMP/rules/load/regions.csv"
sed -i 's/^110228,.*/110228,密云县,former,110000,,,2015,119999/' "$TMP/rules/load/regions.csv"
"$BIN/load" --check-rules --rules "$TMP/rules" 2>"$TMP/msg"
is "$? $(sed -n 's/^load: .*regions.csv:[0-9]*:\([0-9]*\): error: \([a-z ]*\).*/\1 \2/p' "$TMP/msg" | tr '\n' ';')" \
    '78 10 unknown level ;16 expected the code of a row above;1 expected a code of six digits;21 expected a year;8 expected ;' \
    "mistakes in the places are said with their places, all in one run"
cp rules/load/regions.csv "$TMP/rules/load"
sed -i 's/^110228,.*/110228,密云县,former,110000,,,2015,119999/' "$TMP/rules/load/regions.csv"
echo 'CREATE VIEW x AS SELEC 1;' >>"$TMP/rules/load/views.sql"
"$BIN/load" --rules "$TMP/rules" "$TMP/x.db" </dev/null 2>"$TMP/msg"
is "$? $(grep -c 'views.sql:[0-9]*:18: error: near "SELEC"' "$TMP/msg")" "78 1" "a mistake in the views ends with 78"
cp rules/load/views.sql "$TMP/rules/load"
"$BIN/load" --check-rules --rules "$TMP/rules" 2>"$TMP/msg"
is "$? $(grep -c 'regions.csv:[0-9]*:33: error: no row has this code' "$TMP/msg")" "78 1" "a successor that is not there is noticed"
cp rules/load/regions.csv "$TMP/rules/load"
echo 'sufix,处' >>"$TMP/rules/load/words.csv"
"$BIN/load" --check-rules --rules "$TMP/rules" 2>"$TMP/msg"
is "$? $(grep -c 'words.csv:[0-9]*:1: error: unknown kind' "$TMP/msg")" "78 1" "and so is a kind of word that is none"
cp rules/load/words.csv "$TMP/rules/load"
rule=$(ask "$w" "SELECT group_concat(rule, ' ') FROM (SELECT rule FROM check_rule ORDER BY 1)")
missing=0
for id in rate_mismatch rate_on_initial_budget weights_sum scores_sum score_over_weight \
    target_missed_full_score unnamed_indicator_scored implausible_percent statement_mismatch \
    components_sum executed_over_budget cost_mismatch region_mismatch year_mismatch \
    projects_exceed_department; do
	case " $rule " in *" $id "*) ;; *) echo "# $id is missing"; missing=1 ;; esac
done
ok "$missing" "every check of the interface is in the register"

# --- findings over versions of a document ---
cat >"$TMP/f1" <<X
document|f.txt|f1
report|1|-|kind|自评表|clean=project_self_evaluation
report|1|-|fiscal_year|2022|value=2022
report|1|-|project_name|甲
funding|1|1|source|年度资金总额|clean=total
funding|1|1|annual|3|kind=money|value=30000|unit=元|step=10000
funding|1|1|executed|4|kind=money|value=40000|unit=元|step=10000
funding|1|1|rate|50%|kind=percent|value=50|unit=%|step=1
X
stream "$TMP/f1" >"$TMP/f1.csv"
sed 's/|f1$/|f2/; s/50%/133%/; s/value=50/value=133/' "$TMP/f1" | stream >"$TMP/f2.csv"
f=$TMP/f.db
load "$f" "$TMP/f1.csv"
load "$f" "$TMP/f2.csv"
is "$(ask "$f" "SELECT rule, report_id, run_id, quote(mended_run) FROM finding ORDER BY 1" | tr '\n' ';')" \
    "executed_over_budget 2 1 NULL;rate_mismatch 1 1 2;" \
    "a finding that is still true keeps its run; one that is not is mended"
is "$(ask "$f" "SELECT findings FROM execution_by_county")" 1 "only what is open is counted"

# --- a department whose projects come later ---
stream >"$TMP/d1.csv" <<X
document|d.txt|d1
report|1|-|kind|自评表|clean=department_self_evaluation
report|1|-|fiscal_year|2022|value=2022
report|1|-|unit|承德县教育局
funding|1|1|source|年度资金总额|clean=total
funding|1|1|annual|3|kind=money|value=30000|unit=元
funding|1|1|executed|3|kind=money|value=30000|unit=元
X
cat >"$TMP/d2" <<X
document|p.txt|p1
report|1|-|kind|自评表|clean=project_self_evaluation
report|1|-|fiscal_year|2022|value=2022
report|1|-|unit|承德县教育局（本级）
report|1|-|project_name|甲
funding|1|1|source|年度资金总额|clean=total
funding|1|1|annual|4|kind=money|value=40000|unit=元
funding|1|1|executed|1|kind=money|value=10000|unit=元
X
stream "$TMP/d2" >"$TMP/d2.csv"
sed 's/|p1$/|p2/; s/value=40000/value=20000/' "$TMP/d2" | stream >"$TMP/d3.csv"
d=$TMP/d.db
load "$d" "$TMP/d1.csv"
load "$d" "$TMP/d2.csv"
is "$(ask "$d" "SELECT rule, report_id, run_id, quote(mended_run) FROM finding")" \
    "projects_exceed_department 1 2 NULL" "a project that came later exceeds its department"
load "$d" "$TMP/d3.csv"
is "$(ask "$d" "SELECT rule, report_id, run_id, quote(mended_run) FROM finding")" \
    "projects_exceed_department 1 2 3" "and does so no more once it is corrected"

# --- text search ---
is "$(ask "$w" "SELECT count(*) FROM text_search WHERE text_search MATCH '\"经 费\"'")" 6 \
    "Chinese words of two characters are found"
is "$(ask "$w" "SELECT count(*) FROM text_search WHERE text_search MATCH '\"渔\"'")" 2 "and of one"
is "$(ask "$w" "SELECT count(*) FROM text_search WHERE text_search MATCH 'indicators : \"人 数\"'")" 2 \
    "in the column that is asked for"
is "$(ask "$w" "SELECT count(*) FROM text_search WHERE text_search MATCH '\"经 渔\"'")" 0 \
    "but only as they are written"

# --- migrations: an empty warehouse of each earlier version, with a report in it ---
newest=$(ask "$w" 'PRAGMA user_version')
version=1
while [ "$version" -lt "$newest" ]; do
	old=$TMP/old$version.db
	step=1
	while [ $step -le $version ]; do
		# Without reports there are no words to bring over.
		sed 's/spaced(/(/' rules/load/schema/$step.sql | sqlite3 "$old"
		step=$((step + 1))
	done
	sqlite3 "$old" "PRAGMA user_version = $version;
	    INSERT INTO run (run_id, started_at, status) VALUES (1, '2020', 'ok');
	    INSERT INTO document (document_id, path, loaded_at, status, run_id)
	        VALUES (1, 'old.txt', '2020', 'current', 1);
	    INSERT INTO report (report_id, document_id, ordinal, kind, project_name, project_key)
	        VALUES (1, 1, 1, 'project_self_evaluation', '旧项目', '旧')"
	# Where there is an index of texts already, it is in it.
	[ $version -lt 3 ] || sqlite3 "$old" "INSERT INTO text_search (rowid, project_name)
	    VALUES (1, ' 旧  项  目 ')"
	load "$old" "$TMP/county.csv"
	is "$? $(ask "$old" 'PRAGMA user_version')" "0 $newest" "a warehouse of version $version is brought up"
	is "$(ask "$old" 'SELECT count(*) FROM report; SELECT count(*) FROM document' | tr '\n' ' ')" \
	    "9 3 " "what was in it stays"
	is "$(ask "$old" "SELECT count(*) FROM text_search WHERE text_search MATCH '\"旧\"'")" 1 \
	    "and is found"
	is "$(ask "$old" 'PRAGMA integrity_check; PRAGMA foreign_key_check')" ok "and sound"
	is "$(ask "$old" '.schema' | grep -vE '^CREATE VIEW' | sort)" \
	    "$(ask "$w" '.schema' | grep -vE '^CREATE VIEW' | sort)" "with the schema of a new one"
	version=$((version + 1))
done

# --- comments in the database itself ---
# The line of each column, or the lines below it, have a comment.
is "$(ask "$w" "SELECT sql || ';' FROM sqlite_schema WHERE type = 'table'
    AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'text_search_%'" | awk '
	/^CREATE/ && !/ -- / { print }
	/^\t"?[a-z_0-9]+"?( (TEXT|INTEGER|REAL)|,)/ { if (column) print column; column = /-- / ? "" : $0; next }
	/^\t\t.*-- / { column = "" }')" "" "every table and column has a comment"
is "$(ask "$w" "SELECT name FROM sqlite_schema WHERE type = 'view' AND sql NOT LIKE 'CREATE VIEW % AS -- %'")" "" \
    "views have comments"
is "$(ask "$w" "SELECT s.name || ' ' || c.name FROM sqlite_schema s, pragma_table_info(s.name) c
    WHERE s.type IN ('table', 'view') AND s.name NOT LIKE 'sqlite_%' AND s.name NOT LIKE 'text_search_%'" |
    while read -r table column; do
	grep -q "^\.Sy $table :" load/warehouse.5 && grep -q "^\.\(It \)\?Va $column" load/warehouse.5 ||
	    echo "$table.$column"
    done)" "" "warehouse(5) names every table, view and column"

# --- a county that became a district, over the years ---
former() {
	sed "s/|p1\$/|$1/; s/p.txt/$1.txt/; s/value=2022/value=$2/; s/承德县教育局（本级）/$3/" "$TMP/d2" | stream
}
former y1 2019 繁昌县教育局 >"$TMP/y1.csv"
former y2 2020 繁昌区教育局 >"$TMP/y2.csv"
y=$TMP/y.db
load "$y" "$TMP/y1.csv" "$TMP/y2.csv"
is "$(ask "$y" "SELECT fiscal_year, region_code, county FROM execution_by_county ORDER BY 1" | tr '\n' ';')" \
    "2019 340222 繁昌县;2020 340212 繁昌区;" "each year has the county as it was"
is "$(ask "$y" "SELECT fiscal_year, county, budget_before_wan, budget_wan FROM year_on_year")" \
    "2020 繁昌区 4.0 4.0" "and one year is held against the other"
is "$(ask "$y" "SELECT count(*) FROM organisation")" 1 "its bureau is one and the same"
