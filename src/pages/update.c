/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pages/update.c - /LIST/_/update/: days, weeks, and what came since one looked */
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/ids.h"
#include "index/index.h"
#include "index/recent.h"
#include "ingest/ingest.h"
#include "markup/update.h"
#include "output/day.h"
#include "pages/days.h"
#include "pages/page.h"
#include "report/weeks.h"
#include "site/address.h"

enum {
	day_seconds = 24 * 60 * 60,
	most_mails = 20000, /* on one page: what came since a long time ago is cut */
	cookie_days = 400,
};

/* A page while it is made. */
typedef struct making {
	td_serving *serving;
	td_page_of page;
	td_site_update shown;
	td_index_range range;
	GArray *messages;      /* of all lists; NULL */
	td_ingest_texts texts; /* of the mail that was asked for last */
	int64_t texts_of;      /* 0 for none */
} making;

static void
making_clear(making *self)
{
	g_clear_pointer(&self->messages, g_array_unref);
	td_ingest_texts_clear(&self->texts);
	td_page_of_clear(&self->page);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(making, making_clear)

static bool
load_texts(making *self, int64_t message, GError **error)
{
	size_t most = TD_INGEST_HEAD;
	td_mail mail;

	do {
		if (!td_library_load_head_in(self->serving->library, &self->range,
			message, most, &mail, error))
			return false;
		most = SIZE_MAX;
	} while (!td_ingest_read_texts(&mail, &self->texts));
	return true;
}

/* What the archive lost since is an empty text here. */
static bool
load(making *self, int64_t message, GError **error)
{
	g_autoptr(GError) gone = NULL;

	if (self->texts_of == message)
		return true;
	self->texts_of = 0;
	td_ingest_texts_clear(&self->texts);
	if (!load_texts(self, message, &gone)) {
		if (!td_error_is_no_mail(gone)) {
			g_propagate_error(error, g_steal_pointer(&gone));
			return false;
		}
		self->texts.text = g_strdup("");
	}
	self->texts_of = message;
	return true;
}

static char *
load_text(int64_t message, void *data, GError **error)
{
	making *self = data;

	return load(self, message, error) ? g_strdup(self->texts.text) : NULL;
}

static char *
load_changelog(int64_t message, void *data, GError **error)
{
	making *self = data;

	return load(self, message, error) ? g_strdup(self->texts.changelog) : NULL;
}

/* Of all lists: the messages themselves, as places of several lists are in no one order.
 * since is the first second, until the last. */
static bool
find_all(making *self, int64_t since, int64_t until, GError **error)
{
	const td_recent_options options = { .until = until, .limit = most_mails };
	g_autoptr(GArray) recent =
	    td_index_load_recent(self->serving->index, &options, error);

	if (!recent)
		return false;
	self->messages = g_array_new(FALSE, FALSE, sizeof(int64_t));
	for (unsigned i = 0; i < recent->len; i++) {
		const td_index_recent *one = &g_array_index(recent, td_index_recent, i);

		if (one->received >= since)
			g_array_append_val(self->messages, one->message);
	}
	g_array_sort(self->messages, td_ids_compare);
	self->range.messages = (const int64_t *)(void *)self->messages->data;
	self->range.n = self->messages->len;
	return true;
}

static bool
find_stretch(making *self, int64_t since, int64_t until, GError **error)
{
	td_index *index = self->serving->index;
	int64_t list = self->page.list.id;

	if (list == 0)
		return find_all(self, since, until, error);
	self->range.list = list;
	if (list < 0)
		return true;
	if (!td_index_find_position(index, list, since - 1, &self->range.first, error) ||
	    !td_index_find_position(index, list, until, &self->range.last, error))
		return false;
	self->range.first++;
	return true;
}

static bool
is_empty(const making *self)
{
	if (self->messages)
		return self->messages->len == 0;
	return self->range.last < self->range.first;
}

/* Without what private lists said of it. */
static GArray *
sift(const GArray *messages, void *data, GError **error)
{
	making *self = data;

	return td_serving_seen(self->serving, NULL, messages, error);
}

static bool
write_page(
    making *self, int64_t since, int64_t until, td_response *response, GError **error)
{
	const td_report_options options = {
		.range = self->range,
		.list_name = self->page.list.name,
		.since = since,
		.until = until,
		.history = true,
		.people = self->serving->people,
		.load_text = load_text,
		.load_changelog = load_changelog,
		.sift = sift,
		.load_data = self,
	};
	g_autoptr(td_report) report = NULL;

	if (!is_empty(self)) {
		report = td_report_build(self->serving->index, &options, error);
		if (!report)
			return false;
	}
	self->shown.report = report;
	return td_site_update_write(
	    &self->page.site, &self->shown, td_response_sink(response), error);
}

static bool
digits(const char *text, size_t n)
{
	return strspn(text, "0123456789") >= n;
}

/* "2026-11-27": days since 1970. */
static bool
read_day(const char *word, int64_t *day)
{
	int year, month, number;
	td_day found;

	if (strlen(word) != 10 || !digits(word, 4) || word[4] != '-' ||
	    !digits(word + 5, 2) || word[7] != '-' || !digits(word + 8, 2))
		return false;
	year = (int)g_ascii_strtoll(word, NULL, 10);
	month = (int)g_ascii_strtoll(word + 5, NULL, 10);
	number = (int)g_ascii_strtoll(word + 8, NULL, 10);
	if (year < 1970 || month < 1 || month > 12 || number < 1 || number > 31)
		return false;
	*day = td_day_number(year, (unsigned)month, (unsigned)number);
	found = td_day_of(*day * day_seconds);
	return found.day == (unsigned)number;
}

/* "2026-W48". */
static bool
read_week(const char *word, td_week *week, int64_t *monday)
{
	if (strlen(word) != 8 || !digits(word, 4) || word[4] != '-' || word[5] != 'W' ||
	    !digits(word + 6, 2))
		return false;
	week->year = (int)g_ascii_strtoll(word, NULL, 10);
	week->week = (unsigned)g_ascii_strtoll(word + 6, NULL, 10);
	return td_week_start(*week, monday);
}

static char *
name_day(int64_t number)
{
	td_day day = td_day_of(number * day_seconds);

	return g_strdup_printf("%04d-%02u-%02u/", day.year, day.month, day.day);
}

static char *
name_week(int64_t number)
{
	td_week week = td_week_of(number);

	return g_strdup_printf("%04d-W%02u/", week.year, week.week);
}

/* Few know which days a week of that number has. */
static char *
title_week(td_week week, int64_t monday)
{
	td_day first = td_day_of(monday * day_seconds);
	td_day last = td_day_of((monday + 6) * day_seconds);

	return g_strdup_printf("Week %u of %d, %s to %s", week.week, week.year,
	    td_day_short(&first).text, td_day_short(&last).text);
}

static bool
serve_stretch(making *self, const char *word, td_response *response, GError **error)
{
	g_autofree char *earlier = NULL, *later = NULL, *up = NULL, *title = NULL;
	char *(*name)(int64_t day) = name_day;
	td_days_around around;
	int64_t first, n;
	td_week week;

	if (read_day(word, &first)) {
		td_day day = td_day_of(first * day_seconds);

		n = 1;
		up = name_week(first);
		title = g_strdup(td_day_long(&day).text);
	} else if (read_week(word, &week, &first)) {
		n = 7;
		name = name_week;
		title = title_week(week, first);
	} else {
		g_set_error(error, TD_ERROR, TD_ERROR_NOT_FOUND,
		    "'%s' is neither a day (2026-11-27) nor a week (2026-W48)", word);
		return false;
	}
	if (!td_days_look_around(
		self->serving, self->page.list.id, first, first + n - 1, &around, error))
		return false;
	earlier = around.earlier >= 0 ? name(around.earlier) : NULL;
	later = around.later >= 0 ? name(around.later) : NULL;
	self->shown.title = title;
	self->shown.earlier = earlier;
	self->shown.later = later;
	self->shown.week = up;
	if (!find_stretch(
		self, first * day_seconds, (first + n) * day_seconds - 1, error))
		return false;
	return write_page(
	    self, first * day_seconds, (first + n) * day_seconds - 1, response, error);
}

bool
td_serve_update(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	g_auto(making) self = { .serving = serving };

	if (!td_page_of_open(&self.page, serving, request, true, error))
		return false;
	if (td_page_is_known(serving, request, response))
		return true;
	return serve_stretch(&self, request->captured[1], response, error);
}

/* "?before=2026-W10": the last second of the weeks that are shown. */
static int64_t
end_of(const td_serving *serving, const td_request *request)
{
	const char *before = td_request_argument(request, "before");
	int64_t monday;
	td_week week;

	if (!before || !read_week(before, &week, &monday))
		return serving->now;
	return MIN(serving->now, monday * day_seconds - 1);
}

/* The weeks before that of a day; -1 for none. g_free it. */
static char *
name_before(int64_t day)
{
	td_week week = td_week_of(day);

	return day < 0 ? NULL
		       : g_strdup_printf("?before=%04d-W%02u", week.year, week.week);
}

/* The day that is nearest on either side is on the page that is led to. */
static bool
write_calendar(const td_page_of *page, td_serving *serving, const td_calendar *calendar,
    td_response *response, GError **error)
{
	enum { days = TD_CALENDAR_WEEKS * 7 };
	g_autofree char *earlier = NULL, *later = NULL;
	td_days_around around = { -1, -1 };

	if (page->list.id >= 0 &&
	    !td_days_look_around(serving, page->list.id, calendar->first,
		calendar->first + days - 1, &around, error))
		return false;
	earlier = name_before(around.earlier >= 0 ? around.earlier + 7 : -1);
	later = name_before(around.later >= 0 ? around.later + days : -1);
	return td_site_calendar_write(&page->site,
	    &(const td_site_calendar){ calendar, earlier, later },
	    td_response_sink(response), error);
}

bool
td_serve_updates(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	g_auto(td_page_of) page = { 0 };
	td_calendar calendar;

	if (!td_page_of_open(&page, serving, request, true, error))
		return false;
	if (td_page_is_known(serving, request, response))
		return true;
	return td_calendar_fill(&calendar, serving->index, page.list.id,
		   end_of(serving, request), error) &&
	       write_calendar(&page, serving, &calendar, response, error);
}

/* A position in a list, a moment of all of them; both are digits. */
static bool
read_mark(const char *text, uint64_t *mark)
{
	size_t n = text ? strlen(text) : 0;

	if (n == 0 || n > 15 || !digits(text, n))
		return false;
	*mark = g_ascii_strtoull(text, NULL, 10);
	return true;
}

/* "tidings-kvm=1234" of the Cookie header. */
static bool
read_cookie(const td_request *request, const char *list, uint64_t *mark)
{
	const char *header = td_request_header(request, "Cookie");
	g_autofree char *name = g_strdup_printf("tidings-%s=", list);
	g_auto(GStrv) cookies = header ? g_strsplit(header, ";", 100) : NULL;

	for (char **cookie = cookies; cookie && *cookie; cookie++) {
		const char *one = g_strstrip(*cookie);

		if (g_str_has_prefix(one, name))
			return read_mark(one + strlen(name), mark);
	}
	return false;
}

/* Where the list is now. */
static bool
find_newest(making *self, uint64_t *mark, GError **error)
{
	const td_recent_options newest = { .list = self->page.list.id, .limit = 1 };
	g_autoptr(GArray) recent = NULL;

	*mark = 0;
	if (newest.list < 0)
		return true;
	recent = td_index_load_recent(self->serving->index, &newest, error);
	if (recent && recent->len > 0) {
		const td_index_recent *one = &g_array_index(recent, td_index_recent, 0);

		*mark = newest.list != 0 ? one->position : (uint64_t)one->received;
	}
	return recent != NULL;
}

/* Who was never here sees the last day that has mail. */
static bool
find_since(making *self, uint64_t after, uint64_t newest, GError **error)
{
	td_index *index = self->serving->index;
	int64_t list = self->page.list.id;

	if (list == 0)
		return find_all(self,
		    self->shown.first_time ? (int64_t)newest - day_seconds
					   : (int64_t)after + 1,
		    0, error);
	self->range.list = list;
	self->range.last = newest;
	self->range.first = after + 1;
	if (self->shown.first_time && newest > 0) {
		const td_recent_options last = { .list = list, .limit = 1 };
		g_autoptr(GArray) recent = td_index_load_recent(index, &last, error);

		if (!recent)
			return false;
		if (!td_index_find_position(index, list,
			g_array_index(recent, td_index_recent, 0).received - day_seconds,
			&self->range.first, error))
			return false;
		self->range.first++;
	}
	if (newest > most_mails && self->range.first < newest - most_mails)
		self->range.first = newest - most_mails;
	return true;
}

bool
td_serve_since(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	g_auto(making) self = { .serving = serving };
	g_autofree char *mark = NULL;
	uint64_t after = 0, newest;
	bool known;

	if (!td_page_of_open(&self.page, serving, request, true, error) ||
	    !find_newest(&self, &newest, error))
		return false;
	known = read_mark(td_request_argument(request, "after"), &after) ||
		read_cookie(request, self.page.list.name, &after);
	self.shown.title = "Since I last looked";
	self.shown.since = true;
	self.shown.first_time = !known;
	mark = newest > 0 ? g_strdup_printf("%" G_GUINT64_FORMAT, newest) : NULL;
	self.shown.mark = mark;
	td_response_header(response, "Cache-Control", "private, no-cache");
	return find_since(&self, after, newest, error) &&
	       write_page(&self, INT64_MIN, INT64_MAX, response, error);
}

/* Only a reader's own cookie changes, and only to a number. */
bool
td_serve_since_read(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	g_auto(td_page_of) page = { 0 };
	g_autofree char *path = NULL, *cookie = NULL;
	uint64_t mark;

	if (!td_page_of_open(&page, serving, request, true, error))
		return false;
	if (!read_mark(td_request_argument(request, "read"), &mark)) {
		g_set_error_literal(
		    error, TD_ERROR, TD_ERROR_USAGE, "read: up to which mail?");
		return false;
	}
	cookie = g_strdup_printf("tidings-%s=%" G_GUINT64_FORMAT
				 "; Path=%s%s/_/update/; Max-Age=%d; HttpOnly; "
				 "SameSite=Strict",
	    page.list.name, mark, page.root, page.list.name, cookie_days * day_seconds);
	path = g_strdup_printf("/%s/_/update/since/", page.list.name);
	td_response_header(response, "Set-Cookie", cookie);
	td_redirect(serving, request, response, 303, path);
	return true;
}
