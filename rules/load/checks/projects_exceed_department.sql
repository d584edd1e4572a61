-- id: projects_exceed_department
-- severity: error
-- says: The projects of a unit add up to more than its department-wide report states.
-- tolerance: None: amounts are summed as printed.
-- scope: around
WITH whole AS (
	SELECT r.report_id, r.unit_id, r.fiscal_year, s.line,
		max(coalesce(s.annual_fen, s.initial_fen),
			coalesce(s.initial_fen, s.annual_fen)) AS budget_fen,
		s.executed_fen
	FROM around r JOIN standing s USING (report_id)
	WHERE s.standing = 'department' AND r.unit_id IS NOT NULL
), part AS (
	SELECT w.report_id, count(*) AS n, sum(s.budget_fen) AS budget_fen,
		sum(s.executed_fen) AS executed_fen
	FROM whole w CROSS JOIN report r USING (unit_id, fiscal_year)
		CROSS JOIN standing s ON s.report_id = r.report_id
	WHERE s.standing = 'counted'
	GROUP BY w.report_id
)
SELECT w.report_id, w.line, w.budget_fen / 100.0 AS expected,
	p.budget_fen / 100.0 AS observed,
	printf('the budgets of %d projects add up to %.10g, the whole department has %.10g (10,000 yuan)',
		p.n, p.budget_fen / 1e6, w.budget_fen / 1e6) AS message
FROM whole w JOIN part p USING (report_id)
WHERE p.budget_fen > w.budget_fen
UNION ALL
SELECT w.report_id, w.line, w.executed_fen / 100.0, p.executed_fen / 100.0,
	printf('%d projects executed %.10g together, the whole department %.10g (10,000 yuan)',
		p.n, p.executed_fen / 1e6, w.executed_fen / 1e6)
FROM whole w JOIN part p USING (report_id)
WHERE p.executed_fen > w.executed_fen

-- pass: 61 of 531
INSERT INTO organisation (organisation_id, key, name) VALUES (1, 'a', 'a');
INSERT INTO document (document_id, path, loaded_at, status, run_id) VALUES (1, 'a', '', 'current', 1);
INSERT INTO report (report_id, document_id, ordinal, kind, fiscal_year, unit_id, project_name, project_key)
VALUES (1, 1, 1, 'department_self_evaluation', 2022, 1, NULL, 'a'), (2, 1, 2, 'project_self_evaluation', 2022, 1, 'b', 'b'),
	(3, 1, 3, 'project_self_evaluation', 2023, 1, 'c', 'c');
INSERT INTO funding (report_id, ordinal, source, initial_fen, annual_fen, executed_fen)
VALUES (1, 1, 'total', 53119, 45609, 45609), (2, 1, 'total', 6100, 6100, 647), (3, 1, 'total', 99999, 99999, 99999);
-- fail: a project larger than its department
INSERT INTO organisation (organisation_id, key, name) VALUES (1, 'a', 'a');
INSERT INTO document (document_id, path, loaded_at, status, run_id) VALUES (1, 'a', '', 'current', 1);
INSERT INTO report (report_id, document_id, ordinal, kind, fiscal_year, unit_id, project_name, project_key)
VALUES (1, 1, 1, 'department_self_evaluation', 2022, 1, NULL, 'a'), (2, 1, 2, 'project_self_evaluation', 2022, 1, 'b', 'b');
INSERT INTO funding (report_id, ordinal, source, annual_fen, executed_fen)
VALUES (1, 1, 'total', 100, 100), (2, 1, 'total', 101, 50);
