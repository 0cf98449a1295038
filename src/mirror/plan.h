/* SPDX-License-Identifier: GPL-2.0-or-later */
/* mirror/plan.h - which epochs a list has on its server; for this folder only */
#pragma once

#include "config/settings.h"
#include "mirror/manifest.h"
#include "mirror/mirror.h"

typedef struct td_mirror {
	const td_mirror_spec *spec;
	td_settings *state; /* DIR/mirror */
	int lock;           /* -1 until it is held */
	char url[4096];     /* without the slash at its end */
	td_epoch_form form;
	GPtrArray *epochs;  /* of td_manifest_epoch *, by number */
	unsigned at, count; /* the epoch under way, of how many */
	int64_t young_from; /* of spec->since; INT64_MIN for none */
} td_mirror;

/* Fills in url, form and epochs. USAGE for what is no address to mirror from; GIT and
 * IO of git, NETWORK, LIMIT and MALFORMED of a manifest. */
bool td_mirror_plan(td_mirror *mirror, GError **error);

/* What is noted of an epoch; NULL for nothing; g_free it. */
char *td_mirror_note_find(td_mirror *mirror, unsigned epoch, const char *key);
bool td_mirror_note_put(td_mirror *mirror, unsigned epoch, const char *key,
    const char *value, GError **error);
