/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * output/xmlrpc.h - an answer as XML-RPC has it (xmlrpc.com/spec.md)
 *
 * One value: td_xmlrpc_open, the value, td_xmlrpc_close; or td_xmlrpc_fault alone. Within
 * a struct each value has a name; elsewhere it is NULL. Text is what it was, but for
 * bytes that XML cannot hold: they become U+FFFD.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"
#include "output/sink.h"

void td_xmlrpc_open(td_out *out);
void td_xmlrpc_close(td_out *out);
void td_xmlrpc_fault(td_out *out, int code, const char *text);

void td_xmlrpc_array(td_out *out);
void td_xmlrpc_array_end(td_out *out);
void td_xmlrpc_struct(td_out *out);
void td_xmlrpc_struct_end(td_out *out);

void td_xmlrpc_text(td_out *out, const char *name, const char *text); /* NULL is "" */
void td_xmlrpc_span(td_out *out, const char *name, td_span text);
void td_xmlrpc_number(td_out *out, const char *name, int64_t number);
void td_xmlrpc_truth(td_out *out, const char *name, bool value);
