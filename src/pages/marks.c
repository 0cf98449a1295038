/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pages/marks.c - what readers and machines said of patches, from the ledger */
#include "pages/marks.h"

#include <string.h>

#include "index/lists.h"
#include "index/lookup.h"
#include "ledger/check.h"
#include "ledger/mark.h"
#include "ledger/user.h"

/* A worker's own: the ledger, and of which mails it says anything, so that pages with
 * hundreds of patches ask for those alone. */
typedef struct said {
	td_ledger *ledger;
	int64_t clock;        /* the ledger's, when the rest was read */
	GHashTable *mails;    /* set of said_mail * */
	GHashTable *projects; /* char * to its number */
} said;

typedef struct said_mail {
	unsigned project;
	td_oid blob;
} said_mail;

static unsigned
hash_mail(const void *mail)
{
	const said_mail *self = mail;
	unsigned front;

	memcpy(&front, self->blob.id, sizeof front);
	return front ^ self->project;
}

static gboolean
is_same_mail(const void *a, const void *b)
{
	const said_mail *left = a, *right = b;

	return left->project == right->project &&
	       memcmp(left->blob.id, right->blob.id, sizeof left->blob.id) == 0;
}

static void
free_said(void *data)
{
	said *self = data;

	g_hash_table_unref(self->mails);
	g_hash_table_unref(self->projects);
	td_ledger_close(self->ledger);
	g_free(self);
}

static void
note_mail(said *self, const td_ledger_key *key)
{
	const said_mail mail = { key->project, key->blob };

	g_hash_table_add(self->mails, g_memdup2(&mail, sizeof mail));
}

static void
note_mark(const td_ledger_key *key, const td_mark *mark, void *data)
{
	(void)mark;
	note_mail(data, key);
}

static void
note_check(const td_ledger_key *key, td_check_state state, void *data)
{
	(void)state;
	note_mail(data, key);
}

/* What was said since it was looked at; what was taken back stays, and says nothing. */
static bool
bring_up(said *self, GError **error)
{
	int64_t clock;

	if (!td_ledger_clock(self->ledger, &clock, error))
		return false;
	if (clock == self->clock)
		return true;
	g_hash_table_remove_all(self->projects);
	if (!td_mark_each_since(self->ledger, self->clock, note_mark, self, error) ||
	    !td_check_each_since(self->ledger, self->clock, note_check, self, error))
		return false;
	self->clock = clock;
	return true;
}

/* NULL without error where nobody ever said anything. */
static bool
find_said(td_serving *serving, said **found, GError **error)
{
	td_serving_own *own = &serving->marks;
	g_autofree char *path =
	    g_build_filename(td_library_folder(serving->library), "ledger.sqlite", NULL);

	if (!own->data && g_file_test(path, G_FILE_TEST_EXISTS)) {
		td_ledger *ledger = td_ledger_open(path, error);
		said *self;

		if (!ledger)
			return false;
		self = g_new0(said, 1);
		self->ledger = ledger;
		self->mails =
		    g_hash_table_new_full(hash_mail, is_same_mail, g_free, NULL);
		self->projects =
		    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
		*own = (td_serving_own){ self, free_said };
	}
	*found = own->data;
	return !*found || bring_up(*found, error);
}

/* 0 for a list of which nothing was said. */
static bool
find_project(said *self, const char *list, unsigned *project, GError **error)
{
	void *kept;

	if (g_hash_table_lookup_extended(self->projects, list, NULL, &kept)) {
		*project = GPOINTER_TO_UINT(kept);
		return true;
	}
	if (!td_ledger_find_project(self->ledger, list, project, error))
		return false;
	g_hash_table_insert(self->projects, g_strdup(list), GUINT_TO_POINTER(*project));
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
take_mark(const td_ledger_key *key, const td_mark *mark, void *data)
{
	adding *self = data;

	(void)key;
	replace(&self->mark->state, mark->state);
	replace(&self->mark->commit, mark->commit_ref);
	self->mark->archived = mark->archived;
	self->delegate = mark->delegate;
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
	said *said;
	const char *message_id;
	unsigned number;
	GPtrArray *marks;
} gathering_marks;

/* message: whose place it is. */
static bool
add_at(const gathering_marks *self, int64_t message, const char *list, const td_oid *blob,
    GError **error)
{
	const char *shown = self->page->list.list ? "" : list;
	td_ledger_key key = { .message_id = self->message_id, .blob = *blob };
	said_mail mail = { .blob = *blob };
	g_autoptr(GArray) lines = NULL;

	if (!find_project(self->said, list, &key.project, error))
		return false;
	mail.project = key.project;
	if (key.project == 0 || !g_hash_table_contains(self->said->mails, &mail))
		return true;
	if (!key.message_id) {
		lines = td_index_load_lines(self->serving->index, &message, 1, error);
		if (!lines || lines->len == 0)
			return lines != NULL;
		key.message_id = g_array_index(lines, td_index_line, 0).message_id;
	}
	return add_place(
	    self->said->ledger, &key, shown, self->number, self->marks, error);
}

static bool
add_message(const gathering_marks *self, int64_t message, GError **error)
{
	td_serving *serving = self->serving;
	g_autoptr(GArray) places = td_index_load_places(serving->index, message, error);
	bool all = !self->page->list.list;

	for (unsigned i = 0; places && i < places->len; i++) {
		const td_index_place *place = &g_array_index(places, td_index_place, i);
		const char *name = td_index_list_name(serving->index, place->list);

		if (!name || !td_serving_may(serving, name) ||
		    (!all && strcmp(name, self->page->list.name) != 0))
			continue;
		if (!add_at(self, message, name, &place->blob, error))
			return false;
	}
	return places != NULL;
}

bool
td_page_has_marks(td_serving *serving, bool *has, GError **error)
{
	said *found;

	if (!find_said(serving, &found, error))
		return false;
	*has = found && g_hash_table_size(found->mails) > 0;
	return true;
}

bool
td_page_add_marks(td_serving *serving, const td_page_of *page,
    const td_page_patch_id *patch, GPtrArray *marks, GError **error)
{
	gathering_marks self = { .serving = serving,
		.page = page,
		.message_id = patch->message_id,
		.number = patch->number,
		.marks = marks };
	g_autoptr(GArray) messages = NULL;

	if (!find_said(serving, &self.said, error))
		return false;
	if (!self.said || g_hash_table_size(self.said->mails) == 0)
		return true;
	if (patch->message != 0)
		return add_message(&self, patch->message, error);
	messages = td_index_find_messages(serving->index, patch->message_id, error);
	for (unsigned i = 0; messages && i < messages->len; i++)
		if (!add_message(&self, g_array_index(messages, int64_t, i), error))
			return false;
	return messages != NULL;
}
