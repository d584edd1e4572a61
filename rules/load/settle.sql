-- What each report of a project's money counts as. Run by load behind
-- standing.sql, with two temporary tables: bounds (floor: the highest
-- report_id before this run) and replaced (document_id: superseded in it).

-- A narrative that states one budget and one executed amount of its project.
-- What is said of another project (subject) is not its own, unless the rate
-- behind it shows that it was spent out of the report's own budget.
WITH proven AS MATERIALIZED (
	SELECT DISTINCT e.report_id, e.subject AS spent, b.subject AS budgeted
	FROM report n JOIN statement e USING (report_id)
		JOIN statement s ON s.report_id = e.report_id AND s.line = e.line
		JOIN statement b ON b.report_id = e.report_id
	WHERE n.report_id > (SELECT floor FROM temp.bounds)
		AND e.measure = 'executed' AND e.unit = '元'
		AND abs(e.value) < 1e13 AND e.place IS NULL
		AND s.measure = 'execution_rate' AND s.unit = '%'
		AND (s.subject IS NULL OR s.subject = e.subject)
		AND b.measure IN ('annual', 'budget', 'initial')
		AND b.unit = '元' AND abs(b.value) < 1e13
		AND (b.place IS NULL OR instr(coalesce(n.title, '')
			|| coalesce(n.unit, ''), b.place))
		AND (e.subject IS NULL) + (b.subject IS NULL) = 1
		AND gives(CAST(round(100 * e.value) AS INTEGER),
			CAST(round(100 * b.value) AS INTEGER), s.value, s.step)
), received AS MATERIALIZED (
	-- Nothing but what was received covers what was spent, and the rate
	-- that is stated is that of it.
	SELECT DISTINCT t.report_id, t.value
	FROM report n JOIN statement t USING (report_id)
		JOIN statement e ON e.report_id = n.report_id
		JOIN statement s ON s.report_id = e.report_id AND s.line = e.line
	WHERE n.report_id > (SELECT floor FROM temp.bounds)
		AND t.measure = 'received' AND t.unit = '元'
		AND t.subject IS NULL AND t.place IS NULL AND abs(t.value) < 1e13
		AND e.measure = 'executed' AND e.unit = '元'
		AND e.subject IS NULL AND e.place IS NULL AND abs(e.value) < 1e13
		AND s.measure = 'execution_rate' AND s.unit = '%'
		AND s.subject IS NULL
		AND gives(CAST(round(100 * e.value) AS INTEGER),
			CAST(round(100 * t.value) AS INTEGER), s.value, s.step)
		AND NOT EXISTS (SELECT 1 FROM statement b
			WHERE b.report_id = n.report_id AND b.unit = '元'
			AND b.measure IN ('annual', 'budget', 'initial')
			AND b.value >= e.value)
), figures AS MATERIALIZED (
	SELECT n.report_id,
		-- 全年预算数 says more than 预算.
		CASE t.measure WHEN 'budget' THEN iif(EXISTS (SELECT 1
			FROM statement a WHERE a.report_id = n.report_id
			AND a.measure = 'annual' AND a.unit = '元'
			AND a.place IS NULL AND (a.subject IS NULL
				OR a.subject = n.project_name)),
			'vague', 'annual')
		WHEN 'received' THEN 'annual' ELSE t.measure END AS measure,
		t.value, t.line, t.step
	FROM report n JOIN statement t USING (report_id)
	WHERE n.report_id > (SELECT floor FROM temp.bounds)
		AND n.kind = 'self_evaluation_narrative'
		AND (t.measure IN ('annual', 'budget', 'initial', 'executed')
			AND t.unit = '元' AND abs(t.value) < 1e13
			AND NOT (t.measure IN ('annual', 'budget')
				AND t.report_id IN (SELECT report_id FROM received))
			OR t.measure = 'execution_rate' AND t.unit = '%'
			OR t.measure = 'received' AND (t.report_id, t.value) IN (
				SELECT report_id, value FROM received))
		AND (t.subject IS NULL OR t.subject = n.project_name
			OR t.measure IN ('executed', 'execution_rate')
				AND (t.report_id, t.subject) IN (
					SELECT report_id, spent FROM proven)
			OR t.measure IN ('annual', 'budget', 'initial')
				AND (t.report_id, t.subject) IN (
					SELECT report_id, budgeted FROM proven))
		-- Nor what is said of a part of its place: a county of a prefecture.
		AND (t.place IS NULL OR instr(coalesce(n.title, '')
			|| coalesce(n.unit, ''), t.place) OR EXISTS (SELECT 1 FROM region g
			WHERE g.region_code = n.region_code AND (g.name = t.place
				-- 屏边县 is 屏边苗族自治县
				OR g.name LIKE substr(t.place, 1, length(t.place) - 1)
					|| '%自治' || substr(t.place, -1))))
), said AS (
	SELECT report_id, measure, min(value) AS value, max(value) AS other,
		min(line) AS line, min(step) AS step
	FROM figures
	GROUP BY 1, 2
), tied AS (
	-- Several budgets are stated, of all years or of all sources, or several
	-- amounts spent: those that give the rate that is stated, if no others do
	-- and they are not those of a part.
	SELECT r.report_id, min(b.value) AS annual, min(e.value) AS executed,
		min(min(b.line), min(e.line)) AS line
	FROM said r JOIN figures b USING (report_id)
		JOIN figures e USING (report_id)
	WHERE r.measure = 'execution_rate' AND r.value = r.other
		AND b.measure = 'annual' AND e.measure = 'executed'
		AND gives(CAST(round(100 * e.value) AS INTEGER),
			CAST(round(100 * b.value) AS INTEGER), r.value, r.step)
	GROUP BY 1
	HAVING min(b.value) = max(b.value) AND min(e.value) = max(e.value)
), clear AS (
	SELECT report_id, measure, value, line, step FROM said
	WHERE value = other
	UNION
	SELECT t.report_id, s.measure,
		iif(s.measure = 'annual', t.annual, t.executed), t.line, NULL
	FROM tied t JOIN said s USING (report_id)
	WHERE s.measure IN ('annual', 'executed') AND s.value <> s.other
		AND EXISTS (SELECT 1 FROM said o WHERE o.report_id = t.report_id
			AND (o.measure = 'annual' AND o.other = t.annual
				OR o.measure = 'executed' AND o.other = t.executed))
), stated AS (
	SELECT report_id, min(line) AS line,
		max(value) FILTER (WHERE measure = 'annual') AS annual,
		max(value) FILTER (WHERE measure = 'initial') AS initial,
		max(value) FILTER (WHERE measure = 'executed') AS executed,
		max(value) FILTER (WHERE measure = 'execution_rate') AS rate,
		max(step) FILTER (WHERE measure = 'execution_rate') AS step
	FROM clear
	GROUP BY report_id
)
UPDATE standing SET
	annual_fen = CAST(round(100 * annual) AS INTEGER),
	initial_fen = CAST(round(100 * initial) AS INTEGER),
	budget_fen = CAST(round(100 * coalesce(annual, initial)) AS INTEGER),
	executed_fen = CAST(round(100 * executed) AS INTEGER),
	printed_rate_pct = stated.rate, rate_step = stated.step,
	line = stated.line
FROM stated
WHERE stated.report_id = standing.report_id
	AND coalesce(annual, initial, executed) IS NOT NULL
	-- A table with both says more than the sentences around it.
	AND (standing.budget_fen IS NULL OR standing.executed_fen IS NULL);

UPDATE standing SET
	standing = 'uncounted', rank = 1
FROM report r
WHERE r.report_id = standing.report_id
	AND r.report_id > (SELECT floor FROM temp.bounds)
	AND r.kind = 'self_evaluation_narrative'
	AND r.project_name IS NOT NULL
	-- Beside tables it only repeats what they say.
	AND NOT EXISTS (
		SELECT 1 FROM report o JOIN standing s USING (report_id)
		WHERE o.document_id = r.document_id
			AND o.report_id > (SELECT floor FROM temp.bounds)
			AND o.kind IN ('project_self_evaluation',
				'transfer_self_evaluation')
			AND (o.project_name = r.project_name
				OR standing.budget_fen IS NULL
				OR standing.executed_fen IS NULL
				OR s.budget_fen = standing.budget_fen
				AND s.executed_fen = standing.executed_fen));

-- A narrative and the projects that it lists: the same money twice. They count
-- where they add up to it, else the whole does.
WITH listed AS MATERIALIZED (
	SELECT r.report_id, r.document_id, s.budget_fen, r.title IS NULL AS own
	FROM report r JOIN standing s USING (report_id)
	WHERE r.report_id > (SELECT floor FROM temp.bounds)
		AND r.kind = 'self_evaluation_narrative'
		AND s.standing = 'uncounted'
		AND s.budget_fen IS NOT NULL AND s.executed_fen IS NOT NULL
), twice AS (
	SELECT whole.report_id AS whole_id, whole.document_id,
		whole.budget_fen AS budget, sum(part.budget_fen) AS parts
	FROM listed whole JOIN listed part USING (document_id)
	WHERE NOT whole.own AND part.own AND part.report_id > whole.report_id
	GROUP BY 1
	HAVING parts <= budget
)
UPDATE standing SET standing = 'none'
WHERE report_id IN (SELECT whole_id FROM twice WHERE parts = budget
	UNION ALL SELECT l.report_id FROM twice t JOIN listed l USING (document_id)
	WHERE l.own AND l.report_id > whole_id AND parts < budget);

-- Rates, and which denominator gives the rate that is printed: rounded to, or
-- cut at, its last printed digit.
UPDATE standing SET
	rate_pct = 100.0 * executed_fen / nullif(budget_fen, 0),
	basis = CASE
	WHEN printed_rate_pct IS NULL OR executed_fen IS NULL
		OR budget_fen IS NULL THEN NULL -- nothing to hold against it
	WHEN gives(executed_fen, annual_fen, printed_rate_pct, rate_step)
	THEN iif(gives(executed_fen, initial_fen, printed_rate_pct, rate_step),
		'both', 'annual')
	WHEN gives(executed_fen, initial_fen, printed_rate_pct, rate_step)
	THEN 'initial'
	ELSE 'none' END
WHERE report_id > (SELECT floor FROM temp.bounds);

-- Reports of replaced documents count no more.
UPDATE standing SET standing = 'superseded'
WHERE report_id IN (SELECT report_id FROM report
	WHERE document_id IN (SELECT document_id FROM temp.replaced));

-- Of the same project, unit and year one report counts: a table before prose,
-- then the newest. So it is with plans, and with reports of whole departments.
-- Reports that state different project codes are of
-- different projects; one without a code is of the same as any with one.
WITH affected AS MATERIALIZED (
	SELECT project_key FROM standing
	WHERE report_id > (SELECT floor FROM temp.bounds)
	UNION
	SELECT project_key FROM standing
	WHERE report_id IN (SELECT report_id FROM report
		WHERE document_id IN (SELECT document_id FROM temp.replaced))
), rival AS (
	SELECT s.report_id, s.project_key, s.rank, r.project_code AS code,
		CASE r.kind WHEN 'performance_target' THEN 'plan'
		WHEN 'department_self_evaluation' THEN 'department' END AS other,
		s.budget_fen IS NOT NULL AND s.executed_fen IS NOT NULL AS full
	FROM affected CROSS JOIN standing s USING (project_key)
		CROSS JOIN report r USING (report_id)
		CROSS JOIN document d USING (document_id)
	WHERE s.standing IN ('counted', 'uncounted', 'superseded', 'plan',
		'department')
		AND d.status = 'current'
), placed AS (
	SELECT report_id, full, rank, code, other,
		row_number() OVER (PARTITION BY project_key, other, code
			ORDER BY rank DESC, report_id DESC) AS place,
		max(rank * (code IS NULL)) OVER both AS bare_rank,
		max(rank * (code IS NOT NULL)) OVER both AS coded_rank
	FROM rival
	WINDOW both AS (PARTITION BY project_key, other)
)
UPDATE standing SET standing = CASE
	WHEN placed.place > 1 THEN 'superseded'
	WHEN placed.code IS NULL AND placed.coded_rank >= placed.rank
	THEN 'superseded'
	WHEN placed.code IS NOT NULL AND placed.bare_rank > placed.rank
	THEN 'superseded'
	WHEN placed.other IS NOT NULL THEN placed.other
	WHEN placed.full THEN 'counted'
	ELSE 'uncounted' END
FROM placed
WHERE placed.report_id = standing.report_id;

-- Department-wide reports of earlier runs whose projects changed in this one.
INSERT OR IGNORE INTO temp.near
WITH changed AS MATERIALIZED (
	SELECT unit_id, department_id, fiscal_year
	FROM temp.bounds b CROSS JOIN report
	WHERE b.floor > 0 AND report_id > b.floor
	UNION
	SELECT unit_id, department_id, fiscal_year FROM report
	WHERE document_id IN (SELECT document_id FROM temp.replaced)
), unit AS MATERIALIZED (
	SELECT unit_id, fiscal_year FROM changed
	UNION
	SELECT department_id, fiscal_year FROM changed
)
SELECT d.report_id
FROM unit CROSS JOIN report d USING (unit_id, fiscal_year)
WHERE d.kind = 'department_self_evaluation'
	AND d.report_id <= (SELECT floor FROM temp.bounds);

-- Reports of earlier runs of the projects that changed, and of the same
-- projects a year before and after: what they are compared with is another.
INSERT OR IGNORE INTO temp.near
WITH changed AS MATERIALIZED (
	SELECT project_key FROM temp.bounds b CROSS JOIN standing
	WHERE b.floor > 0 AND report_id > b.floor
	UNION
	SELECT project_key FROM standing
	WHERE report_id IN (SELECT report_id FROM report
		WHERE document_id IN (SELECT document_id FROM temp.replaced))
), compared AS MATERIALIZED (
	SELECT project_key FROM changed
	UNION
	SELECT (project_key + step)
		|| substr(project_key, instr(project_key, '|'))
	FROM changed CROSS JOIN (SELECT -1 AS step UNION ALL SELECT 1)
	WHERE project_key GLOB '[0-9]*|*'
)
SELECT n.report_id
FROM compared CROSS JOIN standing n USING (project_key)
WHERE n.report_id <= (SELECT floor FROM temp.bounds);

-- The department that a unit reports to: the one that most of its reports name
-- which are not superseded.
WITH changed AS MATERIALIZED (
	SELECT unit_id FROM report
	WHERE report_id > (SELECT floor FROM temp.bounds)
	UNION
	SELECT unit_id FROM report
	WHERE document_id IN (SELECT document_id FROM temp.replaced)
), vote AS (
	SELECT r.unit_id, r.department_id, count(*) AS votes
	FROM changed c CROSS JOIN report r ON r.unit_id = c.unit_id
		CROSS JOIN standing s ON s.report_id = r.report_id
	WHERE r.department_id <> r.unit_id AND s.standing <> 'superseded'
	GROUP BY r.unit_id, r.department_id
), ranked AS (
	SELECT v.unit_id, v.department_id, row_number() OVER (
		PARTITION BY v.unit_id ORDER BY votes DESC, d.key) AS place
	FROM vote v JOIN organisation d ON d.organisation_id = v.department_id
), chosen AS (
	SELECT c.unit_id, r.department_id
	FROM changed c LEFT JOIN ranked r ON r.unit_id = c.unit_id
		AND r.place = 1
)
UPDATE organisation SET parent_id = chosen.department_id
FROM chosen
WHERE chosen.unit_id = organisation.organisation_id
	AND organisation.parent_id IS NOT chosen.department_id;

-- Which report of the new version follows which of the old one: findings that
-- are still true go over to it, and keep the run that first found them.
INSERT OR IGNORE INTO temp.heir
SELECT o.report_id, n.report_id
FROM temp.replaced t CROSS JOIN document d USING (document_id)
	CROSS JOIN report o ON o.document_id = d.document_id
	CROSS JOIN report n ON n.document_id = d.superseded_by
WHERE n.kind = o.kind AND (n.project_key = o.project_key
	OR n.ordinal = o.ordinal AND n.project_name IS o.project_name)
ORDER BY o.report_id, n.ordinal <> o.ordinal;
