/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/am_say.h - what tidings am tells on standard error: what it chose, and why */
#pragma once

#include "am/am.h"

void td_am_say(const td_am *am);
