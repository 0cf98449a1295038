/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/when.h - when, or for which release, something is done; for this folder */
#pragma once

/*
 * "for the next merge window", "after -rc1", "once v6.2-rc1 is out", "for 5.9", "later
 * today", in lower case: behind it; NULL where at begins with none. "for v3" is of
 * another version, and of no release.
 */
const char *td_when_skip(const char *at);
