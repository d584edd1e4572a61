-- id: year_mismatch
-- severity: notice
-- says: The project code states another year than the report.
-- tolerance: None. A project that goes on may keep the code of its first year.
SELECT report_id, first_line AS line, fiscal_year AS expected,
	code_year AS observed,
	printf('the report is of %d, the project code %s of %d', fiscal_year,
		project_code, code_year) AS message
FROM fresh
WHERE code_year <> fiscal_year

-- pass: the same year; none in the code
INSERT INTO report (report_id, document_id, ordinal, kind, fiscal_year, code_year, project_key)
VALUES (1, 1, 1, 'performance_target', 2024, 2024, 'a'), (2, 1, 2, 'performance_target', 2024, NULL, 'b');
-- fail: a code of 2023
INSERT INTO report (report_id, document_id, ordinal, kind, fiscal_year, code_year, project_key)
VALUES (1, 1, 1, 'performance_target', 2024, 2023, 'a');
