-- id: executed_over_budget
-- severity: warning
-- says: More was executed than the budget allows.
-- tolerance: None: both amounts are printed.
SELECT s.report_id, s.line, s.budget_fen / 100.0 AS expected,
	s.executed_fen / 100.0 AS observed,
	printf('%.10g was executed of a budget of %.10g (10,000 yuan)',
		s.executed_fen / 1e6, s.budget_fen / 1e6) AS message
FROM fresh r JOIN standing s USING (report_id)
WHERE s.executed_fen > s.budget_fen

-- pass: all of it, and no budget printed
INSERT INTO report (report_id, document_id, ordinal, kind, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 'a'), (2, 1, 2, 'project_self_evaluation', 'b');
INSERT INTO funding (report_id, ordinal, source, annual_fen, executed_fen)
VALUES (1, 1, 'total', 200, 200), (2, 1, 'total', NULL, 200);
-- fail: 201 of 200
INSERT INTO report (report_id, document_id, ordinal, kind, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 'a');
INSERT INTO funding (report_id, ordinal, source, annual_fen, executed_fen) VALUES (1, 1, 'total', 200, 201);
