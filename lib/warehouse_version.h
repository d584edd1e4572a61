/* warehouse_version.h - the newest warehouse that these programs know. */
#ifndef WAREHOUSE_VERSION_H
#define WAREHOUSE_VERSION_H

/* PRAGMA user_version; its schema is rules/load/schema/N.sql. */
enum { WAREHOUSE_VERSION = 6 };

#endif
