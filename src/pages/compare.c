/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pages/compare.c - what changed between two versions; a series for git am */
#include <string.h>

#include "am/am.h"
#include "base/error.h"
#include "index/lookup.h"
#include "markup/series.h"
#include "output/link.h"
#include "pages/page.h"
#include "patch/changelog.h"
#include "report/mail_rows.h"
#include "series/series.h"
#include "show/am.h"
#include "site/address.h"
#include "site/admit.h"

enum {
	most_copies = 8,      /* of one Message-ID that are compared */
	most_bytes = 1 << 20, /* of each */
};

/* One of the two. */
typedef struct side {
	td_index_series series;
	char *name, *title, *message_id;
	char *changelog;     /* NULL for none */
	td_compare *compare; /* that it is a side of; borrowed */
	td_compare_side which;
	const td_served_list *list; /* whose page it is; borrowed */
	int64_t sent;
} side;

static void
side_clear(side *self)
{
	g_free(self->name);
	g_free(self->title);
	g_free(self->message_id);
	g_free(self->changelog);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(side, side_clear)

/* What the author says of the version: the cover's words, else the first patch's that has
 * some. */
static void
note_changelog(side *self, const td_patch *patch)
{
	unsigned version = self->series.version;

	if (self->changelog)
		return;
	self->changelog = td_changelog_find(td_span_of(patch->notes), version);
	if (!self->changelog)
		self->changelog =
		    td_changelog_find(td_span_of(patch->commit_message), version);
}

/* message_id: NULL for the cover letter, which is not compared. */
static bool
add_mail(td_serving *serving, int64_t message, side *self, const char *message_id,
    GError **error)
{
	g_autoptr(td_message) mail = NULL;
	g_autoptr(td_patch) patch = NULL;
	td_span bytes;

	if (!td_serving_load(serving, self->list, message, &bytes, error))
		return false;
	mail = td_message_parse(bytes, 0);
	patch = td_patch_read(mail, NULL);
	note_changelog(self, patch);
	if (message_id)
		td_compare_add(self->compare, self->which, patch, message_id);
	return true;
}

static GArray *
find_members(td_serving *serving, const td_index_series *series, GError **error)
{
	const td_index_range head = { .messages = &series->head, .n = 1 };
	g_autoptr(GArray) members = td_index_load_members(serving->index, &head, error);
	GArray *ids;

	if (!members)
		return NULL;
	ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
	for (unsigned i = 0; i < members->len; i++) {
		const td_index_member *member =
		    &g_array_index(members, td_index_member, i);

		if (member->series == series->id && !member->extra)
			g_array_append_val(ids, member->message);
	}
	return ids;
}

static bool
describe(td_serving *serving, side *self, GError **error)
{
	g_autoptr(GArray) head = g_array_new(FALSE, FALSE, sizeof(int64_t));
	g_autoptr(td_mail_rows) rows = NULL;
	const td_mail_row *row;

	g_array_append_val(head, self->series.head);
	rows = td_mail_rows_load(serving->index, head, serving->people, false, error);
	if (!rows)
		return false;
	self->name = td_site_version_name(&self->series);
	if (rows->rows->len == 0) {
		self->title = g_strdup("");
		self->message_id = g_strdup("");
		return true;
	}
	row = rows->rows->pdata[0];
	self->title = g_strdup(row->title);
	self->message_id = g_strdup(row->message_id);
	self->sent = td_series_time(row->sent, row->received);
	return true;
}

static bool
fill_side(td_serving *serving, side *self, GError **error)
{
	g_autoptr(GArray) members = find_members(serving, &self->series, error);
	g_autoptr(td_mail_rows) rows = NULL;

	if (!members || !describe(serving, self, error))
		return false;
	rows = td_mail_rows_load(serving->index, members, serving->people, false, error);
	if (!rows)
		return false;
	if (self->series.cover != 0 &&
	    !add_mail(serving, self->series.cover, self, NULL, error))
		return false;
	for (unsigned i = 0; i < rows->rows->len; i++) {
		const td_mail_row *row = rows->rows->pdata[i];

		if (!add_mail(serving, row->message, self, row->message_id, error))
			return false;
	}
	return true;
}

/* The series behind "from" or "to": a Message-ID, of whichever list may be seen. */
static bool
find_side(td_serving *serving, const td_request *request, const char *name, side *self,
    GError **error)
{
	const char *id = td_request_argument(request, name);
	g_autoptr(GArray) all_ids = NULL;
	g_autoptr(GArray) messages = NULL;
	g_autoptr(GArray) all = NULL;

	all_ids = td_index_find_messages(serving->index, id, error);
	messages = all_ids ? td_serving_seen(serving, NULL, all_ids, error) : NULL;
	if (!messages)
		return false;
	if (messages->len > 0) {
		const td_index_range range = {
			.messages = (const int64_t *)(void *)messages->data, .n = 1
		};

		all = td_index_load_series(serving->index, &range, error);
		if (!all)
			return false;
	}
	if (!all || all->len == 0) {
		g_set_error(error, TD_ERROR, TD_ERROR_NOT_FOUND,
		    "no series here has the mail <%s>", id);
		return false;
	}
	self->series = g_array_index(all, td_index_series, 0);
	return td_serving_sees_chain(serving, self->series.id, error);
}

static td_compare_version
head_of(const side *self)
{
	return (td_compare_version){
		.name = self->name,
		.message_id = self->message_id,
		.title = self->title,
		.sent = self->sent,
		.total = self->series.total,
	};
}

static bool
names(const td_request *request, const char *name)
{
	const char *id = td_request_argument(request, name);

	return id && *id;
}

/* To the page that has all versions to choose from. */
static void
redirect_to_choice(td_serving *serving, const td_request *request, td_response *response)
{
	g_autofree char *list = td_link_part(request->captured[0]);
	g_autofree char *id = td_link_part(request->captured[1]);
	g_autofree char *path = g_strdup_printf("/%s/%s/_/series/#compare", list, id);

	td_redirect(serving, request, response, 302, path);
}

/* All versions of a series, which was looked at already for who may see it; they live as
 * long as page. */
static td_history *
load_history(td_serving *serving, int64_t series, td_series_page **page, GError **error)
{
	const td_standing_options options = { .people = serving->people,
		.now = serving->now,
		.stale_days = TD_STALE_DAYS };

	*page = td_series_page_build(serving->index, series, &options, error);
	return *page ? td_history_build(serving->index, *page, error) : NULL;
}

bool
td_serve_compare(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	g_auto(td_page_of) page = { 0 };
	g_auto(side) older = { 0 };
	g_auto(side) newer = { 0 };
	g_autoptr(td_compare) compare = td_compare_new();
	g_autoptr(td_series_page) series = NULL;
	g_autoptr(td_history) history = NULL;
	td_compare_page both = { .compare = compare };
	td_site_compare shown = { .page = &both };

	older.compare = newer.compare = compare;
	older.which = TD_COMPARE_OLD;
	newer.which = TD_COMPARE_NEW;
	older.list = newer.list = &page.list;
	if (!td_page_of_open(&page, serving, request, true, error))
		return false;
	if (!names(request, "from") || !names(request, "to")) {
		redirect_to_choice(serving, request, response);
		return true;
	}
	if (!find_side(serving, request, "from", &older, error) ||
	    !find_side(serving, request, "to", &newer, error))
		return false;
	if (td_page_is_known(serving, request, response))
		return true;
	if (!fill_side(serving, &older, error) || !fill_side(serving, &newer, error))
		return false;
	td_compare_match(compare, TD_COMPARE_FACTOR);
	history = load_history(serving, newer.series.id, &series, error);
	if (!history)
		return false;
	both.older = head_of(&older);
	both.newer = head_of(&newer);
	both.changelog = newer.changelog;
	shown.message_id = request->captured[1];
	shown.versions = history->columns;
	return td_site_compare_write(
	    &page.site, &shown, td_response_sink(response), error);
}

static void
free_string(void *string)
{
	g_string_free(string, TRUE);
}

/* /LIST/MSGID/d/: what differs where several mails have one Message-ID. */
bool
td_serve_copies(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	g_auto(td_page_of) page = { 0 };
	g_autoptr(GArray) messages = NULL;
	g_autoptr(GPtrArray) mails = g_ptr_array_new_with_free_func(free_string);
	bool told;

	if (!td_page_of_open(&page, serving, request, true, error))
		return false;
	messages = td_page_find_mail(serving, &page, request, response, &told, error);
	if (!messages)
		return told;
	if (td_page_is_known(serving, request, response))
		return true;
	for (unsigned i = 0; i < messages->len && i < most_copies; i++) {
		td_span bytes;

		if (!td_serving_load(serving, &page.list,
			g_array_index(messages, int64_t, i), &bytes, error))
			return false;
		g_ptr_array_add(
		    mails, g_string_new_len(bytes.p, (gssize)MIN(bytes.n, most_bytes)));
	}
	return td_site_copies_write(
	    &page.site, request->captured[1], mails, td_response_sink(response), error);
}

/* Whose mails are made ready for git am, and as which list has them. */
typedef struct making_ready {
	td_serving *serving;
	const td_served_list *list;
} making_ready;

static bool
load_mail(int64_t message, td_span *bytes, void *data, GError **error)
{
	const making_ready *self = data;

	return td_serving_load(self->serving, self->list, message, bytes, error);
}

/* The version of the mail that is named, with what it got, as `tidings am` writes it. */
bool
td_serve_am(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	g_auto(td_page_of) page = { 0 };
	making_ready self = { serving, &page.list };
	const td_render_am_options render = { .load = load_mail, .data = &self };
	td_am_options options = {
		.people = serving->people, .load = load_mail, .data = &self
	};
	g_autoptr(GArray) messages = NULL;
	g_autoptr(GArray) all = NULL;
	g_autoptr(td_am) am = NULL;
	g_autofree char *name = NULL;
	td_index_range range = { .n = 1 };
	bool told;

	if (!td_page_of_open(&page, serving, request, true, error))
		return false;
	messages = td_page_find_mail(serving, &page, request, response, &told, error);
	if (!messages)
		return told;
	range.messages = (const int64_t *)(void *)messages->data;
	all = td_index_load_series(serving->index, &range, error);
	if (!all)
		return false;
	if (all->len > 0) {
		options.has_version = true;
		options.version = g_array_index(all, td_index_series, 0).version;
		options.minor = g_array_index(all, td_index_series, 0).minor;
	}
	am = td_am_build(
	    serving->index, g_array_index(messages, int64_t, 0), &options, error);
	if (!am || !td_serving_sees_all(serving, am->versions, error))
		return false;
	name = g_strconcat(am->name, ".mbx", NULL);
	td_response_type(response, "application/mbox");
	td_response_attachment(response, name);
	if (td_page_is_known(serving, request, response))
		return true;
	return td_render_am(am, &render, td_response_sink(response), error);
}
