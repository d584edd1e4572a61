-- The words of new reports go into the index. Run by load behind settle.sql.
INSERT INTO text_search (rowid, project_name, organisation, goals, indicators,
	deviations)
SELECT report_id, spaced(project_name), spaced(organisation), spaced(goals),
	spaced(indicators), spaced(deviations)
FROM report_text
WHERE report_id > (SELECT floor FROM temp.bounds);
