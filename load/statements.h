/* statements.h - all SQL that load runs for rows, by name: data never is SQL. */
#ifndef STATEMENTS_H
#define STATEMENTS_H

/* clang-format off */
#define STATEMENTS(F) \
	F(RUN_ADD, \
	  "INSERT INTO run (run_id, started_at, finished_at, documents, " \
	  "unchanged, reports, records, rejects, findings, status, version, " \
	  "rules) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)") \
	F(META_GET, "SELECT value FROM meta WHERE name = ?1") \
	F(META_SET, "INSERT INTO meta VALUES (?1, ?2) " \
	  "ON CONFLICT (name) DO UPDATE SET value = excluded.value") \
	F(LAST_IDS, \
	  "SELECT (SELECT coalesce(max(document_id), 0) FROM document), " \
	  "(SELECT coalesce(max(report_id), 0) FROM report), " \
	  "(SELECT coalesce(max(run_id), 0) FROM run)") \
	F(DOCUMENT_FIND, \
	  "SELECT document_id, sha256 IS ?2 AND rules IS ?3 FROM document " \
	  "WHERE path = ?1 AND status <> 'superseded'") \
	F(DOCUMENT_AGAIN, \
	  "SELECT 1 FROM document WHERE path = ?1 " \
	  "AND document_id IN temp.seen") \
	F(DOCUMENT_REPLACE, \
	  "UPDATE document SET status = 'superseded', superseded_by = ?2 " \
	  "WHERE document_id = ?1") \
	F(DOCUMENT_REPLACED, "INSERT INTO temp.replaced VALUES (?1)") \
	F(DOCUMENT_ADD, \
	  "INSERT INTO document (document_id, path, sha256, bytes, encoding, " \
	  "layout, loaded_at, status, run_id, publisher, rules, lines, " \
	  "lines_blank, lines_value, lines_structural, lines_discarded, " \
	  "lines_unclaimed, lines_bad, first_figure, last_figure) VALUES (?1, ?2, " \
	  "?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, " \
	  "?18, ?19, ?20)") \
	F(REPORT_ADD, \
	  "INSERT INTO report (report_id, document_id, ordinal, kind, title, " \
	  "fiscal_year, region_code, department, unit, project_name, " \
	  "project_code, unit_code, goal_expected, goal_actual, total_weight, " \
	  "total_score, first_line, last_line, grade, layout, form, region_from, " \
	  "code_region, code_year, total_score_step, project_key, first_figure, " \
	  "last_figure, unit_id, department_id, goal_score) VALUES (?1, ?2, ?3, " \
	  "?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, " \
	  "?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31)") \
	F(FUNDING_ADD, \
	  "INSERT INTO funding (report_id, ordinal, line, source, label, " \
	  "initial_fen, annual_fen, executed_fen, weight, rate_pct, score, " \
	  "received_fen, previous_fen, received_rate_pct, step_fen, rate_step, " \
	  "score_step) VALUES (?1, ?2, ?3, coalesce(?4, 'unnamed'), ?5, ?6, ?7, " \
	  "?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)") \
	F(INDICATOR_ADD, \
	  "INSERT INTO indicator (report_id, ordinal, line, level1, level2, " \
	  "level3, level4, description, basis, target, target_op, target_value, " \
	  "target_high, target_unit, actual, actual_op, actual_value, " \
	  "actual_high, actual_unit, weight, score, deviation, rule) VALUES (?1, " \
	  "?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, " \
	  "?17, ?18, ?19, ?20, ?21, ?22, ?23)") \
	F(PLAN_ADD, \
	  "INSERT INTO spending_plan (report_id, ordinal, line, month, label, " \
	  "planned_pct) VALUES (?1, ?2, ?3, ?4, ?5, ?6)") \
	F(STATEMENT_ADD, \
	  "INSERT INTO statement (report_id, ordinal, line, document_id, measure, " \
	  "figure, op, value, high, unit, step, text, subject, place, rule) " \
	  "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, " \
	  "?15)") \
	F(DOCUMENT_SEEN, "INSERT OR IGNORE INTO temp.seen VALUES (?1)") \
	F(REJECT_ADD, \
	  "INSERT INTO reject (document_id, path, line, class, reason, text, " \
	  "\"column\", byte, rule) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)") \
	F(READING_ADD, \
	  "INSERT INTO reading (reading_id, record, field, rule, origin, type, " \
	  "context_unit, context_from, kind, op, unit, unit_from, step) " \
	  "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)") \
	F(READING_ALL, \
	  "SELECT reading_id, record, field, rule, origin, type, context_unit, " \
	  "context_from, kind, op, unit, unit_from, step FROM reading") \
	F(FIGURE_ADD, \
	  "INSERT INTO figure (reading_id, row, line, \"column\", byte, text, " \
	  "value, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)") \
	F(ORGANISATION_FIND, \
	  "SELECT organisation_id FROM organisation WHERE key = ?1") \
	F(ORGANISATION_ADD, \
	  "INSERT INTO organisation (key, name, region_code) " \
	  "VALUES (?1, ?2, ?3)") \
	F(ORGANISATION_NAME_ADD, \
	  "INSERT OR IGNORE INTO organisation_name VALUES (?1, ?2)") \
	F(REGION_ADD, \
	  "INSERT INTO region VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) " \
	  "ON CONFLICT (region_code) DO UPDATE SET name = excluded.name, " \
	  "level = excluded.level, parent_code = excluded.parent_code, " \
	  "province = excluded.province, prefecture = excluded.prefecture, " \
	  "county = excluded.county, until_year = excluded.until_year, " \
	  "successor_code = excluded.successor_code") \
	F(CHECK_ADD, \
	  "INSERT INTO check_rule VALUES (?1, ?2, ?3, ?4) " \
	  "ON CONFLICT (rule) DO UPDATE SET severity = excluded.severity, " \
	  "says = excluded.says, tolerance = excluded.tolerance") \
	F(FOUND_INHERIT, \
	  "UPDATE finding SET report_id = n.report_id, line = n.line, " \
	  "expected = n.expected, observed = n.observed FROM temp.heir h " \
	  "CROSS JOIN temp.found n ON n.report_id = h.new_id " \
	  "WHERE finding.report_id = h.old_id AND finding.rule = ?1 " \
	  "AND finding.message = n.message AND finding.mended_run IS NULL") \
	F(FOUND_MEND, \
	  "UPDATE finding SET mended_run = ?2 WHERE rule = ?1 " \
	  "AND mended_run IS NULL AND report_id IN (SELECT report_id " \
	  "FROM temp.near) AND NOT EXISTS (SELECT 1 FROM temp.found f " \
	  "WHERE f.report_id = finding.report_id " \
	  "AND f.message = finding.message)") \
	F(FOUND_KEEP, \
	  "INSERT INTO finding (report_id, rule, severity, message, expected, " \
	  "observed, line, run_id) SELECT report_id, ?1, ?3, message, expected, " \
	  "observed, line, ?2 FROM temp.found n WHERE NOT EXISTS (SELECT 1 " \
	  "FROM finding f WHERE f.report_id = n.report_id AND f.rule = ?1 " \
	  "AND f.mended_run IS NULL AND f.message = n.message)") \
	F(FOUND_CLEAR, "DELETE FROM temp.found") \
	F(FOUND_CLOSE, \
	  "UPDATE finding SET mended_run = ?1 WHERE mended_run IS NULL " \
	  "AND report_id IN (SELECT report_id FROM report WHERE document_id IN " \
	  "(SELECT document_id FROM temp.replaced))")
/* clang-format on */

#endif
