-- Where does each amount of the newest report stand: document, line, text?
SELECT path, line, field, text, value, unit, rule, note
FROM provenance
WHERE report_id = (SELECT max(report_id) FROM execution)
	AND record = 'funding'
ORDER BY line, "column";
