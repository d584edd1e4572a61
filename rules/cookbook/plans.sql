-- What is planned and not reported as spent: which counties show targets only?
SELECT fiscal_year, province, county, plans, planned_wan
FROM execution_by_county
WHERE plans > 0 AND projects = 0
ORDER BY planned_wan DESC;
