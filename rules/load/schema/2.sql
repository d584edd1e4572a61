-- Version 2: the files that the warehouse was made from, so that a nightly run
-- reads only what changed. Written by load from the list of `load --sources`,
-- in the transaction of the run; read by jixiao.

CREATE TABLE source ( -- one file under the paths that jixiao was given
	path TEXT PRIMARY KEY, -- as documents name it; an archive without !member, but members that it has no longer
	bytes INTEGER, -- its size when it was last read
	mtime_ns INTEGER, -- its time of change then, nanoseconds since 1970
	sha256 TEXT, -- of its bytes, in hex; NULL: it could not be read
	rules TEXT, -- hash of the rules and programs that read it
	run_id INTEGER REFERENCES run (run_id), -- the run that last read it
	missing_since TEXT -- NULL: it is there; else UTC, ISO 8601
) STRICT;
