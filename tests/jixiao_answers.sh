# What people ask: where a figure comes from, tables for sheets, the cookbook.
. tests/tap
rules=$JIXIAO_RULES
root=$PWD
cp -R corpus "$TMP/corpus"
cd "$TMP" || exit 70

jixiao() {
	timeout 60 "$BIN/jixiao" "$@"
}

ask() {
	sqlite3 w.db "$1" 2>&1
}

jixiao ingest --quiet --db w.db corpus >out 2>err
is $? 1 "the corpus is in the warehouse"

# --- trace: each figure of the county table stands on the line shown ---

ask "SELECT DISTINCT region_code || ' ' || fiscal_year FROM execution_by_county
    WHERE region_code IS NOT NULL AND fiscal_year IS NOT NULL
	AND projects + plans > 0" >counties
wrong=
: >all
while read -r code year; do
	jixiao trace --json --db w.db --county "$code" --year "$year" >out 2>err ||
	    wrong="$wrong $code/$year"
	sed "s/^{/{\"code\":\"$code\",\"year\":$year,/" out >>all
done <counties
is "$wrong" "" "$(wc -l <counties) rows of the county table are traced"
[ "$(wc -l <counties)" -ge 20 ] && [ "$(wc -l <all)" -ge 100 ]
ok $? "which are many, and so are their figures"
sqlite3 t.db "CREATE TABLE figure (j TEXT)" ".mode ascii" \
    ".separator \x01 \n" ".import all figure" 2>err
is "$(sqlite3 t.db "SELECT count(*) FROM figure WHERE NOT json_valid(j)")" 0 \
    "as JSON Lines"
is "$(sqlite3 t.db "SELECT j FROM figure
    WHERE NOT (j ->> '\$.passage.to' > j ->> '\$.passage.from') LIMIT 3")" "" \
    "each figure stands on the line that is shown"
sqlite3 t.db "CREATE VIEW amount AS SELECT j ->> 'code' AS code,
	j ->> 'year' AS year, j ->> 'report_id' AS report,
	j ->> 'field' AS field, j ->> 'value' AS value,
	j ->> 'record' AS record, j ->> 'row' AS row FROM figure"
sqlite3 t.db "ATTACH 'w.db' AS w;
    SELECT e.region_code, e.fiscal_year, e.executed_wan, t.executed
    FROM w.execution_by_county e JOIN (
	SELECT code, year, round(sum(value) / 10000, 6) AS executed FROM amount
	WHERE field = 'executed' GROUP BY code, year) t
	ON t.code = e.region_code AND t.year = e.fiscal_year
    WHERE e.projects > 0 AND NOT EXISTS (SELECT 1 FROM amount a
	WHERE a.code = e.region_code AND a.year = e.fiscal_year
	    AND a.record = 'statement')
	AND abs(executed_wan - executed) > 1e-6" >out
is "$(cat out)" "" "and the amounts shown add up to the amounts of the table"
sqlite3 t.db "ATTACH 'w.db' AS w;
    SELECT e.region_code, e.fiscal_year, e.budget_wan, t.budget
    FROM w.execution_by_county e JOIN (
	SELECT code, year, round(sum(coalesce(annual, initial)) / 10000, 6)
	    AS budget
	FROM (SELECT code, year, report,
	    max(iif(field = 'annual', CAST(value AS REAL), NULL)) AS annual,
	    max(iif(field = 'initial', CAST(value AS REAL), NULL)) AS initial
	    FROM amount GROUP BY code, year, report)
	GROUP BY code, year) t
	ON t.code = e.region_code AND t.year = e.fiscal_year
    WHERE e.projects > 0 AND e.plans = 0 AND NOT EXISTS (
	SELECT 1 FROM amount a WHERE a.code = e.region_code
	    AND a.year = e.fiscal_year AND a.record = 'statement')
	AND abs(budget_wan - budget) > 1e-6" >out
is "$(cat out)" "" "budgets too"

jixiao trace --db w.db --county 承德县 --year 2023 >out
is "$(grep -c '年度资金总额 | 5.4 | 5.4 | ⟦3.07⟧ | 10 分' out)" 1 \
    "the figure is marked in its line"
grep -q 'read by column.executed as money; is 30700 元, unit from the header (万元)' out
ok $? "with its rule and what was made of it"
grep -q '^Together, 2023: 2 projects, budget 7.4 万元, executed 5.07 万元, rate 68.51 %' out
ok $? "and the sum"
is "$(grep -c '^  error weights_sum, line 42: the weights add up to 108' out)" 1 \
    "and what does not add up"
jixiao trace --db w.db --report "$(ask "SELECT max(report_id) FROM standing
    WHERE standing = 'superseded'")" >out
is "$(grep -c '^  does not count: report [1-9][0-9]*, of the same, does$' out)" 1 \
    "a report that does not count says which one does"
is "$(ask 'SELECT count(*) FROM attainment WHERE score_pct > 100')" 0 \
    "no more points are given than can be had"
is "$(ask "$(sed 's/;$//; 1s/^-- .*/SELECT sum(times) FROM (/' \
    "$rules/cookbook/findings.sql") )")" "$(ask "SELECT count(*) FROM finding
    JOIN standing USING (report_id) WHERE mended_run IS NULL
    AND standing <> 'superseded'")" \
    "what does not add up in a report that counts no more is not counted either"
jixiao trace --db w.db --county 承德市承德县 >out
is $? 0 "a county with its prefecture in front"
jixiao trace --db w.db --county 无此县 >out 2>err
is $? 64 "a county without reports: status 64"
for table in funding indicator report; do
	id=$(ask "SELECT max(${table}_id) FROM $table JOIN standing USING (report_id)
	    WHERE standing = 'counted'")
	jixiao trace --db w.db --$table "$id" >out
	is "$?$(grep -c '⟦.*⟧' out | sed 's/[1-9][0-9]*/n/')" 0n "trace --$table"
done
jixiao trace --db w.db --report 999999 >out 2>err
is $? 64 "a report that is not there: status 64"
member=$(ask "SELECT min(report_id) FROM report JOIN document USING (document_id)
    WHERE path LIKE '%.tar.gz!%.zip!%'")
jixiao trace --json --db w.db --report "${member:-0}" >out 2>err
is "$?$(grep -c '"document_is":"same"' out | sed 's/[1-9][0-9]*/n/')" 0n \
    "a document inside an archive is read again"
is "$(ask "SELECT DISTINCT encoding FROM document WHERE status = 'current'
    ORDER BY 1" | tr '\n' ' ')" "Big5 GB18030 UTF-16BE UTF-16LE UTF-8 " \
    "documents in five encodings"
wrong=
for id in $(ask "SELECT min(report_id) FROM report JOIN document
    USING (document_id) GROUP BY path"); do
	jixiao trace --json --db w.db --report "$id" >out 2>err || wrong="$wrong $id"
	grep '"passage":{' out | grep -v '"from":0,"to":0' | wc -l >found
	grep -c '^{' out >all
	# A text that was joined over lines may begin with what is not its own.
	[ $((100 * $(cat found))) -ge $((97 * $(cat all))) ] ||
	    wrong="$wrong $id:$(cat found)/$(cat all)"
done
is "$wrong" "" "in each document the figures stand where they were read"
sed -i 's/3\.07/9.99/g' corpus/chengde-2023-unemployment.txt
jixiao trace --db w.db --county 承德县 --year 2023 >out 2>err
is "$?$(grep -c 'unemployment.txt: warning: has changed since' err)" 11 \
    "a file that has changed since: a warning, status 1"
rm corpus/chengde-2023-unemployment.txt
jixiao trace --db w.db --county 承德县 --year 2023 >out 2>err
is "$?$(grep -c 'warning: cannot be read now' err)$(grep -c 'read as: ⟦3.07⟧' out)" \
    111 "a file that is gone: a warning, and what was read"

# --- export ---

cp w.db sheet.db
sqlite3 sheet.db "CREATE TABLE t (text TEXT, real REAL, int INTEGER, none TEXT);
    INSERT INTO t VALUES ('=1+1', -1.5, -3, NULL), ('+cmd', 2e10, 0, ''),
    ('-5', 1, 1, 'x'), ('-5%', 1, 1, 'a \"b\"'), ('@x', 1, 1, 'a,b'),
    (char(9) || '=1', 1, 1, 'a' || char(10) || 'b'),
    (char(13) || 'x', 1, 1, ' x'), ('＝1', 1, 1, '报告'), ('+3.5', 1, 1, 'a=b');
    DELETE FROM t WHERE 0"
jixiao export --db sheet.db t >out
{
	printf 'text,real,int,none\r\n'
	printf '"'\''=1+1",-1.5,-3,\r\n'
	printf '"'\''+cmd",20000000000.0,0,""\r\n'
	printf -- '-5,1.0,1,x\r\n'
	printf '"'\''-5%%",1.0,1,"a ""b"""\r\n'
	printf '"'\''@x",1.0,1,"a,b"\r\n'
	printf '"'\''\t=1",1.0,1,"a\nb"\r\n'
	printf '"'\''\rx",1.0,1," x"\r\n'
	printf '"'\''＝1",1.0,1,报告\r\n'
	printf '+3.5,1.0,1,a=b\r\n'
} >expected
cmp -s out expected
ok $? "export: no cell becomes a formula, numbers stay numbers"
jixiao export --db sheet.db --bom t | head -c 3 | od -An -tx1 >out
is "$(tr -d ' ' <out)" efbbbf "--bom"
jixiao export --db sheet.db --format jsonl t >out
is "$(while read -r line; do printf '%s' "$line" >row
    sqlite3 :memory: "SELECT json_valid(readfile('row'))"; done <out |
    sort | uniq -c | tr -d ' ')" 91 "JSON Lines are JSON"
is "$(sed -n 1p out)" '{"text":"=1+1","real":-1.5,"int":-3,"none":null}' \
    "with numbers and null"
mkdir sheets
jixiao export --db w.db --to sheets report funding execution_by_county
is "$(ls sheets | tr '\n' ' ')" \
    "execution_by_county.csv funding.csv report.csv " "--to writes a file each"
sqlite3 back.db ".import --csv sheets/report.csv report" 2>err
is "$(sqlite3 back.db 'SELECT count(*), count(DISTINCT report_id) FROM report')" \
    "$(ask 'SELECT count(*), count(*) FROM report')" "a sheet holds every row"
jixiao export --db w.db >out
grep -q '^execution_by_county *view' out
ok $? "export without a table lists them"
jixiao export --db w.db report >/dev/full 2>err
is $? 74 "an export that cannot be written: status 74"
jixiao export --db w.db --to /proc report 2>err
is $? 73 "a folder that takes no file: status 73"
jixiao export --db w.db --datasette >metadata.json
is "$(sqlite3 :memory: "SELECT json_valid(j),
	j ->> '\$.databases.w.tables.funding.columns.annual_fen' LIKE '%fen%',
	j ->> '\$.databases.w.tables.execution.columns.budget_fen' LIKE '分%',
	j ->> '\$.databases.w.queries.unspent.title'
    FROM (SELECT readfile('metadata.json') AS j)")" \
    "1|1|1|Which projects left the most money unspent?" \
    "Datasette's metadata: titles, units, the cookbook"

is "$(ask "SELECT group_concat(t.name) FROM sqlite_schema t,
    pragma_foreign_key_list(t.name) k WHERE k.\"to\" IS NULL")" "" \
    "foreign keys name their column, which Datasette needs"

# --- the cookbook ---

set -- "$rules"/cookbook/*.sql
ok $(($# < 15)) "the cookbook has $# questions"
is "$(jixiao ask | sed '/^$/,$d' | grep -c '^[a-z]')" $# "ask lists them"
wrong=
for file; do
	name=${file##*/}
	name=${name%.sql}
	sqlite3 -batch w.db <"$file" >rows 2>err || wrong="$wrong $name"
	[ -s err ] && wrong="$wrong $name"
	jixiao ask --db w.db --format csv "$name" >out 2>err ||
	    wrong="$wrong ask:$name"
	sqlite3 :memory: ".import --csv out t" "SELECT count(*) FROM t" >n 2>err
	[ "$(sqlite3 -batch w.db ".mode quote" ".read $file" | wc -l)" -ge \
	    "$(cat n)" ] || wrong="$wrong rows:$name"
	head -n 1 "$file" | grep -q '^-- .*[?]$' || wrong="$wrong title:$name"
done
is "$wrong" "" "sqlite3 and ask answer each"
answer() {
	sqlite3 -batch -noheader w.db <"$rules/cookbook/$1.sql" | grep "$2"
}
is "$(answer county-rates '零陵区')" \
    "2022|湖南省|永州市|零陵区|4|61.0|6.47|10.61" "county-rates"
is "$(answer plans '巨鹿县')" "2024|河北省|巨鹿县|14|3001.0" "plans"
is "$(answer unspent 城乡居保参保 | cut -d '|' -f 6,7)" "38.0|0.0" "unspent"
is "$(answer findings rate_on_initial | cut -d '|' -f 1-3)" \
    "rate_on_initial_budget|warning|1" "findings"
cd "$root" || exit 70
