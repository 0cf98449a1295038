/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/commands.c - the table of commands */
#include "cli/commands.h"

#include <limits.h>
#include <string.h>

#include "base/error.h"

const td_command *const td_commands[] = {
	&td_command_update,
	&td_command_add,
	&td_command_sync,
	&td_command_list,
	&td_command_remove,
	&td_command_search,
	&td_command_series,
	&td_command_diff,
	&td_command_show,
	&td_command_thread,
	&td_command_am,
	&td_command_serve,
	&td_command_token,
	&td_command_hooks,
	&td_command_doctor,
	&td_command_parse,
	&td_command_help,
	NULL,
};

const td_command *
td_command_find(const char *name)
{
	for (unsigned i = 0; td_commands[i]; i++) {
		if (strcmp(td_commands[i]->name, name) == 0)
			return td_commands[i];
	}
	return NULL;
}

enum { longest_guessed = 16 };

/* How many letters must be put in, left out, changed or swapped with the next one. */
static unsigned
distance(const char *a, const char *b)
{
	unsigned rows[3][longest_guessed + 1];
	size_t n = strlen(a), m = strlen(b);

	if (n > longest_guessed || m > longest_guessed)
		return UINT_MAX;
	for (unsigned j = 0; j <= m; j++)
		rows[0][j] = j;
	for (unsigned i = 1; i <= n; i++) {
		unsigned *row = rows[i % 3], *above = rows[(i + 2) % 3];
		const unsigned *before = rows[(i + 1) % 3];

		row[0] = i;
		for (unsigned j = 1; j <= m; j++) {
			row[j] = MIN(MIN(above[j], row[j - 1]) + 1,
			    above[j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1])
				row[j] = MIN(row[j], before[j - 2] + 1);
		}
	}
	return rows[n % 3][m];
}

/* The command that a word was meant for: one letter in three may be wrong. */
static const char *
guess(const char *word)
{
	const char *best = NULL;
	unsigned least = (unsigned)strlen(word) / 3 + 1;

	for (unsigned i = 0; td_commands[i]; i++) {
		unsigned far = distance(word, td_commands[i]->name);

		if (far < least) {
			best = td_commands[i]->name;
			least = far;
		}
	}
	return best;
}

void
td_command_fail_unknown(const char *word, GError **error)
{
	const char *meant = *word == '-' ? NULL : guess(word);

	if (meant)
		g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
		    "'%s' is no command; did you mean '%s'? (see 'tidings help')", word,
		    meant);
	else
		g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
		    "'%s' is no %s (see 'tidings help')", word,
		    *word == '-' ? "option before a command" : "command");
}
