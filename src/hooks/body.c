/* SPDX-License-Identifier: GPL-2.0-or-later */
/* hooks/body.c - an event as JSON, with enough in it that nobody need ask again */
#include "hooks/body.h"

#include <string.h>

#include "index/lookup.h"
#include "ledger/check.h"
#include "ledger/user.h"
#include "output/json.h"

/* Raised when a key changes its meaning or goes; new keys do not raise it. */
enum { schema_version = 1 };

typedef struct making {
	const td_queue *queue;
	const char *list;
	td_posts *posts;
	const td_happening *happening;
	td_json *json;
} making;

static void
write_person(td_json *json, const char *key, const char *name, const char *address)
{
	td_json_object(json, key);
	td_json_string(json, "name", name);
	td_json_string(json, "address", address);
	td_json_end(json);
}

static void
write_link(making *self, const char *message_id)
{
	g_autofree char *id = g_uri_escape_string(message_id, "!$&'()*+,;=:@", FALSE);
	g_autofree char *list = g_uri_escape_string(self->list, NULL, FALSE);
	g_autofree char *url = NULL;

	if (self->queue->base_url == NULL)
		return;
	url = g_strdup_printf("%s/%s/%s/", self->queue->base_url, list, id);
	td_json_string(self->json, "url", url);
}

static void
write_row(making *self, const char *key, uint32_t at, const td_index_row *row)
{
	td_json_object(self->json, key);
	td_json_unsigned(self->json, "id", td_posts_number(self->posts, at));
	td_json_string(self->json, "message_id", row->message_id);
	td_json_string(self->json, "subject", row->subject);
	write_person(self->json, "from", row->from_name, row->from_address);
	td_json_time(self->json, "sent", td_posts_get(self->posts, at)->date);
	td_json_time(self->json, "received", row->received);
	write_link(self, row->message_id);
	td_json_end(self->json);
}

/* One mail of the list; nothing where it is not there any more. */
static bool
write_mail(making *self, const char *key, uint32_t at, GError **error)
{
	const int64_t message = td_posts_get(self->posts, at)->message;
	const td_index_range range = {
		.list = self->posts->list, .messages = &message, .n = 1
	};
	g_autoptr(td_rows) rows = td_index_messages(self->queue->index, &range, error);
	GError *problem = NULL;
	td_index_row row;

	if (rows == NULL)
		return false;
	if (td_rows_next(rows, &row, &problem)) {
		write_row(self, key, at, &row);
		return true;
	}
	if (problem == NULL)
		return true;
	g_propagate_error(error, problem);
	return false;
}

static bool
write_series(making *self, GError **error)
{
	const td_post_series *series =
	    td_posts_series(self->posts, self->happening->series - 1);
	uint32_t head = series->cover != 0 ? series->cover - 1 : series->first;

	td_json_object(self->json, "series");
	td_json_unsigned(self->json, "id", td_posts_number(self->posts, series->first));
	td_json_unsigned(self->json, "version", MAX(series->version, 1));
	td_json_unsigned(self->json, "total", MAX(series->total, 1));
	td_json_unsigned(self->json, "received", series->patches);
	td_json_bool(self->json, "complete", series->complete != 0);
	td_json_string(self->json, "state", td_state_word((td_state)series->state));
	if (!write_mail(self, "head", head, error))
		return false;
	td_json_end(self->json);
	return true;
}

/* The mail that a state rests on may have come over another list. */
static bool
write_evidence(making *self, GError **error)
{
	uint32_t at;

	if (self->happening->evidence == 0 ||
	    !td_posts_find_message(self->posts, self->happening->evidence, &at))
		return true;
	return write_mail(self, "evidence", at, error);
}

static void
write_user(making *self, const char *key, int64_t id)
{
	g_autoptr(td_user) user =
	    id != 0 ? td_user_find_id(self->queue->ledger, id, NULL) : NULL;

	td_json_string(self->json, key, user != NULL ? user->name : NULL);
}

static void
write_check(making *self)
{
	g_autoptr(td_check) check =
	    td_check_find(self->queue->ledger, self->happening->test, NULL);

	if (check == NULL)
		return;
	td_json_object(self->json, "check");
	td_json_int(self->json, "id", check->id);
	td_json_string(self->json, "state", td_check_word(check->state));
	td_json_string(self->json, "context", check->context);
	td_json_string(self->json, "target_url", check->target_url);
	td_json_string(self->json, "description", check->description);
	td_json_end(self->json);
}

static int64_t
digits(const char *text)
{
	return text != NULL ? g_ascii_strtoll(text, NULL, 10) : 0;
}

static bool
write_about(making *self, GError **error)
{
	const td_happening *happening = self->happening;
	const td_post *post = td_posts_get(self->posts, happening->post);

	switch (happening->kind) {
	case TD_HOOK_SERIES_NEW:
	case TD_HOOK_SERIES_VERSION:
	case TD_HOOK_SERIES_COMPLETE:
		return true;
	case TD_HOOK_SERIES_STATE:
		td_json_string(self->json, "before", happening->before);
		td_json_string(self->json, "after", happening->after);
		return write_evidence(self, error);
	case TD_HOOK_COMMENT:
		return write_mail(self, "comment", happening->post, error) &&
		       write_mail(self, "about", post->target - 1, error);
	case TD_HOOK_PATCH_STATE:
		td_json_string(self->json, "before", happening->before);
		td_json_string(self->json, "after", happening->after);
		break;
	case TD_HOOK_PATCH_DELEGATE:
		write_user(self, "before", digits(happening->before));
		write_user(self, "after", digits(happening->after));
		break;
	case TD_HOOK_CHECK:
		write_check(self);
		break;
	case TD_HOOK_KINDS:
		return true;
	}
	write_user(self, "by", happening->user);
	return write_mail(self, "patch", happening->post, error);
}

static bool
write_happening(making *self, const char *key, GError **error)
{
	const td_happening *happening = self->happening;

	td_json_object(self->json, NULL);
	td_json_unsigned(self->json, "schema", schema_version);
	td_json_string(self->json, "event", td_hook_word(happening->kind));
	td_json_string(self->json, "key", key);
	td_json_string(self->json, "list", self->list);
	td_json_time(self->json, "time", happening->time);
	if (happening->series != 0 && !write_series(self, error))
		return false;
	if (!write_about(self, error))
		return false;
	td_json_end(self->json);
	return true;
}

/* An answer is of the series of what it answers. */
static bool
write_all(making *self, const char *key, GError **error)
{
	const td_happening *happening = self->happening;
	uint32_t target = td_posts_get(self->posts, happening->post)->target;
	td_happening with = *happening;
	bool written;

	if (with.series == 0 && target != 0)
		with.series = td_posts_get(self->posts, target - 1)->series;
	self->happening = &with;
	written = write_happening(self, key, error);
	self->happening = happening;
	return written;
}

char *
td_body_make(const td_queue *queue, const char *list, td_posts *posts,
    const td_happening *happening, const char *key, GError **error)
{
	g_autoptr(GString) text = g_string_new(NULL);
	const td_sink sink = td_sink_string(text);
	td_out *out = td_out_new(&sink);
	making self = { .queue = queue,
		.list = list,
		.posts = posts,
		.happening = happening,
		.json = td_json_new(out) };
	bool ok = write_all(&self, key, error);

	td_json_free(self.json);
	if (!ok) {
		td_out_free(out);
		return NULL;
	}
	if (!td_out_close(out, error))
		return NULL;
	return g_string_free(g_steal_pointer(&text), FALSE);
}
