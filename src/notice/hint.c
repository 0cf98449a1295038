/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/hint.c - one look at a sentence for the words that rules begin with */
#include "notice/hint.h"

#include <string.h>

static void
take_hint(const char *word, td_hints *found)
{
	switch (*word) {
	case 'a':
		found->apply = found->apply || strncmp(word, "appl", 4) == 0;
		found->already = found->already || strncmp(word, "already ", 8) == 0;
		break;
	case 'b':
		found->beat = found->beat || strncmp(word, "beat ", 5) == 0;
		break;
	case 'd':
		found->drop = found->drop || strncmp(word, "drop", 4) == 0;
		break;
	case 'g':
		found->will = found->will || strncmp(word, "going to ", 9) == 0;
		break;
	case 'l':
		found->will = found->will || strncmp(word, "let", 3) == 0;
		break;
	case 'p':
		found->please = found->please || strncmp(word, "please ", 7) == 0;
		break;
	default:
		break;
	}
}

td_hints
td_hint_look(const char *lower)
{
	td_hints found = { 0 };

	take_hint(lower, &found);
	for (const char *at = lower; (at = strchr(at, ' '));) {
		/* "I'll", "will" */
		if (at - lower > 1 && at[-1] == 'l' && at[-2] == 'l')
			found.will = true;
		take_hint(++at, &found);
	}
	return found;
}
