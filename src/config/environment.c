/* SPDX-License-Identifier: GPL-2.0-or-later */
/* config/environment.c - GIT_CONFIG_COUNT and what belongs to it */
#include "config/environment.h"

#include <limits.h>

#include "base/error.h"
#include "config/setting.h"

static bool
read_one(GPtrArray *some, unsigned at, GError **error)
{
	g_autofree char *key = g_strdup_printf("GIT_CONFIG_KEY_%u", at);
	g_autofree char *value = g_strdup_printf("GIT_CONFIG_VALUE_%u", at);
	g_autofree char *name = NULL;
	const char *missing = !g_getenv(key) ? key : !g_getenv(value) ? value : NULL;

	if (missing) {
		g_set_error(error, TD_ERROR, TD_ERROR_MALFORMED,
		    "the environment has no '%s', but GIT_CONFIG_COUNT says so", missing);
		return false;
	}
	name = td_setting_name(g_getenv(key));
	if (!name) {
		g_set_error(error, TD_ERROR, TD_ERROR_MALFORMED,
		    "'%s' in %s is no name of a setting", g_getenv(key), key);
		return false;
	}
	td_settings_add(some, name, g_getenv(value));
	return true;
}

bool
td_environment_read(GPtrArray *some, GError **error)
{
	const char *text = g_getenv("GIT_CONFIG_COUNT");
	guint64 count = 0;

	if (text && *text &&
	    !g_ascii_string_to_unsigned(text, 10, 0, INT_MAX, &count, NULL)) {
		g_set_error(error, TD_ERROR, TD_ERROR_MALFORMED,
		    "'%s' in GIT_CONFIG_COUNT is no count", text);
		return false;
	}
	for (unsigned i = 0; i < count; i++) {
		if (!read_one(some, i, error))
			return false;
	}
	return true;
}
