/* SPDX-License-Identifier: GPL-2.0-or-later */
/* terminal/command.c - what all commands share: reading options */
#include "terminal/command.h"

#include <string.h>

#include "base/error.h"

static bool
takes_value(const GOptionEntry *entry)
{
	return entry->arg != G_OPTION_ARG_NONE;
}

static const GOptionEntry *
find_long(const GOptionEntry *entries, const char *name)
{
	const GOptionEntry *entry = entries;

	while (entry->long_name != NULL && strcmp(entry->long_name, name) != 0)
		entry++;
	return entry->long_name != NULL ? entry : NULL;
}

static const GOptionEntry *
find_short(const GOptionEntry *entries, char name)
{
	const GOptionEntry *entry = entries;

	while (entry->long_name != NULL && entry->short_name != name)
		entry++;
	return entry->long_name != NULL ? entry : NULL;
}

/* Of "-qn5" the n, whose value is what follows; NULL where no letter takes one. */
static const GOptionEntry *
find_valued(const GOptionEntry *entries, const char *word, size_t *at)
{
	for (*at = 1; word[*at] != '\0'; (*at)++) {
		const GOptionEntry *entry = find_short(entries, word[*at]);

		if (entry == NULL)
			return NULL;
		if (takes_value(entry))
			return entry;
	}
	return NULL;
}

/* The letters of a bundle before the one with the value. */
static void
set_flags(const GOptionEntry *entries, const char *word, size_t end)
{
	for (size_t i = 1; i < end; i++) {
		const GOptionEntry *entry = find_short(entries, word[i]);
		gboolean *flag = entry != NULL ? entry->arg_data : NULL;

		if (flag != NULL)
			*flag = (entry->flags & G_OPTION_FLAG_REVERSE) == 0;
	}
}

/* Stands before a word that GOption would take for options; no word has it in front. */
static const char mark = '\001';

/*
 * "-class:bot", "-race", "-(a OR b)": a prefix, or a letter that is no option. One letter
 * alone is an option that somebody got wrong.
 */
static bool
is_negated(const GOptionEntry *entries, const char *word)
{
	size_t n = strspn(word + 1, "abcdefghijklmnopqrstuvwxyz");

	if (word[1] == '\0' || word[2] == '\0')
		return false;
	if (n > 0 && word[n + 1] == ':')
		return true;
	for (size_t i = 1; word[i] != '\0'; i++) {
		const GOptionEntry *entry = find_short(entries, word[i]);

		if (entry == NULL || takes_value(entry))
			return entry == NULL;
	}
	return false;
}

/* "-w4Tz@example.org", "--b1@example.org": a Message-ID, and letters of no options. */
static bool
is_message_id(const GOptionEntry *entries, const char *word)
{
	const char *at = strchr(word, '@');

	if (at == NULL)
		return false;
	return word[1] == '-' ? strcspn(word, "=") > (size_t)(at - word) &&
				    find_long(entries, word + 2) == NULL
			      : is_negated(entries, word);
}

static void
take_marks(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		argv[i] += argv[i][0] == mark;
}

/*
 * GOption takes the value of a short option from the next word only. "-n5" and "-qn5" are
 * what git and all of Unix take, so they become "--limit=5", and -q is set here. The word
 * lives as long as the program, as those of the command line do.
 */
static void
spell_out(const td_command *command, const GOptionEntry *entries, int argc, char **argv)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		const GOptionEntry *entry = NULL;
		g_autofree char *text = NULL;
		size_t at = 0;

		if (argv[i][0] == '-' && is_message_id(entries, argv[i]))
			text = g_strdup_printf("%c%s", mark, argv[i]);
		else if (argv[i][0] == '-' && argv[i][1] == '-')
			entry = find_long(entries, argv[i] + 2);
		else if (argv[i][0] == '-' && command->asks &&
			 is_negated(entries, argv[i]))
			text = g_strdup_printf("%c%s", mark, argv[i]);
		else if (argv[i][0] == '-')
			entry = find_valued(entries, argv[i], &at);
		if (text != NULL)
			argv[i] = (char *)(uintptr_t)g_intern_string(text);
		if (entry == NULL || !takes_value(entry))
			continue;
		if (at == 0 || argv[i][at + 1] == '\0') {
			i++; /* its value, whatever that looks like */
			continue;
		}
		set_flags(entries, argv[i], at);
		text = g_strdup_printf("--%s=%s", entry->long_name, argv[i] + at + 1);
		argv[i] = (char *)(uintptr_t)g_intern_string(text);
	}
}

bool
td_command_options(const td_command *command, const GOptionEntry *entries, int *argc,
    char ***argv, GError **error)
{
	g_autofree char *name = g_strdup_printf("tidings %s", command->name);
	g_autoptr(GError) failed = NULL;
	GOptionContext *context = g_option_context_new(command->arguments);
	bool ok;

	spell_out(command, entries, *argc, *argv);
	/* GOption takes the program's name in --help from here. */
	g_set_prgname(name);
	g_option_context_add_main_entries(context, entries, NULL);
	g_option_context_set_summary(context, command->summary);
	if (command->help)
		g_option_context_set_description(context, command->help);
	ok = g_option_context_parse(context, argc, argv, &failed);
	g_option_context_free(context);
	take_marks(*argc, *argv);
	if (ok && *argc > 1 && strcmp((*argv)[1], "--") == 0) {
		memmove(*argv + 1, *argv + 2, sizeof(char *) * (size_t)(*argc - 1));
		(*argc)--;
	}
	if (!ok)
		g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
		    "%s (see 'tidings %s --help')", failed->message, command->name);
	return ok;
}
