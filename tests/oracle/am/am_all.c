/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * am_all ARCHIVE FOLDER STRIDE SKIP LIMIT - every so many series of an archive as
 * tidings am gives them, for compare.py
 *
 * FOLDER/N.head: Message-ID, version, minor, total, series of that version in the thread,
 * "rerolled" or "-". N.mails: the mails of the threads, each behind a
 * line with its length. N.mbox: what git am would get. N.said: a line a trailer.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"
#include "cli/am_archive.h"
#include "index/lookup.h"
#include "show/am.h"

static td_am_archive archive;

static void
fail(const GError *error)
{
	fprintf(stderr, "am_all: %s\n", error->message);
	exit(1);
}

static FILE *
create(const char *folder, unsigned n, const char *end)
{
	g_autofree char *path = g_strdup_printf("%s/%u.%s", folder, n, end);
	FILE *file = fopen(path, "wb");

	if (!file) {
		perror(path);
		exit(1);
	}
	return file;
}

static bool
load(int64_t message, td_span *bytes, void *data, GError **error)
{
	(void)data;
	return td_am_archive_load(&archive, message, bytes, error);
}

static bool
write_bytes(const char *bytes, size_t n, void *data, GError **error)
{
	(void)error;
	return fwrite(bytes, 1, n, data) == n;
}

static void
write_mails(FILE *file, const GArray *ids)
{
	for (guint i = 0; i < ids->len; i++) {
		g_autoptr(GError) error = NULL;
		td_span bytes;

		if (!load(g_array_index(ids, int64_t, i), &bytes, NULL, &error))
			fail(error);
		fprintf(file, "%zu\n", bytes.n);
		fwrite(bytes.p, 1, bytes.n, file);
	}
}

static void
write_said(FILE *file, const td_am *am)
{
	for (guint i = 0; i < am->patches->len; i++) {
		const td_am_patch *patch = g_ptr_array_index(am->patches, i);

		for (guint k = 0; k < patch->trailers->len; k++) {
			const td_am_trailer *got = g_ptr_array_index(patch->trailers, k);

			fprintf(file, "%s\t%u\t%d\t%d\t%u\t%u\t%d\t%s\t%s: %s\t%s\n",
			    patch->message_id, patch->number, (int)got->use,
			    (int)got->match, got->slot, got->version, got->below,
			    got->trailer->about ? got->trailer->about : "",
			    got->trailer->key, got->trailer->value, got->message_id);
		}
	}
}

static bool
find_thread(int64_t message, int64_t *thread, char **id)
{
	const td_index_range range = { .messages = &message, .n = 1 };
	g_autoptr(GError) error = NULL;
	g_autoptr(td_rows) rows = td_index_messages(archive.index, &range, &error);
	td_index_row row;

	if (!rows)
		fail(error);
	if (!td_rows_next(rows, &row, &error))
		return false;
	*thread = row.thread;
	*id = g_strdup(row.message_id);
	return true;
}

static void
write_series(const td_index_series *series, const char *folder, unsigned n)
{
	const td_am_options options = {
		.has_version = true,
		.version = series->version,
		.minor = series->minor,
		.guess = true,
		.load = load,
	};
	const td_render_am_options render = { .own = "max@example.org", .load = load };
	g_autoptr(GError) error = NULL;
	g_autoptr(GArray) ids = NULL;
	g_autoptr(td_am) am = NULL;
	g_autofree char *id = NULL;
	g_autoptr(GArray) all = NULL;
	td_sink sink = { write_bytes, NULL };
	td_index_range range = { 0 };
	unsigned same = 0;
	int64_t thread;
	FILE *file;

	if (!find_thread(series->head, &thread, &id))
		return;
	ids = td_index_find_thread(archive.index, thread, &error);
	if (!ids)
		fail(error);
	range.messages = (const int64_t *)(const void *)ids->data;
	range.n = ids->len;
	all = td_index_load_series(archive.index, &range, &error);
	if (!all)
		fail(error);
	for (guint i = 0; i < all->len; i++)
		same += g_array_index(all, td_index_series, i).version == series->version;
	am = td_am_build(archive.index, series->head, &options, &error);
	if (!am && !g_error_matches(error, TD_ERROR, TD_ERROR_NOT_FOUND))
		fail(error);
	g_clear_error(&error);
	file = create(folder, n, "head");
	fprintf(file, "%s %u %u %u %u %s\n", id, series->version, series->minor,
	    series->total, same, am && am->rerolled ? "rerolled" : "-");
	fclose(file);
	file = create(folder, n, "mails");
	write_mails(file, ids);
	fclose(file);
	file = create(folder, n, "said");
	if (am)
		write_said(file, am);
	fclose(file);
	file = create(folder, n, "mbox");
	sink.data = file;
	if (am && !td_render_am(am, &render, &sink, &error))
		fail(error);
	fclose(file);
}

int
main(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(td_config) config = td_config_open(&error);
	const td_index_range all = { 0 };
	g_autoptr(GArray) series = NULL;
	guint stride, skip, limit;
	unsigned n = 0;

	if (argc != 6) {
		fprintf(stderr, "am_all ARCHIVE FOLDER STRIDE SKIP LIMIT\n");
		return 1;
	}
	stride = (guint)strtoul(argv[3], NULL, 10);
	skip = (guint)strtoul(argv[4], NULL, 10);
	limit = (guint)strtoul(argv[5], NULL, 10);
	if (!config || !td_am_archive_open(&archive, config, argv[1], 0, &error))
		fail(error);
	series = td_index_load_series(archive.index, &all, &error);
	if (!series)
		fail(error);
	for (guint i = skip; i < series->len && n < limit; i += MAX(stride, 1))
		write_series(&g_array_index(series, td_index_series, i), argv[2], n++);
	printf("%u of %u series\n", n, series->len);
	td_am_archive_clear(&archive);
	return 0;
}
