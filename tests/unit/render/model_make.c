/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/render/model_make.c - putting reports together by hand */
#include "model_make.h"

#include <stdlib.h>
#include <string.h>

void *
model_alloc(model *m, size_t n)
{
	void *p = g_malloc0(n);

	g_ptr_array_add(m->strings, p);
	return p;
}

char *
model_string(model *m, const char *text)
{
	char *copy = g_strdup(text ? text : "");

	g_ptr_array_add(m->strings, copy);
	return copy;
}

GPtrArray *
model_array(model *m)
{
	GPtrArray *array = g_ptr_array_new();

	g_ptr_array_add(m->arrays, array);
	return array;
}

static GArray *
small_array(model *m, guint size)
{
	GArray *array = g_array_new(FALSE, TRUE, size);

	g_ptr_array_add(m->garrays, array);
	return array;
}

static void
unref_ptr_array(void *array)
{
	g_ptr_array_unref(array);
}

static void
unref_array(void *array)
{
	g_array_unref(array);
}

static char *
load_text(int64_t message, void *data, GError **error)
{
	model *m = data;
	const char *text = g_hash_table_lookup(m->texts, &message);

	(void)error;
	return g_strdup(text ? text : "");
}

/* They are kept with the texts, under the number below zero. */
static char *
load_changelog(int64_t message, void *data, GError **error)
{
	return load_text(-message, data, error);
}

void
model_changelog(model *m, const td_report_patch *patch, const char *text)
{
	int64_t *key = g_new(int64_t, 1);

	*key = -patch->message;
	g_hash_table_insert(m->texts, key, (char *)(uintptr_t)model_string(m, text));
}

model *
model_new(const char *list_name)
{
	model *m = g_new0(model, 1);
	td_report *report = &m->report;

	m->strings = g_ptr_array_new_with_free_func(g_free);
	m->arrays = g_ptr_array_new_with_free_func(unref_ptr_array);
	m->garrays = g_ptr_array_new_with_free_func(unref_array);
	m->texts = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	report->list_name = model_string(m, list_name);
	report->since = INT64_MIN;
	report->until = INT64_MAX;
	report->parts = TD_PART_ALL;
	report->top = 15;
	report->domains = model_array(m);
	report->contributors = model_array(m);
	report->reviewers = model_array(m);
	report->series = model_array(m);
	report->earlier = model_array(m);
	report->waiting = model_array(m);
	report->waiting_days = 7;
	report->pulls = model_array(m);
	report->applied = model_array(m);
	report->threads = model_array(m);
	report->discussions = model_array(m);
	report->classes = model_array(m);
	report->remarks = model_array(m);
	report->days = small_array(m, sizeof(td_report_day));
	report->load_text = load_text;
	report->load_changelog = load_changelog;
	report->load_data = m;
	return m;
}

void
model_free(td_report *report)
{
	model *m = (model *)(void *)report;

	g_ptr_array_unref(m->strings);
	g_ptr_array_unref(m->arrays);
	g_ptr_array_unref(m->garrays);
	g_hash_table_unref(m->texts);
	g_free(m);
}

td_report_person *
model_person(model *m, const char *name, const char *address)
{
	td_report_person *person = model_alloc(m, sizeof(*person));
	const char *at = strrchr(address, '@');

	person->name = model_string(m, name);
	person->address = model_string(m, address);
	person->domain = model_string(m, at ? at + 1 : "");
	return person;
}

void
model_count(model *m, GPtrArray *to, const char *name, unsigned patches, unsigned people)
{
	td_report_count *count = model_alloc(m, sizeof(*count));

	count->name = model_string(m, name);
	count->patches = patches;
	count->people = people;
	g_ptr_array_add(to, count);
}

static char *
subject_of(model *m, const td_report_series *series, unsigned number, const char *title)
{
	g_autofree char *text = NULL;

	if (series->total < 2)
		text = g_strdup_printf("[%s] %s", series->tags, title);
	else
		text = g_strdup_printf(
		    "[%s %u/%u] %s", series->tags, number, series->total, title);
	return model_string(m, text);
}

static td_report_patch *
new_patch(model *m, td_report_series *series, unsigned number, const char *title,
    const char *text)
{
	td_report_patch *patch = model_alloc(m, sizeof(*patch));
	g_autofree char *id = g_strdup(series->message_id);
	char *dash = strchr(id, '-');
	g_autofree char *own = NULL;
	int64_t *key = g_new(int64_t, 1);

	*dash = '\0';
	own = g_strdup_printf("%s-%u-%s", id, number, dash + 3);
	patch->message = ++m->last_message;
	patch->message_id = model_string(m, own);
	patch->title = model_string(m, title);
	patch->subject = subject_of(m, series, number, title);
	patch->author = series->author;
	patch->sender = series->sender;
	patch->number = number;
	patch->sent = series->sent + number;
	patch->received = series->received + number;
	patch->sent_zone = 60;
	patch->epoch = 0;
	patch->position = (uint64_t)m->last_message;
	patch->commit.id[0] = 0xc0;
	patch->blob.id[0] = 0xb0;
	patch->commit.id[19] = patch->blob.id[19] = (unsigned char)m->last_message;
	patch->stat = small_array(m, sizeof(td_report_file));
	*key = patch->message;
	g_hash_table_insert(m->texts, key, text ? model_string(m, text) : NULL);
	return patch;
}

void
model_cover(model *m, td_report_series *series, const char *text)
{
	series->cover = new_patch(m, series, 0, series->title, text);
	series->message_id = series->cover->message_id;
}

td_report_patch *
model_patch(model *m, td_report_series *series, unsigned number, const char *title,
    const char *text, const model_file *files)
{
	td_report_patch *patch = new_patch(m, series, number, title, text);

	for (; files && files->path; files++) {
		td_report_file file = {
			.path = model_string(m, files->path),
			.old_path =
			    files->old_path ? model_string(m, files->old_path) : NULL,
			.insertions = files->insertions,
			.deletions = files->deletions,
			.is_new = files->flags && strchr(files->flags, 'n'),
			.is_deleted = files->flags && strchr(files->flags, 'd'),
			.is_binary = files->flags && strchr(files->flags, 'b'),
		};

		g_array_append_val(patch->stat, file);
		patch->files++;
		patch->insertions += file.insertions;
		patch->deletions += file.deletions;
	}
	memset(patch->patch_id, "0123456789abcdef"[m->last_message % 16], 40);
	if (series->patches->len == 0 && !series->cover) {
		series->message_id = patch->message_id;
		series->subject = patch->subject;
	}
	g_ptr_array_add(series->patches, patch);
	series->received_patches++;
	series->files += patch->files;
	series->insertions += patch->insertions;
	series->deletions += patch->deletions;
	return patch;
}

td_report_series *
model_add(model *m, const model_series *what)
{
	td_report_series *series = model_alloc(m, sizeof(*series));
	g_autofree char *id = g_strdup_printf(
	    "%s-0-%s", what->id, what->address[0] ? what->address : "x@example.org");

	series->status = what->status;
	series->title = model_string(m, what->title);
	series->tags = model_string(m, what->tags);
	series->version = what->version ? what->version : 1;
	series->has_version = what->version != 0;
	series->total = what->total ? what->total : 1;
	series->rfc = strstr(what->tags, "RFC");
	series->resend = strstr(what->tags, "RESEND");
	series->subject = subject_of(m, series, series->total > 1 ? 0 : 1, what->title);
	series->missing = small_array(m, sizeof(unsigned));
	series->class_name = model_string(m, "human");
	series->author = model_person(m, what->name, what->address);
	series->sender = series->author;
	series->patches = model_array(m);
	series->message_id = model_string(m, id);
	series->sent = what->received - 90;
	series->received = what->received;
	series->trailers = model_array(m);
	series->replies = what->replies;
	series->repliers = what->repliers;
	series->last_reply = what->last_reply;
	series->evidence = model_string(m, what->evidence);
	series->evidence_text = model_string(m, what->evidence_text);
	g_ptr_array_add(m->report.series, series);
	return series;
}

td_report_trailer *
model_trailer(model *m, td_report_series *series, unsigned number, const char *key,
    const char *name, const char *address)
{
	td_report_trailer *trailer = model_alloc(m, sizeof(*trailer));
	g_autofree char *value = g_strdup_printf("%s <%s>", name, address);
	g_autofree char *id =
	    g_strdup_printf("reply-%u-%s", series->trailers->len + 1, address);

	trailer->key = model_string(m, key);
	trailer->value = model_string(m, value);
	trailer->person = model_person(m, name, address);
	trailer->from_address = model_string(m, address);
	trailer->message_id = model_string(m, id);
	trailer->for_cover = number == 0 && series->cover;
	trailer->number = number;
	g_ptr_array_add(series->trailers, trailer);
	if (g_ascii_strcasecmp(key, "Reviewed-by") == 0)
		series->reviewed++;
	else if (g_ascii_strcasecmp(key, "Acked-by") == 0)
		series->acked++;
	else if (g_ascii_strcasecmp(key, "Tested-by") == 0)
		series->tested++;
	return trailer;
}
