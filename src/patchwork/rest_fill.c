/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patchwork/rest_fill.c - the texts of a page of posts, and of no others */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "index/index.h"
#include "index/posts.h"
#include "message/message.h"
#include "patch/tracked.h"
#include "patchwork/rest.h"
#include "site/admit.h"

bool
td_rest_load(td_rest_ask *ask, const td_posts *posts, int64_t message, td_span *bytes,
    GError **error)
{
	const td_served_list list = { .id = posts->list };

	return td_serving_load(ask->serving, &list, message, bytes, error);
}

td_ledger_key
td_rest_key(td_rest_ask *ask, const td_posts *posts, uint32_t at, const char *message_id)
{
	(void)ask;
	return (td_ledger_key){ .project = posts->project,
		.message_id = message_id,
		.blob = td_posts_get(posts, at)->blob };
}

td_rest_user
td_rest_fill_user(td_rest_ask *ask, int64_t user)
{
	g_autoptr(td_user) found =
	    user != 0 ? td_user_find_id(ask->ledger, user, NULL) : NULL;

	if (found == NULL)
		return (td_rest_user){ 0 };
	return (td_rest_user){ .id = (uint64_t)found->id,
		.name = td_rest_keep(ask, g_steal_pointer(&found->name)),
		.email = td_rest_keep(ask, g_steal_pointer(&found->email)) };
}

/* In patchwork a name is never longer than its column. */
static const char *
name_of(td_rest_ask *ask, td_rest_mail *mail, const char *subject, bool answer)
{
	GPtrArray *prefixes = g_ptr_array_new_with_free_func(g_free);
	const char *name;

	name = td_rest_keep(ask, td_tracked_name(subject, mail->project->name, prefixes));
	if (answer)
		name = td_rest_keep(ask, g_strdup(subject));
	if (*name == '\0')
		name = "(no subject)";
	mail->prefixes = prefixes;
	td_rest_keep_array(ask, prefixes);
	return name;
}

static void
take_row(td_rest_ask *ask, td_posts *posts, uint32_t at, const td_index_row *row,
    td_rest_mail *mail)
{
	const td_post *post = td_posts_get(posts, at);
	bool author = row->from_id != post->submitter;
	const char *name = author ? row->author_name : row->from_name;
	const char *address = author ? row->author_address : row->from_address;

	mail->id = td_posts_number(posts, at);
	mail->project = td_rest_project_of(ask->rest, posts);
	mail->message_id = td_rest_keep(ask, g_strdup(row->message_id));
	mail->date = post->date;
	mail->name = name_of(ask, mail, row->subject, post->kind == TD_POST_ANSWER);
	mail->submitter = (td_rest_person){ .id = td_rest_person_number(address),
		.name = td_rest_keep(ask, g_strdup(name)),
		.email = td_rest_keep(ask, g_strdup(address)) };
}

static void
fill_marks(td_rest_ask *ask, td_posts *posts, uint32_t at, td_rest_mail *mail)
{
	static const char *const checks[] = { "pending", "success", "warning", "fail" };
	const td_post_mark *mark = td_posts_get_mark(posts, at);

	mail->state = td_slug_word(td_posts_state(posts, at));
	mail->archived = mark->archived;
	mail->commit_ref = mark->commit_ref != NULL
			       ? td_rest_keep(ask, g_strdup(mark->commit_ref))
			       : NULL;
	mail->delegate = td_rest_fill_user(ask, mark->delegate);
	mail->check = checks[mark->check < G_N_ELEMENTS(checks) ? mark->check : 0];
}

/* NULL where it has no diff. */
static bool
fill_hash(td_rest_ask *ask, const td_posts *posts, const td_post *post,
    td_rest_mail *mail, GError **error)
{
	unsigned char sum[TD_TRACKED_SUM];
	bool has;

	if (!td_index_load_tracked(
		ask->serving->index, posts->list, post->position, sum, &has, error))
		return false;
	mail->hash = has ? td_rest_keep(ask, td_tracked_write_hash(sum)) : NULL;
	return true;
}

/* The texts; of a listed patch its hash alone. */
static bool
fill_texts(td_rest_ask *ask, const td_posts *posts, uint32_t at, td_rest_depth depth,
    td_rest_mail *mail, GError **error)
{
	const td_post *post = td_posts_get(posts, at);
	bool answer = post->kind == TD_POST_ANSWER;
	g_autoptr(td_message) message = NULL;
	g_autoptr(td_tracked) tracked = NULL;
	td_span bytes;

	if (post->kind == TD_POST_PATCH && !fill_hash(ask, posts, post, mail, error))
		return false;
	if (depth == TD_REST_LISTED)
		return true;
	if (!td_rest_load(ask, posts, post->message, &bytes, error))
		return false;
	message = td_message_parse(bytes, 0);
	tracked = td_tracked_read(message, answer);
	if (depth == TD_REST_WHOLE) {
		char *header = td_span_dup(message->header);

		mail->header = td_span_of(td_rest_keep(ask, header));
		mail->content = td_rest_keep(ask, g_steal_pointer(&tracked->content));
		if (tracked->diff != NULL)
			mail->diff = td_rest_keep(ask, g_steal_pointer(&tracked->diff));
	}
	return true;
}

typedef struct pulling {
	td_rest_ask *ask;
	td_rest_mail *mail;
} pulling;

static void
take_pull(const td_index_pull *pull, void *data)
{
	pulling *self = data;

	if (pull->url != NULL && *pull->url != '\0')
		self->mail->pull_url = td_rest_printf(self->ask, "%s%s%s", pull->url,
		    pull->ref != NULL && *pull->ref != '\0' ? " " : "",
		    pull->ref != NULL ? pull->ref : "");
}

static bool
fill_pull(td_rest_ask *ask, const td_post *post, td_rest_mail *mail, GError **error)
{
	td_index_range range = { .messages = &post->message, .n = 1 };
	pulling self = { ask, mail };

	return td_index_each_pull(ask->serving->index, &range, take_pull, &self, error);
}

static void
fill_target(td_posts *posts, uint32_t at, td_rest_mail *mail)
{
	const td_post *post = td_posts_get(posts, at);

	mail->target = td_posts_number(posts, post->target - 1);
	mail->of_cover = td_posts_get(posts, post->target - 1)->kind == TD_POST_COVER;
}

static bool
fill_more(td_rest_ask *ask, td_posts *posts, uint32_t at, td_rest_depth depth,
    td_rest_mail *mail, GError **error)
{
	const td_post *post = td_posts_get(posts, at);

	if (post->kind == TD_POST_ANSWER)
		fill_target(posts, at, mail);
	if (depth == TD_REST_EMBEDDED)
		return true;
	if (post->kind == TD_POST_PATCH)
		fill_marks(ask, posts, at, mail);
	if (post->series != 0 && !td_rest_fill_series(ask, posts, post->series - 1, false,
				     &mail->series, error))
		return false;
	return (!post->pull || fill_pull(ask, post, mail, error)) &&
	       fill_texts(ask, posts, at, depth, mail, error);
}

static int
compare_numbers(const void *a, const void *b)
{
	int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;

	return (left > right) - (left < right);
}

/* Rows are read by message, whatever order they are wanted in. */
static GHashTable *
read_rows(td_rest_ask *ask, td_posts *posts, const GArray *at, GError **error)
{
	g_autoptr(GArray) messages = g_array_new(FALSE, FALSE, sizeof(int64_t));
	g_autoptr(GHashTable) mails =
	    g_hash_table_new(g_direct_hash, g_direct_equal); /* at + 1 to td_rest_mail */
	td_index_range range = { .list = posts->list };
	g_autoptr(td_rows) rows = NULL;
	GError *problem = NULL;
	td_index_row row;

	for (guint i = 0; i < at->len; i++)
		g_array_append_val(messages,
		    td_posts_get(posts, g_array_index(at, uint32_t, i))->message);
	g_array_sort(messages, compare_numbers);
	range.messages = (const int64_t *)(const void *)messages->data;
	range.n = messages->len;
	if (range.n == 0)
		return g_steal_pointer(&mails);
	rows = td_index_messages(ask->serving->index, &range, error);
	while (rows != NULL && td_rows_next(rows, &row, &problem)) {
		td_rest_mail *mail = g_new0(td_rest_mail, 1);
		uint32_t post;

		td_rest_keep(ask, (void *)mail);
		if (td_posts_find_message(posts, row.id, &post)) {
			take_row(ask, posts, post, &row, mail);
			g_hash_table_insert(mails, GUINT_TO_POINTER(post + 1), mail);
		}
	}
	if (problem != NULL)
		g_propagate_error(error, problem);
	return rows != NULL && problem == NULL ? g_steal_pointer(&mails) : NULL;
}

GPtrArray *
td_rest_fill(td_rest_ask *ask, td_posts *posts, const GArray *at, td_rest_depth depth,
    GError **error)
{
	g_autoptr(GHashTable) mails = read_rows(ask, posts, at, error);
	g_autoptr(GPtrArray) filled = g_ptr_array_new();

	if (mails == NULL)
		return NULL;
	for (guint i = 0; i < at->len; i++) {
		uint32_t post = g_array_index(at, uint32_t, i);
		td_rest_mail *mail =
		    g_hash_table_lookup(mails, GUINT_TO_POINTER(post + 1));

		if (mail == NULL) {
			g_set_error_literal(error, TD_ERROR, TD_ERROR_DATABASE,
			    "a mail is not in the index any more");
			return NULL;
		}
		if (!fill_more(ask, posts, post, depth, mail, error))
			return NULL;
		g_ptr_array_add(filled, mail);
	}
	return g_steal_pointer(&filled);
}

td_rest_mail *
td_rest_fill_one(
    td_rest_ask *ask, td_posts *posts, uint32_t at, td_rest_depth depth, GError **error)
{
	g_autoptr(GArray) one = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	g_autoptr(GPtrArray) filled = NULL;

	g_array_append_val(one, at);
	filled = td_rest_fill(ask, posts, one, depth, error);
	return filled != NULL ? g_ptr_array_index(filled, 0) : NULL;
}

GPtrArray *
td_rest_fill_refs(
    td_rest_ask *ask, const GArray *refs, td_rest_depth depth, GError **error)
{
	g_autoptr(GPtrArray) filled = g_ptr_array_new();

	g_ptr_array_set_size(filled, (int)refs->len);
	for (guint i = 0; i < refs->len; i++) {
		td_posts *posts = g_array_index(refs, td_post_ref, i).posts;
		g_autoptr(GArray) at = NULL, where = NULL;
		g_autoptr(GPtrArray) part = NULL;

		if (g_ptr_array_index(filled, i) != NULL)
			continue;
		at = g_array_new(FALSE, FALSE, sizeof(uint32_t));
		where = g_array_new(FALSE, FALSE, sizeof(guint));
		for (guint k = i; k < refs->len; k++) {
			const td_post_ref *ref = &g_array_index(refs, td_post_ref, k);

			if (ref->posts == posts) {
				g_array_append_val(at, ref->at);
				g_array_append_val(where, k);
			}
		}
		part = td_rest_fill(ask, posts, at, depth, error);
		if (part == NULL)
			return NULL;
		for (guint k = 0; k < part->len; k++)
			filled->pdata[g_array_index(where, guint, k)] = part->pdata[k];
	}
	return g_steal_pointer(&filled);
}

/* A cover letter's title, without the brackets; else the first patch's, with them; else
 * there is none. */
static const char *
series_name(const td_rest_mail *cover, const td_rest_mail *first)
{
	const char *end;

	if (cover == NULL)
		return first != NULL ? first->name : NULL;
	if (cover->name[0] != '[' || (end = strchr(cover->name, ']')) == NULL)
		return cover->name;
	for (end++; *end == ' ';)
		end++;
	return end;
}

bool
td_rest_fill_series(td_rest_ask *ask, td_posts *posts, uint32_t at, bool whole,
    td_rest_series *filled, GError **error)
{
	const td_post_series *series = td_posts_series(posts, at);
	g_autoptr(GArray) patches = td_posts_patches(posts, at);
	g_autoptr(GArray) named = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	GPtrArray *mails;
	const td_rest_mail *cover = NULL, *first = NULL;
	guint begin = 0;

	g_array_append_val(named, series->first);
	if (series->cover != 0) {
		uint32_t post = series->cover - 1;

		g_array_append_val(named, post);
		begin = 1;
	}
	if (whole)
		g_array_append_vals(named, patches->data, patches->len);
	else if (begin == 0 && patches->len > 0)
		g_array_append_vals(named, patches->data, 1);
	mails = td_rest_fill(ask, posts, named, TD_REST_EMBEDDED, error);
	if (mails == NULL)
		return false;
	if (begin == 1)
		cover = g_ptr_array_index(mails, 1);
	if (patches->len > 0 && mails->len > begin + 1 &&
	    td_posts_get(posts, g_array_index(patches, uint32_t, 0))->number <= 1)
		first = g_ptr_array_index(mails, begin + 1);
	*filled = (td_rest_series){
		.id = td_posts_number(posts, series->first),
		.project = td_rest_project_of(ask->rest, posts),
		.date = td_posts_get(posts, series->first)->date,
		.name = series_name(cover, first),
		.version = MAX(series->version, 1),
		.total = MAX(series->total, 1),
		.received = patches->len,
		.submitter =
		    ((const td_rest_mail *)g_ptr_array_index(mails, 0))->submitter,
		.cover = cover,
	};
	g_ptr_array_remove_range(mails, 0, begin + 1);
	filled->patches = mails;
	td_rest_keep_array(ask, mails);
	return true;
}
