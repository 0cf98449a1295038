/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * site/settings.h - what the configuration says of the site: serve.*
 *
 * Read at the start, and again whenever the configuration is.
 */
#pragma once

#include "config/config.h"

typedef struct td_site_settings {
	char *listen;      /* serve.listen; NULL where it is not said */
	char *base_url;    /* serve.baseUrl, no slash at its end; NULL */
	unsigned workers;  /* 0: as many as the machine takes */
	unsigned patience; /* ms that the index may take for one answer; 0: any */
	unsigned seconds;  /* that a client may be silent */
	unsigned budget;   /* ms of the processor a second for each client; 0: any */
	bool strict;       /* who has some tokens only is told no state of any series */
	bool warm;         /* tables of the REST interface are made at the start */
	bool behind_proxy; /* X-Forwarded-For of this host's connections is believed */
} td_site_settings;

/* USAGE where a value means nothing. */
td_site_settings *td_site_settings_read(td_config *config, GError **error);
void td_site_settings_free(td_site_settings *settings); /* NULL is fine */

/* Takes slashes at its end away. USAGE where it is no address of a site; who names what
 * said it. */
bool td_site_check_base_url(char *url, const char *who, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_site_settings, td_site_settings_free)
