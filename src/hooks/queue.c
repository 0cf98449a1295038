/* SPDX-License-Identifier: GPL-2.0-or-later */
/* hooks/queue.c - events of the index and of the ledger, each once, as JSON */
#include "hooks/queue.h"

#include <string.h>

#include "hooks/body.h"
#include "ledger/delivery.h"
#include "ledger/event.h"
#include "posts/events.h"

/* A list that is gone through for one hook. */
typedef struct going {
	const td_queue *queue;
	const td_hook *hook;
	const char *list;
	td_posts *posts;
	td_hook_cursor cursor;
	unsigned queued;
	GError *error; /* of a callback */
} going;

static bool
add(going *self, const td_happening *happening, const char *key, GError **error)
{
	g_autofree char *body = NULL;
	td_delivery_order order;

	if (!td_hook_wants(self->hook, self->list, happening->kind))
		return true;
	body = td_body_make(self->queue, self->list, self->posts, happening, key, error);
	if (body == NULL)
		return false;
	order = (td_delivery_order){ .hook = self->hook->name,
		.key = key,
		.kind = td_hook_word(happening->kind),
		.body = body };
	if (!td_delivery_add(self->queue->ledger, &order, self->queue->now, error))
		return false;
	self->queued++;
	return true;
}

/* False for an event that hooks are not told of. */
static bool
translate(const td_posts *posts, const td_event *event, td_happening *happening)
{
	*happening = (td_happening){
		.post = event->post, .series = event->series, .time = event->date
	};
	switch (event->kind) {
	case TD_EVENT_SERIES_CREATED:
		happening->kind = td_posts_series(posts, event->series - 1)->version > 1
				      ? TD_HOOK_SERIES_VERSION
				      : TD_HOOK_SERIES_NEW;
		return true;
	case TD_EVENT_SERIES_COMPLETED:
		happening->kind = TD_HOOK_SERIES_COMPLETE;
		return true;
	case TD_EVENT_COVER_COMMENT:
	case TD_EVENT_PATCH_COMMENT:
		happening->kind = TD_HOOK_COMMENT;
		return true;
	case TD_EVENT_COVER_CREATED:
	case TD_EVENT_PATCH_CREATED:
	case TD_EVENT_PATCH_COMPLETED:
	case TD_EVENT_PATCH_STATE:
	case TD_EVENT_PATCH_DELEGATED:
	case TD_EVENT_PATCH_RELATION:
	case TD_EVENT_CHECK_CREATED:
	case TD_EVENT_KINDS:
		break;
	}
	return false;
}

/* The first post after that position. */
static uint32_t
first_after(const td_posts *posts, int64_t position)
{
	uint32_t low = 0, high = posts->posts->len;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (td_posts_get(posts, middle)->position <= position)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static guint
first_turn(const td_posts *posts, uint32_t at)
{
	guint low = 0, high = posts->turns->len;

	while (low < high) {
		guint middle = low + (high - low) / 2;

		if (g_array_index(posts->turns, td_post_turn, middle).at < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* A history that was rewritten has other positions: the last mail that was told is
 * looked for where it is now. */
static uint32_t
first_new(going *self)
{
	uint32_t at;

	if (!td_oid_is_zero(&self->cursor.blob) &&
	    td_posts_find_blob(self->posts, &self->cursor.blob, &at))
		return at + 1;
	return first_after(self->posts, self->cursor.position);
}

/* Of the mail and what it means, for the same reason. */
static char *
make_key(const going *self, const td_event *event)
{
	char blob[41];

	td_oid_to_hex(&td_posts_get(self->posts, event->post)->blob, blob);
	return g_strdup_printf(
	    "%s-%.20s-%s", self->list, blob, td_event_word(event->kind));
}

static bool
add_mails(going *self, GError **error)
{
	g_autoptr(GArray) events = g_array_new(FALSE, FALSE, sizeof(td_event));
	uint32_t at = first_new(self);
	guint turn = first_turn(self->posts, at);

	for (; at < self->posts->posts->len; at++) {
		g_array_set_size(events, 0);
		td_events_of_post(self->posts, at, &turn, events);
		for (guint i = 0; i < events->len; i++) {
			const td_event *event = &g_array_index(events, td_event, i);
			g_autofree char *key = make_key(self, event);
			td_happening happening;

			if (translate(self->posts, event, &happening) &&
			    !add(self, &happening, key, error))
				return false;
		}
	}
	return true;
}

/* In these a series is before anything happened to it. */
static bool
is_beginning(td_state state)
{
	return td_slug_of_state(state) == TD_SLUG_NEW || state == TD_STATE_RFC;
}

static bool
add_state(going *self, uint32_t at, td_state before, bool known, GError **error)
{
	const td_post_series *series = td_posts_series(self->posts, at);
	const td_post *first = td_posts_get(self->posts, series->first);
	td_happening happening = {
		.kind = TD_HOOK_SERIES_STATE,
		.post = series->first,
		.series = at + 1,
		.time = self->queue->now,
		.before = known ? td_state_word(before) : td_state_word(TD_STATE_NEW),
		.after = td_state_word((td_state)series->state),
		.evidence = series->evidence,
	};
	char blob[41];
	g_autofree char *key = NULL;

	/* A state may come back, so its time is a part of the key; that it is told once
	 * is seen to by what was told, which is written with it. */
	td_oid_to_hex(&first->blob, blob);
	key = g_strdup_printf("%s-state-%.16s-%u-%" G_GINT64_FORMAT, self->list, blob,
	    series->state, self->queue->now);
	return (!known && is_beginning((td_state)series->state)) ||
	       add(self, &happening, key, error);
}

/* Compared with what was told: a state may change without a new mail in the list. */
static bool
add_states(going *self, bool silent, GError **error)
{
	td_ledger *ledger = self->queue->ledger;
	g_autoptr(GHashTable) told =
	    td_hook_load_told(ledger, self->hook->name, self->posts->project, error);

	for (uint32_t i = 0; told != NULL && i < self->posts->series->len; i++) {
		const td_post_series *series = td_posts_series(self->posts, i);
		const td_oid *blob = &td_posts_get(self->posts, series->first)->blob;
		void *value = NULL;
		bool known = g_hash_table_lookup_extended(told, blob, NULL, &value);
		td_state before = (td_state)GPOINTER_TO_INT(value);

		if (known && before == (td_state)series->state)
			continue;
		if (!silent && !add_state(self, i, before, known, error))
			return false;
		if (!td_hook_put_told(ledger, self->hook->name, self->posts->project,
			blob, series->state, error))
			return false;
	}
	return told != NULL;
}

static bool
take_deed(going *self, const td_ledger_event *event, GError **error)
{
	static const td_hook_kind kinds[] = {
		[TD_LEDGER_STATE] = TD_HOOK_PATCH_STATE,
		[TD_LEDGER_DELEGATE] = TD_HOOK_PATCH_DELEGATE,
		[TD_LEDGER_CHECK] = TD_HOOK_CHECK,
	};
	td_happening happening = { .time = event->made,
		.user = event->user,
		.test = event->test,
		.before = event->before,
		.after = event->after };
	g_autofree char *key = g_strdup_printf("deed-%" G_GINT64_FORMAT, event->id);

	if (event->about.project != self->posts->project ||
	    event->kind < TD_LEDGER_STATE || event->kind > TD_LEDGER_CHECK ||
	    !td_posts_find_blob(self->posts, &event->about.blob, &happening.post))
		return true;
	happening.kind = kinds[event->kind];
	happening.series = td_posts_get(self->posts, happening.post)->series;
	return add(self, &happening, key, error);
}

static void
see_deed(const td_ledger_event *event, void *data)
{
	going *self = data;

	if (self->error == NULL)
		take_deed(self, event, &self->error);
	self->cursor.event = event->id;
}

static void
skip_deed(const td_ledger_event *event, void *data)
{
	((going *)data)->cursor.event = event->id;
}

static bool
add_deeds(going *self, bool silent, GError **error)
{
	if (!td_ledger_event_each(self->queue->ledger, self->cursor.event,
		silent ? skip_deed : see_deed, self, error))
		return false;
	if (self->error == NULL)
		return true;
	g_propagate_error(error, self->error);
	return false;
}

static bool
is_cursor(const td_hook_cursor *a, const td_hook_cursor *b)
{
	return a->position == b->position && a->event == b->event &&
	       td_oid_equal(&a->blob, &b->blob);
}

/* Where nothing came nothing is written, every half minute: pages of a site are made
 * anew when somebody writes to the ledger. */
static bool
go_through(going *self, GError **error)
{
	td_ledger *ledger = self->queue->ledger;
	guint n = self->posts->posts->len;
	td_hook_cursor before;
	bool found;

	if (!td_hook_find_cursor(ledger, self->hook->name, self->posts->project,
		&self->cursor, &found, error))
		return false;
	before = self->cursor;
	if ((found && !add_mails(self, error)) || !add_states(self, !found, error) ||
	    !add_deeds(self, !found, error))
		return false;
	self->cursor.position = 0;
	if (n > 0) {
		const td_post *last = td_posts_get(self->posts, n - 1);

		self->cursor.position = (int64_t)last->position;
		self->cursor.blob = last->blob;
	}
	if (found && is_cursor(&before, &self->cursor))
		return true;
	return td_hook_put_cursor(
	    ledger, self->hook->name, self->posts->project, &self->cursor, error);
}

bool
td_queue_list(const td_queue *queue, const td_hook *hook, const char *list,
    td_posts *posts, unsigned *queued, GError **error)
{
	going self = { .queue = queue, .hook = hook, .list = list, .posts = posts };

	if (!td_ledger_begin(queue->ledger, error))
		return false;
	if (!go_through(&self, error)) {
		td_ledger_rollback(queue->ledger);
		return false;
	}
	if (!td_ledger_commit(queue->ledger, error))
		return false;
	*queued += self.queued;
	return true;
}

bool
td_queue_is_short(const td_queue *queue, const td_hook *hook, const td_posts *posts,
    bool *is_short, GError **error)
{
	guint n = posts->posts->len;
	td_hook_cursor cursor;
	bool found;

	if (!td_hook_find_cursor(
		queue->ledger, hook->name, posts->project, &cursor, &found, error))
		return false;
	*is_short =
	    found && (n == 0 ? 0 : (int64_t)td_posts_get(posts, n - 1)->position) <
			 cursor.position;
	return true;
}
