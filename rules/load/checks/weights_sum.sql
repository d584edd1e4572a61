-- id: weights_sum
-- severity: error
-- says: The weights do not add up to the printed total, or to 100.
-- tolerance: None for whole points; else half of the last printed digit for each weight.
WITH part AS (
	SELECT i.report_id, count(i.weight) AS n, sum(i.weight) AS points,
		-- Rows with a name and no points: the sum may lack something.
		sum(i.weight IS NULL AND i.level3 IS NOT NULL) AS open,
		max(CASE WHEN i.weight = round(i.weight) THEN 0
			WHEN i.weight * 10 = round(i.weight * 10) THEN 0.05
			ELSE 0.005 END) AS half,
		-- Forms end with what people think: it was not cut off.
		max(coalesce(i.level1, '') || coalesce(i.level2, '')
			LIKE '%满意%') AS ended,
		-- The execution rate as a row of the table.
		max(i.weight) FILTER (WHERE coalesce(i.level3, i.level2, i.level1)
			LIKE '%执行率%') AS rate
	FROM fresh r JOIN indicator i USING (report_id)
	GROUP BY i.report_id
), funds AS (
	SELECT f.report_id, max(f.weight) AS points, max(f.score) AS score
	FROM fresh r JOIN funding f USING (report_id) GROUP BY f.report_id
)
SELECT r.report_id, coalesce(r.last_line, r.first_line) AS line,
	coalesce(r.total_weight, 100) AS expected,
	round(part.points + coalesce(funds.points, 0), 4) AS observed,
	printf('the weights add up to %.10g (indicators %.10g%s), not to %s %.10g',
		part.points + coalesce(funds.points, 0), part.points,
		iif(funds.points IS NULL, '',
			printf(', funds %.10g', funds.points)),
		iif(r.total_weight IS NULL, 'the usual', 'the printed'),
		coalesce(r.total_weight, 100)) AS message
FROM fresh r JOIN part USING (report_id) LEFT JOIN funds USING (report_id)
	LEFT JOIN document d USING (document_id)
WHERE part.n > 1
	AND abs(part.points + coalesce(funds.points, 0)
		- coalesce(r.total_weight, 100)) > part.half * (part.n + 1) + 1e-6
	-- Too little is told only of a table that is there from head to end, and
	-- has points in every row.
	AND (part.points + coalesce(funds.points, 0)
			> coalesce(r.total_weight, 100)
		OR (part.open = 0 OR r.kind = 'self_evaluation_narrative')
		AND (r.total_weight IS NOT NULL OR part.ended)
		AND (funds.report_id IS NOT NULL OR coalesce(r.project_name,
			r.unit, r.department) IS NOT NULL)
		-- A row may be lost where nothing keeps cells apart.
		AND coalesce(d.layout, '') NOT IN ('run-on', 'spaces')
		-- The funds have points, but the form does not print how many.
		AND NOT (funds.points IS NULL AND funds.score IS NOT NULL)
		-- Nor how many of them the goals have.
		AND r.goal_score IS NULL)
	-- The points of the execution rate may stand with the funds and in a row.
	AND NOT coalesce(part.rate = funds.points AND abs(part.points
		- coalesce(r.total_weight, 100)) <= part.half * (part.n + 1) + 1e-6, 0)
	-- A form that prints no points for the funds leaves them out of the sum.
	AND NOT (funds.points IS NULL AND part.points IN (80, 90)
		AND coalesce(r.total_weight, 100) = 100)

-- pass: 10 + 90; 90 where the funds have no points; sub-scores without points
INSERT INTO report (report_id, document_id, ordinal, kind, total_weight, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 100, 'a'), (2, 1, 2, 'project_self_evaluation', NULL, 'b'),
	(3, 1, 3, 'self_evaluation_narrative', NULL, 'c');
INSERT INTO funding (report_id, ordinal, source, weight) VALUES (1, 1, 'total', 10);
INSERT INTO indicator (report_id, ordinal, level3, weight)
VALUES (1, 1, 'a', 40), (1, 2, 'b', 50), (2, 1, 'a', 40), (2, 2, 'b', 50),
	(3, 1, 'a', 40), (3, 2, 'a1', NULL), (3, 3, 'a2', NULL), (3, 4, 'b', 60);
-- pass: the points of the execution rate stand with the funds, and again in a row
INSERT INTO report (report_id, document_id, ordinal, kind, total_weight, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 100, 'a');
INSERT INTO funding (report_id, ordinal, source, weight) VALUES (1, 1, 'total', 10);
INSERT INTO indicator (report_id, ordinal, level1, level3, weight)
VALUES (1, 1, '预算执行率', NULL, 10), (1, 2, '产出指标', 'a', 50), (1, 3, '效益指标', 'b', 40);
-- fail: without the row of the execution rate it is 110 as well
INSERT INTO report (report_id, document_id, ordinal, kind, total_weight, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 100, 'a');
INSERT INTO funding (report_id, ordinal, source, weight) VALUES (1, 1, 'total', 10);
INSERT INTO indicator (report_id, ordinal, level1, level3, weight)
VALUES (1, 1, '预算执行率', NULL, 10), (1, 2, '产出指标', 'a', 60), (1, 3, '效益指标', 'b', 40);
-- pass: weights in tenths of a point
INSERT INTO report (report_id, document_id, ordinal, kind, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 'a');
INSERT INTO indicator (report_id, ordinal, level3, weight)
VALUES (1, 1, 'a', 33.3), (1, 2, 'b', 33.3), (1, 3, 'c', 33.3);
-- pass: the tail of a table whose head is lost; the head of one that is cut off
INSERT INTO report (report_id, document_id, ordinal, kind, unit, total_weight, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', NULL, 100, 'a'), (2, 1, 2, 'project_self_evaluation', 'b', NULL, 'b');
INSERT INTO indicator (report_id, ordinal, level1, level3, weight)
VALUES (1, 1, '效益指标', 'a', 30), (1, 2, '满意度指标', 'b', 30), (2, 1, '产出指标', 'a', 20), (2, 2, '产出指标', 'b', 20);
INSERT INTO funding (report_id, ordinal, source, weight) VALUES (2, 1, 'total', 10);
-- pass: the points of the funds and of the goals stand in a heading
INSERT INTO report (report_id, document_id, ordinal, kind, project_name, project_key)
VALUES (1, 1, 1, 'transfer_self_evaluation', 'a', 'a');
INSERT INTO funding (report_id, ordinal, source, score) VALUES (1, 1, 'total', 19);
INSERT INTO indicator (report_id, ordinal, level1, level3, weight)
VALUES (1, 1, '产出指标', 'a', 40), (1, 2, '满意度指标', 'b', 10);
-- pass: 20 for the funds, 60 for the indicators, and 20 of the goals in a heading
INSERT INTO report (report_id, document_id, ordinal, kind, project_name, total_weight, goal_score, project_key)
VALUES (1, 1, 1, 'transfer_self_evaluation', 'a', 100, 20, 'a');
INSERT INTO funding (report_id, ordinal, source, weight, score) VALUES (1, 1, 'total', 20, 18);
INSERT INTO indicator (report_id, ordinal, level1, level3, weight)
VALUES (1, 1, '产出指标', 'a', 50), (1, 2, '满意度指标', 'b', 10);
-- pass: nothing keeps the cells apart: a row is lost
INSERT INTO document (document_id, path, layout, loaded_at, status, run_id)
VALUES (1, 'a', 'run-on', '', 'current', 1);
INSERT INTO report (report_id, document_id, ordinal, kind, project_name, total_weight, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 'a', 100, 'a');
INSERT INTO funding (report_id, ordinal, source, weight) VALUES (1, 1, 'total', 10);
INSERT INTO indicator (report_id, ordinal, level3, weight) VALUES (1, 1, 'a', 40), (1, 2, 'b', 40);
-- fail: a placeholder with points makes it 108
INSERT INTO report (report_id, document_id, ordinal, kind, total_weight, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 100, 'a');
INSERT INTO funding (report_id, ordinal, source, weight) VALUES (1, 1, 'total', 10);
INSERT INTO indicator (report_id, ordinal, level3, weight)
VALUES (1, 1, 'a', 40), (1, 2, 'b', 50), (1, 3, NULL, 8);
-- fail: 85 and 10 are 95
INSERT INTO report (report_id, document_id, ordinal, kind, total_weight, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 100, 'a');
INSERT INTO funding (report_id, ordinal, source, weight) VALUES (1, 1, 'total', 10);
INSERT INTO indicator (report_id, ordinal, level3, weight) VALUES (1, 1, 'a', 35), (1, 2, 'b', 50);
