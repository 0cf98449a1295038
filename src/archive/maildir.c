/* SPDX-License-Identifier: GPL-2.0-or-later */
/* archive/maildir.c - one mail a file, in cur and new */
#include "archive/maildir.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "archive/archive.h"
#include "base/error.h"

static const char *const folders[] = { "cur", "new" };

typedef struct listed {
	char *name;
	const char *base; /* in name: without the folder */
	int64_t received;
	int64_t size;
} listed;

bool
td_maildir_is(const char *path)
{
	for (size_t i = 0; i < G_N_ELEMENTS(folders); i++) {
		g_autofree char *full = g_build_filename(path, folders[i], NULL);

		if (g_file_test(full, G_FILE_TEST_IS_DIR))
			return true;
	}
	return false;
}

void
td_maildir_close(td_maildir *maildir)
{
	if (!maildir)
		return;
	g_hash_table_unref(maildir->by_offset);
	g_ptr_array_unref(maildir->names);
	g_array_unref(maildir->entries);
	g_free(maildir);
}

/* "1761904800.M1P2.host": seconds since 1970 in front. */
static bool
delivery_time(const char *base, int64_t *seconds)
{
	char *end;

	if (!g_ascii_isdigit(*base))
		return false;
	*seconds = g_ascii_strtoll(base, &end, 10);
	return *end == '.' && end - base <= 12;
}

static int
by_delivery(const void *a, const void *b)
{
	const listed *left = a, *right = b;
	int order =
	    (left->received > right->received) - (left->received < right->received);

	return order ? order : strcmp(left->base, right->base);
}

/* False, without an error, where the folder is not there. */
static bool
list_folder(const char *path, const char *folder, GArray *files, GError **error)
{
	g_autofree char *full = g_build_filename(path, folder, NULL);
	g_autoptr(GDir) dir = NULL;
	const char *name;

	if (!g_file_test(full, G_FILE_TEST_IS_DIR))
		return true;
	dir = g_dir_open(full, 0, NULL);
	if (!dir) {
		g_set_error(error, TD_ERROR, TD_ERROR_IO, "cannot list \"%s\"", full);
		return false;
	}
	while ((name = g_dir_read_name(dir))) {
		g_autofree char *file = g_build_filename(full, name, NULL);
		listed mail = { 0 };
		struct stat found;

		if (*name == '.' || stat(file, &found) < 0 || !S_ISREG(found.st_mode))
			continue;
		if (!delivery_time(name, &mail.received))
			mail.received = found.st_mtime;
		mail.size = found.st_size;
		mail.name = g_build_filename(folder, name, NULL);
		mail.base = mail.name + strlen(folder) + 1;
		g_array_append_val(files, mail);
	}
	return true;
}

/* FNV-1a: the same in every run, since the index keeps it. */
static uint64_t
hash_base(const char *base)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325);
	size_t n = strcspn(base, ":");

	for (size_t i = 0; i < n; i++)
		hash = (hash ^ (unsigned char)base[i]) * UINT64_C(0x100000001b3);
	/* SQLite's numbers have a sign. */
	return hash & INT64_MAX;
}

td_maildir *
td_maildir_open(const char *path, GError **error)
{
	g_autoptr(td_maildir) maildir = g_new0(td_maildir, 1);
	g_autoptr(GArray) files = g_array_new(false, false, sizeof(listed));
	bool good = true;

	maildir->names = g_ptr_array_new_with_free_func(g_free);
	maildir->entries = g_array_new(false, false, sizeof(td_entry));
	maildir->by_offset = g_hash_table_new(g_int64_hash, g_int64_equal);
	for (size_t i = 0; i < G_N_ELEMENTS(folders) && good; i++)
		good = list_folder(path, folders[i], files, error);
	g_array_sort(files, by_delivery);
	for (unsigned i = 0; i < files->len; i++) {
		const listed *mail = &g_array_index(files, listed, i);
		td_entry entry = { .offset = hash_base(mail->base),
			.size = (uint32_t)MIN(mail->size, UINT32_MAX),
			.received = mail->received };

		g_ptr_array_add(maildir->names, mail->name);
		g_array_append_val(maildir->entries, entry);
	}
	for (unsigned i = 0; i < files->len; i++)
		g_hash_table_insert(maildir->by_offset,
		    &g_array_index(maildir->entries, td_entry, i).offset,
		    maildir->names->pdata[i]);
	return good ? g_steal_pointer(&maildir) : NULL;
}

/* The name of the same mail with other flags; NULL where it is gone. */
static char *
find_renamed(const char *path, const char *base)
{
	size_t n = strcspn(base, ":");

	for (size_t i = 0; i < G_N_ELEMENTS(folders); i++) {
		g_autofree char *full = g_build_filename(path, folders[i], NULL);
		g_autoptr(GDir) dir = g_dir_open(full, 0, NULL);
		const char *name;

		while (dir && (name = g_dir_read_name(dir))) {
			if (strncmp(name, base, n) == 0 && strcspn(name, ":") == n)
				return g_build_filename(full, name, NULL);
		}
	}
	return NULL;
}

int
td_maildir_open_mail(const char *path, const char *name)
{
	g_autofree char *full = g_build_filename(path, name, NULL);
	g_autofree char *renamed = NULL;
	int fd = open(full, O_RDONLY | O_CLOEXEC);

	if (fd >= 0 || errno != ENOENT)
		return fd;
	renamed = find_renamed(path, strchr(name, '/') + 1);
	return renamed ? open(renamed, O_RDONLY | O_CLOEXEC) : -1;
}
