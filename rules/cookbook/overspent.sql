-- Which projects spent more than their budget?
SELECT fiscal_year, province, county, unit, project_name,
	round(budget_fen / 1e6, 2) AS budget_wan,
	round(executed_fen / 1e6, 2) AS executed_wan, rate_pct, report_id
FROM execution LEFT JOIN region USING (region_code)
WHERE executed_fen > budget_fen
ORDER BY executed_fen - budget_fen DESC
LIMIT 50;
