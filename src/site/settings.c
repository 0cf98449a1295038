/* SPDX-License-Identifier: GPL-2.0-or-later */
/* site/settings.c - numbers, words and an address out of the configuration */
#include "site/settings.h"

#include <string.h>

#include "base/error.h"
#include "base/limits.h"
#include "base/span.h"

/* *value stays what it is where the configuration says nothing. */
static bool
read_number(
    td_config *config, const char *name, unsigned max, unsigned *value, GError **error)
{
	g_autofree char *text = td_config_find(config, name);

	if (!text || td_span_to_unsigned(td_span_of(text), max, value))
		return true;
	g_set_error(error, TD_ERROR, TD_ERROR_USAGE, "%s: '%s' is no number up to %u",
	    name, text, max);
	return false;
}

/* As git reads a boolean, with its words. */
static bool
read_yes(td_config *config, const char *name, bool *value, GError **error)
{
	static const char *const words[] = { "false", "true", "no", "yes", "off", "on",
		"0", "1" };
	g_autofree char *text = td_config_find(config, name);

	for (unsigned i = 0; text && i < G_N_ELEMENTS(words); i++) {
		if (g_ascii_strcasecmp(text, words[i]) == 0) {
			*value = i % 2 == 1;
			return true;
		}
	}
	if (!text)
		return true;
	g_set_error(error, TD_ERROR, TD_ERROR_USAGE, "%s: '%s' is neither true nor false",
	    name, text);
	return false;
}

bool
td_site_check_base_url(char *url, const char *who, GError **error)
{
	for (size_t n = strlen(url); n > 0 && url[n - 1] == '/'; n--)
		url[n - 1] = '\0';
	if ((g_str_has_prefix(url, "http://") || g_str_has_prefix(url, "https://")) &&
	    g_uri_is_valid(url, G_URI_FLAGS_NONE, NULL) && !strpbrk(url, "?#\"<>"))
		return true;
	g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
	    "%s: '%s' is no http or https address", who, url);
	return false;
}

void
td_site_settings_free(td_site_settings *settings)
{
	if (!settings)
		return;
	g_free(settings->listen);
	g_free(settings->base_url);
	g_free(settings);
}

td_site_settings *
td_site_settings_read(td_config *config, GError **error)
{
	g_autoptr(td_site_settings) found = g_new0(td_site_settings, 1);

	found->patience = TD_MAX_QUESTION;
	found->seconds = TD_CLIENT_SECONDS;
	found->budget = TD_CLIENT_BUDGET;
	found->warm = true;
	found->listen = td_config_find(config, "serve.listen");
	found->base_url = td_config_find(config, "serve.baseUrl");
	if (!read_number(
		config, "serve.workers", TD_MAX_WORKERS, &found->workers, error) ||
	    !read_number(
		config, "serve.patience", TD_MAX_PATIENCE, &found->patience, error) ||
	    !read_number(
		config, "serve.timeout", TD_MAX_TIMEOUT, &found->seconds, error) ||
	    !read_number(config, "serve.budget", TD_MAX_BUDGET, &found->budget, error) ||
	    !read_yes(config, "serve.behindProxy", &found->behind_proxy, error) ||
	    !read_yes(config, "serve.strict", &found->strict, error) ||
	    !read_yes(config, "serve.warm", &found->warm, error) ||
	    (found->base_url &&
		!td_site_check_base_url(found->base_url, "serve.baseUrl", error)))
		return NULL;
	return g_steal_pointer(&found);
}
