-- Which counties reported in one year and not in the next?
WITH county AS MATERIALIZED (
	SELECT * FROM execution_by_county
	WHERE county IS NOT NULL AND fiscal_year IS NOT NULL
)
SELECT before.fiscal_year + 1 AS missing_year, before.province,
	before.prefecture, before.county, before.projects AS projects_before
FROM county before LEFT JOIN county this
	ON this.region_code = before.region_code
	AND this.fiscal_year = before.fiscal_year + 1
WHERE this.region_code IS NULL
	AND before.fiscal_year < (SELECT max(fiscal_year) FROM county)
ORDER BY missing_year DESC, before.region_code
LIMIT 200;
