/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * hooks/hook.h - webhooks as the configuration names them: hook.NAME.url and the rest
 *
 * docs/webhooks.md tells what is sent.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "config/config.h"

/* What a hook may be told of. */
typedef enum td_hook_kind {
	TD_HOOK_SERIES_NEW,     /* a series that nobody saw before */
	TD_HOOK_SERIES_VERSION, /* a further version of one */
	TD_HOOK_SERIES_COMPLETE,
	TD_HOOK_SERIES_STATE, /* reviewed, applied, superseded ... */
	TD_HOOK_COMMENT,
	TD_HOOK_PATCH_STATE, /* set by hand */
	TD_HOOK_PATCH_DELEGATE,
	TD_HOOK_CHECK,
	TD_HOOK_KINDS,
} td_hook_kind;

typedef struct td_hook {
	char *name, *url, *secret;
	GPtrArray *lists; /* of char *; empty: all */
	unsigned kinds;   /* bits 1 << td_hook_kind */
} td_hook;

/* "series-new"; static. */
const char *td_hook_word(td_hook_kind kind);

/* By name. GPtrArray of td_hook *, freed with it. USAGE for a hook without an http or
 * https address or a secret, or with a word that means nothing. */
GPtrArray *td_hook_load_all(td_config *config, GError **error);
bool td_hook_wants(const td_hook *hook, const char *list, td_hook_kind kind);
