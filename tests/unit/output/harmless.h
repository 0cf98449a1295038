/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/output/harmless.h - text that a terminal shows and does not obey */
#pragma once

/* No byte in it that a terminal would obey: no C0 but tab and newline, no DEL, no C1, no
 * bidirectional override; valid UTF-8. */
void assert_harmless(const char *text);
