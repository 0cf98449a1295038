/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lists/health_settings.h - settings that nobody reads; for this folder only */
#pragma once

#include "lists/health.h"

/*
 * A warning for each setting of a section of ours whose name means nothing: a slip of
 * the finger in list.NAME.private would show to all what nobody may see.
 */
void td_health_check_names(td_config *config, GPtrArray *findings);
