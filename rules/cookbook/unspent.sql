-- Which projects left the most money unspent?
SELECT fiscal_year, province, county, unit, project_name,
	round((budget_fen - executed_fen) / 1e6, 2) AS unspent_wan, rate_pct,
	report_id
FROM execution LEFT JOIN region USING (region_code)
WHERE budget_fen > executed_fen
ORDER BY budget_fen - executed_fen DESC
LIMIT 50;
