/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/standing_page.c - all there is to say of one series, with what it rests on */
#include "report/standing_page.h"

#include "base/error.h"
#include "judge/standings.h"
#include "judge/versions.h"
#include "report/standing_work.h"

static bool
take_standing(const td_index_standing *row, void *data)
{
	td_page_work *self = data;

	self->taken = td_standing_take(row, self->options, self->page->store);
	self->evidence = row->evidence;
	if (self->page->standing == NULL)
		self->reviewers = td_page_keep(self, row->reviewers);
	return true;
}

static td_standing *
load_standing(td_page_work *self, int64_t series, GError **error)
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

static bool
load_versions(td_page_work *self, int64_t series, GError **error)
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

static bool
load_patches(td_page_work *self, GError **error)
{
	const td_index_series *series = &self->page->standing->series;
	const td_index_range range = { .messages = &series->head, .n = 1 };
	g_autoptr(GArray) members = td_index_load_members(self->index, &range, error);

	if (members == NULL)
		return false;
	if (series->cover != 0 &&
	    !td_page_load_patch(self, series->cover, 0, false, error))
		return false;
	for (unsigned i = 0; i < members->len; i++) {
		const td_index_member *member =
		    &g_array_index(members, td_index_member, i);

		if (member->series == series->id &&
		    !td_page_load_patch(
			self, member->message, member->number, member->extra, error))
			return false;
	}
	return true;
}

static td_series_page *
page_new(void)
{
	td_series_page *page = g_new0(td_series_page, 1);

	page->store = g_string_chunk_new(1 << 14);
	page->versions = g_ptr_array_new_with_free_func(version_free);
	page->patches = g_ptr_array_new_with_free_func(g_free);
	page->answers = g_ptr_array_new_with_free_func(td_page_answer_free);
	page->trailers = g_ptr_array_new();
	page->earlier = g_ptr_array_new();
	return page;
}

td_series_page *
td_series_page_build(
    td_index *index, int64_t series, const td_standing_options *options, GError **error)
{
	g_autoptr(td_series_page) page = page_new();
	td_page_work self = { .index = index, .options = options, .page = page };
	bool fine;

	self.ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
	self.threads = g_array_new(FALSE, FALSE, sizeof(int64_t));
	self.slots = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	self.parents = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	self.answers = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	page->standing = load_standing(&self, series, error);
	self.writers = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	self.below = g_array_new(FALSE, FALSE, sizeof(td_page_below));
	fine = page->standing != NULL && load_versions(&self, series, error) &&
	       load_patches(&self, error) && td_page_load_threads(&self, error);
	if (fine)
		td_page_add_earlier(&self);
	g_array_free(self.ids, TRUE);
	g_array_free(self.threads, TRUE);
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
	g_ptr_array_free(page->earlier, TRUE);
	g_string_chunk_free(page->store);
	g_free(page);
}
