-- Prints the SQL that prints what a warehouse says, for two of them to be
-- compared: every table and view as far as current documents fill it, names in
-- place of numbers, nothing of when and in which order it came about.
-- sqlite3 -bail W.db <tests/same.sql | sqlite3 -bail W.db | sort
.mode list
.headers off
SELECT 'CREATE TEMP TABLE live AS SELECT report_id, document_id,
	path || ''#'' || ordinal AS name
	FROM report JOIN document USING (document_id)
	WHERE status <> ''superseded'';
CREATE UNIQUE INDEX temp.live_report ON live (report_id);
CREATE INDEX temp.live_document ON live (document_id);
PRAGMA integrity_check; PRAGMA foreign_key_check;
SELECT ''text'', name FROM text_search JOIN temp.live
	ON report_id = text_search.rowid WHERE text_search MATCH ''修'';
SELECT ''figure'', l.name, record, row, field, text, value, unit, line, "column",
	byte, rule, origin, type, kind, op, step, unit_from, context_unit,
	context_from, note FROM temp.live l JOIN provenance USING (report_id);';

WITH shown AS (
	SELECT s.name AS relation, c.name AS field, s.type AS is_a
	FROM sqlite_schema s, pragma_table_xinfo(s.name) c
	WHERE s.type IN ('table', 'view')
		AND s.name NOT LIKE 'text_search%' AND s.name NOT LIKE 'sqlite_%'
		AND s.name NOT IN ('run', 'meta', 'source', 'rule_file', 'reading',
			'figure', 'provenance', 'organisation_name', 'check_rule')
		-- When, in which order, and by what number.
		AND c.name NOT IN ('run_id', 'mended_run', 'loaded_at',
			'superseded_by', 'rules', 'first_figure', 'last_figure',
			'plan_id', 'project_key', s.name || '_id')
		-- Names as they were first printed.
		AND s.name || '.' || c.name NOT IN ('organisation.name',
			'did_not_report.unit', 'execution_by_unit.unit',
			'execution_by_department.department')
), said AS (
	SELECT relation, group_concat(CASE
		WHEN field = 'report_id' THEN
		'(SELECT name FROM temp.live l WHERE l.report_id = t.report_id)'
		WHEN field = 'document_id' THEN
		'(SELECT path FROM document d WHERE d.document_id = t.document_id)'
		WHEN field IN ('unit_id', 'department_id', 'parent_id') THEN
		printf('(SELECT key FROM organisation WHERE organisation_id = t.%s)',
			field)
		-- The number of another report.
		WHEN field = 'message' THEN
		'substr(message, 1, instr(message || '' in report '', '' in report ''))'
		ELSE printf('t."%w"', field) END, ', ') AS fields,
		max(field = 'report_id' AND is_a = 'table') AS of_report,
		max(field = 'document_id' AND is_a = 'table') AS of_document
	FROM shown
	GROUP BY relation
)
SELECT printf('SELECT %Q, %s FROM "%w" t WHERE %s;', relation, fields, relation,
	CASE
	WHEN of_document OR relation = 'document' THEN 'document_id IN (SELECT
		document_id FROM document WHERE status <> ''superseded'')'
	WHEN relation = 'finding' THEN 'mended_run IS NULL'
	WHEN relation = 'organisation' THEN 'organisation_id IN (SELECT unit_id
		FROM report JOIN temp.live USING (report_id) UNION SELECT
		department_id FROM report JOIN temp.live USING (report_id))'
	WHEN of_report OR relation IN ('report', 'report_text') THEN
	'report_id IN (SELECT report_id FROM temp.live)'
	ELSE '1' END)
FROM said;
