-- id: unit_mismatch
-- severity: warning
-- says: A cost indicator states the budget ten thousand times, or a ten thousandth of it: 元 for 万元, or the other way round.
-- tolerance: None: the figures must be the same but for the unit.
WITH cost AS (
	SELECT i.report_id, i.ordinal, i.line, coalesce(i.level3, i.level2) AS name,
		i.target AS words, CAST(round(i.target_value * 100) AS INTEGER) AS fen
	FROM fresh r JOIN indicator i USING (report_id)
	WHERE i.target_unit = '元' AND i.level2 LIKE '%成本%'
	UNION ALL
	SELECT i.report_id, i.ordinal, i.line, coalesce(i.level3, i.level2),
		i.actual, CAST(round(i.actual_value * 100) AS INTEGER)
	FROM fresh r JOIN indicator i USING (report_id)
	WHERE i.actual_unit = '元' AND i.level2 LIKE '%成本%'
)
SELECT c.report_id, c.line, s.budget_fen / 100.0 AS expected,
	c.fen / 100.0 AS observed,
	printf('%s: %s, but the budget is %.10g (10,000 yuan), %s',
		c.name, c.words, s.budget_fen / 1e6, iif(c.fen > s.budget_fen,
			'a ten thousandth of it', 'ten thousand times as much'))
		AS message
FROM cost c JOIN standing s USING (report_id)
WHERE c.fen > 0 AND s.budget_fen > 0
	AND (c.fen IN (10000 * s.annual_fen, 10000 * s.initial_fen,
			10000 * s.executed_fen)
		OR 10000 * c.fen IN (s.annual_fen, s.initial_fen, s.executed_fen))
GROUP BY c.report_id, c.ordinal

-- pass: the same; a cost by piece; nothing executed
INSERT INTO report (report_id, document_id, ordinal, kind, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 'a');
INSERT INTO funding (report_id, ordinal, source, annual_fen, executed_fen) VALUES (1, 1, 'total', 3000000, 0);
INSERT INTO indicator (report_id, ordinal, level2, target, target_value, target_unit, actual, actual_value, actual_unit)
VALUES (1, 1, '成本指标', '≤3万元', 30000, '元', '0万元', 0, '元'), (1, 2, '成本指标', '100元/人', 100, '元/人', '3元', 3.1, '元');
-- fail: 30,000 yuan printed under 元 as 3
INSERT INTO report (report_id, document_id, ordinal, kind, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 'a');
INSERT INTO funding (report_id, ordinal, source, annual_fen, executed_fen) VALUES (1, 1, 'total', 300, 250);
INSERT INTO indicator (report_id, ordinal, level2, target, target_value, target_unit)
VALUES (1, 1, '成本指标', '≤3万元', 30000, '元');
-- fail: 30,000 yuan printed under 万元
INSERT INTO report (report_id, document_id, ordinal, kind, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 'a');
INSERT INTO funding (report_id, ordinal, source, annual_fen, executed_fen) VALUES (1, 1, 'total', 30000000000, 25000000000);
INSERT INTO indicator (report_id, ordinal, level2, actual, actual_value, actual_unit)
VALUES (1, 1, '成本指标', '2.5万元', 25000, '元');
