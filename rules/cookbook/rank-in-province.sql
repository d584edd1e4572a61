-- How does each county rank by execution rate within its province?
SELECT fiscal_year, province, county, rate_pct,
	rank() OVER (PARTITION BY fiscal_year, province
		ORDER BY rate_pct DESC) AS place,
	count(*) OVER (PARTITION BY fiscal_year, province) AS of_counties
FROM execution_by_county
WHERE rate_pct IS NOT NULL AND county IS NOT NULL
ORDER BY fiscal_year DESC, province, place, county;
