/* SPDX-License-Identifier: GPL-2.0-or-later */
/* render/json_values.h - people, words and moments in the JSON report */
#pragma once

#include <stdint.h>

#include "output/json.h"
#include "report/report.h"

/* A person or null. */
void td_json_person(td_json *json, const char *key, const td_report_person *person);
/* A string, null where it is empty. */
void td_json_word(td_json *json, const char *key, const char *text);

/* "2025-10-31T14:02:11Z"; null for 0, which is none, and for years past 9999. */
void td_json_moment(td_json *json, const char *key, int64_t seconds);
