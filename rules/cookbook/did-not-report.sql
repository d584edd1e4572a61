-- Which counties reported in one year and not in the next?
SELECT fiscal_year + 1 AS missing_year, province, prefecture, county,
	projects AS projects_before
FROM (SELECT *, lead(fiscal_year) OVER (PARTITION BY region_code
			ORDER BY fiscal_year) AS next_year,
		max(fiscal_year) OVER () AS newest_year
	FROM execution_by_county
	WHERE county IS NOT NULL AND fiscal_year IS NOT NULL)
WHERE fiscal_year < newest_year
	AND (next_year IS NULL OR next_year > fiscal_year + 1)
ORDER BY missing_year DESC, region_code
LIMIT 200;
