/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/hint.c - one look at a sentence for the words that rules begin with */
#include "notice/hint.h"

#include <glib.h>
#include <string.h>

#include "notice/said.h"

static void
take_hint(const char *word, td_hints *found)
{
	switch (*word) {
	case 'a':
		found->drop = found->drop || strncmp(word, "abandon", 7) == 0;
		found->apply = found->apply || strncmp(word, "appl", 4) == 0;
		found->take = found->take || strncmp(word, "accept", 6) == 0;
		found->already = found->already || strncmp(word, "already ", 8) == 0;
		break;
	case '(':
		found->version =
		    found->version || (word[1] == 'v' && g_ascii_isdigit(word[2]));
		break;
	case 'b':
		found->asks = found->asks || strncmp(word, "better ", 7) == 0;
		found->beat = found->beat || strncmp(word, "beat ", 5) == 0;
		break;
	case 'c':
		found->patch = found->patch || strncmp(word, "chang", 5) == 0 ||
			       strncmp(word, "commit", 6) == 0 ||
			       strncmp(word, "cover", 5) == 0;
		found->asks = found->asks || strncmp(word, "can ", 4) == 0 ||
			      strncmp(word, "could ", 6) == 0 ||
			      strncmp(word, "care ", 5) == 0;
		break;
	case 'n':
		found->nak = found->nak || strncmp(word, "nak", 3) == 0 ||
			     strncmp(word, "nack", 4) == 0;
		found->version = found->version || strncmp(word, "next ", 5) == 0;
		break;
	case 'i':
		found->asks = found->asks || strncmp(word, "i'd like you", 12) == 0;
		if (strncmp(word, "iteration", 9) == 0)
			found->again = found->version = true;
		found->another = found->another || strncmp(word, "instead", 7) == 0 ||
				 strncmp(word, "identical", 9) == 0;
		break;
	case 'r':
		found->again = found->again || word[1] == 'e';
		found->version =
		    found->version || word[1] == 'e' || strncmp(word, "round", 5) == 0;
		found->drop = found->drop || strncmp(word, "retract", 7) == 0;
		found->reject = found->reject || strncmp(word, "reject", 6) == 0;
		break;
	case 's':
		found->again = found->again || strncmp(word, "split", 5) == 0;
		found->patch = found->patch || strncmp(word, "series", 6) == 0 ||
			       strncmp(word, "set", 3) == 0;
		found->nak = found->nak || strncmp(word, "self", 4) == 0;
		found->another = found->another || strncmp(word, "same ", 5) == 0 ||
				 strncmp(word, "super", 5) == 0;
		found->version = found->version || strncmp(word, "series", 6) == 0 ||
				 strncmp(word, "spin", 4) == 0 ||
				 strncmp(word, "submission", 10) == 0;
		break;
	case 'o':
		found->another = found->another || strncmp(word, "obsolete", 8) == 0;
		break;
	case 'u':
		if (strncmp(word, "updated ", 8) == 0)
			found->again = found->version = true;
		break;
	case 'v':
		if (g_ascii_isdigit(word[1]) || strncmp(word, "version", 7) == 0)
			found->again = found->version = true;
		break;
	case 'w':
		found->asks = found->asks || strncmp(word, "would you", 9) == 0;
		found->drop = found->drop || strncmp(word, "withdraw", 8) == 0;
		break;
	case 'd':
		found->asks = found->asks || strncmp(word, "do you mind", 11) == 0;
		found->patch = found->patch || strncmp(word, "descri", 6) == 0;
		found->drop = found->drop || strncmp(word, "drop", 4) == 0 ||
			      strncmp(word, "discard", 7) == 0;
		break;
	case 'g':
		found->will = found->will || strncmp(word, "going to ", 9) == 0;
		break;
	case 'l':
		found->will = found->will || strncmp(word, "let", 3) == 0;
		found->reject = found->reject || strncmp(word, "let's not ", 10) == 0;
		break;
	case 't':
		found->take = found->take || strncmp(word, "tak", 3) == 0;
		break;
	case 'm':
		found->asks = found->asks || strncmp(word, "may ", 4) == 0;
		found->take = found->take || strncmp(word, "merg", 4) == 0;
		break;
	case 'q':
		found->take = found->take || strncmp(word, "queue", 5) == 0;
		break;
	case 'p':
		found->patch = found->patch || strncmp(word, "patch", 5) == 0;
		found->take = found->take || strncmp(word, "pick", 4) == 0 ||
			      strncmp(word, "pull", 4) == 0;
		if (strncmp(word, "please", 6) == 0)
			found->please = found->asks = true;
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

static bool
begins_with(const char *text, const char *stem)
{
	while (*stem != '\0' && *text == *stem) {
		text++;
		stem++;
	}
	return *stem == '\0';
}

bool
td_said_may(const char *text, size_t n)
{
	/* What all verbs begin with, by their first letter; no comment, command or "On
	 * Friday". */
	static const char *const stems['z' + 1][7] = {
		['a'] = { "appl", "adde", "addi", "add " },
		['c'] = { "commi", "cherr" },
		['f'] = { "fold" },
		['g'] = { "grab", "get " },
		['h'] = { "hit " },
		['i'] = { "incl", "in l", "in my" },
		['l'] = { "land" },
		['m'] = { "merg", "move" },
		['n'] = { "now ", "now." },
		['o'] = { "on fo", "on fi" },
		['p'] = { "pull", "pick", "push", "put ", "putt", "placed" },
		['q'] = { "queu" },
		['s'] = { "stag", "stuf", "stuc", "squa", "stor" },
		['t'] = { "taki", "take", "took", "toss", "threw", "throw" },
		['u'] = { "upda" },
		['w'] = { "wrestled" },
	};
	bool begins = true;

	for (size_t i = 0; i + 4 <= n; i++) {
		unsigned char c = (unsigned char)text[i];

		for (unsigned k = 0; begins && c <= 'z' && stems[c][k]; k++)
			if (begins_with(text + i, stems[c][k]))
				return true;
		begins = !g_ascii_isalnum(c);
	}
	return false;
}
