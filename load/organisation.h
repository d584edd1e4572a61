/*
 * organisation.h - units and departments: one row each, whatever stands
 * behind the name (公章, 本级, 部门), and however much of its place before it.
 */
#ifndef ORGANISATION_H
#define ORGANISATION_H

#include "region.h"
#include "slice.h"
#include "warehouse.h"

struct organisations;

struct organisations *organisations_open(struct warehouse *, struct regions *);
void organisations_close(struct organisations *); /* accepts NULL */

/*
 * The id of the organisation with this name, made where it is new; 0 for no
 * name. A name without a place in it is of the place that is given.
 */
long long organisation_id(struct organisations *, struct slice name, int place);

#endif
