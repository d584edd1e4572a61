-- In which documents is the largest part left over, inside a form, but not read?
WITH least AS MATERIALIZED (
	SELECT document_id, round(100.0 * lines_unclaimed
		/ nullif(lines - lines_blank, 0), 1) AS unclaimed_pct
	FROM document
	WHERE lines_unclaimed > 0 AND status = 'current'
	ORDER BY unclaimed_pct DESC, document_id
	LIMIT 50
)
SELECT path, layout, lines, lines_value, lines_structural, lines_discarded,
	lines_unclaimed, lines_bad, unclaimed_pct
FROM least JOIN document USING (document_id)
ORDER BY unclaimed_pct DESC, document_id;
