-- id: target_missed_full_score
-- severity: warning
-- says: The target was missed, and still all points were given.
-- tolerance: None; only where target and result are figures of the same unit.
SELECT i.report_id, i.line, i.target AS expected, i.actual AS observed,
	printf('%s: target %s, result %s, but all %.10g points',
		coalesce(i.level3, i.level2, 'indicator'), i.target, i.actual,
		i.weight) AS message
FROM fresh r JOIN indicator i USING (report_id)
WHERE i.attained = 0 AND i.score >= i.weight AND i.weight > 0

-- pass: attained; missed and points lost; a cost below its target
INSERT INTO report (report_id, document_id, ordinal, kind, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 'a');
INSERT INTO indicator (report_id, ordinal, level2, target, target_op, target_value, target_unit,
	actual, actual_op, actual_value, actual_unit, weight, score)
VALUES (1, 1, '数量指标', '16000人', '=', 16000, '人', '18500人', '=', 18500, '人', 10, 10),
	(1, 2, '质量指标', '≥95%', '>=', 95, '%', '90%', '=', 90, '%', 10, 8),
	(1, 3, '成本指标', '3万元', '=', 30000, '元', '0.63万元', '=', 6300, '元', 10, 10),
	(1, 4, '时效指标', '100%', '=', 100, '%', '12个月', '=', 12, '月', 10, 10);
-- fail: 90 % of at least 95 %, all points
INSERT INTO report (report_id, document_id, ordinal, kind, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 'a');
INSERT INTO indicator (report_id, ordinal, level2, target, target_op, target_value, target_unit,
	actual, actual_op, actual_value, actual_unit, weight, score)
VALUES (1, 1, '质量指标', '≥95%', '>=', 95, '%', '90%', '=', 90, '%', 10, 10);
