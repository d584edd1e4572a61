-- Which units spend the smallest part of what they are given?
SELECT fiscal_year, county, unit, projects, budget_wan, executed_wan, rate_pct
FROM execution_by_unit
WHERE rate_pct IS NOT NULL
ORDER BY rate_pct, budget_wan DESC
LIMIT 50;
