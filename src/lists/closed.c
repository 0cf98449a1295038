/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lists/closed.c - private lists and their tokens, out of the configuration */
#include "lists/closed.h"

#include <string.h>

#include "config/setting.h"

/* What was said of a list so far; the last word counts. */
typedef struct said {
	td_closed_list list;
	bool closed;
} said;

static void
free_list(void *data)
{
	td_closed_list *list = data;

	g_free(list->name);
	g_ptr_array_unref(list->tokens);
	g_free(list);
}

static void
free_said(void *data)
{
	said *one = data;

	g_free(one->list.name);
	g_clear_pointer(&one->list.tokens, g_ptr_array_unref);
	g_free(one);
}

static said *
said_of(GPtrArray *all, const char *name)
{
	said *one;

	for (unsigned i = 0; i < all->len; i++) {
		one = all->pdata[i];
		if (strcmp(one->list.name, name) == 0)
			return one;
	}
	one = g_new0(said, 1);
	one->list.name = g_strdup(name);
	one->list.tokens = g_ptr_array_new_with_free_func(g_free);
	g_ptr_array_add(all, one);
	return one;
}

static bool
says_closed(const char *value)
{
	static const char *const words[] = { "false", "no", "off", "0" };

	for (unsigned i = 0; i < G_N_ELEMENTS(words); i++) {
		if (g_ascii_strcasecmp(value, words[i]) == 0)
			return false;
	}
	return true;
}

static bool
take_setting(const char *name, const char *value, void *data, GError **error)
{
	GPtrArray *all = data;
	const char *key;
	g_autofree char *list = td_setting_part(name, &key);

	(void)error;
	if (!list)
		return true;
	if (strcmp(key, "private") == 0)
		said_of(all, list)->closed = says_closed(value);
	else if (strcmp(key, "token") == 0 && *value != '\0')
		g_ptr_array_add(said_of(all, list)->list.tokens, g_strdup(value));
	return true;
}

GPtrArray *
td_closed_read(td_config *config, GError **error)
{
	g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(free_said);
	GPtrArray *closed;

	if (!td_config_walk(config, "list.", take_setting, all, error))
		return NULL;
	closed = g_ptr_array_new_with_free_func(free_list);
	for (unsigned i = 0; i < all->len; i++) {
		said *one = all->pdata[i];
		td_closed_list *list;

		if (!one->closed)
			continue;
		list = g_new0(td_closed_list, 1);
		list->name = g_steal_pointer(&one->list.name);
		list->tokens = g_steal_pointer(&one->list.tokens);
		g_ptr_array_add(closed, list);
	}
	return closed;
}

const td_closed_list *
td_closed_find(const GPtrArray *closed, const char *name)
{
	for (unsigned i = 0; i < closed->len; i++) {
		const td_closed_list *list = closed->pdata[i];

		if (strcmp(list->name, name) == 0)
			return list;
	}
	return NULL;
}
