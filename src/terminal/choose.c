/* SPDX-License-Identifier: GPL-2.0-or-later */
/* terminal/choose.c - the command that a word names, or was meant for */
#include "terminal/choose.h"

#include <limits.h>
#include <string.h>

#include "base/error.h"

const td_command *
td_command_find(const td_command *const *commands, const char *name)
{
	for (unsigned i = 0; commands[i]; i++) {
		if (strcmp(commands[i]->name, name) == 0)
			return commands[i];
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
guess(const td_command *const *commands, const char *word)
{
	const char *best = NULL;
	unsigned least = (unsigned)strlen(word) / 3 + 1;

	for (unsigned i = 0; commands[i]; i++) {
		unsigned far = distance(word, commands[i]->name);

		if (far < least) {
			best = commands[i]->name;
			least = far;
		}
	}
	return best;
}

void
td_command_fail_unknown(
    const td_command *const *commands, const char *word, GError **error)
{
	const char *meant = *word == '-' ? NULL : guess(commands, word);

	if (meant)
		g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
		    "'%s' is no command; did you mean '%s'? (see 'tidings help')", word,
		    meant);
	else
		g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
		    "'%s' is no %s (see 'tidings help')", word,
		    *word == '-' ? "option before a command" : "command");
}
