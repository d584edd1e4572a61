-- How did a county's spending change from one year to the next?
SELECT this.fiscal_year, this.province, this.county,
	before.executed_wan AS executed_before_wan, this.executed_wan,
	round(100.0 * (this.executed_wan - before.executed_wan)
		/ nullif(before.executed_wan, 0), 1) AS change_pct,
	before.rate_pct AS rate_before_pct, this.rate_pct
FROM execution_by_county this JOIN execution_by_county before
	ON before.region_code = this.region_code
	AND before.fiscal_year = this.fiscal_year - 1
WHERE this.projects > 0 AND before.projects > 0
ORDER BY this.fiscal_year DESC, abs(change_pct) DESC;
