-- id: scores_sum
-- severity: error
-- says: The scores do not add up to the printed total score.
-- tolerance: None for whole points; else half of the last printed digit for each score, and a total that is rounded to, or cut at, its last digit.
WITH part AS (
	SELECT i.report_id, count(i.score) AS n,
		sum(i.score) + coalesce(r.goal_score, 0) AS points,
		iif(r.goal_score IS NULL, '', printf(', goals %.10g',
			r.goal_score)) AS goals,
		sum(i.weight) AS weight,
		sum(i.score IS NULL AND i.weight IS NOT NULL) AS open,
		max(CASE WHEN i.score = round(i.score) THEN 0
			WHEN i.score * 10 = round(i.score * 10) THEN 0.05
			ELSE 0.005 END) AS half,
		-- The execution rate as a row of the table.
		max(i.score) FILTER (WHERE coalesce(i.level3, i.level2, i.level1)
			LIKE '%执行率%') AS rate
	FROM fresh r JOIN indicator i USING (report_id)
	-- Sub-scores (no points of their own) are parts of their parent's score.
	WHERE i.weight IS NOT NULL OR r.kind <> 'self_evaluation_narrative'
	GROUP BY i.report_id
), funds AS (
	SELECT f.report_id, max(f.weight) AS weight, max(f.score) AS points
	FROM fresh r JOIN funding f USING (report_id) GROUP BY f.report_id
), off AS (
	SELECT r.report_id, part.half * (part.n + 1) + 1e-6 AS slack,
		part.points + coalesce(funds.points, 0) - r.total_score AS much,
		-- What the total leaves away of a sum in smaller parts.
		iif(r.total_score_step < 1 OR part.points
			+ coalesce(funds.points, 0) <> round(part.points
			+ coalesce(funds.points, 0)), r.total_score_step, 0) AS step
	FROM fresh r JOIN part USING (report_id)
		LEFT JOIN funds USING (report_id)
	WHERE r.total_score IS NOT NULL AND part.n > 1
)
SELECT r.report_id, coalesce(r.last_line, r.first_line) AS line,
	round(part.points + coalesce(funds.points, 0), 4) AS expected,
	r.total_score AS observed,
	printf('the scores add up to %.10g (indicators %.10g%s%s), but a total of %.10g is printed',
		part.points + coalesce(funds.points, 0),
		part.points - coalesce(r.goal_score, 0), part.goals,
		iif(funds.points IS NULL, '',
			printf(', funds %.10g', funds.points)),
		r.total_score) AS message
FROM off JOIN fresh r USING (report_id) JOIN part USING (report_id)
	LEFT JOIN funds USING (report_id)
	LEFT JOIN document d USING (document_id)
WHERE off.much NOT BETWEEN -slack - coalesce(step, 0) / 2
		AND slack + coalesce(step, 0)
	-- Too little is told only where every score is printed.
	AND (part.points + coalesce(funds.points, 0) > r.total_score
		OR part.open = 0
			AND NOT (funds.weight IS NOT NULL AND funds.points IS NULL))
	-- Of a table without a head the rest may be lost.
	AND (part.points + coalesce(funds.points, 0) > r.total_score
		OR funds.report_id IS NOT NULL OR coalesce(r.project_name,
			r.unit, r.department) IS NOT NULL)
	-- Where the rows have no points, other blocks may have some of the total.
	AND (part.weight IS NOT NULL OR r.goal_score IS NOT NULL
		OR part.points + coalesce(funds.points, 0) > r.total_score)
	-- Where nothing keeps cells apart, only weights that add up tell that no
	-- row is lost.
	AND (part.points + coalesce(funds.points, 0) > r.total_score
		OR coalesce(d.layout, '') NOT IN ('run-on', 'spaces')
		OR part.weight + coalesce(funds.weight, 0)
			= coalesce(r.total_weight, 100))
	-- The points of the execution rate may stand with the funds and in a row.
	AND NOT coalesce(part.rate = funds.points
		AND abs(off.much - funds.points) <= slack, 0)
	-- A form that prints no score for the funds has it in the total only.
	AND NOT (funds.points IS NULL AND r.total_score - part.points
		BETWEEN 0 AND coalesce(r.total_weight, 100) - part.weight)

-- pass: 5.7 for the funds and 90
INSERT INTO report (report_id, document_id, ordinal, kind, total_score, total_score_step, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 95.7, 0.1, 'a');
INSERT INTO funding (report_id, ordinal, source, weight, score) VALUES (1, 1, 'total', 10, 5.7);
INSERT INTO indicator (report_id, ordinal, level3, weight, score) VALUES (1, 1, 'a', 40, 40), (1, 2, 'b', 50, 50);
-- pass: sub-scores are not counted beside their parent
INSERT INTO report (report_id, document_id, ordinal, kind, total_score, project_key)
VALUES (1, 1, 1, 'self_evaluation_narrative', 91, 'a');
INSERT INTO indicator (report_id, ordinal, level3, weight, score)
VALUES (1, 1, 'a', 40, 40), (1, 2, 'a1', NULL, 20), (1, 3, 'a2', NULL, 20), (1, 4, 'b', 60, 51);
-- pass: 9.2 for the funds stand in the total only
INSERT INTO report (report_id, document_id, ordinal, kind, total_score, total_score_step, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 98.2, 0.1, 'a');
INSERT INTO indicator (report_id, ordinal, level3, weight, score) VALUES (1, 1, 'a', 40, 40), (1, 2, 'b', 50, 49);
-- pass: 20 points for the goals, in a form without points by row
INSERT INTO report (report_id, document_id, ordinal, kind, total_score, total_score_step, project_key)
VALUES (1, 1, 1, 'transfer_self_evaluation', 87, 1, 'a');
INSERT INTO funding (report_id, ordinal, source, score) VALUES (1, 1, 'total', 18);
INSERT INTO indicator (report_id, ordinal, level3, score) VALUES (1, 1, 'a', 29), (1, 2, 'b', 20);
-- pass: 18 for the funds, 20 for the goals, 49 for the indicators
INSERT INTO report (report_id, document_id, ordinal, kind, project_name, goal_score, total_score, total_score_step, project_key)
VALUES (1, 1, 1, 'transfer_self_evaluation', 'a', 20, 87, 1, 'a');
INSERT INTO funding (report_id, ordinal, source, weight, score) VALUES (1, 1, 'total', 20, 18);
INSERT INTO indicator (report_id, ordinal, level3, weight, score) VALUES (1, 1, 'a', 40, 39), (1, 2, 'b', 10, 10);
-- pass: the tail of a table whose head is lost
INSERT INTO report (report_id, document_id, ordinal, kind, total_score, total_score_step, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 98, 1, 'a');
INSERT INTO indicator (report_id, ordinal, level3, weight, score) VALUES (1, 1, 'a', 50, 50), (1, 2, 'b', 50, 10);
-- pass: nothing keeps the cells apart: a row is lost
INSERT INTO document (document_id, path, layout, loaded_at, status, run_id)
VALUES (1, 'a', 'run-on', '', 'current', 1);
INSERT INTO report (report_id, document_id, ordinal, kind, project_name, total_score, total_score_step, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 'a', 99, 1, 'a');
INSERT INTO funding (report_id, ordinal, source, weight, score) VALUES (1, 1, 'total', 10, 10);
INSERT INTO indicator (report_id, ordinal, level3, weight, score) VALUES (1, 1, 'a', 40, 40), (1, 2, 'b', 30, 30);
-- pass: 99.47 rounded to 99 and to 99.5, and 99.97 cut at 99.9
INSERT INTO report (report_id, document_id, ordinal, kind, unit, total_score, total_score_step, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 'a', 99, 1, 'a'), (2, 1, 2, 'project_self_evaluation', 'a', 99.5, 0.1, 'b'),
	(3, 1, 3, 'project_self_evaluation', 'a', 99.9, 0.1, 'c');
INSERT INTO funding (report_id, ordinal, source, weight, score)
VALUES (1, 1, 'total', 10, 9.47), (2, 1, 'total', 10, 9.47), (3, 1, 'total', 10, 9.97);
INSERT INTO indicator (report_id, ordinal, level3, weight, score)
VALUES (1, 1, 'a', 40, 40), (1, 2, 'b', 50, 50), (2, 1, 'a', 40, 40), (2, 2, 'b', 50, 50),
	(3, 1, 'a', 40, 40), (3, 2, 'b', 50, 50);
-- pass: the score of the execution rate stands with the funds, and again in a row
INSERT INTO report (report_id, document_id, ordinal, kind, unit, total_score, total_score_step, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 'a', 99.5, 0.1, 'a');
INSERT INTO funding (report_id, ordinal, source, weight, score) VALUES (1, 1, 'total', 10, 9.5);
INSERT INTO indicator (report_id, ordinal, level1, level3, weight, score)
VALUES (1, 1, '预算执行率', NULL, 10, 9.5), (1, 2, '产出指标', 'a', 50, 50), (1, 3, '效益指标', 'b', 40, 40);
-- fail: 89.47 and 10 are not 98
INSERT INTO report (report_id, document_id, ordinal, kind, unit, total_score, total_score_step, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 'a', 98, 1, 'a');
INSERT INTO funding (report_id, ordinal, source, weight, score) VALUES (1, 1, 'total', 10, 9.47);
INSERT INTO indicator (report_id, ordinal, level3, weight, score) VALUES (1, 1, 'a', 40, 40), (1, 2, 'b', 50, 50);
-- fail: nothing keeps the cells apart, but the weights say that all rows are there
INSERT INTO document (document_id, path, layout, loaded_at, status, run_id)
VALUES (1, 'a', 'run-on', '', 'current', 1);
INSERT INTO report (report_id, document_id, ordinal, kind, project_name, total_score, total_score_step, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 'a', 99, 1, 'a');
INSERT INTO funding (report_id, ordinal, source, weight, score) VALUES (1, 1, 'total', 10, 10);
INSERT INTO indicator (report_id, ordinal, level3, weight, score) VALUES (1, 1, 'a', 40, 40), (1, 2, 'b', 50, 30);
-- fail: nothing is left for the funds, but the total is higher
INSERT INTO report (report_id, document_id, ordinal, kind, unit, total_score, total_score_step, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 'a', 94, 1, 'a');
INSERT INTO indicator (report_id, ordinal, level3, weight, score) VALUES (1, 1, 'a', 50, 45), (1, 2, 'b', 50, 48);
-- fail: with 20 for the goals it is 87, not 89
INSERT INTO report (report_id, document_id, ordinal, kind, project_name, goal_score, total_score, total_score_step, project_key)
VALUES (1, 1, 1, 'transfer_self_evaluation', 'a', 20, 89, 1, 'a');
INSERT INTO funding (report_id, ordinal, source, weight, score) VALUES (1, 1, 'total', 20, 18);
INSERT INTO indicator (report_id, ordinal, level3, weight, score) VALUES (1, 1, 'a', 40, 39), (1, 2, 'b', 10, 10);
-- fail: 75 printed as 85
INSERT INTO report (report_id, document_id, ordinal, kind, total_score, total_score_step, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 85, 1, 'a');
INSERT INTO funding (report_id, ordinal, source, weight, score) VALUES (1, 1, 'total', 10, 0);
INSERT INTO indicator (report_id, ordinal, level3, weight, score) VALUES (1, 1, 'a', 40, 40), (1, 2, 'b', 50, 35);
