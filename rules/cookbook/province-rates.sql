-- What is the execution rate of each province, weighted and as the middle project?
SELECT fiscal_year, province, projects, budget_wan, executed_wan, rate_pct,
	median_rate_pct
FROM execution_by_province
WHERE projects > 0
ORDER BY fiscal_year DESC, rate_pct DESC;
