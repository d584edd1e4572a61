-- Which counties reported in one year and not in the next?
SELECT before.fiscal_year + 1 AS missing_year, before.province,
	before.prefecture, before.county, before.projects AS projects_before
FROM execution_by_county before
WHERE before.county IS NOT NULL
	AND before.fiscal_year < (SELECT max(fiscal_year)
		FROM execution_by_county)
	AND NOT EXISTS (SELECT 1 FROM execution_by_county this
		WHERE this.region_code = before.region_code
			AND this.fiscal_year = before.fiscal_year + 1)
ORDER BY missing_year DESC, before.region_code;
