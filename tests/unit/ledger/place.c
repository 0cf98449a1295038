/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/ledger/place.c - made, opened, taken away */
#include "place.h"

#include <glib/gstdio.h>
#include <string.h>

int
make_place(void **state)
{
	place *self = g_new0(place, 1);

	self->folder = g_dir_make_tmp("tidings-ledger-XXXXXX", NULL);
	self->path = g_build_filename(self->folder, "deep", "ledger.sqlite", NULL);
	*state = self;
	return 0;
}

int
drop_place(void **state)
{
	place *self = *state;
	g_autofree char *deep = g_path_get_dirname(self->path);
	GDir *dir = g_dir_open(deep, 0, NULL);
	const char *name;

	while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *path = g_build_filename(deep, name, NULL);

		g_unlink(path);
	}
	if (dir != NULL)
		g_dir_close(dir);
	g_rmdir(deep);
	g_rmdir(self->folder);
	g_free(self->folder);
	g_free(self->path);
	g_free(self);
	return 0;
}

td_ledger *
open_it(void **state)
{
	const place *self = *state;
	g_autoptr(GError) error = NULL;
	td_ledger *ledger = td_ledger_open(self->path, &error);

	assert_null(error);
	assert_non_null(ledger);
	return ledger;
}

td_ledger_key
key_of(unsigned project, const char *id, unsigned char blob)
{
	td_ledger_key key = { .project = project, .message_id = id };

	memset(key.blob.id, blob, sizeof key.blob.id);
	return key;
}
