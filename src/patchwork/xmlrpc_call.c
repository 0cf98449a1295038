/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patchwork/xmlrpc_call.c - GLib's markup parser into jansson's values */
#include "patchwork/xmlrpc_call.h"

#include <string.h>

#include "base/error.h"

enum { most_open = 64 }; /* elements within each other */

/* A call that is being read. Markup that is not well formed never comes here. */
typedef struct reading {
	char *method;
	json_t *params;
	GPtrArray *open;  /* of json_t *: arrays and structs, borrowed, the inmost last */
	GPtrArray *names; /* of char *: members that wait for their values */
	GString *text;    /* since the last element that may have some began */
	json_t *value;    /* of the type that ended; NULL */
	unsigned depth;
} reading;

static void
reading_clear(reading *self)
{
	g_free(self->method);
	json_decref(self->params);
	json_decref(self->value);
	g_ptr_array_unref(self->open);
	g_ptr_array_unref(self->names);
	g_string_free(self->text, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(reading, reading_clear)

static const char *
parent_of(GMarkupParseContext *context)
{
	const GSList *stack = g_markup_parse_context_get_element_stack(context);

	return stack != NULL && stack->next != NULL ? stack->next->data : "";
}

/* Takes the value over. False where nothing may stand there. */
static bool
put_value(reading *self, const char *parent, json_t *take_value)
{
	json_t *inmost =
	    self->open->len > 0 ? self->open->pdata[self->open->len - 1] : NULL;
	const char *name =
	    self->names->len > 0 ? self->names->pdata[self->names->len - 1] : NULL;

	if (strcmp(parent, "param") == 0)
		return json_array_append_new(self->params, take_value) == 0;
	if (strcmp(parent, "data") == 0 && json_is_array(inmost))
		return json_array_append_new(inmost, take_value) == 0;
	if (strcmp(parent, "member") == 0 && json_is_object(inmost) && name != NULL)
		return json_object_set_new(inmost, name, take_value) == 0;
	json_decref(take_value);
	return false;
}

static void
set_value(reading *self, json_t *take_value)
{
	json_decref(self->value);
	self->value = take_value;
}

static void
start(GMarkupParseContext *context, const char *element, const char **names,
    const char **values, void *data, GError **error)
{
	reading *self = data;

	(void)context;
	(void)names;
	(void)values;
	if (++self->depth > most_open) {
		g_set_error_literal(error, TD_ERROR, TD_ERROR_USAGE, "nested too deeply");
		return;
	}
	g_string_truncate(self->text, 0);
	if (strcmp(element, "value") == 0)
		set_value(self, NULL);
	else if (strcmp(element, "array") == 0)
		g_ptr_array_add(self->open, json_array());
	else if (strcmp(element, "struct") == 0)
		g_ptr_array_add(self->open, json_object());
}

/* The value of a scalar; NULL for what is no type. */
static json_t *
scalar(const char *type, const char *text)
{
	static const char *const texts[] = { "string", "base64", "dateTime.iso8601" };
	static const char *const numbers[] = { "int", "i4", "i8" };

	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
		if (strcmp(type, texts[i]) == 0)
			return json_string(text);
	for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++)
		if (strcmp(type, numbers[i]) == 0)
			return json_integer(g_ascii_strtoll(text, NULL, 10));
	if (strcmp(type, "boolean") == 0)
		return json_boolean(strchr(text, '1') != NULL);
	if (strcmp(type, "double") == 0)
		return json_real(g_ascii_strtod(text, NULL));
	return strcmp(type, "nil") == 0 ? json_null() : NULL;
}

static void
end(GMarkupParseContext *context, const char *element, void *data, GError **error)
{
	reading *self = data;
	json_t *value;

	self->depth--;
	if (strcmp(element, "methodName") == 0) {
		g_free(self->method);
		self->method = g_strdup(g_strstrip(self->text->str));
	} else if (strcmp(element, "name") == 0) {
		g_ptr_array_add(self->names, g_strdup(self->text->str));
	} else if (strcmp(element, "member") == 0) {
		if (self->names->len > 0)
			g_ptr_array_remove_index(self->names, self->names->len - 1);
	} else if (strcmp(element, "array") == 0 || strcmp(element, "struct") == 0) {
		set_value(self, g_ptr_array_steal_index(self->open, self->open->len - 1));
	} else if (strcmp(element, "value") == 0) {
		value = g_steal_pointer(&self->value);
		if (value == NULL)
			value = json_string(self->text->str);
		if (!put_value(self, parent_of(context), value))
			g_set_error_literal(
			    error, TD_ERROR, TD_ERROR_USAGE, "a value out of place");
	} else {
		value = scalar(element, self->text->str);
		if (value != NULL)
			set_value(self, value);
	}
}

static void
add_text(
    GMarkupParseContext *context, const char *text, gsize n, void *data, GError **error)
{
	reading *self = data;

	(void)context;
	(void)error;
	g_string_append_len(self->text, text, (gssize)n);
}

static void
drop_value(void *value)
{
	json_decref(value);
}

td_xmlrpc_call *
td_xmlrpc_call_read(td_span body, GError **error)
{
	static const GMarkupParser parser = { start, end, add_text, NULL, NULL };
	g_auto(reading) self = {
		.params = json_array(),
		.open = g_ptr_array_new_with_free_func(drop_value),
		.names = g_ptr_array_new_with_free_func(g_free),
		.text = g_string_new(NULL),
	};
	g_autoptr(GMarkupParseContext) context =
	    g_markup_parse_context_new(&parser, 0, &self, NULL);
	g_autoptr(GError) problem = NULL;
	td_xmlrpc_call *call;

	if (!g_markup_parse_context_parse(context, body.p, (gssize)body.n, &problem) ||
	    !g_markup_parse_context_end_parse(context, &problem) || self.method == NULL) {
		g_set_error(error, TD_ERROR, TD_ERROR_USAGE, "this is no call: %s",
		    problem != NULL ? problem->message : "it names no method");
		return NULL;
	}
	call = g_new0(td_xmlrpc_call, 1);
	call->method = g_steal_pointer(&self.method);
	call->params = g_steal_pointer(&self.params);
	return call;
}

void
td_xmlrpc_call_free(td_xmlrpc_call *call)
{
	if (call == NULL)
		return;
	json_decref(call->params);
	g_free(call->method);
	g_free(call);
}

const char *
td_xmlrpc_text_of(const json_t *value)
{
	return json_string_value(value);
}

int64_t
td_xmlrpc_number_of(const json_t *value)
{
	if (json_is_string(value))
		return g_ascii_strtoll(json_string_value(value), NULL, 10);
	return json_integer_value(value);
}
