/* SPDX-License-Identifier: GPL-2.0-or-later */
/* serve/private.c - tokens out of the configuration, and one out of a request */
#include "serve/private.h"

#include <string.h>

#include "base/span.h"
#include "lists/library.h"

typedef struct private_list {
	char *name;
	bool is_private;
	GPtrArray *tokens; /* of char * */
} private_list;

struct td_private {
	GPtrArray *lists; /* of private_list * */
};

static void
free_list(void *data)
{
	private_list *list = data;

	g_free(list->name);
	g_ptr_array_unref(list->tokens);
	g_free(list);
}

static private_list *
list_called(td_private *all, td_span name)
{
	private_list *list;

	for (unsigned i = 0; i < all->lists->len; i++) {
		list = all->lists->pdata[i];
		if (td_span_is(name, list->name))
			return list;
	}
	list = g_new0(private_list, 1);
	list->name = td_span_dup(name);
	list->tokens = g_ptr_array_new_with_free_func(g_free);
	g_ptr_array_add(all->lists, list);
	return list;
}

static bool
take_setting(const char *name, const char *value, void *data, GError **error)
{
	td_private *all = data;
	const char *word = name + strlen("list.");
	const char *key = strrchr(word, '.');
	td_span list;

	(void)error;
	if (!key)
		return true;
	list = td_span_between(word, key);
	if (strcmp(key, ".private") == 0)
		list_called(all, list)->is_private = td_library_says_closed(value);
	else if (strcmp(key, ".token") == 0 && *value != '\0')
		g_ptr_array_add(list_called(all, list)->tokens, g_strdup(value));
	return true;
}

td_private *
td_private_read(td_config *config, GError **error)
{
	td_private *all = g_new0(td_private, 1);

	all->lists = g_ptr_array_new_with_free_func(free_list);
	if (td_config_walk(config, "list.", take_setting, all, error))
		return all;
	td_private_free(all);
	return NULL;
}

void
td_private_free(td_private *all)
{
	if (!all)
		return;
	g_ptr_array_unref(all->lists);
	g_free(all);
}

/* What a client shows: the token of Bearer, the password of Basic. NULL for none. */
static char *
shown_token(const char *authorization)
{
	g_autofree unsigned char *plain = NULL;
	const char *colon;
	size_t n = 0;

	if (!authorization || strlen(authorization) > 1024)
		return NULL;
	if (g_ascii_strncasecmp(authorization, "Bearer ", 7) == 0)
		return g_strstrip(g_strdup(authorization + 7));
	if (g_ascii_strncasecmp(authorization, "Basic ", 6) != 0)
		return NULL;
	plain = g_base64_decode(authorization + 6, &n);
	colon = memchr(plain, ':', n);
	return colon ? g_strndup(colon + 1, n - (size_t)(colon + 1 - (char *)plain))
		     : NULL;
}

/* Takes as long whatever is wrong: digests of one length are compared to their end. */
static bool
same_secret(const char *a, const char *b)
{
	g_autofree char *left = g_compute_checksum_for_string(G_CHECKSUM_SHA256, a, -1);
	g_autofree char *right = g_compute_checksum_for_string(G_CHECKSUM_SHA256, b, -1);
	unsigned differs = 0;

	for (size_t i = 0; left[i] != '\0'; i++)
		differs |= (unsigned char)(left[i] ^ right[i]);
	return differs == 0;
}

static bool
opens(const private_list *list, const char *token)
{
	bool is = false;

	for (unsigned i = 0; token && i < list->tokens->len; i++)
		is = same_secret(token, list->tokens->pdata[i]) || is;
	return is;
}

bool
td_private_has(const td_private *all, const char *name)
{
	for (unsigned i = 0; i < all->lists->len; i++) {
		const private_list *list = all->lists->pdata[i];

		if (list->is_private && strcmp(list->name, name) == 0)
			return true;
	}
	return false;
}

GPtrArray *
td_private_hidden(const td_private *all, const char *authorization)
{
	GPtrArray *hidden = g_ptr_array_new();
	g_autofree char *token = all->lists->len > 0 ? shown_token(authorization) : NULL;

	for (unsigned i = 0; i < all->lists->len; i++) {
		private_list *list = all->lists->pdata[i];

		if (list->is_private && !opens(list, token))
			g_ptr_array_add(hidden, list->name);
	}
	return hidden;
}
