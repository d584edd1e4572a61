-- The views, made anew whenever this file has changed. See warehouse(5).

CREATE VIEW execution AS -- one row a counted project
SELECT s.report_id, -- the report that counts
	s.fiscal_year, -- the budget year
	s.region_code, -- GB/T 2260
	unit, -- 实施单位, as printed
	project_name, -- as printed
	budget_fen, -- annual_fen, or initial_fen where that is NULL
	executed_fen, -- fen
	round(s.rate_pct, 2) AS rate_pct, -- executed over budget, percent
	printed_rate_pct, -- percent, as printed
	basis, -- the budget that gives the printed rate
	department, -- 主管部门, as printed
	project_code, -- as printed
	initial_fen, -- 年初预算数, fen
	annual_fen, -- 全年预算数, fen
	line -- of the document, where the figures stand
FROM standing s JOIN report r USING (report_id)
WHERE s.standing = 'counted';

CREATE VIEW execution_fact AS -- the reports that count, and those that might
SELECT report_id, fiscal_year, region_code, unit_id, department_id, standing,
	budget_fen, executed_fen, rate_pct, findings
FROM standing
WHERE standing <> 'superseded';

-- How the views of rates are made. standing_sum adds up each year, place and
-- unit in the order of the index standing_place; sorted are only the rates, for
-- the median: rate_by_place numbers them within each place.

CREATE VIEW standing_sum AS -- what the reports of a year, place and unit add up to
SELECT fiscal_year, region_code, unit_id,
	count(*) FILTER (WHERE standing = 'counted') AS projects,
	sum(budget_fen) FILTER (WHERE standing = 'counted') AS budget_fen,
	sum(executed_fen) FILTER (WHERE standing = 'counted') AS executed_fen,
	count(rate_pct) FILTER (WHERE standing = 'counted') AS rated,
	sum(rate_pct) FILTER (WHERE standing = 'counted') AS rates,
	count(*) FILTER (WHERE standing = 'uncounted') AS uncounted,
	-- Those of departments and of prose beside tables are of no unit's projects.
	sum(findings) FILTER (WHERE standing NOT IN ('department', 'none'))
		AS findings,
	sum(findings) AS all_findings,
	count(*) FILTER (WHERE standing = 'plan') AS plans,
	sum(budget_fen) FILTER (WHERE standing = 'plan') AS planned_fen
FROM execution_fact
GROUP BY fiscal_year, region_code, unit_id;

CREATE VIEW place_level AS -- what a county's code begins with, by level
SELECT 'county' AS level, 6 AS digits, '' AS rest
UNION ALL SELECT 'prefecture', 4, '00'
UNION ALL SELECT 'province', 2, '0000';

CREATE VIEW rate_by_place AS -- the counted rates of each place, in order
SELECT level, fiscal_year, region_code, rate_pct,
	lead(rate_pct) OVER w AS next_pct, row_number() OVER w AS n,
	count(*) OVER w AS of_n
FROM (SELECT level, fiscal_year, rate_pct,
		substr(region_code, 1, digits) || rest AS region_code
	FROM place_level CROSS JOIN standing INDEXED BY standing_place
	WHERE standing = 'counted' AND rate_pct IS NOT NULL)
WINDOW w AS (PARTITION BY level, fiscal_year, region_code ORDER BY rate_pct
	ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING);

CREATE VIEW median_by_place AS -- the middle rate of each place
SELECT level, fiscal_year, region_code,
	round(iif(of_n % 2, rate_pct, (rate_pct + next_pct) / 2), 2)
		AS median_rate_pct
FROM rate_by_place
WHERE n = (of_n + 1) / 2;

CREATE VIEW execution_by_place AS -- one row a level, fiscal year and place
SELECT level, -- county, prefecture or province
	fiscal_year, -- NULL: no year is printed
	region_code, -- GB/T 2260
	projects, -- that count: they state a budget and what was executed
	round(budget_fen / 1e6, 6) AS budget_wan, -- their budgets, 10,000 yuan
	round(executed_fen / 1e6, 6) AS executed_wan, -- what they executed, 10,000 yuan
	round(100.0 * executed_fen / nullif(budget_fen, 0), 2)
		AS rate_pct, -- executed over budget, percent
	round(rates / nullif(rated, 0), 2) AS mean_rate_pct, -- of the projects' rates
	uncounted, -- projects that lack one of both figures
	findings, -- open ones of all reports of the group
	plans, -- target tables: they give no rate
	round(planned_fen / 1e6, 6) AS planned_wan -- their budgets, 10,000 yuan
FROM (SELECT level, fiscal_year,
		substr(region_code, 1, digits) || rest AS region_code,
		sum(projects) AS projects, sum(budget_fen) AS budget_fen,
		sum(executed_fen) AS executed_fen, sum(rated) AS rated,
		sum(rates) AS rates, sum(uncounted) AS uncounted,
		sum(all_findings) AS findings, sum(plans) AS plans,
		sum(planned_fen) AS planned_fen
	FROM place_level CROSS JOIN standing_sum
	GROUP BY 1, 2, 3)
WHERE projects + uncounted + plans > 0;

-- Each level names itself to the sums and to the medians, so that both are made
-- of that level alone: one join for all levels takes twice as long.

-- A county that is NULL: reports placed no closer than their prefecture or
-- province, or nowhere.
CREATE VIEW execution_by_county AS -- one row a fiscal year and county
SELECT e.fiscal_year, -- NULL: no year is printed
	e.region_code, -- GB/T 2260
	province, -- its name
	prefecture, -- its name
	county, -- its name
	projects, -- that count: they state a budget and what was executed
	budget_wan, -- their budgets, 10,000 yuan
	executed_wan, -- what they executed, 10,000 yuan
	rate_pct, -- executed over budget, percent
	mean_rate_pct, -- of the projects' rates
	median_rate_pct, -- of the projects' rates
	uncounted, -- projects that lack one of both figures
	findings, -- open ones of all reports of the group
	plans, -- target tables: they give no rate
	planned_wan -- their budgets, 10,000 yuan
FROM execution_by_place e
	LEFT JOIN median_by_place m ON m.level = 'county'
		AND m.fiscal_year IS e.fiscal_year
		AND m.region_code IS e.region_code
	LEFT JOIN region g ON g.region_code = e.region_code
WHERE e.level = 'county';

CREATE VIEW execution_by_prefecture AS -- one row a fiscal year and prefecture
SELECT e.fiscal_year, -- NULL: no year is printed
	e.region_code, -- GB/T 2260
	province, -- its name
	prefecture, -- its name
	projects, -- that count: they state a budget and what was executed
	budget_wan, -- their budgets, 10,000 yuan
	executed_wan, -- what they executed, 10,000 yuan
	rate_pct, -- executed over budget, percent
	mean_rate_pct, -- of the projects' rates
	median_rate_pct, -- of the projects' rates
	uncounted, -- projects that lack one of both figures
	findings, -- open ones of all reports of the group
	plans, -- target tables: they give no rate
	planned_wan -- their budgets, 10,000 yuan
FROM execution_by_place e
	LEFT JOIN median_by_place m ON m.level = 'prefecture'
		AND m.fiscal_year IS e.fiscal_year
		AND m.region_code IS e.region_code
	LEFT JOIN region g ON g.region_code = e.region_code
WHERE e.level = 'prefecture';

CREATE VIEW execution_by_province AS -- one row a fiscal year and province
SELECT e.fiscal_year, -- NULL: no year is printed
	e.region_code, -- GB/T 2260
	province, -- its name
	projects, -- that count: they state a budget and what was executed
	budget_wan, -- their budgets, 10,000 yuan
	executed_wan, -- what they executed, 10,000 yuan
	rate_pct, -- executed over budget, percent
	mean_rate_pct, -- of the projects' rates
	median_rate_pct, -- of the projects' rates
	uncounted, -- projects that lack one of both figures
	findings, -- open ones of all reports of the group
	plans, -- target tables: they give no rate
	planned_wan -- their budgets, 10,000 yuan
FROM execution_by_place e
	LEFT JOIN median_by_place m ON m.level = 'province'
		AND m.fiscal_year IS e.fiscal_year
		AND m.region_code IS e.region_code
	LEFT JOIN region g ON g.region_code = e.region_code
WHERE e.level = 'province';

CREATE VIEW execution_by_unit AS -- one row a fiscal year and unit
WITH ranked AS (
	SELECT fiscal_year, region_code, unit_id, rate_pct,
		row_number() OVER w AS n, count(*) OVER w AS of_n
	FROM standing
	WHERE standing = 'counted' AND rate_pct IS NOT NULL
	WINDOW w AS (PARTITION BY fiscal_year, region_code, unit_id
		ORDER BY rate_pct
		ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
)
SELECT t.fiscal_year, -- NULL: no year is printed
	t.region_code, -- GB/T 2260
	province, -- its name
	prefecture, -- its name
	county, -- its name
	o.name AS unit, -- as first printed
	projects, -- that count: they state a budget and what was executed
	budget_wan, -- their budgets, 10,000 yuan
	executed_wan, -- what they executed, 10,000 yuan
	rate_pct, -- executed over budget, percent
	mean_rate_pct, -- of the projects' rates
	median_rate_pct, -- of the projects' rates
	uncounted, -- projects that lack one of both figures
	findings, -- open ones of all reports of the group
	plans, -- target tables: they give no rate
	planned_wan -- their budgets, 10,000 yuan
FROM (SELECT fiscal_year, region_code, unit_id,
		sum(projects) AS projects,
		round(sum(budget_fen) / 1e6, 6) AS budget_wan,
		round(sum(executed_fen) / 1e6, 6) AS executed_wan,
		round(100.0 * sum(executed_fen) / nullif(sum(budget_fen), 0), 2)
			AS rate_pct,
		round(sum(rates) / nullif(sum(rated), 0), 2) AS mean_rate_pct,
		round(avg(middle), 2) AS median_rate_pct,
		sum(uncounted) AS uncounted,
		sum(findings) AS findings,
		sum(plans) AS plans,
		round(sum(planned_fen) / 1e6, 6) AS planned_wan
	FROM (SELECT fiscal_year, region_code, unit_id, projects, budget_fen,
			executed_fen, rated, rates, uncounted, findings, plans,
			planned_fen, NULL AS middle
		FROM standing_sum
		UNION ALL
		SELECT fiscal_year, region_code, unit_id, NULL, NULL, NULL,
			NULL, NULL, NULL, NULL, NULL, NULL, rate_pct
		FROM ranked WHERE n IN ((of_n + 1) / 2, (of_n + 2) / 2))
	GROUP BY fiscal_year, region_code, unit_id
	HAVING sum(projects) + sum(uncounted) + sum(plans) > 0
) AS t
	LEFT JOIN region g ON g.region_code = t.region_code
	LEFT JOIN organisation o ON o.organisation_id = t.unit_id;

-- scope tells the report of a whole department (department), which contains
-- its projects, from the sum of the projects that a department is in charge of
-- (projects): they are never added to each other.
CREATE VIEW execution_by_department AS -- one row a fiscal year, department and scope
SELECT t.fiscal_year, -- NULL: no year is printed
	t.place AS region_code, -- GB/T 2260
	province, -- its name
	prefecture, -- its name
	county, -- its name
	o.name AS department, -- as first printed
	scope, -- department: its own report; projects: those it is in charge of
	projects, -- that count: they state a budget and what was executed
	budget_wan, -- their budgets, 10,000 yuan
	executed_wan, -- what they executed, 10,000 yuan
	rate_pct, -- executed over budget, percent
	mean_rate_pct, -- of the projects' rates
	median_rate_pct, -- of the projects' rates
	uncounted, -- projects that lack one of both figures
	findings, -- open ones of all reports of the group
	plans, -- target tables: they give no rate
	planned_wan -- their budgets, 10,000 yuan
FROM (SELECT fiscal_year, place, who, scope,
		count(*) FILTER (WHERE standing = 'counted') AS projects,
		round(sum(budget_fen) FILTER (WHERE standing = 'counted')
			/ 1e6, 6) AS budget_wan,
		round(sum(executed_fen) FILTER (WHERE standing = 'counted')
			/ 1e6, 6) AS executed_wan,
		round(100.0 * sum(executed_fen)
			FILTER (WHERE standing = 'counted')
			/ nullif(sum(budget_fen)
				FILTER (WHERE standing = 'counted'), 0), 2)
			AS rate_pct,
		round(avg(pct), 2) AS mean_rate_pct,
		round(avg(pct) FILTER (WHERE n IN ((of_n + 1) / 2,
			(of_n + 2) / 2)), 2) AS median_rate_pct,
		count(*) FILTER (WHERE standing = 'uncounted') AS uncounted,
		sum(findings) AS findings,
		count(*) FILTER (WHERE standing = 'plan') AS plans,
		round(sum(budget_fen) FILTER (WHERE standing = 'plan') / 1e6,
			6) AS planned_wan
	FROM (SELECT *, row_number() OVER w AS n, count(*) OVER w AS of_n
		FROM (SELECT fiscal_year, region_code AS place,
				department_id AS who, 'projects' AS scope,
				standing, budget_fen, executed_fen, findings,
				iif(standing = 'counted', rate_pct, NULL)
					AS pct
			FROM execution_fact
			WHERE standing NOT IN ('department', 'none')
				AND department_id IS NOT NULL
			UNION ALL
			SELECT fiscal_year, region_code,
				coalesce(unit_id, department_id), 'department',
				iif(budget_fen IS NULL OR executed_fen IS NULL,
					'uncounted', 'counted'),
				budget_fen, executed_fen, findings, rate_pct
			FROM execution_fact
			WHERE standing = 'department')
		WINDOW w AS (PARTITION BY fiscal_year, place, who, scope, pct IS NULL
			ORDER BY pct ROWS BETWEEN UNBOUNDED PRECEDING
			AND UNBOUNDED FOLLOWING))
	GROUP BY fiscal_year, place, who, scope
	HAVING projects + uncounted + plans > 0
) AS t
	LEFT JOIN region g ON g.region_code = t.place
	LEFT JOIN organisation o ON o.organisation_id = t.who;

CREATE VIEW provenance AS -- where each figure comes from: give a report_id
SELECT r.report_id, d.path, g.record, f.row, g.field, f.text, f.value, g.unit,
	f.line, f."column", f.byte, g.rule, g.origin, g.type, g.kind, g.op,
	g.step, g.unit_from, g.context_unit, g.context_from, f.note,
	f.figure_id, d.document_id
FROM report r JOIN document d USING (document_id)
	JOIN figure f ON f.figure_id BETWEEN r.first_figure AND r.last_figure
	JOIN reading g USING (reading_id);

CREATE VIEW report_text AS -- the words of each report that are searched
SELECT r.report_id,
	coalesce(r.project_name, '') || ' ' || coalesce(r.title, '')
		AS project_name,
	coalesce(r.unit, '') || ' ' || coalesce(r.department, '')
		AS organisation,
	coalesce(r.goal_expected, '') || ' ' || coalesce(r.goal_actual, '')
		AS goals,
	(SELECT group_concat(level3, ' ') FROM indicator i
		WHERE i.report_id = r.report_id) AS indicators,
	(SELECT group_concat(deviation, ' ') FROM indicator i
		WHERE i.report_id = r.report_id) AS deviations
FROM report r;

CREATE VIEW year_on_year AS -- one row a county and year that has a year before
WITH county AS MATERIALIZED (
	-- A county that became another one goes on as that.
	SELECT e.*, coalesce(g.successor_code, e.region_code) AS present_code
	FROM execution_by_county e LEFT JOIN region g USING (region_code)
	WHERE e.projects > 0
)
SELECT this.fiscal_year, this.region_code, this.province, this.prefecture,
	this.county, before.projects AS projects_before, this.projects,
	before.budget_wan AS budget_before_wan, this.budget_wan,
	before.executed_wan AS executed_before_wan, this.executed_wan,
	round(100.0 * (this.executed_wan - before.executed_wan)
		/ nullif(before.executed_wan, 0), 1) AS change_pct,
	before.rate_pct AS rate_before_pct, this.rate_pct
FROM county this JOIN county before
	ON before.present_code = this.present_code
	AND before.fiscal_year = this.fiscal_year - 1;

CREATE VIEW rank_in_province AS -- one row a county and year that has a rate
SELECT fiscal_year, region_code, province, prefecture, county, rate_pct,
	rank() OVER (PARTITION BY fiscal_year, province ORDER BY rate_pct DESC)
		AS place,
	count(*) OVER (PARTITION BY fiscal_year, province) AS of_counties
FROM execution_by_county
WHERE rate_pct IS NOT NULL AND county IS NOT NULL;

CREATE VIEW execution_by_source AS -- one row a year, place and source of funds
SELECT s.fiscal_year, s.region_code, g.province, g.prefecture, g.county,
	f.source, count(*) AS reports,
	round(sum(coalesce(f.annual_fen, f.initial_fen)) / 1e6, 6)
		AS budget_wan,
	round(sum(f.executed_fen) / 1e6, 6) AS executed_wan
FROM standing s JOIN funding f USING (report_id)
	LEFT JOIN region g USING (region_code)
WHERE s.standing = 'counted' AND f.source <> 'total'
GROUP BY s.fiscal_year, s.region_code, f.source;

CREATE VIEW attainment AS -- one row a year, place and kind of indicator
SELECT s.fiscal_year, s.region_code, g.province, g.prefecture, g.county,
	i.level1, i.level2, count(*) AS indicators,
	count(i.attained) AS judged, -- target and result can be compared
	sum(i.attained) AS attained,
	round(100.0 * sum(i.attained) / count(i.attained), 2) AS attained_pct,
	round(100.0 * sum(i.score) FILTER (WHERE i.weight > 0)
		/ sum(i.weight) FILTER (WHERE i.score IS NOT NULL AND i.weight > 0), 2)
		AS score_pct -- of the indicators that have points and a score
FROM execution_fact s JOIN indicator i USING (report_id)
	LEFT JOIN region g USING (region_code)
WHERE s.standing IN ('counted', 'uncounted', 'department')
GROUP BY s.fiscal_year, s.region_code, i.level1, i.level2;

CREATE VIEW unspent AS -- one row a counted project that left money
SELECT e.fiscal_year, e.region_code, g.province, g.prefecture, g.county, e.unit,
	e.project_name, e.budget_fen, e.executed_fen,
	e.budget_fen - e.executed_fen AS unspent_fen,
	round((e.budget_fen - e.executed_fen) / 1e6, 6) AS unspent_wan,
	e.rate_pct, e.report_id
FROM execution e LEFT JOIN region g USING (region_code)
WHERE e.budget_fen > e.executed_fen;

CREATE VIEW did_not_report AS -- one row a unit that reported a year before
SELECT b.fiscal_year + 1 AS fiscal_year, o.region_code, g.province,
	g.prefecture, g.county, o.name AS unit, b.reports AS reports_before,
	b.unit_id
FROM (SELECT fiscal_year, unit_id, count(*) AS reports FROM execution_fact
		WHERE unit_id IS NOT NULL AND fiscal_year IS NOT NULL
		GROUP BY fiscal_year, unit_id) b
	JOIN organisation o ON o.organisation_id = b.unit_id
	LEFT JOIN region g USING (region_code)
WHERE b.fiscal_year < (SELECT fiscal_year FROM execution_fact
		WHERE fiscal_year IS NOT NULL ORDER BY fiscal_year DESC LIMIT 1)
	AND NOT EXISTS (SELECT 1 FROM report r JOIN execution_fact USING (report_id)
		WHERE r.unit_id = b.unit_id
			AND r.fiscal_year = b.fiscal_year + 1);

CREATE VIEW vanished_projects AS -- one row a project that a unit reports no more
SELECT s.fiscal_year + 1 AS fiscal_year, s.region_code, g.province, g.prefecture,
	g.county, r.unit, r.project_name, s.budget_fen, s.executed_fen,
	s.report_id
FROM standing s JOIN report r USING (report_id)
	LEFT JOIN region g ON g.region_code = s.region_code
WHERE s.standing = 'counted' AND s.project_key GLOB '[0-9]*|*'
	-- The unit did report the next year, but not this project.
	AND EXISTS (SELECT 1 FROM report n JOIN execution_fact USING (report_id)
		WHERE n.unit_id = s.unit_id
			AND n.fiscal_year = s.fiscal_year + 1)
	AND NOT EXISTS (SELECT 1 FROM standing n
		WHERE n.standing <> 'superseded' AND n.project_key = (s.fiscal_year + 1)
			|| substr(s.project_key, instr(s.project_key, '|')));

CREATE VIEW planned_not_reported AS -- one row a plan without an evaluation
SELECT s.fiscal_year, s.region_code, g.province, g.prefecture, g.county, r.unit,
	r.project_name, s.budget_fen, s.report_id
FROM standing s JOIN report r USING (report_id)
	LEFT JOIN region g ON g.region_code = s.region_code
WHERE s.standing = 'plan'
	AND NOT EXISTS (SELECT 1 FROM standing n
		WHERE n.project_key = s.project_key
			AND n.standing IN ('counted', 'uncounted'));
