/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lists/health_settings.c - settings that nobody reads */
#include "lists/health_settings.h"

#include <string.h>

#include "config/setting.h"

/* Sections that no program but this one has. That of classes fails at once, by itself. */
typedef struct setting_section {
	const char *prefix;
	bool named;           /* a name stands between prefix and key */
	const char *keys[12]; /* ends with NULL */
} setting_section;

static const setting_section sections[] = {
	{ "hook.", true, { "url", "secret", "list", "event" } },
	{ "hooks.", false, { "retry", "timeout" } },
	{ "list.", true, { "url", "dir", "since", "private", "token", "description" } },
	{ "serve.", false,
	    { "listen", "baseurl", "workers", "patience", "timeout", "budget",
		"behindproxy", "strict", "warm" } },
	{ "tidings.", false, { "datadir", "index", "linkmask" } },
};

typedef struct checking {
	const setting_section *section;
	GPtrArray *findings;
} checking;

static bool
is_known(const setting_section *section, const char *name)
{
	const char *key = name + strlen(section->prefix);
	g_autofree char *part = td_setting_part(name, &key);

	if (section->named != (part != NULL))
		return false;
	for (unsigned i = 0; section->keys[i]; i++) {
		if (g_ascii_strcasecmp(section->keys[i], key) == 0)
			return true;
	}
	return false;
}

static bool
check_name(const char *name, const char *value, void *data, GError **error)
{
	const checking *self = data;
	g_autoptr(GString) known = g_string_new("it has ");

	(void)value;
	(void)error;
	if (is_known(self->section, name))
		return true;
	for (unsigned i = 0; self->section->keys[i]; i++)
		g_string_append_printf(known, "%s%s%s%s", i > 0 ? ", " : "",
		    self->section->prefix, self->section->named ? "NAME." : "",
		    self->section->keys[i]);
	td_findings_add(self->findings, TD_WARNING, "settings", known->str,
	    "nobody reads '%s'", name);
	return true;
}

void
td_health_check_names(td_config *config, GPtrArray *findings)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(sections); i++) {
		checking self = { &sections[i], findings };

		td_config_walk(config, sections[i].prefix, check_name, &self, NULL);
	}
}
