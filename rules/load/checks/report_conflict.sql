-- id: report_conflict
-- severity: warning
-- says: Two tables report the same project of the same unit and year with different amounts.
-- tolerance: None. The newer report counts.
-- scope: around
SELECT s.report_id, s.line, o.executed_fen / 100.0 AS expected,
	s.executed_fen / 100.0 AS observed,
	printf('%s: %.10g of %.10g here, %.10g of %.10g (10,000 yuan) in report %d',
		r.project_name, s.executed_fen / 1e6, s.budget_fen / 1e6,
		o.executed_fen / 1e6, o.budget_fen / 1e6, o.report_id) AS message
FROM around r JOIN standing s USING (report_id)
	CROSS JOIN standing o ON o.project_key = s.project_key
	CROSS JOIN report q ON q.report_id = o.report_id
	CROSS JOIN document d ON d.document_id = q.document_id
WHERE s.standing = 'counted' AND o.standing = 'superseded'
	AND s.rank = 2 AND o.rank = 2 AND d.status = 'current'
	AND (s.budget_fen <> o.budget_fen OR s.executed_fen <> o.executed_fen)

-- pass: the same amounts twice; another project
INSERT INTO report (report_id, document_id, ordinal, kind, fiscal_year, project_name, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 2022, 'a', '2022|1|a'),
	(2, 1, 2, 'project_self_evaluation', 2022, 'a', '2022|1|a'),
	(3, 1, 3, 'project_self_evaluation', 2022, 'b', '2022|1|b');
INSERT INTO document (document_id, path, loaded_at, status, run_id) VALUES (1, 'a', '', 'current', 1);
INSERT INTO funding (report_id, ordinal, source, annual_fen, executed_fen)
VALUES (1, 1, 'total', 100, 100), (2, 1, 'total', 100, 100), (3, 1, 'total', 500, 100);
-- fail: 100 and 90
INSERT INTO report (report_id, document_id, ordinal, kind, fiscal_year, project_name, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 2022, 'a', '2022|1|a'),
	(2, 1, 2, 'project_self_evaluation', 2022, 'a', '2022|1|a');
INSERT INTO document (document_id, path, loaded_at, status, run_id) VALUES (1, 'a', '', 'current', 1);
INSERT INTO funding (report_id, ordinal, source, annual_fen, executed_fen)
VALUES (1, 1, 'total', 100, 100), (2, 1, 'total', 100, 90);
