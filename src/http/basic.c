/* SPDX-License-Identifier: GPL-2.0-or-later */
/* http/basic.c - the password of a name and a password */
#include "http/basic.h"

#include <glib.h>
#include <string.h>

char *
td_basic_password(const char *authorization)
{
	g_autofree unsigned char *plain = NULL;
	const char *colon;
	size_t n = 0;

	if (g_ascii_strncasecmp(authorization, "Basic ", 6) != 0)
		return NULL;
	plain = g_base64_decode(authorization + 6, &n);
	colon = memchr(plain, ':', n);
	return colon ? g_strndup(colon + 1, n - (size_t)(colon + 1 - (char *)plain))
		     : NULL;
}
