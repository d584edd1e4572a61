-- What do departments report of themselves, and what do their projects add up to?
SELECT fiscal_year, county, department, scope, projects, budget_wan,
	executed_wan, rate_pct
FROM execution_by_department
ORDER BY fiscal_year DESC, region_code, department, scope
LIMIT 200;
