/* SPDX-License-Identifier: GPL-2.0-or-later */
/* show/compare_json.c - two versions of a series as JSON; docs/diff.md describes it */
#include "output/json.h"
#include "show/compare.h"

static void
put_line(td_line_kind kind, td_span line, void *data)
{
	static const char signs[] = "@ -+";
	g_autoptr(GString) text = g_string_new(NULL);

	if (kind == TD_LINE_HUNK)
		g_string_append(text, line.n > 0 ? "@@ " : "@@");
	else
		g_string_append_c(text, signs[kind]);
	g_string_append_len(text, line.p, (gssize)line.n);
	td_json_span(data, NULL, (td_span){ text->str, text->len });
}

static void
put_version(td_json *json, const char *key, const td_compare_version *version)
{
	td_json_object(json, key);
	td_json_string(json, "name", version->name);
	td_json_string(json, "message_id", version->message_id);
	td_json_string(json, "title", version->title);
	if (version->sent != 0)
		td_json_time(json, "sent", version->sent);
	else
		td_json_null(json, "sent");
	if (version->total > 0)
		td_json_unsigned(json, "total", version->total);
	else
		td_json_null(json, "total");
	td_json_end(json);
}

static void
put_counts(td_json *json, const td_compare *compare)
{
	td_compare_counts counts = td_compare_sum(compare);
	g_autofree char *summary = td_compare_summary(compare);

	td_json_string(json, "summary", summary);
	td_json_object(json, "counts");
	td_json_unsigned(json, "older", counts.older);
	td_json_unsigned(json, "newer", counts.newer);
	td_json_unsigned(json, "same", counts.same);
	td_json_unsigned(json, "changed", counts.changed);
	td_json_unsigned(json, "reworded", counts.reworded);
	td_json_unsigned(json, "rewritten", counts.rewritten);
	td_json_unsigned(json, "added", counts.added);
	td_json_unsigned(json, "dropped", counts.dropped);
	td_json_bool(json, "reordered", counts.reordered);
	td_json_end(json);
	td_json_bool(json, "rough", td_compare_is_rough(compare));
}

static void
put_patch(td_json *json, const char *key, const td_compare *compare, td_compare_side side,
    int i)
{
	const td_compare_patch *patch;

	if (i < 0) {
		td_json_null(json, key);
		return;
	}
	patch = td_compare_get(compare, side, (unsigned)i);
	td_json_object(json, key);
	td_json_unsigned(json, "number", (unsigned)i + 1);
	td_json_string(json, "message_id", patch->message_id);
	td_json_string(json, "patch_id", patch->id);
	td_json_string(json, "title", patch->title);
	td_json_end(json);
}

static void
put_pair(td_json *json, const td_compare_page *page, const td_compare_pair *pair)
{
	static const char *const words[] = { "same", "changed", "dropped", "added" };

	td_json_object(json, NULL);
	td_json_string(json, "status", words[pair->status]);
	put_patch(json, "older", page->compare, TD_COMPARE_OLD, pair->older);
	put_patch(json, "newer", page->compare, TD_COMPARE_NEW, pair->newer);
	if (pair->twin >= 0)
		td_json_unsigned(json, "twin", (unsigned)pair->twin + 1);
	else
		td_json_null(json, "twin");
	td_json_bool(json, "message_changed", pair->message_changed);
	td_json_bool(json, "diff_changed", pair->diff_changed);
	if (!page->no_lines) {
		td_json_array(json, "lines");
		td_compare_each_line(page->compare, pair, put_line, json);
		td_json_end(json);
	}
	td_json_end(json);
}

bool
td_render_compare_json(const td_compare_page *page, const td_sink *sink, GError **error)
{
	td_out *out = td_out_new(sink);
	g_autoptr(td_json) json = td_json_new(out);
	const GArray *pairs = td_compare_pairs(page->compare);

	td_json_indent(json);
	td_json_object(json, NULL);
	td_json_unsigned(json, "version", 1);
	put_version(json, "older", &page->older);
	put_version(json, "newer", &page->newer);
	put_counts(json, page->compare);
	td_json_string(json, "changelog", page->changelog);
	if (!page->no_patches) {
		td_json_array(json, "patches");
		for (unsigned i = 0; i < pairs->len; i++)
			put_pair(json, page, &g_array_index(pairs, td_compare_pair, i));
		td_json_end(json);
	}
	td_json_end(json);
	td_out_char(out, '\n');
	return td_out_close(out, error);
}
