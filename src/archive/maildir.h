/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * archive/maildir.h - one mail a file, in cur and new
 *
 * Mails are in the order of the delivery time that begins a file's name (the file's own
 * time where the name has none), then of the name. Files in tmp, hidden files and folders
 * beside cur and new are left alone.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct td_maildir {
	GPtrArray *names; /* of char *: "cur/1761904800.M1P2.host:2,S", in order */
	GArray
	    *entries; /* of td_entry, in that order: offset is the hash of its name
			 without folder and flags, which it keeps; size is the file's */
	GHashTable *by_offset; /* entries' offset to the name, both borrowed */
} td_maildir;

/* True when path has a folder cur or new. */
bool td_maildir_is(const char *path);

/* NULL on error: IO. */
td_maildir *td_maildir_open(const char *path, GError **error);
void td_maildir_close(td_maildir *maildir); /* NULL is fine */

/*
 * Opens the file of that name under path, also when its flags changed or it went from new
 * to cur since it was listed. A descriptor, or -1.
 */
int td_maildir_open_mail(const char *path, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_maildir, td_maildir_close)
