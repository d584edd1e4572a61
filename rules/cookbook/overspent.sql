-- Which projects spent more than their budget?
WITH most AS MATERIALIZED (
	SELECT report_id, region_code, budget_fen, executed_fen, rate_pct
	FROM standing
	WHERE standing = 'counted' AND executed_fen > budget_fen
	ORDER BY executed_fen - budget_fen DESC, report_id
	LIMIT 50
)
SELECT r.fiscal_year, g.province, g.county, r.unit, r.project_name,
	round(m.budget_fen / 1e6, 2) AS budget_wan,
	round(m.executed_fen / 1e6, 2) AS executed_wan,
	round(m.rate_pct, 2) AS rate_pct, report_id
FROM most m JOIN report r USING (report_id)
	LEFT JOIN region g ON g.region_code = m.region_code
ORDER BY m.executed_fen - m.budget_fen DESC, report_id;
