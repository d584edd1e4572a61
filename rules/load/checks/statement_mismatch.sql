-- id: statement_mismatch
-- severity: warning
-- says: Prose and table of one document state different figures for the same project.
-- tolerance: Half of the last printed digit of the prose; one statement that agrees is enough.
WITH alone AS (
	-- Documents that report one project: what is said is said of it, unless
	-- another one is named.
	SELECT document_id, min(report_id) AS report_id
	FROM fresh
	WHERE kind IN ('project_self_evaluation', 'transfer_self_evaluation')
	GROUP BY document_id HAVING count(*) = 1
), said AS (
	SELECT s.report_id, r.project_name, t.statement_id, t.measure, t.value,
		t.unit, t.step, t.line, t.text, t.figure,
		s.initial_fen / 100.0 AS initial, s.annual_fen / 100.0 AS annual,
		s.executed_fen / 100.0 AS executed, s.printed_rate_pct AS rate,
		s.rate_pct AS real_rate
	FROM alone JOIN statement t USING (document_id)
		JOIN standing s ON s.report_id = alone.report_id
		JOIN report r ON r.report_id = alone.report_id
	WHERE t.value IS NOT NULL
		AND (t.subject IS NULL OR t.subject = r.project_name)
		AND coalesce(t.op, '=') = '='
), judged AS (
	SELECT *, CASE measure
		WHEN 'budget' THEN coalesce(annual, initial)
		WHEN 'annual' THEN coalesce(annual, initial)
		WHEN 'initial' THEN initial
		WHEN 'executed' THEN executed
		WHEN 'execution_rate' THEN rate END AS printed,
		CASE measure
		WHEN 'budget' THEN min(abs(value - coalesce(annual, initial)),
			abs(value - coalesce(initial, annual)))
		WHEN 'annual' THEN abs(value - coalesce(annual, initial))
		WHEN 'initial' THEN abs(value - initial)
		WHEN 'executed' THEN abs(value - executed)
		WHEN 'execution_rate' THEN min(abs(value - rate),
			abs(value - coalesce(real_rate, rate)))
		END AS off
	FROM said
	WHERE measure IN ('budget', 'annual', 'initial', 'executed')
			AND unit = '元'
		OR measure = 'execution_rate' AND unit = '%'
)
SELECT report_id, line, printed AS expected, value AS observed,
	printf('%s: prose says %s, the table %s%s', measure,
		coalesce(figure, value), iif(unit = '%',
			printf('%.10g %%', printed),
			printf('%.10g (10,000 yuan)', printed / 1e4)),
		iif(max(value, printed) = 10000 * min(value, printed)
			AND printed > 0,
			'; ten thousand times as much: perhaps 元 for 万元', ''))
		AS message
FROM judged j
WHERE off > coalesce(step, 0) / 2 + 1e-6
	AND NOT EXISTS (SELECT 1 FROM judged o
		WHERE o.report_id = j.report_id AND o.measure = j.measure
			AND o.off <= coalesce(o.step, 0) / 2 + 1e-6)

-- pass: prose repeats the table; a department's budget is stated beside it
INSERT INTO report (report_id, document_id, ordinal, kind, project_name, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', '服务费', 'a'), (2, 1, 2, 'self_evaluation_narrative', NULL, 'b');
INSERT INTO funding (report_id, ordinal, source, annual_fen, executed_fen, rate_pct, rate_step)
VALUES (1, 1, 'total', 5400000, 3070000, 56.85, 0.01);
INSERT INTO statement (document_id, report_id, ordinal, measure, value, unit, step)
VALUES (1, 2, 1, 'budget', 54000, '元', 1000), (1, 2, 2, 'budget', 990000, '元', 10000),
	(1, 2, 3, 'executed', 30700, '元', 100), (1, 2, 4, 'execution_rate', 56.85, '%', 0.01);
-- pass: two projects in one document: prose may mean either
INSERT INTO report (report_id, document_id, ordinal, kind, project_name, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', '甲', 'a'), (2, 1, 2, 'project_self_evaluation', '乙', 'b');
INSERT INTO funding (report_id, ordinal, source, annual_fen, executed_fen) VALUES (1, 1, 'total', 100, 100);
INSERT INTO statement (document_id, report_id, ordinal, measure, value, unit) VALUES (1, NULL, 1, 'executed', 54000, '元');
-- fail: yuan said to be 万元
INSERT INTO report (report_id, document_id, ordinal, kind, project_name, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', '服务费', 'a');
INSERT INTO funding (report_id, ordinal, source, annual_fen, executed_fen) VALUES (1, 1, 'total', 5400000, 3070000);
INSERT INTO statement (document_id, report_id, ordinal, measure, value, unit, step)
VALUES (1, NULL, 1, 'executed', 307000000, '元', 10000);
-- fail: 56.85 % in the table, 65.85 % in prose
INSERT INTO report (report_id, document_id, ordinal, kind, project_name, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', '服务费', 'a');
INSERT INTO funding (report_id, ordinal, source, annual_fen, executed_fen, rate_pct, rate_step)
VALUES (1, 1, 'total', 5400000, 3070000, 56.85, 0.01);
INSERT INTO statement (document_id, report_id, ordinal, measure, value, unit, step)
VALUES (1, NULL, 1, 'execution_rate', 65.85, '%', 0.01);
