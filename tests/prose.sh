# What sentences state: each line of tests/data/prose.tsv is a paragraph (| for
# a line break) and what is stated in it, measure=figure@place#subject, then the
# report's year, total and grade. Lines of prose-names.tsv are titles (| for the
# line behind) and year, unit, project.
. tests/tap
if [ ! -x "$BIN/extract" ] || [ ! -x "$BIN/normalize" ] || [ ! -x "$BIN/load" ]
then
	skip "what sentences state" "the programs are not built"
	exit 0
fi
tab=$(printf '\t')

# read_all NAME SQL: a document for each line of the table, read in one go;
# what the query says of each, a line "number<tab>answer"
read_all() {
	mkdir "$TMP/$1"
	awk -F'\t' -v folder="$TMP/$1" -v name="$1" '{
		file = sprintf("%s/%03d.txt", folder, NR)
		gsub(/\|/, "\n", $1)
		if (name == "prose")
			print "某机关专项事务经费绩效自评报告\n\n一、情况\n" >file
		print $1 >file
		if (name != "prose")
			print "\n一、情况\n\n项目预算资金20万元,实际支出18万元。" >file
		close(file)
	}' "tests/data/$1.tsv"
	"$BIN/extract" --quiet "$TMP/$1" >"$TMP/$1.x" &&
	    "$BIN/normalize" --quiet <"$TMP/$1.x" >"$TMP/$1.n" &&
	    "$BIN/load" --quiet "$TMP/$1.db" "$TMP/$1.n"
	ok $? "$1: the pipeline reads the documents"
	sqlite3 -separator "$tab" "$TMP/$1.db" "$2" >"$TMP/$1.got"
}

# compare NAME: a test for each line of the table
compare() {
	n=0
	while IFS="$tab" read -r text want; do
		n=$((n + 1))
		got=$(awk -F'\t' -v n="$n" '$1 == n { print $2 }' "$TMP/$1.got")
		is "$got" "$want" "$text"
	done <"tests/data/$1.tsv"
}

read_all prose "
SELECT CAST(substr(path, -7, 3) AS INTEGER), coalesce(nullif(trim(coalesce((
	SELECT group_concat(what, ' ') FROM (
		SELECT measure || '=' || replace(replace(figure, char(10), ''),
			' ', '') || coalesce('@' || place, '')
			|| coalesce('#' || subject, '') AS what
		FROM statement s WHERE s.document_id = d.document_id
		ORDER BY report_id, statement_id)), '') || coalesce(' year=' || fiscal_year, '')
	|| coalesce(' total=' || total_score, '')
	|| coalesce(' grade=' || grade, '')), ''), '-')
FROM document d LEFT JOIN report r ON r.report_id = (
	SELECT min(o.report_id) FROM report o
	WHERE o.document_id = d.document_id)"
compare prose

# What was said before says the same again, as others say the like between.
"$BIN/extract" --quiet --jobs 1 "$TMP/prose" "$TMP/prose" |
    sed '/^"\(record\|run\|trailer\)"/d' >"$TMP/twice"
"$BIN/extract" --quiet --jobs 1 "$TMP/prose" |
    sed '/^"\(record\|run\|trailer\)"/d' >"$TMP/once"
cat "$TMP/once" "$TMP/once" | cmp -s - "$TMP/twice" && [ -s "$TMP/once" ]
ok $? "sentences read a second time say what they said"

read_all prose-names "
SELECT CAST(substr(path, -7, 3) AS INTEGER), coalesce(fiscal_year, '-') || ' '
	|| coalesce(unit, '-') || ' ' || coalesce(project_name, '-')
FROM document d LEFT JOIN report r USING (document_id)"
compare prose-names

# An amount of another kind of document is read from none.
printf '%s\n' '关于某区2022年预算执行情况和2023年预算草案的报告' '' \
    '各位代表:' '' '支出58.07亿元,收入40.5亿元。' >"$TMP/out.txt"
"$BIN/extract" --quiet "$TMP/out.txt" >"$TMP/out.csv"
is "$(grep -c '^"\(report\|statement\)"' "$TMP/out.csv")" 0 \
    "a budget execution report states nothing"
is "$(grep -c 'document.budget_report.*final accounts' "$TMP/out.csv")" 1 \
    "and is discarded with its reason"

# Entries of a list, and headings, that name projects: a report of each.
cat >"$TMP/list.txt" <<'EOF'
某县水利局2023年度绩效自评报告

2023年共安排项目资金300万元，分别为：①河道清淤项目安排120万元，支出110万元；
②山塘加固项目安排80万元，支出80万元，执行率100%；3渠系配套工程安排100万元。

（一）泵站更新项目。预算安排60万元，实际支出57万元，执行率95%。
EOF
"$BIN/extract" --quiet "$TMP/list.txt" | "$BIN/normalize" --quiet |
    "$BIN/load" --quiet "$TMP/list.db"
is "$(sqlite3 "$TMP/list.db" "SELECT project_name, budget_fen / 1000000,
	executed_fen / 1000000 FROM execution ORDER BY report_id" | tr '\n' ' ')" \
    "河道清淤项目|120|110 山塘加固项目|80|80 泵站更新项目|60|57 " \
    "projects of a list are counted one by one"

# Amounts in words, with blanks in them, and under the unit of their label.
cat >"$TMP/amounts.txt" <<'EOF'
某县水利局2022年度山塘加固项目绩效自评报告

项目预算 1,235. 5 万元，实际支出 1 235.5 万元。项目支出(万元)：12.5。
项目预算三百一十五万元，实际支出叁佰万元整，执行率百分之九十五点二。
EOF
"$BIN/extract" --quiet "$TMP/amounts.txt" | "$BIN/normalize" --quiet |
    "$BIN/load" --quiet "$TMP/amounts.db"
is "$(sqlite3 "$TMP/amounts.db" 'SELECT value FROM statement' | tr '\n' ' ')" \
    "12355000.0 12355000.0 125000.0 3150000.0 3000000.0 95.2 " \
    "amounts in words, with blanks, and under a label's unit"

# The same text in other shapes says the same.
cat >"$TMP/plain.txt" <<'EOF'
某县林业局2022年森林防火经费绩效自评报告
一、资金情况
（一）到位情况。2022年预算安排资金1985万元，其中：中央资金1200万元、省级785万元。
（二）执行情况。截至2022年12月31日，已支出资金1890.5万元，支出率95.24%。
EOF
# said FILE: the measures and values that are stated in it
said() {
	rm -f "$TMP/said.db"
	"$BIN/extract" --quiet "$1" | "$BIN/normalize" --quiet |
	    "$BIN/load" --quiet "$TMP/said.db"
	sqlite3 -separator = "$TMP/said.db" "SELECT measure, value FROM statement
		ORDER BY statement_id" | tr '\n' ' '
}
want='budget=19850000.0 central=12000000.0 province=7850000.0 executed=18905000.0 execution_rate=95.24 '
is "$(said "$TMP/plain.txt")" "$want" "a report without blank lines"
sed G "$TMP/plain.txt" >"$TMP/blank.txt"
is "$(said "$TMP/blank.txt")" "$want" "with blank lines between"
sed 's/^/　　/' "$TMP/plain.txt" >"$TMP/indent.txt"
is "$(said "$TMP/indent.txt")" "$want" "with wide spaces in front"
sed 's/，/，\
/g; s/1890/18\
90/' "$TMP/plain.txt" >"$TMP/wrap.txt"
is "$(said "$TMP/wrap.txt")" "$want" "with lines that are cut short"
tr -d '\n' <"$TMP/plain.txt" >"$TMP/line.txt"
is "$(said "$TMP/line.txt")" "$want" "on one line"
sed "s/\$/$(printf '\r')/" "$TMP/plain.txt" >"$TMP/crlf.txt"
is "$(said "$TMP/crlf.txt")" "$want" "with CRLF"

# A long text, and who signed it far below its figures.
{
	printf '%s\n' '某县2022年护林员补助项目绩效自评报告' ''
	i=0
	while [ $i -lt 60 ]; do
		i=$((i + 1))
		printf '第%d村预算安排%d万元，实际支出%d万元。\n\n' $i $i $i
	done
	printf '%s\n' '某某县林业局'
} >"$TMP/long.txt"
"$BIN/extract" --quiet "$TMP/long.txt" >"$TMP/long.csv"
is "$? $(grep -c '"department","某某县林业局"' "$TMP/long.csv")" "0 1" \
    "a long text is signed at its end"
