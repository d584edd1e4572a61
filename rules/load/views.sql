-- The views, made anew whenever this file has changed. See warehouse(5).

-- One row per counted project.
CREATE VIEW execution AS
SELECT s.report_id, r.fiscal_year, r.region_code, r.unit, r.project_name,
	s.budget_fen, s.executed_fen, round(s.rate_pct, 2) AS rate_pct,
	s.printed_rate_pct, s.basis, r.department, r.project_code,
	s.initial_fen, s.annual_fen, s.line
FROM standing s JOIN report r USING (report_id)
WHERE s.standing = 'counted';

-- The reports that speak of money, with the place that each view groups by.
CREATE VIEW execution_fact AS
SELECT r.report_id, r.fiscal_year, r.region_code, r.unit, r.department,
	r.unit_id, r.department_id, s.standing, s.budget_fen, s.executed_fen, s.rate_pct,
	(SELECT count(*) FROM finding f
		WHERE f.report_id = r.report_id AND f.mended_run IS NULL)
	AS findings
FROM standing s JOIN report r USING (report_id)
WHERE s.standing <> 'superseded';

-- Each fact once for each view that counts it. Reports of a whole department
-- contain its projects: they stand apart, and are never added to them.
CREATE VIEW execution_member AS
SELECT 'county' AS view, fiscal_year, region_code AS place, NULL AS who,
	'projects' AS scope, report_id, budget_fen, executed_fen, rate_pct,
	standing, findings
FROM execution_fact
UNION ALL
SELECT 'prefecture', fiscal_year, substr(region_code, 1, 4) || '00', NULL,
	'projects', report_id, budget_fen, executed_fen, rate_pct, standing,
	findings
FROM execution_fact
UNION ALL
SELECT 'province', fiscal_year, substr(region_code, 1, 2) || '0000', NULL,
	'projects', report_id, budget_fen, executed_fen, rate_pct, standing,
	findings
FROM execution_fact
UNION ALL
SELECT 'unit', fiscal_year, region_code, unit_id,
	'projects', report_id, budget_fen, executed_fen, rate_pct, standing,
	findings
FROM execution_fact WHERE standing NOT IN ('department', 'none')
UNION ALL
SELECT 'department', fiscal_year, region_code,
	iif(standing = 'department', coalesce(unit_id, department_id),
		department_id),
	iif(standing = 'department', 'department', 'projects'),
	report_id, budget_fen, executed_fen, rate_pct,
	iif(standing = 'department', iif(budget_fen IS NULL
		OR executed_fen IS NULL, 'uncounted', 'counted'), standing),
	findings
FROM execution_fact
WHERE standing <> 'none' AND (standing = 'department' OR department_id IS NOT NULL);

-- A row a view, year and place: what the views below have in common.
CREATE VIEW execution_total AS
SELECT view, fiscal_year, place AS region_code, who, scope,
	count(*) FILTER (WHERE standing = 'counted') AS projects,
	round(sum(budget_fen) FILTER (WHERE standing = 'counted') / 1e6, 6)
		AS budget_wan,
	round(sum(executed_fen) FILTER (WHERE standing = 'counted') / 1e6, 6)
		AS executed_wan,
	round(100.0 * sum(executed_fen) FILTER (WHERE standing = 'counted')
		/ nullif(sum(budget_fen) FILTER (WHERE standing = 'counted'), 0),
		2) AS rate_pct,
	round(avg(counted_pct), 2) AS mean_rate_pct,
	round(avg(counted_pct) FILTER
		(WHERE n IN ((of_n + 1) / 2, (of_n + 2) / 2)), 2)
		AS median_rate_pct,
	count(*) FILTER (WHERE standing = 'uncounted') AS uncounted,
	sum(findings) AS findings,
	count(*) FILTER (WHERE standing = 'plan') AS plans,
	round(sum(budget_fen) FILTER (WHERE standing = 'plan') / 1e6, 6)
		AS planned_wan
FROM (
	SELECT *, row_number() OVER half AS n, count(*) OVER half AS of_n
	FROM (SELECT *, iif(standing = 'counted', rate_pct, NULL) AS counted_pct
		FROM execution_member)
	WINDOW half AS (PARTITION BY view, fiscal_year, place, who, scope,
		counted_pct IS NULL ORDER BY counted_pct
		ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
)
GROUP BY view, fiscal_year, place, who, scope
HAVING projects + uncounted + plans > 0;

-- A county that is NULL: reports placed no closer than their prefecture or
-- province, or nowhere.
CREATE VIEW execution_by_county AS
SELECT t.fiscal_year, t.region_code, g.province, g.prefecture, g.county,
	t.projects, t.budget_wan, t.executed_wan, t.rate_pct, t.mean_rate_pct,
	t.median_rate_pct, t.uncounted, t.findings, t.plans, t.planned_wan
FROM execution_total t LEFT JOIN region g USING (region_code)
WHERE t.view = 'county';

CREATE VIEW execution_by_prefecture AS
SELECT t.fiscal_year, t.region_code, g.province, g.prefecture,
	t.projects, t.budget_wan, t.executed_wan, t.rate_pct, t.mean_rate_pct,
	t.median_rate_pct, t.uncounted, t.findings, t.plans, t.planned_wan
FROM execution_total t LEFT JOIN region g USING (region_code)
WHERE t.view = 'prefecture';

CREATE VIEW execution_by_province AS
SELECT t.fiscal_year, t.region_code, g.province,
	t.projects, t.budget_wan, t.executed_wan, t.rate_pct, t.mean_rate_pct,
	t.median_rate_pct, t.uncounted, t.findings, t.plans, t.planned_wan
FROM execution_total t LEFT JOIN region g USING (region_code)
WHERE t.view = 'province';

CREATE VIEW execution_by_unit AS
SELECT t.fiscal_year, t.region_code, g.province, g.prefecture, g.county,
	o.name AS unit, t.projects, t.budget_wan, t.executed_wan, t.rate_pct,
	t.mean_rate_pct, t.median_rate_pct, t.uncounted, t.findings, t.plans,
	t.planned_wan
FROM execution_total t LEFT JOIN region g USING (region_code)
	LEFT JOIN organisation o ON o.organisation_id = t.who
WHERE t.view = 'unit';

-- scope tells the report of a whole department (department) from the sum of
-- the projects that it is in charge of (projects).
CREATE VIEW execution_by_department AS
SELECT t.fiscal_year, t.region_code, g.province, g.prefecture, g.county,
	o.name AS department, t.scope, t.projects, t.budget_wan, t.executed_wan,
	t.rate_pct, t.mean_rate_pct, t.median_rate_pct, t.uncounted, t.findings,
	t.plans, t.planned_wan
FROM execution_total t LEFT JOIN region g USING (region_code)
	LEFT JOIN organisation o ON o.organisation_id = t.who
WHERE t.view = 'department';

-- Where each figure comes from: give a report_id.
CREATE VIEW provenance AS
SELECT r.report_id, d.path, g.record, f.row, g.field, f.text, f.value, g.unit,
	f.line, f."column", f.byte, g.rule, g.origin, g.type, g.kind, g.op,
	g.step, g.unit_from, g.context_unit, g.context_from, f.note,
	f.figure_id, d.document_id
FROM report r JOIN document d USING (document_id)
	JOIN figure f ON f.figure_id BETWEEN r.first_figure AND r.last_figure
	JOIN reading g USING (reading_id);
