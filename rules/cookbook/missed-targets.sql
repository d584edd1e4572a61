-- In the newest year, which indicators missed their target, and what was given as the reason?
SELECT r.project_name, i.level2, i.level3, i.target, i.actual, i.weight,
	i.score, i.deviation
FROM report r JOIN indicator i USING (report_id)
	JOIN document d USING (document_id)
WHERE i.attained = 0 AND d.status = 'current'
	AND r.fiscal_year = (SELECT max(fiscal_year) FROM execution)
ORDER BY r.report_id, i.ordinal
LIMIT 200;
