/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pages/marks.c - what readers and machines said of patches, from the ledger */
#include "pages/marks.h"

#include <string.h>

#include "index/lists.h"
#include "index/lookup.h"
#include "ledger/check.h"
#include "ledger/mark.h"
#include "ledger/user.h"

static void
close_ledger(void *data)
{
	td_ledger_close(data);
}

/* A worker's own, once there is one: NULL where nobody ever said anything. */
static bool
find_ledger(td_serving *serving, td_ledger **ledger, GError **error)
{
	td_serving_own *own = &serving->marks;
	g_autofree char *path =
	    g_build_filename(td_library_folder(serving->library), "ledger.sqlite", NULL);

	if (!own->data && g_file_test(path, G_FILE_TEST_EXISTS)) {
		*own = (td_serving_own){ td_ledger_open(path, error), close_ledger };
		if (!own->data)
			return false;
	}
	*ledger = own->data;
	return true;
}

static void
free_mark(void *mark)
{
	td_site_mark_free(mark);
}

GPtrArray *
td_page_marks_new(void)
{
	return g_ptr_array_new_with_free_func(free_mark);
}

typedef struct adding {
	td_ledger *ledger;
	td_site_mark *mark;
	int64_t delegate; /* a user of the ledger */
} adding;

static void
replace(char **text, const char *with)
{
	g_free(*text);
	*text = g_strdup(with ? with : "");
}

static void
take_mark(const td_ledger_key *key, const td_mark *said, void *data)
{
	adding *self = data;

	(void)key;
	replace(&self->mark->state, said->state);
	replace(&self->mark->commit, said->commit_ref);
	self->mark->archived = said->archived;
	self->delegate = said->delegate;
}

static bool
add_delegate(adding *self, GError **error)
{
	GError *failed = NULL;
	g_autoptr(td_user) user = NULL;

	if (self->delegate == 0)
		return true;
	user = td_user_find_id(self->ledger, self->delegate, &failed);
	if (failed) {
		g_propagate_error(error, failed);
		return false;
	}
	replace(&self->mark->delegate, user ? user->name : NULL);
	return true;
}

static bool
add_checks(adding *self, const td_ledger_key *key, GError **error)
{
	g_autoptr(GPtrArray) checks = td_check_load(self->ledger, key, error);

	if (!checks)
		return false;
	td_check_thin(checks);
	for (unsigned i = 0; i < checks->len; i++) {
		const td_check *check = checks->pdata[i];

		td_site_mark_add(self->mark, td_check_word(check->state), check->context,
		    check->target_url, check->description);
	}
	return true;
}

/* What was taken back again is nothing. */
static bool
says_something(const td_site_mark *mark)
{
	return *mark->state || *mark->delegate || *mark->commit || mark->archived ||
	       mark->checks->len > 0;
}

/* Of a mail as one list has it, whose name is said where that is not the page's. */
static bool
add_place(td_ledger *ledger, const td_ledger_key *key, const char *list, unsigned number,
    GPtrArray *marks, GError **error)
{
	g_autoptr(td_site_mark) mark = td_site_mark_new();
	adding self = { .ledger = ledger, .mark = mark };

	mark->number = number;
	replace(&mark->list, list);
	if (!td_mark_find(ledger, key, take_mark, &self, error) ||
	    !add_delegate(&self, error) || !add_checks(&self, key, error))
		return false;
	if (says_something(mark))
		g_ptr_array_add(marks, g_steal_pointer(&mark));
	return true;
}

/* What a page's marks are gathered with. */
typedef struct gathering_marks {
	td_serving *serving;
	const td_page_of *page;
	td_ledger *ledger;
	const char *message_id;
	unsigned number;
	GPtrArray *marks;
} gathering_marks;

static bool
add_message(const gathering_marks *self, int64_t message, GError **error)
{
	td_serving *serving = self->serving;
	g_autoptr(GArray) places = td_index_load_places(serving->index, message, error);
	bool all = !self->page->list.list;

	for (unsigned i = 0; places && i < places->len; i++) {
		const td_index_place *place = &g_array_index(places, td_index_place, i);
		const char *name = td_index_list_name(serving->index, place->list);
		td_ledger_key key = { .message_id = self->message_id,
			.blob = place->blob };

		if (!name || !td_serving_may(serving, name) ||
		    (!all && strcmp(name, self->page->list.name) != 0))
			continue;
		if (!td_ledger_find_project(self->ledger, name, &key.project, error) ||
		    (key.project != 0 && !add_place(self->ledger, &key, all ? name : "",
					     self->number, self->marks, error)))
			return false;
	}
	return places != NULL;
}

bool
td_page_add_marks(td_serving *serving, const td_page_of *page, const char *message_id,
    unsigned number, GPtrArray *marks, GError **error)
{
	gathering_marks self = { .serving = serving,
		.page = page,
		.message_id = message_id,
		.number = number,
		.marks = marks };
	g_autoptr(GArray) messages = NULL;

	if (!find_ledger(serving, &self.ledger, error))
		return false;
	if (!self.ledger)
		return true;
	messages = td_index_find_messages(serving->index, message_id, error);
	for (unsigned i = 0; messages && i < messages->len; i++)
		if (!add_message(&self, g_array_index(messages, int64_t, i), error))
			return false;
	return messages != NULL;
}
