-- id: funds_score
-- severity: warning
-- says: The points for the funds are not what the execution rate gives: weight times rate.
-- tolerance: One of the last printed digit of the score; a whole point where it is whole.
SELECT f.report_id, f.line,
	round(f.weight * max(0, min(f.rate_pct, 100)) / 100, 2) AS expected,
	f.score AS observed,
	printf('%s: %.10g of %.10g points for an execution rate of %.10g %%',
		coalesce(f.label, f.source), f.score, f.weight, f.rate_pct) AS message
FROM fresh r JOIN funding f USING (report_id)
WHERE f.weight > 0 AND f.score <= f.weight AND f.rate_pct IS NOT NULL
	AND abs(f.score - f.weight * max(0, min(f.rate_pct, 100)) / 100)
		>= coalesce(f.score_step, 1) + f.weight * coalesce(f.rate_step, 0) / 100 + 1e-6
UNION ALL
-- Where the form prints no points for the funds: nothing lost, nothing spent.
SELECT r.report_id, coalesce(s.line, r.first_line), NULL, r.total_score,
	printf('all %.10g points, but nothing was executed of %.10g (10,000 yuan)',
		r.total_score, s.budget_fen / 1e6)
FROM fresh r JOIN standing s USING (report_id)
WHERE r.total_score >= coalesce(r.total_weight, 100)
	AND s.executed_fen = 0 AND s.budget_fen > 0
	AND NOT EXISTS (SELECT 1 FROM funding f
		WHERE f.report_id = r.report_id AND f.score IS NOT NULL)

-- pass: 5.69 of 10 for 56.85 %; 3 for 29.1 %; all for 120 %; no points printed, all spent
INSERT INTO report (report_id, document_id, ordinal, kind, total_score, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 95.7, 'a'), (2, 1, 2, 'project_self_evaluation', 90, 'b'),
	(3, 1, 3, 'project_self_evaluation', 100, 'c'), (4, 1, 4, 'project_self_evaluation', 100, 'd');
INSERT INTO funding (report_id, ordinal, source, annual_fen, executed_fen, weight, rate_pct, rate_step, score, score_step)
VALUES (1, 1, 'total', 540, 307, 10, 56.85, 0.01, 5.69, 0.01), (2, 1, 'total', 1800, 525, 10, 29.1, 0.1, 3, 1),
	(3, 1, 'total', 100, 120, 20, 120, 1, 20, 1), (4, 1, 'total', 100, 100, NULL, 100, 1, NULL, NULL);
-- fail: all ten points for 56.85 %
INSERT INTO report (report_id, document_id, ordinal, kind, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 'a');
INSERT INTO funding (report_id, ordinal, source, annual_fen, executed_fen, weight, rate_pct, rate_step, score, score_step)
VALUES (1, 1, 'total', 540, 307, 10, 56.85, 0.01, 10, 1);
-- fail: 100 of 100, and nothing was spent
INSERT INTO report (report_id, document_id, ordinal, kind, total_score, project_key)
VALUES (1, 1, 1, 'project_self_evaluation', 100, 'a');
INSERT INTO funding (report_id, ordinal, source, annual_fen, executed_fen) VALUES (1, 1, 'total', 540, 0);
