/* SPDX-License-Identifier: GPL-2.0-or-later */
/* message/header.h - the fields of a header block, borrowed, one after the other */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"

typedef struct td_field {
	td_span
	    name; /* without the colon; "From " for the line that opens an mbox mail */
	td_span value; /* still folded and encoded; no blanks at its ends */
} td_field;

/*
 * Takes the next field with its continuation lines off the front of *rest. False at the
 * end of the block: *rest then begins with the line that ended it, which is empty or,
 * as in git, the first line that cannot be a field.
 */
bool td_field_next(td_span *rest, td_field *field);

/* name is in lower case. */
static inline bool
td_field_is(const td_field *field, const char *name)
{
	size_t n = strlen(name);

	if (field->name.n != n)
		return false;
	for (size_t i = 0; i < n; i++) {
		/* No byte of a field's name but a capital becomes a letter or "-" by
		 * this. */
		if ((field->name.p[i] | 0x20) != name[i])
			return false;
	}
	return true;
}

enum { TD_FIELD_BITS = 1 << 10 };

/* Which of so many bits a field's name has: what no field of a mail has, no field of it
 * is called. Case does not matter. */
static inline unsigned
td_field_bit(td_span name)
{
	uint32_t some = (uint32_t)name.n;

	if (name.n > 0)
		some = some << 15 | ((uint32_t)name.p[0] & 31) << 10 |
		       ((uint32_t)name.p[name.n / 2] & 31) << 5 |
		       ((uint32_t)name.p[name.n - 1] & 31);
	return some * UINT32_C(2654435761) >> 22;
}

/* Drops the line that ended a header block if it is an empty one; true if it was. */
bool td_header_skip_empty_line(td_span *rest);

/*
 * Joins the lines of a value as git does: blanks before a line end go, the first blank of
 * a continuation becomes a space. Borrowed where there is one line, else kept in buffer.
 */
td_span td_header_unfold(td_span value, GString *buffer);
