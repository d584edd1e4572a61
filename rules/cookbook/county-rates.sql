-- How much of its budget did each county spend, and on how many projects?
SELECT fiscal_year, province, prefecture, county, projects, budget_wan,
	executed_wan, rate_pct
FROM execution_by_county
WHERE projects > 0
ORDER BY fiscal_year DESC, region_code;
