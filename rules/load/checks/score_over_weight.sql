-- id: score_over_weight
-- severity: error
-- says: A score is higher than the points that can be had.
-- tolerance: None.
SELECT i.report_id, i.line, i.weight AS expected, i.score AS observed,
	printf('%s: %.10g of %.10g points',
		coalesce(i.level3, i.level2, i.level1, 'indicator'), i.score,
		i.weight) AS message
FROM fresh r JOIN indicator i USING (report_id)
WHERE i.score > i.weight
UNION ALL
SELECT f.report_id, f.line, f.weight, f.score,
	printf('%s: %.10g of %.10g points', coalesce(f.label, f.source),
		f.score, f.weight)
FROM fresh r JOIN funding f USING (report_id)
WHERE f.score > f.weight
UNION ALL
SELECT report_id, coalesce(last_line, first_line), total_weight, total_score,
	printf('total: %.10g of %.10g points', total_score, total_weight)
FROM fresh
WHERE total_score > total_weight

-- pass: all points, fewer, and points unknown
INSERT INTO report (report_id, document_id, ordinal, kind, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 'a');
INSERT INTO indicator (report_id, ordinal, weight, score) VALUES (1, 1, 10, 10), (1, 2, 10, 0), (1, 3, NULL, 5);
-- fail: 12 of 10
INSERT INTO report (report_id, document_id, ordinal, kind, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 'a');
INSERT INTO indicator (report_id, ordinal, weight, score) VALUES (1, 1, 10, 12);
