-- id: cost_mismatch
-- severity: warning
-- says: The result of a cost indicator is not what was executed.
-- tolerance: None; only for an indicator whose target is the whole budget of the project.
SELECT i.report_id, i.line, s.executed_fen / 100.0 AS expected,
	i.actual_value AS observed,
	printf('%s: a result of %s, but %.10g (10,000 yuan) was executed%s',
		coalesce(i.level3, i.level2), i.actual, s.executed_fen / 1e6,
		coalesce((SELECT printf('; it is what %s executed', o.project_name)
			FROM report o JOIN standing t USING (report_id)
			WHERE o.document_id = r.document_id
				AND o.report_id <> r.report_id
				AND t.executed_fen = CAST(round(i.actual_value * 100)
					AS INTEGER)
			LIMIT 1), '')) AS message
FROM fresh r JOIN indicator i USING (report_id) JOIN standing s USING (report_id)
WHERE i.level2 LIKE '%成本%' AND i.actual_unit = '元' AND i.target_unit = '元'
	AND i.actual_op = '=' AND s.executed_fen IS NOT NULL
	AND CAST(round(i.target_value * 100) AS INTEGER)
		IN (s.annual_fen, s.initial_fen)
	AND CAST(round(i.actual_value * 100) AS INTEGER) <> s.executed_fen

-- pass: the same; a cost by piece
INSERT INTO report (report_id, document_id, ordinal, kind, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 'a');
INSERT INTO funding (report_id, ordinal, source, annual_fen, executed_fen) VALUES (1, 1, 'total', 3000000, 630000);
INSERT INTO indicator (report_id, ordinal, level2, target, target_op, target_value, target_unit,
	actual, actual_op, actual_value, actual_unit)
VALUES (1, 1, '成本指标', '3万元', '<=', 30000, '元', '0.63万元', '=', 6300, '元'),
	(1, 2, '成本指标', '100元/人', '=', 100, '元/人', '90元/人', '=', 90, '元/人'),
	(1, 3, '成本指标', '5000元', '=', 5000, '元', '4000元', '=', 4000, '元');
-- fail: 0.63 for 0.59 executed
INSERT INTO report (report_id, document_id, ordinal, kind, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 'a');
INSERT INTO funding (report_id, ordinal, source, annual_fen, executed_fen) VALUES (1, 1, 'total', 2000000, 590000);
INSERT INTO indicator (report_id, ordinal, level2, target, target_op, target_value, target_unit,
	actual, actual_op, actual_value, actual_unit)
VALUES (1, 1, '成本指标', '2万元', '=', 20000, '元', '0.63万元', '=', 6300, '元');
