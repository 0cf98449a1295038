/* SPDX-License-Identifier: GPL-2.0-or-later */
/* message/date.h - when a mail says it was sent */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"

/*
 * Reads RFC 5322 dates, the older forms of RFC 822 and ctime, and ISO 8601. zone: minutes
 * east of UTC. False, with both 0, where no date between 1970 and 2100 can be made out.
 */
bool td_date_parse(td_span text, int64_t *sent, int *zone);
