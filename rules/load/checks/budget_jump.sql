-- id: budget_jump
-- severity: warning
-- says: The budget of a project or department is ten times, or a tenth of, that of the year before: perhaps a wrong unit.
-- tolerance: Less than tenfold. The report of the later year has the finding.
-- scope: around
WITH pair AS (
	SELECT r.report_id, r.fiscal_year - 1 AS other_year,
		(r.fiscal_year - 1)
			|| substr(r.project_key, instr(r.project_key, '|')) AS other_key
	FROM around r WHERE r.project_key GLOB '[0-9]*|*'
)
SELECT s.report_id, s.line, o.budget_fen / 100.0 AS expected,
	s.budget_fen / 100.0 AS observed,
	printf('a budget of %.10g, in %d it is %.10g (10,000 yuan)',
		s.budget_fen / 1e6, p.other_year, o.budget_fen / 1e6) AS message
FROM pair p JOIN standing s USING (report_id)
	CROSS JOIN standing o ON o.project_key = p.other_key
WHERE s.standing IN ('counted', 'department') AND o.standing = s.standing
	AND s.budget_fen > 0 AND o.budget_fen > 0
	AND max(s.budget_fen, o.budget_fen) >= 10 * min(s.budget_fen, o.budget_fen)

-- pass: nine times; another unit; two years apart
INSERT INTO report (report_id, document_id, ordinal, kind, fiscal_year, project_name, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 2022, 'a', '2022|1|a'),
	(2, 1, 2, 'project_self_evaluation', 2023, 'a', '2023|1|a'),
	(3, 1, 3, 'project_self_evaluation', 2023, 'a', '2023|2|a'),
	(4, 1, 4, 'project_self_evaluation', 2025, 'a', '2025|1|a');
INSERT INTO document (document_id, path, loaded_at, status, run_id) VALUES (1, 'a', '', 'current', 1);
INSERT INTO funding (report_id, ordinal, source, annual_fen, executed_fen)
VALUES (1, 1, 'total', 100, 100), (2, 1, 'total', 900, 900), (3, 1, 'total', 1000, 1), (4, 1, 'total', 10000, 1);
-- fail: yuan printed under 万元
INSERT INTO report (report_id, document_id, ordinal, kind, fiscal_year, project_name, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 2022, 'a', '2022|1|a'),
	(2, 1, 2, 'project_self_evaluation', 2023, 'a', '2023|1|a');
INSERT INTO document (document_id, path, loaded_at, status, run_id) VALUES (1, 'a', '', 'current', 1);
INSERT INTO funding (report_id, ordinal, source, annual_fen, executed_fen)
VALUES (1, 1, 'total', 100, 100), (2, 1, 'total', 1000000, 900);
-- fail: a whole department
INSERT INTO report (report_id, document_id, ordinal, kind, fiscal_year, project_key)
VALUES (1, 1, 1, 'department_self_evaluation', 2022, '2022|1|=whole'),
	(2, 1, 2, 'department_self_evaluation', 2023, '2023|1|=whole');
INSERT INTO document (document_id, path, loaded_at, status, run_id) VALUES (1, 'a', '', 'current', 1);
INSERT INTO funding (report_id, ordinal, source, annual_fen, executed_fen)
VALUES (1, 1, 'total', 100, 100), (2, 1, 'total', 1000000, 900);
