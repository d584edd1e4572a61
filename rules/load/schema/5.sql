-- Version 5: what the views of rates and the cookbook ask for, as they ask for
-- it, so that they answer from the index alone.

CREATE INDEX standing_place ON standing (fiscal_year, region_code, unit_id,
	rate_pct, standing, budget_fen, executed_fen, findings);
CREATE INDEX document_unclaimed ON document (lines_unclaimed, lines,
	lines_blank, status) WHERE lines_unclaimed > 0;
