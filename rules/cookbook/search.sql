-- Which reports speak of training (培训) in goals, indicators or reasons?
SELECT r.fiscal_year, g.county, r.unit, r.project_name, r.report_id
FROM text_search t JOIN report r ON r.report_id = t.rowid
	JOIN document d USING (document_id)
	LEFT JOIN region g USING (region_code)
WHERE text_search MATCH '"培 训"' AND d.status = 'current'
ORDER BY rank
LIMIT 100;
