-- Version 6: points that a form gives for its goals, beside those of the funds
-- and of the indicators.

ALTER TABLE report ADD COLUMN goal_score REAL; -- points for the goals, as printed
