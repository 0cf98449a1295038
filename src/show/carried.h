/* SPDX-License-Identifier: GPL-2.0-or-later */
/* show/carried.h - tags that patches have in their messages, each once */
#pragma once

#include <glib.h>

/* A tag, and the patches that have it. */
typedef struct td_carried {
	const char *text; /* "Reviewed-by: Ann <ann@example.org>"; borrowed */
	GArray *numbers;  /* of unsigned */
} td_carried;

/* Of "3 Reviewed-by: Ann ...": each text once, in the order of its first patch. Of
 * td_carried *, freed with it. */
GPtrArray *td_carried_gather(const GPtrArray *trailers);
