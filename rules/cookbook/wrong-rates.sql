-- Which printed execution rates do not follow from the printed amounts?
SELECT r.fiscal_year, g.county, r.project_name, f.expected, f.observed,
	f.message, d.path, f.line
FROM finding f JOIN report r USING (report_id)
	JOIN document d USING (document_id)
	JOIN standing s USING (report_id)
	LEFT JOIN region g ON g.region_code = r.region_code
WHERE f.rule IN ('rate_mismatch', 'rate_on_initial_budget')
	AND f.mended_run IS NULL AND s.standing <> 'superseded'
ORDER BY r.fiscal_year DESC, r.report_id
LIMIT 200;
