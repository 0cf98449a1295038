/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lists/health.h - what is well and what is not with a reader's lists */
#pragma once

#include "lists/finding.h"
#include "lists/library.h"

/*
 * Looks at everything; nothing is changed. full: the objects of archives and every page
 * of the index as well, which takes time. GPtrArray of td_finding *, freed with it.
 */
GPtrArray *td_health_check(td_library *library, bool full);
