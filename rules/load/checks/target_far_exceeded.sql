-- id: target_far_exceeded
-- severity: notice
-- says: The result is ten times the target or more: perhaps a wrong unit, or a target set too low.
-- tolerance: Less than ten times; only for targets to be reached, of the same unit, and not where the deviation is explained.
SELECT i.report_id, i.line, i.target AS expected, i.actual AS observed,
	printf('%s: target %s, result %s: %.3g times as much',
		coalesce(i.level3, i.level2, 'indicator'), i.target, i.actual,
		i.actual_value / i.target_value) AS message
FROM fresh r JOIN indicator i USING (report_id)
WHERE i.actual_value >= 10 * i.target_value AND i.target_value > 0
	AND i.target_op IN ('=', '>=', '>') AND i.target_unit IS i.actual_unit
	AND i.actual_op IN ('=', '>=', '>') AND i.deviation IS NULL
	-- That is told by implausible_percent.
	AND NOT (i.actual_unit = '%' AND i.actual_value > 200)
	-- What costs more than planned is told by target_missed_full_score.
	AND coalesce(i.level2, '') NOT LIKE '%成本%'

-- pass: nine times; less is better; another unit; explained; a cost
INSERT INTO report (report_id, document_id, ordinal, kind, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 'a');
INSERT INTO indicator (report_id, ordinal, level2, level3, target, target_op, target_value, target_unit,
	actual, actual_op, actual_value, actual_unit, deviation)
VALUES (1, 1, NULL, 'a', '30人', '=', 30, '人', '270人', '=', 270, '人', NULL),
	(1, 2, NULL, 'b', '≤3天', '<=', 3, '天', '30天', '=', 30, '天', NULL),
	(1, 3, NULL, 'c', '3个', '=', 3, '个', '300人', '=', 300, '人', NULL),
	(1, 4, NULL, 'd', '≥30人', '>=', 30, '人', '370人', '=', 370, '人', '上级增加任务'),
	(1, 5, '成本指标', 'e', '10元', '=', 10, '元', '110元', '=', 110, '元', NULL);
-- fail: 370 of 30
INSERT INTO report (report_id, document_id, ordinal, kind, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 'a');
INSERT INTO indicator (report_id, ordinal, level3, target, target_op, target_value, target_unit,
	actual, actual_op, actual_value, actual_unit)
VALUES (1, 1, 'a', '≥30人', '>=', 30, '人', '370人', '=', 370, '人');
-- fail: people for ten thousand people
INSERT INTO report (report_id, document_id, ordinal, kind, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 'a');
INSERT INTO indicator (report_id, ordinal, level3, target, target_op, target_value, target_unit,
	actual, actual_op, actual_value, actual_unit)
VALUES (1, 1, 'a', '2人', '=', 2, '人', '2万人', '=', 20000, '人');
