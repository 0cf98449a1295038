/* SPDX-License-Identifier: GPL-2.0-or-later */
/* site/about.c - the configuration's words, else the archive's, else its name */
#include "site/about.h"

#include <string.h>

/* The first line of a text, if it is more than blanks and no default of git's. */
static char *
first_line(const char *text)
{
	g_autofree char *line = g_strndup(text, strcspn(text, "\n"));
	char *valid = g_utf8_make_valid(g_strstrip(line), -1);

	if (*valid != '\0' && !g_str_has_prefix(valid, "Unnamed repository"))
		return valid;
	g_free(valid);
	return NULL;
}

static char *
description_of(td_serving *serving, const td_list *list)
{
	g_autofree char *setting = g_strdup_printf("list.%s.description", list->name);
	g_autofree char *said = td_config_find(serving->config, setting);
	g_autofree char *path = g_build_filename(list->dir, "description", NULL);
	g_autofree char *text = NULL;
	char *line = NULL;

	if (said)
		line = first_line(said);
	else if (g_file_test(path, G_FILE_TEST_IS_REGULAR) &&
		 g_file_get_contents(path, &text, NULL, NULL))
		line = first_line(text);
	return line ? line : g_strdup(list->name);
}

char *
td_about_description(td_serving *serving, const td_served_list *list)
{
	return list->list ? description_of(serving, list->list)
			  : g_strdup("all lists of this site");
}
