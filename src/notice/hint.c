/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/hint.c - one look at a sentence for the words that rules begin with */
#include "notice/hint.h"

#include <glib.h>
#include <string.h>

#include "notice/match.h"
#include "notice/said.h"

/* The first letter is known; the second one spares most calls. */
static inline bool
begins(const char *word, const char *text, size_t n)
{
	return word[1] == text[1] && strncmp(word, text, n) == 0;
}

/* The second half of the letters, which are one list too long for a function. */
static void
take_late_hint(const char *word, td_hints *found)
{
	switch (*word) {
	case 's':
		found->again =
		    found->again || begins(word, "split", 5) || begins(word, "squash", 6);
		found->patch =
		    found->patch || begins(word, "series", 6) || begins(word, "set", 3);
		found->nak = found->nak || begins(word, "self", 4);
		found->drop = found->drop || begins(word, "skip", 4);
		found->another = found->another || begins(word, "same ", 5) ||
				 begins(word, "super", 5);
		found->version = found->version || begins(word, "series", 6) ||
				 begins(word, "spin", 4) ||
				 begins(word, "submission", 10);
		break;
	case 'o':
		found->another = found->another || begins(word, "obsolete", 8);
		break;
	case 'u':
		if (begins(word, "updated ", 8))
			found->again = found->version = found->named = true;
		break;
	case 'v':
		if (g_ascii_isdigit(word[1]) || begins(word, "version", 7))
			found->again = found->version = found->named = true;
		break;
	case 'w':
		found->asks = found->asks || begins(word, "would you", 9);
		found->drop = found->drop || begins(word, "withdraw", 8);
		break;
	case 'd':
		found->asks = found->asks || begins(word, "do you mind", 11);
		found->patch = found->patch || begins(word, "descri", 6);
		found->drop =
		    found->drop || begins(word, "drop", 4) || begins(word, "dis", 3);
		break;
	case 'g':
		found->will = found->will || begins(word, "going to ", 9);
		break;
	case 'l':
		found->will = found->will || begins(word, "let", 3);
		found->reject = found->reject || begins(word, "let's not ", 10);
		break;
	case 't':
		found->take = found->take || begins(word, "tak", 3);
		break;
	case 'm':
		found->asks = found->asks || begins(word, "may ", 4);
		if (begins(word, "merg", 4))
			found->take = found->again = true;
		break;
	case 'q':
		found->take = found->take || begins(word, "queue", 5);
		break;
	case 'p':
		found->patch = found->patch || begins(word, "patch", 5);
		found->take =
		    found->take || begins(word, "pick", 4) || begins(word, "pull", 4);
		if (begins(word, "please", 6))
			found->please = found->asks = true;
		break;
	default:
		break;
	}
}

static void
take_hint(const char *word, td_hints *found)
{
	switch (*word) {
	case 'a':
		found->drop = found->drop || begins(word, "abandon", 7);
		found->apply = found->apply || begins(word, "appl", 4);
		found->take = found->take || begins(word, "accept", 6);
		found->already = found->already || begins(word, "already ", 8);
		break;
	case '(':
		if (word[1] == 'v' && g_ascii_isdigit(word[2]))
			found->version = found->named = true;
		break;
	case 'b':
		found->asks = found->asks || begins(word, "better ", 7);
		found->beat = found->beat || begins(word, "beat ", 5);
		break;
	case 'c':
		found->patch = found->patch || begins(word, "chang", 5) ||
			       begins(word, "commit", 6) || begins(word, "cover", 5);
		found->again = found->again || begins(word, "combine", 7);
		found->asks = found->asks || begins(word, "can ", 4) ||
			      begins(word, "could ", 6) || begins(word, "care ", 5);
		break;
	case 'f':
		found->fix = found->fix || begins(word, "fix", 3);
		found->again = found->again || begins(word, "fold", 4);
		break;
	case 'n':
		found->nak =
		    found->nak || begins(word, "nak", 3) || begins(word, "nack", 4);
		if (begins(word, "next ", 5))
			found->version = found->named = true;
		break;
	case 'i':
		found->drop = found->drop || begins(word, "ignor", 5);
		found->asks = found->asks || begins(word, "i'd like you", 12);
		if (begins(word, "iteration", 9))
			found->again = found->version = found->named = true;
		found->another = found->another || begins(word, "instead", 7) ||
				 begins(word, "identical", 9);
		break;
	case 'r':
		found->named = found->named || begins(word, "revision", 8) ||
			       begins(word, "respin", 6) || begins(word, "re-spin", 7);
		found->again = found->again || word[1] == 'e';
		found->version =
		    found->version || word[1] == 'e' || begins(word, "round", 5);
		found->drop = found->drop || begins(word, "retract", 7);
		found->reject = found->reject || begins(word, "reject", 6);
		break;
	default:
		take_late_hint(word, found);
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
			if (td_match_begins(text + i, stems[c][k]))
				return true;
		begins = !g_ascii_isalnum(c);
	}
	return false;
}
