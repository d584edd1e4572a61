-- How did a county's spending change from one year to the next?
WITH county AS MATERIALIZED (
	SELECT * FROM execution_by_county
	WHERE projects > 0 AND region_code IS NOT NULL
)
SELECT this.fiscal_year, this.province, this.county,
	before.executed_wan AS executed_before_wan, this.executed_wan,
	round(100.0 * (this.executed_wan - before.executed_wan)
		/ nullif(before.executed_wan, 0), 1) AS change_pct,
	before.rate_pct AS rate_before_pct, this.rate_pct
FROM county this JOIN county before
	ON before.region_code = this.region_code
	AND before.fiscal_year = this.fiscal_year - 1
ORDER BY this.fiscal_year DESC, abs(change_pct) DESC
LIMIT 200;
