/* SPDX-License-Identifier: GPL-2.0-or-later */
/* serve/confine.c - the files of a site: archives, index, configuration, libraries */
#include "serve/confine.h"

#include <stdlib.h>

#include "archive/repositories.h"
#include "http/log.h"
#include "serve/sandbox.h"

static void
add(GPtrArray *paths, char *take_path)
{
	if (take_path)
		g_ptr_array_add(paths, take_path);
}

/* What the C library and libraries that are loaded late read, and git's configuration. */
static void
add_common(GPtrArray *read)
{
	static const char *const paths[] = { "/usr", "/lib", "/lib64", "/etc",
		"/proc/self", "/dev/null", "/dev/urandom", "/sys/devices/system/cpu" };

	for (unsigned i = 0; i < G_N_ELEMENTS(paths); i++)
		add(read, g_strdup(paths[i]));
	add(read, g_build_filename(g_get_user_config_dir(), "tidings", NULL));
	add(read, g_build_filename(g_get_user_config_dir(), "git", NULL));
	add(read, g_build_filename(g_get_home_dir(), ".gitconfig", NULL));
	add(read, g_strdup(g_getenv("GIT_CONFIG_GLOBAL")));
	add(read, g_strdup(g_getenv("GIT_CONFIG_SYSTEM")));
}

/* Where its mails are; an archive that cannot be opened is told of when it is asked for.
 */
static void
add_list(const td_serving *serving, const td_list *list, GPtrArray *read)
{
	td_archive *archive = td_library_archive(serving->library, list, NULL);

	add(read, g_strdup(list->dir));
	if (archive) {
		g_autoptr(GPtrArray) folders = td_archive_folders(archive);

		g_ptr_array_extend_and_steal(read, g_steal_pointer(&folders));
	}
}

static void
add_own(const td_serving *serving, td_sandbox *sandbox)
{
	const GPtrArray *lists = td_library_lists(serving->library);
	const char *index = td_library_index_path(serving->library);
	g_autofree char *file = realpath(index, NULL); /* a link may lead elsewhere */

	for (unsigned i = 0; i < lists->len; i++)
		add_list(serving, lists->pdata[i], sandbox->read);
	add(sandbox->read, td_config_find_path(serving->config, "mailmap.file"));
	/* SQLite's log and lock are beside the index, the reader's own data in the other.
	 */
	add(sandbox->write, g_path_get_dirname(index));
	add(sandbox->write, file ? g_path_get_dirname(file) : NULL);
	add(sandbox->write, g_strdup(td_library_folder(serving->library)));
}

bool
td_confine(const td_serve_settings *settings, GError **error)
{
	g_autoptr(GPtrArray) read = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) write = g_ptr_array_new_with_free_func(g_free);
	td_sandbox sandbox = { read, write };
	g_autoptr(td_serving) serving = td_serving_open(settings, error);
	g_autofree char *missing = NULL;

	if (!serving)
		return false;
	add_common(read);
	add_own(serving, &sandbox);
	g_clear_pointer(&serving, td_serving_close);
	if (!td_sandbox_enter(&sandbox, &missing, error))
		return false;
	if (missing)
		td_log("this kernel has no %s: it goes on without", missing);
	return true;
}
