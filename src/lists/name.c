/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lists/name.c - names that are safe as a folder and in a settings file */
#include "lists/name.h"

#include <string.h>

#include "base/error.h"
#include "base/limits.h"

static bool
is_good(const char *name)
{
	size_t n = strlen(name);

	if (n == 0 || n > TD_MAX_LIST_NAME || !g_ascii_isalnum(name[0]) ||
	    strstr(name, "..") || name[n - 1] == '.')
		return false;
	for (size_t i = 0; i < n; i++) {
		if (!g_ascii_isalnum(name[i]) && !strchr("._+-", name[i]))
			return false;
	}
	/* git and we put these behind a name to say what a file is. */
	return !g_str_has_suffix(name, ".lock") && !g_str_has_suffix(name, ".git");
}

bool
td_list_name_check(const char *name, GError **error)
{
	g_autofree char *shown = NULL;

	if (is_good(name))
		return true;
	shown = g_strescape(name, NULL);
	g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
	    "'%s' cannot be the name of a list: letters, digits and ._+- are good, a "
	    "letter or digit first, at most %d of them",
	    shown, TD_MAX_LIST_NAME);
	return false;
}
