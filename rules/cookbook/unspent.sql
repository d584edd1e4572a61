-- Which projects left the most money unspent?
WITH most AS MATERIALIZED (
	SELECT report_id, region_code, rate_pct,
		budget_fen - executed_fen AS unspent_fen
	FROM standing
	WHERE standing = 'counted' AND budget_fen > executed_fen
	ORDER BY unspent_fen DESC, report_id
	LIMIT 50
)
SELECT r.fiscal_year, g.province, g.county, r.unit, r.project_name,
	round(m.unspent_fen / 1e6, 2) AS unspent_wan,
	round(m.rate_pct, 2) AS rate_pct, report_id
FROM most m JOIN report r USING (report_id)
	LEFT JOIN region g ON g.region_code = m.region_code
ORDER BY m.unspent_fen DESC, report_id;
