/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/report/test_topics.c - the threads of a list, as its front page has them */
#include "letters.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/error.h"
#include "report/topics.h"

#define BEA "Bea Tester <bea@example.net>"

typedef struct kept {
	char *folder, *path;
	td_index *index;
} kept;

static kept
keep(const letter *letters, unsigned n)
{
	kept self = { .folder = g_dir_make_tmp("tidings-XXXXXX", NULL) };

	self.path = g_build_filename(self.folder, "index", NULL);
	self.index = index_at(self.path, letters, n);
	return self;
}

static void
kept_clear(kept *self)
{
	td_index_close(self->index);
	g_unlink(self->path);
	g_rmdir(self->folder);
	g_free(self->path);
	g_free(self->folder);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(kept, kept_clear)

static td_topics *
topics_of(const kept *self, td_topics_options options)
{
	g_autoptr(GError) error = NULL;
	td_topics *topics;

	if (options.window == 0)
		options.window = 100;
	topics = td_topics_build(self->index, &options, &error);
	if (error)
		fail_msg("%s", error->message);
	return topics;
}

static const td_topic *
topic_at(const td_topics *topics, unsigned i)
{
	assert_true(i < topics->topics->len);
	return g_ptr_array_index(topics->topics, i);
}

/* Ten minutes lie between two; the answer of "2" comes a day after "3" began. */
static const letter three[] = {
	{ .id = "1@x", .from = ANN, .subject = "pumps" },
	{ .id = "2@x", .reply_to = "1@x", .from = BEA, .subject = "Re: pumps" },
	{ .id = "3@x", .from = BEA, .subject = "valves", .days = 1 },
	{ .id = "4@x",
	    .reply_to = "2@x",
	    .from = ANN,
	    .subject = "Re: pumps",
	    .days = 2 },
	{ .id = "5@x",
	    .reply_to = "3@x",
	    .from = ANN,
	    .subject = "Re: valves",
	    .days = 1 },
};

static void
a_thread_is_told_by_its_first_mail_and_its_last(void **state)
{
	g_auto(kept) self = keep(three, G_N_ELEMENTS(three));
	g_autoptr(td_topics) topics = topics_of(&self, (td_topics_options){ 0 });
	const td_topic *topic = topic_at(topics, 0);

	(void)state;
	assert_int_equal(topics->topics->len, 2);
	assert_string_equal(topic->subject, "pumps");
	assert_string_equal(topic->message_id, "1@x");
	assert_string_equal(topic->address, "ann@example.org");
	assert_int_equal(topic->first, START);
	assert_int_equal(topic->last, START + 2 * DAY + 1800);
	assert_int_equal(topic->mails, 3);
	assert_int_equal(topic->people, 2);
	assert_int_equal(topic->fresh, 3);
	assert_false(topic->is_series);
	topic = topic_at(topics, 1);
	assert_string_equal(topic->subject, "valves");
	assert_int_equal(topic->last, START + DAY + 2400);
	assert_int_equal(topics->oldest, START);
	assert_int_equal(topics->older, 0);
}

static void
by_when_they_began_the_newest_is_first(void **state)
{
	g_auto(kept) self = keep(three, G_N_ELEMENTS(three));
	g_autoptr(td_topics) topics =
	    topics_of(&self, (td_topics_options){ .openers = true });

	(void)state;
	assert_int_equal(topics->topics->len, 2);
	assert_string_equal(topic_at(topics, 0)->subject, "valves");
	assert_string_equal(topic_at(topics, 1)->subject, "pumps");
	/* The window has those that began one. */
	assert_int_equal(topic_at(topics, 1)->fresh, 1);
	assert_int_equal(topic_at(topics, 1)->mails, 3);
}

static void
a_window_that_is_full_says_where_older_ones_are(void **state)
{
	g_auto(kept) self = keep(three, G_N_ELEMENTS(three));
	g_autoptr(td_topics) two =
	    topics_of(&self, (td_topics_options){ .list = 1, .window = 2 });
	g_autoptr(td_topics) older = NULL;

	(void)state;
	assert_int_equal(two->topics->len, 2);
	assert_int_equal(topic_at(two, 0)->fresh, 1);
	assert_int_equal(topic_at(two, 0)->mails, 3);
	assert_int_equal(two->older, 4);
	/* Of one list: positions are a list's. */
	older = topics_of(&self, (td_topics_options){ .list = 1, .before = two->older });
	assert_int_equal(older->topics->len, 2);
	assert_int_equal(topic_at(older, 0)->fresh, 2);
	assert_int_equal(topic_at(older, 1)->fresh, 1);
	assert_int_equal(older->older, 0);
}

/* Indexed in another order than they came: a list whose history goes back. */
static void
the_first_mail_is_the_first_that_came(void **state)
{
	static const letter letters[] = {
		{ .id = "2@x",
		    .reply_to = "1@x",
		    .from = BEA,
		    .subject = "Re: pumps",
		    .days = 3 },
		{ .id = "3@x",
		    .reply_to = "1@x",
		    .from = BEA,
		    .subject = "Re: pumps",
		    .days = 2 },
		{ .id = "1@x", .from = ANN, .subject = "pumps" },
	};
	g_auto(kept) self = keep(letters, G_N_ELEMENTS(letters));
	g_autoptr(td_topics) topics = topics_of(&self, (td_topics_options){ 0 });

	(void)state;
	assert_int_equal(topics->topics->len, 1);
	assert_string_equal(topic_at(topics, 0)->subject, "pumps");
	assert_int_equal(topic_at(topics, 0)->last, START + 3 * DAY);
}

/* Mails whose text must not be told: those of data, NULL at the end. */
static bool
sees_others(int64_t message, bool *sees, void *data, GError **error)
{
	(void)error;
	*sees = true;
	for (const int64_t *hidden = data; *hidden != 0; hidden++)
		*sees = *sees && message != *hidden;
	return true;
}

static void
what_may_not_be_told_is_in_no_title_and_no_count(void **state)
{
	int64_t hidden[] = { 1, 3, 5, 0 };
	g_auto(kept) self = keep(three, G_N_ELEMENTS(three));
	g_autoptr(td_topics) topics =
	    topics_of(&self, (td_topics_options){ .sees = sees_others, .data = hidden });
	const td_topic *topic = topic_at(topics, 0);

	(void)state;
	assert_int_equal(topics->topics->len, 1);
	assert_string_equal(topic->message_id, "2@x");
	assert_string_equal(topic->address, "bea@example.net");
	assert_int_equal(topic->mails, 2);
	assert_int_equal(topic->people, 2);
	assert_int_equal(topic->last, START + 2 * DAY + 1800);
}

static bool
fails(int64_t message, bool *sees, void *data, GError **error)
{
	(void)message;
	(void)data;
	*sees = true;
	g_set_error_literal(error, TD_ERROR, TD_ERROR_DATABASE, "no");
	return false;
}

static void
what_cannot_be_asked_is_an_error(void **state)
{
	g_auto(kept) self = keep(three, G_N_ELEMENTS(three));
	g_autoptr(GError) error = NULL;
	const td_topics_options options = { .window = 10, .sees = fails };

	(void)state;
	assert_null(td_topics_build(self.index, &options, &error));
	assert_true(g_error_matches(error, TD_ERROR, TD_ERROR_DATABASE));
}

static void
a_series_says_how_it_stands(void **state)
{
	static const letter letters[] = {
		A_PATCH,
		ANSWER(REX, "r@x", "Reviewed-by: " REX),
	};
	g_auto(kept) self = keep(letters, G_N_ELEMENTS(letters));
	g_autoptr(td_topics) topics = topics_of(&self, (td_topics_options){ 0 });

	(void)state;
	assert_true(topic_at(topics, 0)->is_series);
	assert_int_equal(topic_at(topics, 0)->reviewed, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_thread_is_told_by_its_first_mail_and_its_last),
		cmocka_unit_test(by_when_they_began_the_newest_is_first),
		cmocka_unit_test(a_window_that_is_full_says_where_older_ones_are),
		cmocka_unit_test(the_first_mail_is_the_first_that_came),
		cmocka_unit_test(what_may_not_be_told_is_in_no_title_and_no_count),
		cmocka_unit_test(what_cannot_be_asked_is_an_error),
		cmocka_unit_test(a_series_says_how_it_stands),
	};

	return cmocka_run_group_tests_name("report topics", tests, NULL, NULL);
}
