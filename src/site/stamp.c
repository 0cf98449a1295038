/* SPDX-License-Identifier: GPL-2.0-or-later */
/* site/stamp.c - files of an index, as stat tells of them */
#include "site/stamp.h"

enum { fresh_us = 50000 };

td_stamp_file
td_stamp_look(const char *path, const char *suffix)
{
	g_autofree char *full = g_strconcat(path, suffix, NULL);
	td_stamp_file stamp = { 0 };
	struct stat st;

	/* An empty log comes and goes with who only reads. */
	if (stat(full, &st) == 0 && st.st_size > 0) {
		stamp.device = st.st_dev;
		stamp.inode = st.st_ino;
		stamp.size = st.st_size;
		stamp.changed = st.st_mtim;
	}
	return stamp;
}

bool
td_stamp_is_file(const td_stamp_file *a, const td_stamp_file *b)
{
	return a->device == b->device && a->inode == b->inode && a->size == b->size &&
	       a->changed.tv_sec == b->changed.tv_sec &&
	       a->changed.tv_nsec == b->changed.tv_nsec;
}

bool
td_stamp_is(const td_stamp *a, const td_stamp *b)
{
	return td_stamp_is_file(&a->main, &b->main) &&
	       td_stamp_is_file(&a->log, &b->log) &&
	       td_stamp_is_file(&a->config, &b->config) && td_stamp_is_ledger(a, b);
}

bool
td_stamp_is_ledger(const td_stamp *a, const td_stamp *b)
{
	return td_stamp_is_file(&a->ledger, &b->ledger) &&
	       td_stamp_is_file(&a->ledger_log, &b->ledger_log);
}

/* Who writes does it to the log. */
static int64_t
last_written(const td_stamp_file *main, const td_stamp_file *log)
{
	const td_stamp_file *file = log->size > 0 ? log : main;

	return (int64_t)file->changed.tv_sec * G_USEC_PER_SEC +
	       file->changed.tv_nsec / 1000;
}

bool
td_stamp_is_fresh(const td_stamp *now)
{
	return now->time - last_written(&now->main, &now->log) < fresh_us ||
	       now->time - last_written(&now->ledger, &now->ledger_log) < fresh_us;
}

char *
td_stamp_settled(const td_stamp *stamp, uint64_t seed, unsigned reloads)
{
	return g_strdup_printf("%" G_GINT64_MODIFIER "x-%lx-%lx%lx-%lx", seed,
	    (unsigned long)stamp->main.inode, (unsigned long)stamp->config.changed.tv_sec,
	    (unsigned long)stamp->config.changed.tv_nsec + reloads,
	    (unsigned long)stamp->config.size);
}

char *
td_stamp_mark(const td_stamp *stamp, const char *settled)
{
	const td_stamp_file *files[] = { &stamp->main, &stamp->log, &stamp->ledger,
		&stamp->ledger_log };
	GString *mark = g_string_new(settled);

	for (size_t i = 0; i < G_N_ELEMENTS(files); i++)
		g_string_append_printf(mark, "-%lx%lx.%lx",
		    (unsigned long)files[i]->changed.tv_sec,
		    (unsigned long)files[i]->changed.tv_nsec,
		    (unsigned long)files[i]->size);
	return g_string_free(mark, FALSE);
}

char *
td_stamp_target(const char *path)
{
	g_autofree char *target = g_file_read_link(path, NULL);
	g_autofree char *folder = g_path_get_dirname(path);

	if (!target)
		return g_strdup(path);
	if (g_path_is_absolute(target))
		return g_strdup(target);
	return g_build_filename(folder, target, NULL);
}
