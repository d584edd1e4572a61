-- What a golden case shows of its warehouse.
.mode list
.separator " | "
.nullvalue -
SELECT 'report', ordinal, kind, title, fiscal_year, region_code, department,
    unit, project_name, project_code, total_weight, total_score, first_line,
    last_line FROM report JOIN document USING (document_id)
    ORDER BY path, ordinal;
SELECT 'funding', report.ordinal, source, label, initial_fen, annual_fen,
    executed_fen, weight, rate_pct, score, line
    FROM funding JOIN report USING (report_id) ORDER BY report.ordinal, line;
SELECT 'indicator', report.ordinal, indicator.ordinal, level1, level2, level3,
    target, target_op, target_value, target_unit, actual, actual_op,
    actual_value, actual_unit, weight, score, deviation, line
    FROM indicator JOIN report USING (report_id)
    ORDER BY report.ordinal, indicator.ordinal;
SELECT 'plan', report.ordinal, month, planned_pct, line
    FROM spending_plan JOIN report USING (report_id)
    ORDER BY report.ordinal, line, month;
SELECT 'statement', report.ordinal, measure, value, statement.unit,
    statement.text, line FROM statement LEFT JOIN report USING (report_id)
    ORDER BY line, measure, value;
SELECT 'finding', report.ordinal, rule, severity, message, expected, observed,
    line FROM finding JOIN report USING (report_id)
    ORDER BY report.ordinal, rule, line, message;
SELECT 'reject', line, class, reason, text FROM reject ORDER BY line, class;
