/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patchwork/rest_answer.c - how the interface answers: errors, pages, links between them
 */
#include <stdarg.h>
#include <string.h>

#include "base/error.h"
#include "patchwork/rest.h"
#include "site/address.h"

enum {
	page_size = 30, /* as patchwork's */
	max_page_size = 250,
};

const char *
td_rest_keep(td_rest_ask *ask, void *take_text)
{
	g_ptr_array_add(ask->kept, take_text);
	return take_text;
}

void
td_rest_keep_array(td_rest_ask *ask, GPtrArray *take_array)
{
	g_ptr_array_add(ask->arrays, take_array);
}

const char *
td_rest_printf(td_rest_ask *ask, const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	text = g_strdup_vprintf(format, args);
	va_end(args);
	return td_rest_keep(ask, text);
}

td_json *
td_rest_json(td_rest_ask *ask, td_out **out)
{
	td_response_type(ask->response, "application/json");
	*out = td_out_new(td_response_sink(ask->response));
	return td_json_new(*out);
}

bool
td_rest_close(td_json *take_json, td_out *take_out, GError **error)
{
	td_json_free(take_json);
	return td_out_close(take_out, error);
}

bool
td_rest_refuse(td_rest_ask *ask, unsigned status, const char *detail)
{
	td_out *out;
	td_json *json;

	td_response_reset(ask->response);
	ask->response->status = status;
	json = td_rest_json(ask, &out);
	td_json_object(json, NULL);
	td_json_string(json, "detail", detail);
	td_json_end(json);
	return td_rest_close(json, out, NULL);
}

bool
td_rest_refuse_field(td_rest_ask *ask, const char *field, const char *format, ...)
{
	g_autofree char *text = NULL;
	va_list args;
	td_out *out;
	td_json *json;

	va_start(args, format);
	text = g_strdup_vprintf(format, args);
	va_end(args);
	td_response_reset(ask->response);
	ask->response->status = 400;
	json = td_rest_json(ask, &out);
	td_json_object(json, NULL);
	td_json_array(json, field);
	td_json_string(json, NULL, text);
	td_json_end(json);
	td_json_end(json);
	return td_rest_close(json, out, NULL);
}

/* Who is logged in sees more, and sees it under another tag. */
bool
td_rest_is_known(td_rest_ask *ask)
{
	g_autofree char *mark = g_strdup_printf("%s-%" G_GINT64_FORMAT,
	    td_rest_mark(ask->rest), ask->user != NULL ? ask->user->id : 0);

	td_response_header(ask->response, "Vary", "Authorization");
	return td_response_is_known(ask->response, ask->request, mark, 0);
}

bool
td_rest_read_number(const char *text, uint64_t *number)
{
	guint64 value;

	if (!g_ascii_string_to_unsigned(text, 10, 0, INT64_MAX, &value, NULL))
		return false;
	*number = value;
	return true;
}

/* As Django reads a form: "yes" and "on" are true as well. */
bool
td_rest_read_bool(const char *text, bool *value)
{
	static const char *const yes[] = { "true", "t", "yes", "y", "on", "1" };
	static const char *const no[] = { "false", "f", "no", "n", "off", "0" };

	for (size_t i = 0; i < G_N_ELEMENTS(yes); i++) {
		if (g_ascii_strcasecmp(text, yes[i]) == 0 ||
		    g_ascii_strcasecmp(text, no[i]) == 0) {
			*value = g_ascii_strcasecmp(text, yes[i]) == 0;
			return true;
		}
	}
	return false;
}

bool
td_rest_read_flag(const char *text, bool *value)
{
	*value = strcmp(text, "1") == 0 || g_ascii_strcasecmp(text, "true") == 0;
	return *value || strcmp(text, "0") == 0 || g_ascii_strcasecmp(text, "false") == 0;
}

bool
td_rest_page(td_rest_ask *ask, uint64_t *skip, unsigned *limit)
{
	const char *page = td_request_argument(ask->request, "page");
	const char *size = td_request_argument(ask->request, "per_page");
	uint64_t number = 1, asked = 0;

	*limit = page_size;
	if (size != NULL && td_rest_read_number(size, &asked) && asked > 0)
		*limit = (unsigned)MIN(asked, max_page_size);
	if (g_strcmp0(page, "last") == 0) {
		ask->wants_last = true;
		number = MAX(ask->last_page, 1);
	} else if (page != NULL && (!td_rest_read_number(page, &number) || number == 0 ||
				       number > UINT32_MAX)) {
		td_rest_refuse(ask, 404, "Invalid page.");
		return false;
	}
	*skip = (number - 1) * *limit;
	return true;
}

static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The address of another page of this: all arguments by name, as patchwork sorts them.
 * page 0 is none. */
static char *
page_address(td_rest_ask *ask, uint64_t page)
{
	const GArray *arguments = ask->request->arguments;
	g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *query = NULL, *path = NULL;

	for (guint i = 0; i < arguments->len; i++) {
		const td_argument *one = &g_array_index(arguments, td_argument, i);
		g_autofree char *name = g_uri_escape_string(one->name, NULL, FALSE);
		g_autofree char *value = g_uri_escape_string(one->value, NULL, FALSE);

		if (strcmp(one->name, "page") != 0)
			g_ptr_array_add(parts, g_strconcat(name, "=", value, NULL));
	}
	if (page != 0)
		g_ptr_array_add(parts, g_strdup_printf("page=%" G_GUINT64_FORMAT, page));
	g_ptr_array_sort(parts, compare_names);
	g_ptr_array_add(parts, NULL);
	query = g_strjoinv("&", (char **)parts->pdata);
	path = g_strconcat(ask->request->path, *query != '\0' ? "?" : "", query, NULL);
	return td_serving_address(ask->serving, ask->request, path);
}

static void
add_link(td_rest_ask *ask, GString *links, uint64_t page, const char *relation)
{
	g_autofree char *address = page_address(ask, page);

	g_string_append_printf(
	    links, "%s<%s>; rel=\"%s\"", links->len > 0 ? ", " : "", address, relation);
}

bool
td_rest_link(td_rest_ask *ask, uint64_t total, uint64_t skip, unsigned limit)
{
	g_autoptr(GString) links = g_string_new(NULL);
	uint64_t page = skip / limit + 1;
	uint64_t last = MAX((total + limit - 1) / limit, 1);

	/* Now it is known; the same is asked once more, for that page. */
	if (ask->wants_last && ask->last_page == 0 && last > 1) {
		ask->last_page = last;
		return false;
	}
	if (page > last) {
		td_rest_refuse(ask, 404, "Invalid page.");
		return false;
	}
	if (page < last)
		add_link(ask, links, page + 1, "next");
	if (page > 1)
		add_link(ask, links, page > 2 ? page - 1 : 0, "prev");
	add_link(ask, links, 1, "first");
	add_link(ask, links, last, "last");
	td_response_header(ask->response, "Link", links->str);
	return true;
}

bool
td_rest_may_write(td_rest_ask *ask, const td_posts *posts)
{
	const td_rest_project *project = td_rest_project_of(ask->rest, posts);

	if (ask->user == NULL) {
		td_rest_refuse(ask, 403, "Authentication credentials were not provided.");
		return false;
	}
	if (!td_user_may_write(ask->user, project->name)) {
		td_rest_refuse(
		    ask, 403, "You do not have permission to perform this action.");
		return false;
	}
	return true;
}

bool
td_rest_find(
    td_rest_ask *ask, td_post_kind kind, td_posts **posts, uint32_t *at, GError **error)
{
	GError *problem = NULL;
	uint64_t number;

	*posts = NULL;
	if (td_rest_read_number(ask->id, &number))
		*posts = td_rest_table_of(ask->rest, ask->serving, number, &problem);
	if (problem != NULL) {
		g_propagate_error(error, problem);
		return false;
	}
	if (*posts != NULL && (!td_posts_find(*posts, number, at) ||
				  td_posts_get(*posts, *at)->kind != kind))
		*posts = NULL;
	if (*posts == NULL)
		td_rest_refuse(ask, 404, "Not found.");
	return true;
}
