-- The views, made anew whenever this file has changed. See warehouse(5).

-- One row per counted project.
CREATE VIEW execution AS
SELECT s.report_id, s.fiscal_year, s.region_code, r.unit, r.project_name,
	s.budget_fen, s.executed_fen, round(s.rate_pct, 2) AS rate_pct,
	s.printed_rate_pct, s.basis, r.department, r.project_code,
	s.initial_fen, s.annual_fen, s.line
FROM standing s JOIN report r USING (report_id)
WHERE s.standing = 'counted';

-- The reports that count, and those that might: superseded ones left out.
CREATE VIEW execution_fact AS
SELECT report_id, fiscal_year, region_code, unit_id, department_id, standing,
	budget_fen, executed_fen, rate_pct, findings
FROM standing
WHERE standing <> 'superseded';

-- The five views below differ in what they group by only. n is the place of a
-- report among the rates of its group, of_n their number: for the median.

-- A county that is NULL: reports placed no closer than their prefecture or
-- province, or nowhere.
CREATE VIEW execution_by_county AS
SELECT t.fiscal_year, t.place AS region_code, g.province, g.prefecture, g.county,
	t.projects, t.budget_wan, t.executed_wan, t.rate_pct, t.mean_rate_pct,
	t.median_rate_pct, t.uncounted, t.findings, t.plans, t.planned_wan
FROM (SELECT fiscal_year, place,
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
		FROM (SELECT *, region_code AS place,
			iif(standing = 'counted', rate_pct, NULL) AS pct
			FROM execution_fact)
		WINDOW w AS (PARTITION BY fiscal_year, place, pct IS NULL
			ORDER BY pct ROWS BETWEEN UNBOUNDED PRECEDING
			AND UNBOUNDED FOLLOWING))
	GROUP BY fiscal_year, place
	HAVING projects + uncounted + plans > 0
) AS t
	LEFT JOIN region g ON g.region_code = t.place;

CREATE VIEW execution_by_prefecture AS
SELECT t.fiscal_year, t.place AS region_code, g.province, g.prefecture,
	t.projects, t.budget_wan, t.executed_wan, t.rate_pct, t.mean_rate_pct,
	t.median_rate_pct, t.uncounted, t.findings, t.plans, t.planned_wan
FROM (SELECT fiscal_year, place,
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
		FROM (SELECT *, substr(region_code, 1, 4) || '00' AS place,
			iif(standing = 'counted', rate_pct, NULL) AS pct
			FROM execution_fact)
		WINDOW w AS (PARTITION BY fiscal_year, place, pct IS NULL
			ORDER BY pct ROWS BETWEEN UNBOUNDED PRECEDING
			AND UNBOUNDED FOLLOWING))
	GROUP BY fiscal_year, place
	HAVING projects + uncounted + plans > 0
) AS t
	LEFT JOIN region g ON g.region_code = t.place;

CREATE VIEW execution_by_province AS
SELECT t.fiscal_year, t.place AS region_code, g.province,
	t.projects, t.budget_wan, t.executed_wan, t.rate_pct, t.mean_rate_pct,
	t.median_rate_pct, t.uncounted, t.findings, t.plans, t.planned_wan
FROM (SELECT fiscal_year, place,
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
		FROM (SELECT *, substr(region_code, 1, 2) || '0000' AS place,
			iif(standing = 'counted', rate_pct, NULL) AS pct
			FROM execution_fact)
		WINDOW w AS (PARTITION BY fiscal_year, place, pct IS NULL
			ORDER BY pct ROWS BETWEEN UNBOUNDED PRECEDING
			AND UNBOUNDED FOLLOWING))
	GROUP BY fiscal_year, place
	HAVING projects + uncounted + plans > 0
) AS t
	LEFT JOIN region g ON g.region_code = t.place;

CREATE VIEW execution_by_unit AS
SELECT t.fiscal_year, t.place AS region_code, g.province, g.prefecture, g.county,
	o.name AS unit,
	t.projects, t.budget_wan, t.executed_wan, t.rate_pct, t.mean_rate_pct,
	t.median_rate_pct, t.uncounted, t.findings, t.plans, t.planned_wan
FROM (SELECT fiscal_year, place, unit_id,
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
		FROM (SELECT *, region_code AS place,
			iif(standing = 'counted', rate_pct, NULL) AS pct
			FROM execution_fact
			WHERE standing NOT IN ('department', 'none'))
		WINDOW w AS (PARTITION BY fiscal_year, place, unit_id, pct IS NULL
			ORDER BY pct ROWS BETWEEN UNBOUNDED PRECEDING
			AND UNBOUNDED FOLLOWING))
	GROUP BY fiscal_year, place, unit_id
	HAVING projects + uncounted + plans > 0
) AS t
	LEFT JOIN region g ON g.region_code = t.place
	LEFT JOIN organisation o ON o.organisation_id = t.unit_id;

-- scope tells the report of a whole department (department), which contains
-- its projects, from the sum of the projects that a department is in charge of
-- (projects): they are never added to each other.
CREATE VIEW execution_by_department AS
SELECT t.fiscal_year, t.place AS region_code, g.province, g.prefecture, g.county,
	o.name AS department, t.scope,
	t.projects, t.budget_wan, t.executed_wan, t.rate_pct, t.mean_rate_pct,
	t.median_rate_pct, t.uncounted, t.findings, t.plans, t.planned_wan
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

-- Where each figure comes from: give a report_id.
CREATE VIEW provenance AS
SELECT r.report_id, d.path, g.record, f.row, g.field, f.text, f.value, g.unit,
	f.line, f."column", f.byte, g.rule, g.origin, g.type, g.kind, g.op,
	g.step, g.unit_from, g.context_unit, g.context_from, f.note,
	f.figure_id, d.document_id
FROM report r JOIN document d USING (document_id)
	JOIN figure f ON f.figure_id BETWEEN r.first_figure AND r.last_figure
	JOIN reading g USING (reading_id);
