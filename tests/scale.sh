# What must not grow with the warehouse, on a small one: steps of SQLite's
# machine are counted, so the answer is the same on every computer. The times
# on 200,000 reports are measured by `make bench-scale`.
. tests/tap
command -v sqlite3 >/dev/null || { skip "scale" "no sqlite3"; exit 0; }
cookbook=$JIXIAO_RULES/cookbook
cd "$TMP" || exit 70

for n in 500 2000; do
	mkdir $n
	"$UNIT/generate" -n $n $n/made.zip
	(cd $n && "$BIN/extract" --quiet made.zip) |
	    "$BIN/normalize" --quiet >$n.csv
	"$BIN/load" --quiet $n.db $n.csv
done

# steps WAREHOUSE SQL-FILE: steps that its queries take together
steps() {
	sqlite3 -readonly -cmd '.stats on' "$1" <"$2" |
	    sed -n 's/^Virtual Machine Steps: *//p' |
	    awk '{ n += $1 } END { print n + 0 }'
}

# A second is some 100 million steps: 500 a report for 200,000 of them. What
# is asked of a fixed number of reports takes at most as many steps at last.
grows= heavy=
for file in "$cookbook"/*.sql execution_by_county.sql \
    execution_by_prefecture.sql execution_by_province.sql \
    execution_by_unit.sql execution_by_department.sql execution.sql; do
	name=${file##*/}
	name=${name%.sql}
	[ -e "$file" ] || echo "SELECT * FROM $name;" >"$file"
	few=$(steps 500.db "$file")
	many=$(steps 2000.db "$file")
	[ "$many" -gt 0 ] && [ "$many" -le $((5 * few + 2000)) ] ||
	    grows="$grows $name:$few:$many"
	case $name in
	attainment | missed-targets) continue ;; # of 10,000 reports, all here
	esac
	[ "$many" -le $((400 * 2000)) ] || heavy="$heavy $name:$((many / 2000))"
done
is "$grows" "" "four times the reports take each question four times the steps"
is "$heavy" "" "and no question takes more than 400 steps a report"

# The tables that hold most are never read from end to end for a few rows.
scans=
for file in "$cookbook"/*.sql; do
	name=${file##*/}
	sed 's/^\(SELECT\|WITH\)/EXPLAIN QUERY PLAN \1/;t found;b;:found;n;b found' \
	    "$file" | sqlite3 -readonly 2000.db >plan 2>&1
	grep -q 'S[CE]A[NR]' plan || scans="$scans $name:no-plan"
	grep -qE 'SCAN (figure|indicator|i|f|funding|report|r)( |$)' plan &&
	    case $name in
	    # findings, which are few, are f there
	    changed-since.sql | findings.sql | full-score-missed.sql | \
		worst-reports.sql | wrong-rates.sql) ;;
	    *) scans="$scans $name" ;;
	    esac
done
is "$scans" "" "no question reads every figure, indicator, fund or report"
is "$(sqlite3 2000.db 'EXPLAIN QUERY PLAN SELECT * FROM standing_sum' | grep -c COVERING)" 1 \
    "rates are added up from the index"

# A change costs what it changes: in a warehouse four times as large the same.
sed 's/^\("document",.*"sha256","\)/\1x/' 500.csv >changed.csv
# busy WAREHOUSE: hundredths of a second of processor, the least of three
busy() {
	for run in 1 2 3; do
		cp "$1" w.db
		bash -c 'times; "$@"; times' - "$BIN/load" --quiet w.db changed.csv |
		    tail -n 1
	done | tr 'ms' '  ' | awk '{ t = 6000 * $1 + 100 * $2 }
		NR == 1 || t < least { least = t } END { printf "%d", least }'
}
small=$(busy 500.db)
large=$(busy 2000.db)
ok $((large * 2 > small * 3)) \
    "500 reports changed: $small of 500, $large of 2,000 (hundredths of a second)"
is "$(sqlite3 w.db "SELECT count(*) FROM document WHERE status = 'superseded'")" 500 \
    "all of them"
