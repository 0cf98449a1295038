/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * deliver/post.h - one HTTP POST to an address that the administrator chose
 *
 * Redirects are not followed: what is sent goes to that address or nowhere. http and
 * https alone are spoken, and what the other side answers is thrown away but for its
 * status.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct td_post_request {
	const char *url;
	const char *type; /* Content-Type */
	const char *body;
	const char *const *headers; /* "Name: value", ended by NULL; NULL for none */
	unsigned timeout;           /* seconds for all of it; 30 when 0 */
} td_post_request;

/* One after the other, over the same connection where it is kept. Not for two threads at
 * once. */
typedef struct td_poster td_poster; /* handle */

td_poster *td_poster_new(void);
void td_poster_free(td_poster *poster); /* NULL is fine */

/* *status is what the other side answered, whatever it is: its body is not waited for to
 * its end. NETWORK where no answer came, IO where libcurl is not installed. */
bool td_poster_send(
    td_poster *poster, const td_post_request *request, long *status, GError **error);

/*
 * "t=SECONDS,v1=HEX": HEX is the HMAC-SHA256 of "SECONDS.BODY" with the secret. The time
 * is signed too, so that a copy sent later is known for one. g_free it.
 */
char *td_post_sign(const char *secret, const char *body, int64_t seconds);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_poster, td_poster_free)
