/* SPDX-License-Identifier: GPL-2.0-or-later */
/* site/private.c - the token of a request, and what it opens */
#include "site/private.h"

#include <string.h>

#include "http/basic.h"
#include "lists/closed.h"

/* What a client shows: the token of Bearer, the password of Basic. NULL for none. */
static char *
shown_token(const char *authorization)
{
	if (!authorization || strlen(authorization) > 1024)
		return NULL;
	if (g_ascii_strncasecmp(authorization, "Bearer ", 7) == 0)
		return g_strstrip(g_strdup(authorization + 7));
	return td_basic_password(authorization);
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
opens(const td_closed_list *list, const char *token)
{
	bool is = false;

	for (unsigned i = 0; token && i < list->tokens->len; i++)
		is = same_secret(token, list->tokens->pdata[i]) || is;
	return is;
}

GPtrArray *
td_private_hidden(const GPtrArray *closed, const char *authorization)
{
	GPtrArray *hidden = g_ptr_array_new();
	g_autofree char *token = closed->len > 0 ? shown_token(authorization) : NULL;

	for (unsigned i = 0; i < closed->len; i++) {
		td_closed_list *list = closed->pdata[i];

		if (!opens(list, token))
			g_ptr_array_add(hidden, list->name);
	}
	return hidden;
}
