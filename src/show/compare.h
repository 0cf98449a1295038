/* SPDX-License-Identifier: GPL-2.0-or-later */
/* show/compare.h - two versions of a series side by side: as git range-diff, as JSON */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/sink.h"
#include "base/span.h"
#include "compare/compare.h"

/* What the head of the page says of a version. Strings are borrowed; NULL where not
 * known. */
typedef struct td_compare_version {
	const char *name;       /* "v3", "RFC v2"; "old" and "new" where there is none */
	const char *message_id; /* of the cover, else of the first patch */
	const char *title;
	int64_t sent;   /* as td_series_time has it; 0 where not known */
	unsigned total; /* patches it should have; 0 where not known */
} td_compare_version;

typedef struct td_compare_page {
	const td_compare *compare; /* matched */
	td_compare_version older, newer;
	const char *changelog; /* the author's own words; NULL for none */
	td_span range_diff;    /* what git range-diff said, without colours, in place of
				  our own patches; empty for ours; text alone has it */
	bool color;
	bool simple_color; /* git's --no-dual-color */
	bool no_head;      /* the range-diff alone */
	bool no_lines;     /* the head and a line a patch */
	bool no_patches;   /* the head alone */
} td_compare_page;

bool
td_render_compare_text(const td_compare_page *page, const td_sink *sink, GError **error);
/* docs/diff.md describes it. */
bool
td_render_compare_json(const td_compare_page *page, const td_sink *sink, GError **error);
