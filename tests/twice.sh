# What is reported twice counts once: plans and whole departments as well as
# projects, the newest version; what differs is left as it is.
. tests/tap
mkdir "$TMP/d"

# department FILE YEAR BUDGET SPENT
department() {
	printf '%s\n' "部门整体支出绩效自评表" "（$2年度）" \
	    "部门名称	大埔县水务局" \
	    "部门资金（万元）		年初预算数	全年预算数	全年执行数	分值	执行率	得分" \
	    "	年度资金总额	$3	$3	$4	10	90%	9" \
	    "绩效指标	一级指标	二级指标	三级指标	年度指标值	实际完成值	分值	得分" \
	    "	产出指标	数量指标	巡河次数	≥4次	5次	50	50" \
	    "	效益指标	社会效益指标	供水	稳定	稳定	40	40" >"$TMP/d/$1"
}

# plan FILE YEAR PROJECT BUDGET
plan() {
	printf '%s\n' "项目支出绩效目标表" "（$2年度）" \
	    "项目名称	$3		主管部门	大埔县水务局" \
	    "实施单位	大埔县河道管理所" \
	    "预算数（万元）	$4		其中：财政资金	$4" \
	    "绩效指标	一级指标	二级指标	三级指标	指标值" \
	    "	产出指标	数量指标	清淤长度	≥4公里" \
	    "	效益指标	社会效益指标	行洪	通畅" >"$TMP/d/$1"
}

department 1.txt 2022 500 450
department 2.txt 2022 510 459
department 3.txt 2023 520 468
plan 4.txt 2024 河道清淤 60
plan 5.txt 2024 河道清淤 66
plan 6.txt 2024 水闸维修 7
load_all() {
	"$BIN/extract" --quiet "$TMP/d" >"$TMP/x" 2>"$TMP/err" &&
	    "$BIN/normalize" --quiet <"$TMP/x" >"$TMP/n" 2>>"$TMP/err" &&
	    "$BIN/load" --quiet "$TMP/w.db" "$TMP/n" 2>>"$TMP/err"
}
load_all
ok $? "the documents are read"
cat "$TMP/err"
is "$(sqlite3 "$TMP/w.db" "SELECT fiscal_year, department, scope, projects,
    budget_wan, executed_wan FROM execution_by_department")" \
    "2022|大埔县水务局|department|1|510.0|459.0
2023|大埔县水务局|department|1|520.0|468.0
2024|大埔县水务局|projects|0||" \
    "a department that reports twice counts once"
is "$(sqlite3 "$TMP/w.db" "SELECT fiscal_year, plans, planned_wan
    FROM execution_by_county WHERE plans > 0")" "2024|2|73.0" \
    "a plan that stands twice counts once"
rm "$TMP/d/2.txt"
department 1.txt 2022 530 477
load_all
is "$(sqlite3 "$TMP/w.db" "SELECT budget_wan FROM execution_by_department
    WHERE fiscal_year = 2022")" "530.0" "the newest version is it that counts"
is "$(sqlite3 "$TMP/w.db" "SELECT count(*) FROM report")" 7 "no version is lost"

# --- names that tell the year ---

project() {
	printf '%s\n' "项目支出绩效自评表" "（$2年度）" \
	    "项目名称	$3		主管部门	大埔县水务局" \
	    "实施单位	大埔县河道管理所" \
	    "项目资金（万元）		年初预算数	全年预算数	全年执行数	分值	执行率	得分" \
	    "	年度资金总额	$4	$4	$4	10	100%	10" \
	    "绩效指标	一级指标	二级指标	三级指标	年度指标值	实际完成值	分值	得分" \
	    "	产出指标	数量指标	加固长度	≥4公里	4公里	90	90" >"$TMP/d/$1"
}

rm "$TMP"/d/* "$TMP"/w.db*
project 1.txt 2022 2022年堤防加固 10
project 2.txt 2023 2023年度堤防加固 120
project 3.txt 2023 2022年堤防加固 8
project 4.txt 2022 水库巡查 3
load_all
is "$(sqlite3 "$TMP/w.db" "SELECT project_name, message FROM finding
    JOIN report USING (report_id) WHERE rule = 'budget_jump'")" \
    "2023年度堤防加固|a budget of 120, in 2022 it is 10 (10,000 yuan)" \
    "a project that is named after its year goes on"
is "$(sqlite3 "$TMP/w.db" "SELECT project_name FROM vanished_projects")" \
    "水库巡查" "and has not vanished"
is "$(sqlite3 "$TMP/w.db" "SELECT count(*) FROM execution")" 4 \
    "what is left of last year's is a project of its own"
