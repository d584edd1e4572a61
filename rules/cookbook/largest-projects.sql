-- Which are the largest projects, and what part of them was spent?
SELECT fiscal_year, province, county, project_name,
	round(budget_fen / 1e6, 2) AS budget_wan, rate_pct, report_id
FROM execution LEFT JOIN region USING (region_code)
ORDER BY budget_fen DESC
LIMIT 50;
