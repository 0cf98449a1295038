/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/standing_page.c - all there is to say of one series, with what it rests on */
#include <string.h>

#include "base/error.h"
#include "index/lookup.h"
#include "index/versions.h"
#include "patch/trailer.h"
#include "report/sender.h"
#include "report/standing_work.h"
#include "series/credit.h"

enum { most_hops = 256 };

/* A page while it is made. */
typedef struct making {
	td_index *index;
	const td_standing_options *options;
	td_series_page *page;
	int64_t evidence;    /* of the standing taken last */
	td_standing *taken;  /* that one */
	GHashTable *slots;   /* int64_t * member to its number plus one */
	GHashTable *parents; /* int64_t * mail of the thread to int64_t * parent */
	GHashTable *answers; /* int64_t * mail to td_page_answer * */
	GArray *mails;       /* of int64_t: the thread's, ascending */
	GArray *ids;         /* of int64_t, beside page->answers at first */
	GHashTable *writers; /* int64_t * plain mail to who wrote it (const char *) */
	GArray *below;       /* of below: what patches answer, without a cover letter */
	int64_t cover;       /* the mail that is the cover letter without saying so */
} making;

/* A patch of the series and what it answers. */
typedef struct below {
	int64_t parent;
	const char *sender;
} below;

static const char *
keep(making *self, const char *text)
{
	return text != NULL && *text != '\0'
		   ? g_string_chunk_insert(self->page->store, text)
		   : "";
}

static bool
take_standing(const td_index_standing *row, void *data)
{
	making *self = data;

	self->taken = td_standing_take(row, self->options, self->page->store);
	self->evidence = row->evidence;
	return true;
}

static td_standing *
load_standing(making *self, int64_t series, GError **error)
{
	bool found;

	self->taken = NULL;
	if (!td_index_find_standing(
		self->index, series, take_standing, self, &found, error))
		return NULL;
	if (self->taken == NULL) {
		g_set_error(
		    error, TD_ERROR, TD_ERROR_NOT_FOUND, "the index has no such series");
		return NULL;
	}
	self->taken->evidence =
	    td_standing_message_id(self->index, self->evidence, self->page->store, error);
	if (self->taken->evidence == NULL)
		g_clear_pointer(&self->taken, g_free);
	return self->taken;
}

static void
version_free(void *data)
{
	td_page_version *version = data;

	g_free(version->standing);
	g_free(version);
}

static void
answer_free(void *data)
{
	td_page_answer *answer = data;

	g_ptr_array_free(answer->trailers, TRUE);
	g_ptr_array_free(answer->uncounted, TRUE);
	g_free(answer);
}

static bool
load_versions(making *self, int64_t series, GError **error)
{
	g_autoptr(GArray) versions = td_index_load_versions(self->index, series, error);

	for (unsigned i = 0; versions != NULL && i < versions->len; i++) {
		const td_index_version *row =
		    &g_array_index(versions, td_index_version, i);
		td_page_version *version = g_new0(td_page_version, 1);

		g_ptr_array_add(self->page->versions, version);
		version->standing = load_standing(self, row->series.id, error);
		version->rule = td_chain_rule_word(row->rule);
		version->weight = row->weight;
		version->alias = row->alias;
		version->partly = row->partly;
		version->older = row->older;
		version->shown_by = td_standing_message_id(
		    self->index, row->message, self->page->store, error);
		if (version->standing == NULL || version->shown_by == NULL)
			return false;
	}
	return versions != NULL;
}

static void
note_slot(making *self, int64_t message, unsigned number)
{
	g_hash_table_insert(self->slots, g_memdup2(&message, sizeof message),
	    GUINT_TO_POINTER(number + 1));
}

static void
add_patch(making *self, const td_index_row *row, unsigned number, bool extra)
{
	td_page_patch *patch = g_new0(td_page_patch, 1);
	const char *name = row->author_name;
	const char *address = row->author_address;

	td_people_resolve(self->options->people, name, address, &name, &address);
	patch->number = number;
	patch->extra = extra;
	patch->title = keep(self, row->title);
	patch->message_id = keep(self, row->message_id);
	patch->author_name = keep(self, name);
	patch->author_address = keep(self, address);
	patch->files = row->files;
	patch->insertions = row->insertions;
	patch->deletions = row->deletions;
	patch->sent = row->sent;
	g_ptr_array_add(self->page->patches, patch);
}

static bool
load_patch(making *self, int64_t message, unsigned number, bool extra, int64_t *thread,
    GError **error)
{
	const td_index_range range = { .messages = &message, .n = 1 };
	g_autoptr(td_rows) rows = td_index_messages(self->index, &range, error);
	td_index_row row;
	GError *failed = NULL;

	if (rows == NULL)
		return false;
	while (td_rows_next(rows, &row, &failed)) {
		*thread = row.thread;
		note_slot(self, message, number);
		add_patch(self, &row, number, extra);
	}
	if (failed == NULL)
		return true;
	g_propagate_error(error, failed);
	return false;
}

static bool
load_patches(making *self, int64_t *thread, GError **error)
{
	const td_index_series *series = &self->page->standing->series;
	const td_index_range range = { .messages = &series->head, .n = 1 };
	g_autoptr(GArray) members = td_index_load_members(self->index, &range, error);

	if (members == NULL)
		return false;
	if (series->cover != 0 &&
	    !load_patch(self, series->cover, 0, false, thread, error))
		return false;
	for (unsigned i = 0; i < members->len; i++) {
		const td_index_member *member =
		    &g_array_index(members, td_index_member, i);

		if (member->series == series->id &&
		    !load_patch(self, member->message, member->number, member->extra,
			thread, error))
			return false;
	}
	return true;
}

/*
 * The number, plus one, of the member that a mail answers, through others; 0 for none.
 * What is found is kept, and mails come before their answers, so this is one step mostly.
 */
static unsigned
slot_above(const making *self, int64_t message)
{
	for (unsigned hops = 0; message != 0 && hops < most_hops; hops++) {
		unsigned slot =
		    GPOINTER_TO_UINT(g_hash_table_lookup(self->slots, &message));
		const int64_t *parent;

		if (slot != 0)
			return slot;
		parent = g_hash_table_lookup(self->parents, &message);
		message = parent != NULL ? *parent : 0;
	}
	return 0;
}

static void
add_answer(making *self, const td_index_row *row)
{
	td_page_answer *answer = g_new0(td_page_answer, 1);
	/* A list that rewrote From hides who answered; the author was found. */
	const char *name = row->author_name;
	const char *address = row->author_address;

	td_people_resolve(self->options->people, name, address, &name, &address);
	answer->subject_number = row->has_number ? row->number : 0;
	answer->subject_total = row->total;
	answer->name = keep(self, name);
	answer->address = keep(self, address);
	answer->message_id = keep(self, row->message_id);
	answer->class_name = keep(self, row->class_name);
	answer->sent = row->sent;
	answer->notice = "";
	answer->trailers = g_ptr_array_new();
	answer->uncounted = g_ptr_array_new();
	g_ptr_array_add(self->page->answers, answer);
	g_array_append_val(self->ids, row->id);
	g_hash_table_insert(self->answers, g_memdup2(&row->id, sizeof row->id), answer);
}

static gboolean
is_of_another(gpointer key, gpointer value, gpointer data)
{
	(void)key;
	(void)data;
	return ((const td_page_answer *)value)->number == 0;
}

/* What answers other series of the thread is left out. */
static void
keep_own_answers(making *self)
{
	GPtrArray *all = self->page->answers;
	GPtrArray *own = g_ptr_array_new_with_free_func(answer_free);

	for (unsigned i = 0; i < all->len; i++) {
		td_page_answer *answer = all->pdata[i];
		int64_t id = g_array_index(self->ids, int64_t, i);

		answer->number = id == self->cover ? 0 : slot_above(self, id);
		if (answer->number != 0)
			note_slot(self, id, answer->number - 1);
	}
	g_hash_table_foreach_remove(self->answers, is_of_another, NULL);
	g_ptr_array_set_free_func(all, NULL);
	for (unsigned i = 0; i < all->len; i++) {
		td_page_answer *answer = all->pdata[i];
		int64_t id = g_array_index(self->ids, int64_t, i);

		if (answer->number == 0) {
			answer_free(answer);
			continue;
		}
		answer->number =
		    td_credit_slot(answer->number - 1, answer->subject_number,
			answer->subject_total, self->page->standing->series.total);
		g_hash_table_remove(self->slots, &id);
		g_ptr_array_add(own, answer);
	}
	g_ptr_array_unref(all);
	self->page->answers = own;
}

/* What find_plain_cover asks for. */
static void
note_plain(making *self, const td_index_row *row)
{
	const td_index_series *series = &self->page->standing->series;

	if (series->cover != 0 || series->total < 2)
		return;
	if (row->series == series->id && row->kind == TD_KIND_PATCH) {
		const char *name, *address;
		below one = { .parent = row->parent };

		td_sender_find(row, &name, &address);
		one.sender = keep(self, address);
		g_array_append_val(self->below, one);
	} else if (row->series == 0 && row->kind == TD_KIND_MAIL) {
		g_hash_table_insert(self->writers, g_memdup2(&row->id, sizeof row->id),
		    (void *)(uintptr_t)keep(self, row->author_address));
	}
}

/* A cover letter that does not say 0/N: who sent the patches that answer it wrote it. */
static bool
find_plain_cover(making *self, GError **error)
{
	for (unsigned i = 0; i < self->below->len; i++) {
		const below *one = &g_array_index(self->below, below, i);
		const char *writer = g_hash_table_lookup(self->writers, &one->parent);
		int64_t thread;

		if (writer == NULL || g_ascii_strcasecmp(writer, one->sender) != 0)
			continue;
		self->cover = one->parent;
		return load_patch(self, self->cover, 0, false, &thread, error);
	}
	return true;
}

static bool
load_answers(making *self, GError **error)
{
	const td_index_range range = { .messages =
					   (const int64_t *)(void *)self->mails->data,
		.n = self->mails->len };
	g_autoptr(td_rows) rows = td_index_messages(self->index, &range, error);
	td_index_row row;
	GError *failed = NULL;

	if (rows == NULL)
		return false;
	while (td_rows_next(rows, &row, &failed)) {
		int64_t pair[2] = { row.id, row.parent };
		int64_t *kept = g_memdup2(pair, sizeof pair);

		/* What stands under another series of the thread is not for this one. */
		if (row.series != 0)
			kept[1] = 0;
		g_hash_table_insert(self->parents, kept, kept + 1);
		if (row.series == 0)
			add_answer(self, &row);
		note_plain(self, &row);
	}
	if (failed != NULL) {
		g_propagate_error(error, failed);
		return false;
	}
	if (!find_plain_cover(self, error))
		return false;
	keep_own_answers(self);
	return true;
}

static bool
is_review(const char *key)
{
	static const char *const keys[] = { "Reviewed-by", "Acked-by", "Tested-by",
		"Nacked-by", "pw-bot" };

	for (size_t i = 0; i < G_N_ELEMENTS(keys); i++)
		if (g_ascii_strcasecmp(key, keys[i]) == 0)
			return true;
	return false;
}

/* The sender is who the trailer names, or it names nobody. */
static bool
is_given(const making *self, const td_index_trailer *trailer, const td_page_answer *from)
{
	g_autofree char *name = NULL, *address = NULL;
	const char *whose, *its;

	if (!td_credit_is_given(trailer->key) ||
	    !td_credit_split(trailer->value, &name, &address))
		return true;
	td_people_resolve(self->options->people, name, address, &whose, &its);
	return td_credit_compare(whose, its, from->name, from->address) !=
	       TD_CREDIT_MISMATCH;
}

/* As it stands in a commit message, and for which patches it says that it is. */
static char *
write_trailer(const td_index_trailer *trailer)
{
	bool some = *trailer->about != '\0' && strcmp(trailer->about, "all") != 0;

	return g_strdup_printf("%s: %s%s%s", trailer->key, trailer->value,
	    some                      ? " # patches "
	    : *trailer->about != '\0' ? " # series"
				      : "",
	    some ? trailer->about : "");
}

static void
take_trailer(const td_index_trailer *trailer, void *data)
{
	making *self = data;
	td_page_answer *answer = g_hash_table_lookup(self->answers, &trailer->message);
	unsigned slot =
	    GPOINTER_TO_UINT(g_hash_table_lookup(self->slots, &trailer->message));
	g_autofree char *line = NULL;

	if (!is_review(trailer->key) || (answer == NULL && slot == 0))
		return;
	line = write_trailer(trailer);
	if (answer != NULL) {
		g_ptr_array_add(is_given(self, trailer, answer) ? answer->trailers
								: answer->uncounted,
		    (char *)(uintptr_t)keep(self, line));
	} else {
		g_autofree char *numbered = g_strdup_printf("%u %s", slot - 1, line);

		g_ptr_array_add(
		    self->page->trailers, (char *)(uintptr_t)keep(self, numbered));
	}
}

static void
take_notice(const td_index_notice *notice, void *data)
{
	making *self = data;
	td_page_answer *answer = g_hash_table_lookup(self->answers, &notice->message);
	const char *word = td_notice_source_word(notice->source);

	if (answer != NULL && word != NULL)
		answer->notice = word;
}

static bool
load_thread(making *self, int64_t thread, GError **error)
{
	td_index_range range = { 0 };

	self->mails = td_index_find_thread(self->index, thread, error);
	if (self->mails == NULL)
		return false;
	if (self->mails->len == 0)
		return true;
	range.messages = (const int64_t *)(void *)self->mails->data;
	range.n = self->mails->len;
	return load_answers(self, error) &&
	       td_index_each_trailer(self->index, &range, take_trailer, self, error) &&
	       td_index_each_notice(self->index, &range, take_notice, self, error);
}

static td_series_page *
page_new(void)
{
	td_series_page *page = g_new0(td_series_page, 1);

	page->store = g_string_chunk_new(1 << 14);
	page->versions = g_ptr_array_new_with_free_func(version_free);
	page->patches = g_ptr_array_new_with_free_func(g_free);
	page->answers = g_ptr_array_new_with_free_func(answer_free);
	page->trailers = g_ptr_array_new();
	return page;
}

td_series_page *
td_series_page_build(
    td_index *index, int64_t series, const td_standing_options *options, GError **error)
{
	g_autoptr(td_series_page) page = page_new();
	making self = { .index = index, .options = options, .page = page };
	int64_t thread = 0;
	bool fine;

	self.ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
	self.slots = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	self.parents = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	self.answers = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	page->standing = load_standing(&self, series, error);
	self.writers = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	self.below = g_array_new(FALSE, FALSE, sizeof(below));
	fine = page->standing != NULL && load_versions(&self, series, error) &&
	       load_patches(&self, &thread, error) && load_thread(&self, thread, error);
	g_array_free(self.ids, TRUE);
	g_array_free(self.below, TRUE);
	g_hash_table_destroy(self.writers);
	g_hash_table_destroy(self.slots);
	g_hash_table_destroy(self.parents);
	g_hash_table_destroy(self.answers);
	g_clear_pointer(&self.mails, g_array_unref);
	return fine ? g_steal_pointer(&page) : NULL;
}

void
td_series_page_free(td_series_page *page)
{
	if (page == NULL)
		return;
	g_free(page->standing);
	g_ptr_array_free(page->versions, TRUE);
	g_ptr_array_free(page->patches, TRUE);
	g_ptr_array_free(page->answers, TRUE);
	g_ptr_array_free(page->trailers, TRUE);
	g_string_chunk_free(page->store);
	g_free(page);
}
