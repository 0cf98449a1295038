/* SPDX-License-Identifier: GPL-2.0-or-later */
/* http/request.c - a request line and a form, taken apart (RFC 3986, WHATWG URL 5) */
#include "http/request.h"

#include <string.h>

#include "base/error.h"
#include "base/limits.h"

static const struct {
	const char *name;
	unsigned method;
} methods[] = {
	{ "GET", TD_GET },
	{ "HEAD", TD_GET },
	{ "POST", TD_POST },
	{ "PATCH", TD_PATCH },
	{ "PUT", TD_PUT },
	{ "DELETE", TD_DELETE },
};

static void
clear_argument(void *data)
{
	td_argument *argument = data;

	g_free(argument->name);
	g_free(argument->value);
}

static bool
malformed(GError **error, const char *what)
{
	g_set_error(error, TD_ERROR, TD_ERROR_USAGE, "malformed request: %s", what);
	return false;
}

static bool
too_much(GError **error, const char *what)
{
	g_set_error(error, TD_ERROR, TD_ERROR_LIMIT, "request too large: %s", what);
	return false;
}

/* Escapes must be whole: "%4" is an attempt at something. */
static bool
unescape(td_span text, bool plus_is_blank, GString *out)
{
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];

		if (c == '%') {
			int high =
			    i + 2 < text.n ? g_ascii_xdigit_value(text.p[i + 1]) : -1;
			int low =
			    i + 2 < text.n ? g_ascii_xdigit_value(text.p[i + 2]) : -1;

			if (high < 0 || low < 0)
				return false;
			c = (char)(high << 4 | low);
			i += 2;
		} else if (c == '+' && plus_is_blank) {
			c = ' ';
		}
		g_string_append_c(out, c);
	}
	return true;
}

/* A NUL is a control character, so a C string holds all of it. */
static bool
has_control(const GString *text)
{
	for (size_t i = 0; i < text->len; i++) {
		unsigned char c = (unsigned char)text->str[i];

		if (c < ' ' || c == 0x7f)
			return true;
	}
	return false;
}

/* In an argument line ends and tabs are blanks: forms have fields of several lines. */
static void
blank_line_ends(GString *text)
{
	for (size_t i = 0; i < text->len; i++) {
		if (strchr("\t\r\n", text->str[i]) && text->str[i] != '\0')
			text->str[i] = ' ';
	}
}

static char *
decode(td_span text, bool argument, GError **error)
{
	g_autoptr(GString) out = g_string_sized_new(text.n);

	if (!unescape(text, argument, out)) {
		malformed(error, "a % without two hexadecimal digits");
		return NULL;
	}
	if (argument)
		blank_line_ends(out);
	if (has_control(out)) {
		malformed(error, "a control character");
		return NULL;
	}
	if (!g_utf8_validate(out->str, (gssize)out->len, NULL)) {
		malformed(error, "it is not UTF-8");
		return NULL;
	}
	return g_string_free(g_steal_pointer(&out), FALSE);
}

static bool
add_segment(td_request *request, td_span part, GError **error)
{
	char *segment;

	if (part.n > TD_MAX_SEGMENT_BYTES)
		return too_much(error, "a part of the path");
	if (request->segments->len >= TD_MAX_SEGMENTS)
		return too_much(error, "the path has too many parts");
	segment = decode(part, false, error);
	if (!segment)
		return false;
	g_ptr_array_add(request->segments, segment);
	if (strcmp(segment, ".") == 0 || strcmp(segment, "..") == 0)
		return malformed(error, "a step in the path");
	return true;
}

static bool
parse_path(td_request *request, td_span path, GError **error)
{
	td_span rest = td_span_skip(path, 1);

	if (path.n == 0 || path.p[0] != '/')
		return malformed(error, "the path does not begin with /");
	request->path = td_span_dup(path);
	while (rest.n > 0) {
		if (!add_segment(request, td_span_next(&rest, '/'), error))
			return false;
	}
	request->folder = path.p[path.n - 1] == '/';
	return true;
}

static bool
parse_arguments(td_request *request, td_span rest, GError **error)
{
	while (rest.n > 0) {
		td_span value = td_span_next(&rest, '&');
		td_span name;
		td_argument argument;

		if (value.n == 0)
			continue;
		name = td_span_next(&value, '=');
		if (request->arguments->len >= TD_MAX_ARGUMENTS)
			return too_much(error, "too many arguments");
		argument.name = decode(name, true, error);
		if (!argument.name)
			return false;
		argument.value = decode(value, true, error);
		g_array_append_val(request->arguments, argument);
		if (!argument.value)
			return false;
	}
	return true;
}

/* "http://host/path" is what a proxy would be sent; some clients send it to us. */
static td_span
strip_origin(td_span target)
{
	td_span rest = target;
	ptrdiff_t at;

	if (td_span_has_prefix_nocase(target, "http://"))
		rest = td_span_skip(target, strlen("http://"));
	else if (td_span_has_prefix_nocase(target, "https://"))
		rest = td_span_skip(target, strlen("https://"));
	else
		return target;
	at = td_span_find_byte(rest, '/');
	return at < 0 ? td_span_of("/") : td_span_skip(rest, (size_t)at);
}

static void
find_method(td_request *request, const char *method)
{
	request->head = strcmp(method, "HEAD") == 0;
	for (unsigned i = 0; i < G_N_ELEMENTS(methods); i++) {
		if (strcmp(method, methods[i].name) == 0)
			request->method = methods[i].method;
	}
}

td_request *
td_request_parse(const char *method, const char *target, GError **error)
{
	g_autoptr(td_request) request = g_new0(td_request, 1);
	td_span rest = strip_origin(td_span_of(target));
	td_span path;

	request->segments = g_ptr_array_new_with_free_func(g_free);
	request->arguments = g_array_new(FALSE, FALSE, sizeof(td_argument));
	g_array_set_clear_func(request->arguments, clear_argument);
	find_method(request, method);
	if (rest.n > TD_MAX_TARGET) {
		too_much(error, "the address");
		return NULL;
	}
	path = td_span_next(&rest, '?');
	request->query = td_span_dup(rest);
	if (!parse_path(request, path, error) || !parse_arguments(request, rest, error))
		return NULL;
	return g_steal_pointer(&request);
}

void
td_request_free(td_request *request)
{
	if (!request)
		return;
	g_free(request->path);
	g_free(request->query);
	g_ptr_array_unref(request->segments);
	g_array_unref(request->arguments);
	g_free(request);
}

bool
td_request_set_body(td_request *request, td_span body, GError **error)
{
	const char *type = td_request_header(request, "Content-Type");

	request->body = body;
	if (!type || !td_span_has_prefix_nocase(
			 td_span_of(type), "application/x-www-form-urlencoded"))
		return true;
	return parse_arguments(request, body, error);
}

const char *
td_request_header(const td_request *request, const char *name)
{
	return request->find_header ? request->find_header(name, request->header_data)
				    : NULL;
}

const char *
td_request_argument(const td_request *request, const char *name)
{
	for (unsigned i = 0; i < request->arguments->len; i++) {
		const td_argument *one =
		    &g_array_index(request->arguments, td_argument, i);

		if (strcmp(one->name, name) == 0)
			return one->value;
	}
	return NULL;
}

bool
td_request_number(const td_request *request, const char *name, unsigned max,
    unsigned fallback, unsigned *number, GError **error)
{
	const char *text = td_request_argument(request, name);

	*number = fallback;
	if (!text || *text == '\0' || td_span_to_unsigned(td_span_of(text), max, number))
		return true;
	g_set_error(
	    error, TD_ERROR, TD_ERROR_USAGE, "%s is no number from 0 to %u", name, max);
	return false;
}
