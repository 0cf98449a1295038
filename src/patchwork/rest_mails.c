/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patchwork/rest_mails.c - /api/patches/, covers/, series/ and their comments */
#include <string.h>

#include "index/posts.h"
#include "ledger/mark.h"
#include "patch/tracked.h"
#include "patchwork/rest.h"

typedef void (*write_mail)(
    td_json *json, const td_rest_style *style, const td_rest_mail *mail, bool page);

static bool
write_mails(td_rest_ask *ask, const GArray *refs, write_mail write, GError **error)
{
	g_autoptr(GPtrArray) mails = td_rest_fill_refs(ask, refs, TD_REST_LISTED, error);
	td_out *out;
	td_json *json;

	if (mails == NULL)
		return false;
	json = td_rest_json(ask, &out);
	td_json_array(json, NULL);
	for (guint i = 0; i < mails->len; i++)
		write(json, &ask->style, g_ptr_array_index(mails, i), false);
	td_json_end(json);
	return td_rest_close(json, out, error);
}

/* What is asked for is not there: an empty list. */
static GArray *
select_mails(td_rest_filter *filter, uint64_t *total)
{
	*total = 0;
	if (filter->none)
		return g_array_new(FALSE, FALSE, sizeof(td_post_ref));
	return td_posts_select(filter->tables, &filter->filter, total);
}

/* What is no hash is that of nothing. */
bool
td_rest_filter_hash(
    td_rest_ask *ask, td_rest_filter *filter, const char *hash, GError **error)
{
	g_autoptr(GHashTable) found = td_rest_set();
	unsigned char sum[TD_TRACKED_SUM];
	bool is = td_tracked_read_hash(hash, sum);

	for (guint t = 0; is && t < filter->tables->len; t++) {
		const td_posts *posts = g_ptr_array_index(filter->tables, t);
		g_autoptr(GArray) messages =
		    td_index_find_tracked(ask->serving->index, posts->list, sum, error);

		if (messages == NULL)
			return false;
		for (guint i = 0; i < messages->len; i++) {
			int64_t *message = &g_array_index(messages, int64_t, i);

			if (filter->filter.messages == NULL ||
			    g_hash_table_contains(filter->filter.messages, message))
				td_rest_set_add(found, *message);
		}
	}
	g_clear_pointer(&filter->filter.messages, g_hash_table_unref);
	filter->filter.messages = g_steal_pointer(&found);
	return true;
}

static bool
list_mails(td_rest_ask *ask, td_post_kind kind, write_mail write, GError **error)
{
	g_auto(td_rest_filter) filter = { 0 };
	g_autoptr(GArray) refs = NULL;
	const char *hash = td_request_argument(ask->request, "hash");
	bool refused;
	uint64_t total;

	if (td_rest_is_known(ask))
		return true;
	if (!td_rest_read_filter(ask, &filter, &refused, error))
		return false;
	if (refused)
		return true;
	filter.filter.kind = kind;
	if (kind == TD_POST_PATCH && hash != NULL && *hash != '\0' &&
	    ask->style.level >= TD_REST_1_2 &&
	    !td_rest_filter_hash(ask, &filter, hash, error))
		return false;
	refs = select_mails(&filter, &total);
	if (!td_rest_link(ask, total, filter.filter.skip, filter.filter.limit))
		return true;
	return write_mails(ask, refs, write, error);
}

bool
td_rest_get_patches(td_rest_ask *ask, GError **error)
{
	return list_mails(ask, TD_POST_PATCH, td_rest_write_patch, error);
}

bool
td_rest_get_covers(td_rest_ask *ask, GError **error)
{
	return list_mails(ask, TD_POST_COVER, td_rest_write_cover, error);
}

static bool
get_mail(td_rest_ask *ask, td_post_kind kind, write_mail write, GError **error)
{
	td_posts *posts;
	td_rest_mail *mail;
	uint32_t at;
	td_out *out;
	td_json *json;

	if (!td_rest_find(ask, kind, &posts, &at, error))
		return false;
	if (posts == NULL || td_rest_is_known(ask))
		return true;
	mail = td_rest_fill_one(ask, posts, at, TD_REST_WHOLE, error);
	if (mail == NULL)
		return false;
	json = td_rest_json(ask, &out);
	write(json, &ask->style, mail, true);
	return td_rest_close(json, out, error);
}

bool
td_rest_get_patch(td_rest_ask *ask, GError **error)
{
	return get_mail(ask, TD_POST_PATCH, td_rest_write_patch, error);
}

bool
td_rest_get_cover(td_rest_ask *ask, GError **error)
{
	return get_mail(ask, TD_POST_COVER, td_rest_write_cover, error);
}

static bool
write_series(
    td_rest_ask *ask, td_json *json, td_posts *posts, uint32_t at, GError **error)
{
	td_rest_series series;

	if (!td_rest_fill_series(ask, posts, at, true, &series, error))
		return false;
	td_rest_write_series(json, &ask->style, &series);
	return true;
}

bool
td_rest_get_all_series(td_rest_ask *ask, GError **error)
{
	g_auto(td_rest_filter) filter = { 0 };
	g_autoptr(GArray) refs = NULL;
	uint64_t total = 0;
	bool refused;
	td_out *out;
	td_json *json;

	if (td_rest_is_known(ask))
		return true;
	if (!td_rest_read_filter(ask, &filter, &refused, error))
		return false;
	if (refused)
		return true;
	refs = filter.none
		   ? g_array_new(FALSE, FALSE, sizeof(td_post_ref))
		   : td_posts_select_series(filter.tables, &filter.filter, &total);
	if (!td_rest_link(ask, total, filter.filter.skip, filter.filter.limit))
		return true;
	json = td_rest_json(ask, &out);
	td_json_array(json, NULL);
	for (guint i = 0; i < refs->len; i++) {
		const td_post_ref *ref = &g_array_index(refs, td_post_ref, i);

		if (!write_series(ask, json, ref->posts, ref->at, error)) {
			td_json_free(json);
			td_out_free(out);
			return false;
		}
	}
	td_json_end(json);
	return td_rest_close(json, out, error);
}

bool
td_rest_get_series(td_rest_ask *ask, GError **error)
{
	GError *problem = NULL;
	td_posts *posts = NULL;
	uint64_t number;
	uint32_t at;
	td_out *out;
	td_json *json;

	if (td_rest_read_number(ask->id, &number))
		posts = td_rest_table_of(ask->rest, ask->serving, number, &problem);
	if (problem != NULL) {
		g_propagate_error(error, problem);
		return false;
	}
	if (posts == NULL || !td_posts_find_series(posts, number, &at))
		return td_rest_refuse(ask, 404, "Not found.");
	if (td_rest_is_known(ask))
		return true;
	json = td_rest_json(ask, &out);
	if (!write_series(ask, json, posts, at, error)) {
		td_json_free(json);
		td_out_free(out);
		return false;
	}
	return td_rest_close(json, out, error);
}

static bool
fill_addressed(
    td_rest_ask *ask, td_posts *posts, uint32_t at, td_rest_mail *comment, GError **error)
{
	td_ledger_key key = td_rest_key(ask, posts, at, comment->message_id);

	return td_answer_is_addressed(ask->ledger, &key, &comment->addressed, error);
}

static bool
list_comments(td_rest_ask *ask, td_post_kind kind, GError **error)
{
	g_autoptr(GPtrArray) tables = g_ptr_array_new(), mails = NULL;
	td_post_filter filter = { .kind = TD_POST_ANSWER };
	g_autoptr(GArray) refs = NULL;
	td_posts *posts;
	uint64_t total;
	uint32_t at;
	td_out *out;
	td_json *json;

	if (!td_rest_find(ask, kind, &posts, &at, error))
		return false;
	if (posts == NULL || td_rest_is_known(ask) ||
	    !td_rest_page(ask, &filter.skip, &filter.limit))
		return true;
	filter.target = at + 1;
	g_ptr_array_add(tables, posts);
	refs = td_posts_select(tables, &filter, &total);
	if (!td_rest_link(ask, total, filter.skip, filter.limit))
		return true;
	mails = td_rest_fill_refs(ask, refs, TD_REST_WHOLE, error);
	for (guint i = 0; mails != NULL && i < mails->len; i++) {
		if (!fill_addressed(ask, posts, g_array_index(refs, td_post_ref, i).at,
			g_ptr_array_index(mails, i), error))
			return false;
	}
	if (mails == NULL)
		return false;
	json = td_rest_json(ask, &out);
	td_json_array(json, NULL);
	for (guint i = 0; i < mails->len; i++)
		td_rest_write_comment(json, &ask->style, g_ptr_array_index(mails, i));
	td_json_end(json);
	return td_rest_close(json, out, error);
}

bool
td_rest_get_patch_comments(td_rest_ask *ask, GError **error)
{
	return list_comments(ask, TD_POST_PATCH, error);
}

bool
td_rest_get_cover_comments(td_rest_ask *ask, GError **error)
{
	return list_comments(ask, TD_POST_COVER, error);
}

/* The comment that the path names; *posts is NULL when it was refused. */
static bool
find_comment(
    td_rest_ask *ask, td_post_kind kind, td_posts **posts, uint32_t *at, GError **error)
{
	uint64_t number;
	uint32_t target;

	if (!td_rest_find(ask, kind, posts, &target, error))
		return false;
	if (*posts == NULL)
		return true;
	if (!td_rest_read_number(ask->below_id, &number) ||
	    !td_posts_find(*posts, number, at) ||
	    td_posts_get(*posts, *at)->kind != TD_POST_ANSWER ||
	    td_posts_get(*posts, *at)->target != target + 1) {
		td_rest_refuse(ask, 404, "Not found.");
		*posts = NULL;
	}
	return true;
}

static bool
write_comment(td_rest_ask *ask, td_posts *posts, uint32_t at, GError **error)
{
	td_rest_mail *comment = td_rest_fill_one(ask, posts, at, TD_REST_WHOLE, error);
	td_out *out;
	td_json *json;

	if (comment == NULL || !fill_addressed(ask, posts, at, comment, error))
		return false;
	json = td_rest_json(ask, &out);
	td_rest_write_comment(json, &ask->style, comment);
	return td_rest_close(json, out, error);
}

static bool
get_comment(td_rest_ask *ask, td_post_kind kind, GError **error)
{
	td_posts *posts;
	uint32_t at;

	if (!find_comment(ask, kind, &posts, &at, error))
		return false;
	if (posts == NULL || td_rest_is_known(ask))
		return true;
	return write_comment(ask, posts, at, error);
}

bool
td_rest_get_patch_comment(td_rest_ask *ask, GError **error)
{
	return get_comment(ask, TD_POST_PATCH, error);
}

bool
td_rest_get_cover_comment(td_rest_ask *ask, GError **error)
{
	return get_comment(ask, TD_POST_COVER, error);
}

/* Who sent a comment may say that it was dealt with, too, but there is no telling who
 * that is by a token. */
static bool
set_comment(td_rest_ask *ask, td_post_kind kind, GError **error)
{
	g_autoptr(GHashTable) fields = NULL;
	td_rest_mail *comment;
	const char *value;
	td_ledger_key key;
	td_posts *posts;
	uint32_t at;
	bool yes;

	if (!find_comment(ask, kind, &posts, &at, error))
		return false;
	if (posts == NULL || !td_rest_may_write(ask, posts) ||
	    !td_rest_read_fields(ask, &fields))
		return true;
	value = g_hash_table_lookup(fields, "addressed");
	if (value != NULL) {
		if (!td_rest_read_bool(value, &yes))
			return td_rest_refuse_field(
			    ask, "addressed", "Must be a valid boolean.");
		comment = td_rest_fill_one(ask, posts, at, TD_REST_EMBEDDED, error);
		if (comment == NULL)
			return false;
		key = td_rest_key(ask, posts, at, comment->message_id);
		if (!td_answer_put(ask->ledger, &key, yes, error))
			return false;
	}
	return write_comment(ask, posts, at, error);
}

bool
td_rest_set_patch_comment(td_rest_ask *ask, GError **error)
{
	return set_comment(ask, TD_POST_PATCH, error);
}

bool
td_rest_set_cover_comment(td_rest_ask *ask, GError **error)
{
	return set_comment(ask, TD_POST_COVER, error);
}
