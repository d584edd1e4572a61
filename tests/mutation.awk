# mutation.awk -v dir=FOLDER - writes documents in which all adds up, and beside
# each the same with one thing wrong: NAME.txt. To standard output, a line a
# document: its name, TAB, the rules of which it must have findings (or -).

# One row of the table, in the layout of the document.
function row(a, b, c, d, e, f, g, h, cells, n, i, line) {
	n = split(a "\t" b "\t" c "\t" d "\t" e "\t" f "\t" g "\t" h, cells, "\t")
	if (layout == "html") {
		line = "<tr>"
		for (i = 1; i <= n; i++)
			line = line "<td>" cells[i] "</td>"
		return line "</tr>\n"
	}
	line = cells[1]
	for (i = 2; i <= n; i++)
		line = line (layout == "pipes" ? " | " : "\t") cells[i]
	return line "\n"
}

function prose(line) {
	return layout == "html" ? "<p>" line "</p>\n" : "\n" line "\n"
}

function document(text) {
	text = v["titled"] "项目支出绩效自评表\n（" v["year"] "年度）\n"
	if (layout == "html")
		text = "<p>" v["titled"] "项目支出绩效自评表</p><p>（" \
		    v["year"] "年度）</p>\n<table>\n"
	text = text row("项目名称", v["code"] "-" v["name"])
	text = text row("主管部门", v["over"] "水利局", "", "", "实施单位", \
	    v["place"] v["unit"])
	text = text row("项目资金（" v["money"] "）", "", "年初预算数", "全年预算数", \
	    "全年执行数", "分值", "执行率", "得分")
	text = text row("", "年度资金总额", v["initial"], v["annual"], \
	    v["executed"], 10, v["rate"] "%", v["points"])
	text = text row("", "其中：当年财政拨款", v["fiscal0"], v["fiscal1"], \
	    v["fiscal2"], "—", "", "—")
	text = text row("", "上年结转资金", 0, v["carry"], v["carry"], "—", "", "—")
	text = text row("", "其他资金", 0, 0, 0, "—", "", "—")
	text = text row("绩效指标", "一级指标", "二级指标", "三级指标", \
	    "年度指标值", "实际完成值", "分值", "得分")
	text = text row("", "产出指标", "数量指标", "维修桥梁数量", \
	    "≥" v["bridges"] "座", v["mended"] "座", 20, 20)
	text = text row("", "", "质量指标", v["named"], v["target"], v["result"], \
	    v["weight"], v["score"])
	text = text row("", "", "成本指标", "维修总成本", "≤" v["annual"] "万元", \
	    v["cost"] "万元", 10, 10)
	text = text row("", "效益指标", "社会效益指标", "出行条件", "改善", "改善", \
	    30, 30)
	text = text row("", "满意度指标", "服务对象满意度指标", "群众满意度", \
	    "≥90%", v["pleased"] "%", 10, v["last"])
	text = text row("总分", "", "", "", "", "", 100, v["total"])
	if (layout == "html")
		text = text "</table>"
	return text prose(v["name"] "项目绩效自评报告") \
	    prose("一、项目执行情况") \
	    prose("项目全年预算数" v["said"] "万元，实际支出" v["spent"] \
	    v["unit_said"] "，预算执行率" v["rate_said"] "%。")
}

# Figures of which each agrees with all others; n tells documents apart.
function sound(n, annual) {
	annual = 100 + 7 * n
	v["place"] = v["titled"] = v["over"] = place[n % places]
	v["money"] = "万元"
	v["year"] = 2021 + n % 3
	v["code"] = code[n % places] substr(v["year"], 3) "P00" (584210 + n) "0021X"
	v["name"] = n "号桥维修"
	v["unit"] = "第" n "水利站"
	v["initial"] = annual; v["annual"] = annual + 3
	v["carry"] = 3
	figures(annual - 0.6 * n)
	v["fiscal0"] = annual; v["fiscal1"] = annual
	v["bridges"] = 4; v["mended"] = 5
	v["named"] = "验收合格率"; v["target"] = "≥95%"; v["result"] = "100%"
	v["weight"] = 20; v["score"] = 20
	v["pleased"] = 96; v["last"] = 9.5
}

# What follows from what was executed.
function figures(executed, over) {
	over = v["base"] ? v["base"] : v["annual"]
	v["executed"] = executed; v["fiscal2"] = executed - v["carry"]
	v["rate"] = sprintf("%.2f", 100 * executed / over)
	v["points"] = sprintf("%.2f", (v["rate"] + 0 > 100 ? 100 : v["rate"]) / 10)
	v["total"] = sprintf("%.2f", v["points"] + 89.5)
	v["cost"] = executed
	v["said"] = v["annual"]; v["spent"] = executed
	v["unit_said"] = "万元"; v["rate_said"] = v["rate"]
}

# One more document, with the figure wrong that is set to the value, and then
# what must be found.
function write(what, rules, file) {
	file = what "-" layout "-" serial
	printf "%s", document() > (dir "/" file ".txt")
	close(dir "/" file ".txt")
	print file ".txt\t" rules
}

function wrong(what, field, value, rules) {
	v[field] = value
	write(what, rules)
	fresh()
}

function fresh() {
	delete v
	sound(++serial)
}

function all() {
	fresh()
	write("sound", "-")
	fresh()
	wrong("executed", "executed", v["executed"] - 0.09, \
	    "components_sum cost_mismatch rate_mismatch statement_mismatch")
	wrong("annual", "annual", v["annual"] + 10, \
	    "components_sum rate_mismatch statement_mismatch")
	wrong("rate", "rate", v["rate"] - 2, "funds_score rate_mismatch")
	wrong("points", "points", v["points"] - 1, "funds_score scores_sum")
	wrong("part", "fiscal1", v["fiscal1"] + 0.9, "components_sum")
	wrong("part", "fiscal2", v["fiscal2"] - 10, "components_sum")
	wrong("part", "carry", 7, "components_sum")
	wrong("weight", "weight", 25, "weights_sum")
	wrong("weight", "weight", 15, "score_over_weight weights_sum")
	wrong("score", "score", 18, "scores_sum")
	wrong("score", "last", 10.5, "score_over_weight scores_sum")
	wrong("total", "total", v["total"] - 1, "scores_sum")
	wrong("target", "bridges", 6, "target_missed_full_score")
	wrong("percent", "pleased", 960, "implausible_percent")
	wrong("cost", "cost", v["cost"] - 1, "cost_mismatch")
	wrong("prose", "spent", v["spent"] + 1, "statement_mismatch")
	wrong("prose", "said", v["said"] - 1, "statement_mismatch")
	wrong("prose", "rate_said", v["rate_said"] + 1, "statement_mismatch")
	wrong("unit", "unit_said", "元", "statement_mismatch")
	wrong("year", "year", v["year"] + 1, "year_mismatch")
	wrong("place", "titled", place[(serial + 1) % places], "place_mismatch")
	wrong("place", "over", place[(serial + 1) % places], "place_mismatch")
	wrong("money", "money", "元", "statement_mismatch unit_mismatch")
	wrong("far", "mended", 50, "target_far_exceeded")
	wrong("percent", "result", "105%", "implausible_percent")
	wrong("place", "place", place[(serial + 1) % places], \
	    "place_mismatch region_mismatch")
	v["titled"] = v["over"] = place[(serial + 1) % places]
	wrong("place", "place", v["titled"], "region_mismatch")
	wrong("code", "code", "4305" substr(v["code"], 5), "region_mismatch")
	v["target"] = v["result"] = ""
	wrong("unnamed", "named", "", "unnamed_indicator_scored")
	figures(v["annual"] + 3)
	write("over", "executed_over_budget target_missed_full_score")
	fresh()
	v["base"] = v["initial"]
	figures(v["executed"])
	write("initial", "rate_on_initial_budget")
}

BEGIN {
	places = split("承德县 130821 零陵区 431102 巨鹿县 130529 大埔县 441422 " \
	    "西平县 411721 枞阳县 340722 永德县 530923", word, " ") / 2
	for (i = 0; i < places; i++) {
		place[i] = word[2 * i + 1]
		code[i] = word[2 * i + 2]
	}
	split("tabs pipes html", layouts, " ")
	for (k = 1; k <= 3; k++) {
		layout = layouts[k]
		all()
	}
}
