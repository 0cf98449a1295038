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

/*
 * GOption takes the value of a short option from the next word only. "-n5" and "-qn5" are
 * what git and all of Unix take, so they become "--limit=5", and -q is set here. The word
 * lives as long as the program, as those of the command line do.
 */
static void
spell_out(const GOptionEntry *entries, int argc, char **argv)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		const GOptionEntry *entry = NULL;
		g_autofree char *text = NULL;
		size_t at = 0;

		if (argv[i][0] == '-' && argv[i][1] == '-')
			entry = find_long(entries, argv[i] + 2);
		else if (argv[i][0] == '-')
			entry = find_valued(entries, argv[i], &at);
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

	spell_out(entries, *argc, *argv);
	/* GOption takes the program's name in --help from here. */
	g_set_prgname(name);
	g_option_context_add_main_entries(context, entries, NULL);
	g_option_context_set_summary(context, command->summary);
	if (command->help)
		g_option_context_set_description(context, command->help);
	ok = g_option_context_parse(context, argc, argv, &failed);
	g_option_context_free(context);
	if (ok && *argc > 1 && strcmp((*argv)[1], "--") == 0) {
		memmove(*argv + 1, *argv + 2, sizeof(char *) * (size_t)(*argc - 1));
		(*argc)--;
	}
	if (!ok)
		g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
		    "%s (see 'tidings %s --help')", failed->message, command->name);
	return ok;
}
