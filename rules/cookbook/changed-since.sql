-- Which findings were mended in a later version of the report?
SELECT f.rule, f.message, made.finished_at AS found_at,
	mended.finished_at AS mended_at, d.path
FROM finding f JOIN run made ON made.run_id = f.run_id
	JOIN run mended ON mended.run_id = f.mended_run
	JOIN report r USING (report_id) JOIN document d USING (document_id)
ORDER BY f.mended_run DESC, f.finding_id
LIMIT 200;
