-- id: grade_mismatch
-- severity: notice
-- says: The grade that is stated is not that of the total score: 优 from 90, 良 from 80, 中 from 60, below that 差.
-- tolerance: None; only for scores out of 100.
WITH graded AS (
	SELECT report_id, coalesce(last_line, first_line) AS line, grade,
		total_score, CASE WHEN total_score >= 90 THEN '优'
		WHEN total_score >= 80 THEN '良' WHEN total_score >= 60 THEN '中'
		ELSE '差' END AS due
	FROM fresh
	WHERE grade IS NOT NULL AND total_score BETWEEN 0 AND 100
		AND coalesce(total_weight, 100) = 100
)
SELECT report_id, line, due AS expected, grade AS observed,
	printf('the grade is %s, but a score of %.10g is %s', grade, total_score,
		due) AS message
FROM graded
WHERE substr(grade, 1, 1) IN ('优', '良', '中', '差')
	AND substr(grade, 1, 1) <> due

-- pass: 90 is 优; 合格 says less; a score out of 120
INSERT INTO report (report_id, document_id, ordinal, kind, grade, total_score, total_weight, project_key)
VALUES (1, 1, 1, 'self_evaluation_narrative', '优', 90, NULL, 'a'), (2, 1, 2, 'self_evaluation_narrative', '优秀', 95.5, 100, 'b'),
	(3, 1, 3, 'self_evaluation_narrative', '合格', 61, 100, 'c'), (4, 1, 4, 'self_evaluation_narrative', '良好', 99, 120, 'd'),
	(5, 1, 5, 'self_evaluation_narrative', NULL, 61, 100, 'e'), (6, 1, 6, 'self_evaluation_narrative', '良', NULL, 100, 'f');
-- fail: 89.5 is 良
INSERT INTO report (report_id, document_id, ordinal, kind, grade, total_score, project_key)
VALUES (1, 1, 1, 'self_evaluation_narrative', '优秀', 89.5, 'a');
