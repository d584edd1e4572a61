-- Which projects stand in no rate, and what do they lack?
SELECT r.fiscal_year, g.county, r.project_name,
	CASE WHEN s.budget_fen IS NULL AND s.executed_fen IS NULL
		THEN 'budget and executed amount'
	WHEN s.budget_fen IS NULL THEN 'budget'
	ELSE 'executed amount' END AS lacks,
	d.path, r.first_line
FROM standing s JOIN report r USING (report_id)
	JOIN document d USING (document_id)
	LEFT JOIN region g USING (region_code)
WHERE s.standing = 'uncounted'
ORDER BY r.fiscal_year DESC, r.report_id
LIMIT 200;
