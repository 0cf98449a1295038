/* SPDX-License-Identifier: GPL-2.0-or-later */
/* site/seen.c - files of an index, as stat tells of them */
#include "site/seen.h"

enum { fresh_us = 50000 };

td_seen_file
td_seen_look(const char *path, const char *suffix)
{
	g_autofree char *full = g_strconcat(path, suffix, NULL);
	td_seen_file seen = { 0 };
	struct stat st;

	/* An empty log comes and goes with who only reads. */
	if (stat(full, &st) == 0 && st.st_size > 0) {
		seen.device = st.st_dev;
		seen.inode = st.st_ino;
		seen.size = st.st_size;
		seen.changed = st.st_mtim;
	}
	return seen;
}

bool
td_seen_is_file(const td_seen_file *a, const td_seen_file *b)
{
	return a->device == b->device && a->inode == b->inode && a->size == b->size &&
	       a->changed.tv_sec == b->changed.tv_sec &&
	       a->changed.tv_nsec == b->changed.tv_nsec;
}

bool
td_seen_is(const td_seen *a, const td_seen *b)
{
	return td_seen_is_file(&a->main, &b->main) && td_seen_is_file(&a->log, &b->log) &&
	       td_seen_is_file(&a->config, &b->config);
}

bool
td_seen_is_fresh(const td_seen *now)
{
	const td_seen_file *file = now->log.size > 0 ? &now->log : &now->main;
	int64_t changed =
	    (int64_t)file->changed.tv_sec * G_USEC_PER_SEC + file->changed.tv_nsec / 1000;

	return now->time - changed < fresh_us;
}

char *
td_seen_settled(const td_seen *seen, uint64_t seed, unsigned reloads)
{
	return g_strdup_printf("%" G_GINT64_MODIFIER "x-%lx-%lx%lx-%lx", seed,
	    (unsigned long)seen->main.inode, (unsigned long)seen->config.changed.tv_sec,
	    (unsigned long)seen->config.changed.tv_nsec + reloads,
	    (unsigned long)seen->config.size);
}

char *
td_seen_mark(const td_seen *seen, const char *settled)
{
	return g_strdup_printf("%s-%lx%lx-%lx%lx-%lx", settled,
	    (unsigned long)seen->main.changed.tv_sec,
	    (unsigned long)seen->main.changed.tv_nsec,
	    (unsigned long)seen->log.changed.tv_sec,
	    (unsigned long)seen->log.changed.tv_nsec, (unsigned long)seen->log.size);
}

char *
td_seen_target(const char *path)
{
	g_autofree char *target = g_file_read_link(path, NULL);
	g_autofree char *folder = g_path_get_dirname(path);

	if (!target)
		return g_strdup(path);
	if (g_path_is_absolute(target))
		return g_strdup(target);
	return g_build_filename(folder, target, NULL);
}
