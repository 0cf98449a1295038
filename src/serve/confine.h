/* SPDX-License-Identifier: GPL-2.0-or-later */
/* serve/confine.h - which files a site needs, and giving up all others; for this folder
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "site/serving.h"

/* For this thread and those that it starts (serve/sandbox.h). What the configuration says
 * now counts: an archive that is added outside of these folders is read after a restart.
 * IO where the kernel refuses.
 */
bool td_confine(const td_serve_settings *settings, GError **error);
