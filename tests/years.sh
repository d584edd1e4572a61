# Which year a report is of: tests/data/years.tsv.
. tests/tap
mkdir "$TMP/d"
awk -F '\t' -v dir="$TMP/d" '
	function given(i) { return $i != "" && $i != "-" }
	/^#/ { next }
	{
		file = sprintf("%s/%03d.txt", dir, NR)
		print $2 >file
		if (given(3))
			print $3 >file
		printf "项目名称\t%s\n主管部门\t承德县水利局\t实施单位\t承德县水利站\n", given(4) ? $4 : "桥梁维修" >file
		print "项目资金（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分" >file
		print "\t年度资金总额\t100\t100\t50\t10\t50%\t5" >file
		if (given(5))
			print $5 >file
		close(file)
		printf "%03d.txt\t%s\t%s %s\n", NR, $1, $2, $3
	}' tests/data/years.tsv >"$TMP/expected"
"$BIN/extract" --quiet "$TMP/d" | "$BIN/normalize" --quiet |
    "$BIN/load" --quiet "$TMP/w.db"
while IFS='	' read -r file year what; do
	is "$(sqlite3 "$TMP/w.db" "SELECT coalesce(group_concat(fiscal_year), '-')
	    FROM report JOIN document USING (document_id)
	    WHERE path LIKE '%/$file'")" "$year" "$what"
done <"$TMP/expected"
