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
	       td_stamp_is_file(&a->config, &b->config);
}

bool
td_stamp_is_fresh(const td_stamp *now)
{
	const td_stamp_file *file = now->log.size > 0 ? &now->log : &now->main;
	int64_t changed =
	    (int64_t)file->changed.tv_sec * G_USEC_PER_SEC + file->changed.tv_nsec / 1000;

	return now->time - changed < fresh_us;
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
	return g_strdup_printf("%s-%lx%lx-%lx%lx-%lx", settled,
	    (unsigned long)stamp->main.changed.tv_sec,
	    (unsigned long)stamp->main.changed.tv_nsec,
	    (unsigned long)stamp->log.changed.tv_sec,
	    (unsigned long)stamp->log.changed.tv_nsec, (unsigned long)stamp->log.size);
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
