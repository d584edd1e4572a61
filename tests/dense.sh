# Documents that are all cells or all figures, in each layout: memory stays
# flat, what is too much is a reject, the rest is read whole.
. tests/tap

# dense LAYOUT ROWS: such a document, some 70 bytes a row
dense() {
	awk -v layout="$1" -v most="$2" '
	function row(a, b, c, d, e, f, g) {
		if (layout == "html")
			return "<tr><td>" a "</td><td>" b "</td><td>" c \
			    "</td><td>" d "</td><td>" e "</td><td>" f \
			    "</td><td>" g "</td></tr>\n"
		return a between b between c between d between e between f \
		    between g end
	}
	BEGIN {
		between = "\t"; end = "\n"
		if (layout == "pipes") between = "|"
		if (layout == "commas") between = ","
		if (layout == "tab-cells") { between = "\n\t"; end = "\n\n" }
		if (layout == "blank-cells") between = end = "\n\n"
		if (layout == "aligned") between = "      "
		if (layout == "spaces") between = " "
		if (layout == "run-on") between = ""
		text = "项目支出绩效自评表\n"
		if (layout == "html") text = text "<table>\n"
		if (layout == "prose")
			text = "道路项目绩效评价报告\n一、资金使用情况\n"
		else if (layout != "labels")
			text = text row("一级指标", "二级指标", "三级指标",
			    "年度指标值", "实际完成值", "分值", "得分")
		for (i = 0; i < most; i++) {
			if (layout == "prose")
				line = "第" i "段道路预算数" i % 999 + 1 \
				    "万元，实际支出" i % 900 "万元，执行率" \
				    i % 100 "%。" (i % 5 ? "" : "\n")
			else if (layout == "labels")
				line = "第" i "号标签\t" i "万元\n"
			else
				line = row("产出指标", "数量指标", \
				    "维修道路第" i "段", "≥" i % 97 "公里", \
				    i % 97 "公里", i % 10, i % 10)
			printf "%s%s", text, line
			text = ""
		}
		if (layout == "html") print "</table>"
	}'
}

# peak PROGRAM ARGUMENT...: the status; KiB in the file kib
peak() {
	timeout 60 /usr/bin/time -o kib -f %M "$BIN/$@"
	status=$?
	tail -n 1 kib >last
	mv last kib
	return $status
}

# flat WHAT: the program that ran last took 64 MiB at most
flat() {
	ok $(($(cat kib) > 65536)) "$1: 64 MiB at most ($(cat kib) KiB)"
}

cd "$TMP" || exit 70
mkdir large
for layout in tabs pipes commas tab-cells blank-cells html aligned spaces \
    run-on prose labels; do
	dense $layout 4000 >some
	peak extract --quiet --jobs 1 some >stream 2>err
	is "$? $(cat err)" "0 " "$layout: 4,000 rows are read"
	flat "$layout, 4,000 rows, extract"
	peak normalize --quiet <stream >values
	is $? 0 "$layout: and normalized"
	flat "$layout, 4,000 rows, normalize"
	rm -f w.db*
	peak load --quiet w.db values
	is $? 0 "$layout: and loaded"
	flat "$layout, 4,000 rows, load"
	rows=40000
	[ $layout != labels ] || rows=200000
	dense $layout $rows >large/$layout
	peak extract --quiet --jobs 1 large/$layout >stream 2>err
	is "$? $(grep -c '^"reject".*input.dense' stream) $(wc -l <err)" "1 1 1" \
	    "$layout: $rows are too much, and a reject says so"
	flat "$layout, $rows rows, extract"
done

# Many such documents take what one takes, and hide none between them.
for i in 1 2 3 4 5; do
	cp "$OLDPWD/corpus/lingling-2022-department.txt" large/between-$i
	cp large/html large/html-$i
	cp large/prose large/prose-$i
done
peak extract --quiet --jobs 1 large >stream 2>err
is "$? $(grep -c '^"reject".*input.dense' stream)" "1 21" "each is a reject"
flat "many of them"
is "$(grep -c '^"report".*between' stream)" \
    "$(for i in 1 2 3 4 5; do
	"$BIN/extract" --quiet large/between-1
done | grep -c '^"report".*between')" \
    "reports between them are read as ever"
