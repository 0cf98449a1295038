/* SPDX-License-Identifier: GPL-2.0-or-later */
/* posts/events.c - goes back through several tables at once, the newest first */
#include "posts/events.h"

#include <string.h>

enum {
	id_step = 32,  /* ids that belong to one mail */
	id_state = 16, /* of these, from here on a state each */
	id_own = 31,   /* and this one, with the ledger's number */
};

static const char *const words[TD_EVENT_KINDS] = {
	[TD_EVENT_COVER_CREATED] = "cover-created",
	[TD_EVENT_PATCH_CREATED] = "patch-created",
	[TD_EVENT_PATCH_COMPLETED] = "patch-completed",
	[TD_EVENT_PATCH_STATE] = "patch-state-changed",
	[TD_EVENT_PATCH_DELEGATED] = "patch-delegated",
	[TD_EVENT_PATCH_RELATION] = "patch-relation-changed",
	[TD_EVENT_CHECK_CREATED] = "check-created",
	[TD_EVENT_SERIES_CREATED] = "series-created",
	[TD_EVENT_SERIES_COMPLETED] = "series-completed",
	[TD_EVENT_COVER_COMMENT] = "cover-comment-created",
	[TD_EVENT_PATCH_COMMENT] = "patch-comment-created",
};

G_STATIC_ASSERT((int)TD_EVENT_KINDS <= (int)id_state);
G_STATIC_ASSERT(id_state + (int)TD_STATE_COUNT <= (int)id_own);

const char *
td_event_word(td_event_kind kind)
{
	return words[kind];
}

bool
td_event_find_word(const char *word, td_event_kind *kind)
{
	for (unsigned i = 0; i < TD_EVENT_KINDS; i++) {
		if (strcmp(words[i], word) == 0) {
			*kind = (td_event_kind)i;
			return true;
		}
	}
	return false;
}

/* post: whose number the id is made of. */
static void
add(GArray *events, td_posts *posts, uint32_t at, td_event_kind kind, uint32_t post,
    unsigned code)
{
	td_event event = {
		.kind = kind,
		.id = td_posts_number(posts, post) * id_step + code,
		.date = td_posts_get(posts, at)->received,
		.posts = posts,
		.post = post,
		.series = td_posts_get(posts, post)->series,
	};

	g_array_append_val(events, event);
}

static void
add_state_turn(td_posts *posts, const td_post_turn *turn, GArray *events)
{
	const td_post_series *series = td_posts_series(posts, turn->series - 1);
	uint32_t at = series->first + 1;

	for (; at != 0; at = td_posts_get(posts, at - 1)->next) {
		if (td_posts_get(posts, at - 1)->kind == TD_POST_PATCH)
			add(events, posts, turn->at, TD_EVENT_PATCH_STATE, at - 1,
			    id_state + series->state);
	}
}

static void
add_created(td_posts *posts, uint32_t at, GArray *events)
{
	const td_post *post = td_posts_get(posts, at);

	if (post->kind == TD_POST_PATCH)
		add(events, posts, at, TD_EVENT_PATCH_CREATED, at,
		    TD_EVENT_PATCH_CREATED);
	else if (post->kind == TD_POST_COVER)
		add(events, posts, at, TD_EVENT_COVER_CREATED, at,
		    TD_EVENT_COVER_CREATED);
	else if (post->kind == TD_POST_ANSWER) {
		bool cover = td_posts_get(posts, post->target - 1)->kind == TD_POST_COVER;
		td_event_kind kind =
		    cover ? TD_EVENT_COVER_COMMENT : TD_EVENT_PATCH_COMMENT;

		add(events, posts, at, kind, at, kind);
	}
	if (post->series != 0 && td_posts_series(posts, post->series - 1)->first == at)
		add(events, posts, at, TD_EVENT_SERIES_CREATED, at,
		    TD_EVENT_SERIES_CREATED);
}

void
td_events_of_post(td_posts *posts, uint32_t at, guint *turn, GArray *events)
{
	add_created(posts, at, events);
	for (; *turn < posts->turns->len; (*turn)++) {
		const td_post_turn *one =
		    &g_array_index(posts->turns, td_post_turn, *turn);

		if (one->at != at)
			break;
		if (one->state)
			add_state_turn(posts, one, events);
		else if (one->post != 0)
			add(events, posts, at, TD_EVENT_PATCH_COMPLETED, one->post - 1,
			    TD_EVENT_PATCH_COMPLETED);
		else
			add(events, posts, at, TD_EVENT_SERIES_COMPLETED,
			    td_posts_series(posts, one->series - 1)->first,
			    TD_EVENT_SERIES_COMPLETED);
	}
}

/* One table, from its end. */
typedef struct track {
	td_posts *posts;  /* NULL: what readers did */
	uint32_t left;    /* posts not looked at */
	guint turns_left; /* turns not looked at */
	const GArray *own;
	GArray *events; /* of the post that was looked at last; taken from its end */
} track;

static const td_event *
peek(track *self)
{
	while (self->events->len == 0 && self->left > 0) {
		uint32_t at = --self->left;
		guint turn;

		if (self->posts == NULL) {
			g_array_append_val(
			    self->events, g_array_index(self->own, td_event, at));
			break;
		}
		while (self->turns_left > 0 && g_array_index(self->posts->turns,
						   td_post_turn, self->turns_left - 1)
						       .at == at)
			self->turns_left--;
		turn = self->turns_left;
		td_events_of_post(self->posts, at, &turn, self->events);
	}
	if (self->events->len == 0)
		return NULL;
	return &g_array_index(self->events, td_event, self->events->len - 1);
}

static bool
is_member(GHashTable *set, uint64_t number)
{
	int64_t value = (int64_t)number;

	return g_hash_table_contains(set, &value);
}

/* Whether the thing of that kind which the event is about is in the set. */
static bool
is_about(const td_event *event, GHashTable *set, td_post_kind kind)
{
	const td_post *post = td_posts_get(event->posts, event->post);
	uint32_t at = event->post;

	if (event->kind == TD_EVENT_SERIES_CREATED ||
	    event->kind == TD_EVENT_SERIES_COMPLETED)
		return false;
	if (post->kind == TD_POST_ANSWER)
		at = post->target - 1;
	return td_posts_get(event->posts, at)->kind == kind &&
	       is_member(set, td_posts_number(event->posts, at));
}

/* As in patchwork, only events that carry the series are found by it. */
static bool
is_of_series(const td_event *event, GHashTable *set)
{
	if (event->series == 0 || (event->kind != TD_EVENT_SERIES_CREATED &&
				      event->kind != TD_EVENT_SERIES_COMPLETED &&
				      event->kind != TD_EVENT_PATCH_COMPLETED))
		return false;
	return is_member(
	    set, td_posts_number(event->posts,
		     td_posts_series(event->posts, event->series - 1)->first));
}

static bool
is_wanted(const td_event *event, const td_event_filter *filter)
{
	if (filter->kinds != 0 && (filter->kinds & 1u << event->kind) == 0)
		return false;
	if ((filter->since != 0 && event->date < filter->since) ||
	    (filter->before != 0 && event->date >= filter->before) ||
	    (filter->own_only && event->own == NULL))
		return false;
	return (filter->series == NULL || is_of_series(event, filter->series)) &&
	       (filter->patches == NULL ||
		   is_about(event, filter->patches, TD_POST_PATCH)) &&
	       (filter->covers == NULL || is_about(event, filter->covers, TD_POST_COVER));
}

static void
clear_track(void *data)
{
	g_array_unref(((track *)data)->events);
}

static GArray *
make_tracks(const GPtrArray *tables, const td_event_filter *filter)
{
	GArray *tracks = g_array_new(FALSE, TRUE, sizeof(track));

	g_array_set_clear_func(tracks, clear_track);
	for (guint i = 0; i < tables->len; i++) {
		td_posts *posts = g_ptr_array_index(tables, i);
		track one = { .posts = posts,
			.left = posts->posts->len,
			.turns_left = posts->turns->len,
			.events = g_array_new(FALSE, FALSE, sizeof(td_event)) };

		g_array_append_val(tracks, one);
	}
	if (filter->own != NULL) {
		track one = { .left = filter->own->len,
			.own = filter->own,
			.events = g_array_new(FALSE, FALSE, sizeof(td_event)) };

		g_array_append_val(tracks, one);
	}
	return tracks;
}

/* The newest of what the tracks are at, taken off; false at the end. */
static bool
take_newest(GArray *tracks, td_event *event)
{
	track *newest = NULL;

	for (guint i = 0; i < tracks->len; i++) {
		track *one = &g_array_index(tracks, track, i);
		const td_event *front = peek(one);

		if (front != NULL && (newest == NULL || front->date > event->date)) {
			newest = one;
			*event = *front;
		}
	}
	if (newest == NULL)
		return false;
	g_array_set_size(newest->events, newest->events->len - 1);
	return true;
}

/* Those from the first to before the end, counted from the newest; how many there are. */
static uint64_t
walk(const GPtrArray *tables, const td_event_filter *filter, uint64_t first, uint64_t end,
    GArray *page)
{
	g_autoptr(GArray) tracks = make_tracks(tables, filter);
	uint64_t n = 0;
	td_event event;

	while (take_newest(tracks, &event)) {
		if (!is_wanted(&event, filter))
			continue;
		if (n >= first && n < end)
			g_array_append_val(page, event);
		n++;
	}
	return n;
}

GArray *
td_events_select(const GPtrArray *tables, const td_event_filter *filter, uint64_t *total)
{
	GArray *page = g_array_new(FALSE, FALSE, sizeof(td_event));
	uint64_t end;

	if (!filter->oldest_first) {
		*total = walk(
		    tables, filter, filter->skip, filter->skip + filter->limit, page);
		return page;
	}
	*total = walk(tables, filter, 0, 0, page);
	end = *total > filter->skip ? *total - filter->skip : 0;
	walk(tables, filter, end > filter->limit ? end - filter->limit : 0, end, page);
	for (guint i = 0; i < page->len / 2; i++) {
		td_event kept = g_array_index(page, td_event, i);

		g_array_index(page, td_event, i) =
		    g_array_index(page, td_event, page->len - 1 - i);
		g_array_index(page, td_event, page->len - 1 - i) = kept;
	}
	return page;
}
