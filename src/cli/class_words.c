/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/class_words.c - the words of --class as names of classes */
#include "cli/class_words.h"

#include <string.h>

#include "base/error.h"

static const char *
find_class(const td_rules *rules, const char *word)
{
	const char *const *names = td_rules_classes(rules);
	size_t n = strlen(word);

	if (strcmp(word, "all") == 0)
		return "all";
	for (; *names; names++) {
		/* "bots" means the class "bot". */
		if (strcmp(*names, word) == 0 ||
		    (n > 1 && word[n - 1] == 's' && strlen(*names) == n - 1 &&
			strncmp(*names, word, n - 1) == 0))
			return *names;
	}
	return NULL;
}

static bool
add_classes(GPtrArray *names, const char *option, const td_rules *rules, GError **error)
{
	g_auto(GStrv) words = g_strsplit(option, ",", -1);

	for (char **word = words; *word; word++) {
		const char *name = find_class(rules, g_strstrip(*word));
		g_autofree char *all = NULL;

		if (name) {
			g_ptr_array_add(names, g_strdup(name));
			continue;
		}
		all = g_strjoinv(", ", (char **)(uintptr_t)td_rules_classes(rules));
		g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
		    "--class: '%s' is none of %s, all", *word, all);
		return false;
	}
	return true;
}

bool
td_class_words_read(
    char *const *options, const td_rules *rules, GPtrArray **classes, GError **error)
{
	g_autoptr(GPtrArray) names = NULL;

	*classes = NULL;
	if (!options)
		return true;
	names = g_ptr_array_new_with_free_func(g_free);
	for (; *options; options++)
		if (!add_classes(names, *options, rules, error))
			return false;
	g_ptr_array_add(names, NULL);
	*classes = g_steal_pointer(&names);
	return true;
}
