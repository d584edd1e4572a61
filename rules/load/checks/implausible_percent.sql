-- id: implausible_percent
-- severity: warning
-- says: A percentage is hardly possible: below 0, above 200, or a share above 100.
-- tolerance: Up to 200 % for what can be more than planned; 100 % for shares (those satisfied, passed, covered) and where a schedule is planned.
WITH share (name) AS (
	VALUES ('%满意%'), ('%合格率%'), ('%覆盖率%'), ('%达标率%'), ('%及时率%'),
		('%准确率%'), ('%正确率%'), ('%知晓率%'), ('%通过率%'),
		('%优良率%'), ('%完好率%')
)
SELECT i.report_id, i.line, '100%' AS expected, i.target AS observed,
	printf('%s: a target of %s', coalesce(i.level3, i.level2, 'indicator'),
		i.target) AS message
FROM fresh r JOIN indicator i USING (report_id)
WHERE i.target_unit = '%' AND (i.target_value > 200 OR i.target_value < 0
	OR i.target_value > 100 AND EXISTS (SELECT 1 FROM share
		WHERE i.level3 LIKE share.name))
UNION ALL
SELECT i.report_id, i.line, '100%', i.actual,
	printf('%s: a result of %s', coalesce(i.level3, i.level2, 'indicator'),
		i.actual)
FROM fresh r JOIN indicator i USING (report_id)
WHERE i.actual_unit = '%' AND (i.actual_value > 200 OR i.actual_value < 0
	OR i.actual_value > 100 AND EXISTS (SELECT 1 FROM share
		WHERE i.level3 LIKE share.name))
UNION ALL
SELECT p.report_id, p.line, '100%', p.planned_pct,
	printf('%.10g %% of the money planned by month %d', p.planned_pct, p.month)
FROM fresh r JOIN spending_plan p USING (report_id)
WHERE p.planned_pct > 100 OR p.planned_pct < 0
UNION ALL
SELECT f.report_id, f.line, '100%', f.rate_pct,
	printf('%s: an execution rate of %.10g %%', coalesce(f.label, f.source),
		f.rate_pct)
FROM fresh r JOIN funding f USING (report_id)
WHERE f.rate_pct > 200 OR f.rate_pct < 0

-- pass: all, more than planned, and a figure of another unit
INSERT INTO report (report_id, document_id, ordinal, kind, project_key)
VALUES (1, 1, 1, 'performance_target', 'a');
INSERT INTO indicator (report_id, ordinal, level3, target, target_op, target_value, target_unit)
VALUES (1, 1, 'a', '100%', '=', 100, '%'), (1, 2, '完成率', '120%', '=', 120, '%'), (1, 3, 'c', '1000人', '=', 1000, '人');
INSERT INTO spending_plan (report_id, ordinal, month, planned_pct) VALUES (1, 1, 12, 100);
-- fail: a target of 1000 %
INSERT INTO report (report_id, document_id, ordinal, kind, project_key)
VALUES (1, 1, 1, 'performance_target', 'a');
INSERT INTO indicator (report_id, ordinal, level3, target, target_op, target_value, target_unit)
VALUES (1, 1, 'a', '1000%', '=', 1000, '%');
-- fail: 104 % of the people are satisfied
INSERT INTO report (report_id, document_id, ordinal, kind, project_key)
VALUES (1, 1, 1, 'performance_target', 'a');
INSERT INTO indicator (report_id, ordinal, level3, actual, actual_op, actual_value, actual_unit)
VALUES (1, 1, '群众满意度', '104%', '=', 104, '%');
-- fail: 105 % of the works pass
INSERT INTO report (report_id, document_id, ordinal, kind, project_key)
VALUES (1, 1, 1, 'performance_target', 'a');
INSERT INTO indicator (report_id, ordinal, level3, actual, actual_op, actual_value, actual_unit)
VALUES (1, 1, '验收合格率', '105%', '=', 105, '%');
