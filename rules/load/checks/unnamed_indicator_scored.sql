-- id: unnamed_indicator_scored
-- severity: error
-- says: A placeholder row without a name carries points.
-- tolerance: None.
SELECT i.report_id, i.line, 'a named indicator' AS expected,
	iif(i.score IS NULL, '-', printf('%.10g', i.score)) || '/'
		|| iif(i.weight IS NULL, '-', printf('%.10g', i.weight)) AS observed,
	printf('%s: a row without a name, target and result has %.10g points, %.10g of them given',
		coalesce(i.level2, i.level1, 'indicator'),
		coalesce(i.weight, 0), coalesce(i.score, 0)) AS message
FROM fresh r JOIN indicator i USING (report_id)
WHERE i.level3 IS NULL AND i.level4 IS NULL
	AND i.target IS NULL AND i.actual IS NULL
	AND (i.weight > 0 OR i.score > 0)
	AND r.kind <> 'self_evaluation_narrative'
	-- Not in forms whose indicators are named on level 2.
	AND EXISTS (SELECT 1 FROM indicator o
		WHERE o.report_id = r.report_id AND o.level3 IS NOT NULL)

-- pass: a named row, a placeholder without points, a form of two levels
INSERT INTO report (report_id, document_id, ordinal, kind, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 'a'), (2, 1, 2, 'project_self_evaluation', 'b');
INSERT INTO indicator (report_id, ordinal, level2, level3, weight, score)
VALUES (1, 1, '数量指标', '人数', 10, 10), (1, 2, '数量指标', NULL, NULL, NULL), (2, 1, '数量指标', NULL, 10, 10);
-- fail: 8 points for a row of dots
INSERT INTO report (report_id, document_id, ordinal, kind, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 'a');
INSERT INTO indicator (report_id, ordinal, level2, level3, weight, score)
VALUES (1, 1, '数量指标', '人数', 10, 10), (1, 2, '质量指标', NULL, 8, 8);
