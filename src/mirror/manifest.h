/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * mirror/manifest.h - which repositories a server has, and when they last changed
 *
 * manifest.js.gz of grokmirror and public-inbox: an object with a key for each
 * repository, "/kvm/git/0.git". Of a key nothing but the epoch's number and one of a few
 * fixed forms is taken: what a server says never becomes a path or an address.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"

/* Where an epoch is below a list's address. */
typedef enum td_epoch_form {
	TD_FORM_GIT,    /* git/N.git */
	TD_FORM_DOTGIT, /* N.git */
	TD_FORM_PLAIN,  /* N */
	TD_FORM_ALONE,  /* the address itself is the one repository */
	TD_FORM_COUNT,
} td_epoch_form;

typedef struct td_manifest_epoch {
	unsigned number;
	td_epoch_form form;
	char *fingerprint; /* NULL where it is not said */
	int64_t modified;  /* 0 where it is not said */
} td_manifest_epoch;

/*
 * The epochs of the list at a path of the server ("/kvm"), by number; GPtrArray of
 * td_manifest_epoch *, freed with it. NULL where there is none of that list, or where the
 * text is no manifest; what is too much (TD_MAX_EPOCHS) is left out.
 */
GPtrArray *td_manifest_parse(td_span text, const char *path);

/* "git/7.git"; "" for ALONE. g_free it. */
char *td_epoch_form_path(td_epoch_form form, unsigned number);
