/* SPDX-License-Identifier: GPL-2.0-or-later */
/* render/json_values.c - people, words and moments in the JSON report */
#include "render/json_values.h"

#include "output/moment.h"
#include "render/words.h"

void
td_json_person(td_json *json, const char *key, const td_report_person *person)
{
	if (!person) {
		td_json_null(json, key);
		return;
	}
	td_json_object(json, key);
	td_json_string(json, "name", person->name);
	td_json_string(json, "address", person->address);
	td_json_string(json, "domain", person->domain);
	td_json_end(json);
}

void
td_json_word(td_json *json, const char *key, const char *text)
{
	td_json_string(json, key, text && text[0] ? text : NULL);
}

void
td_json_moment(td_json *json, const char *key, int64_t seconds)
{
	char text[TD_MOMENT];

	td_json_string(json, key, td_moment_stamp(seconds, text) ? text : NULL);
}
