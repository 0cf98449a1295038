/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * patchwork/xmlrpc.h - patchwork's older interface, POST /xmlrpc/, which pwclient asks
 * unless it is told otherwise
 *
 * Source: patchwork/views/xmlrpc.py. Numbers of people are cut to the 31 bits that
 * XML-RPC has; all others are those of /api/. For this folder.
 */
#pragma once

#include <jansson.h>
#include <stdbool.h>

#include "output/xmlrpc.h"
#include "patchwork/rest.h"

/* Writes the one value of the answer. USAGE, DENIED and NOT_FOUND become faults. */
typedef bool (*td_xmlrpc_method)(
    td_rest_ask *ask, const json_t *params, td_out *out, GError **error);

bool td_xmlrpc_project_list(
    td_rest_ask *ask, const json_t *params, td_out *out, GError **error);
bool td_xmlrpc_project_get(
    td_rest_ask *ask, const json_t *params, td_out *out, GError **error);
bool td_xmlrpc_person_list(
    td_rest_ask *ask, const json_t *params, td_out *out, GError **error);
bool
td_xmlrpc_person_get(td_rest_ask *ask, const json_t *params, td_out *out, GError **error);
bool
td_xmlrpc_state_list(td_rest_ask *ask, const json_t *params, td_out *out, GError **error);
bool
td_xmlrpc_state_get(td_rest_ask *ask, const json_t *params, td_out *out, GError **error);
bool
td_xmlrpc_patch_list(td_rest_ask *ask, const json_t *params, td_out *out, GError **error);
bool
td_xmlrpc_patch_get(td_rest_ask *ask, const json_t *params, td_out *out, GError **error);
bool td_xmlrpc_patch_get_by_hash(
    td_rest_ask *ask, const json_t *params, td_out *out, GError **error);
bool td_xmlrpc_patch_get_by_project_hash(
    td_rest_ask *ask, const json_t *params, td_out *out, GError **error);
bool td_xmlrpc_patch_get_mbox(
    td_rest_ask *ask, const json_t *params, td_out *out, GError **error);
bool td_xmlrpc_patch_get_diff(
    td_rest_ask *ask, const json_t *params, td_out *out, GError **error);
bool
td_xmlrpc_patch_set(td_rest_ask *ask, const json_t *params, td_out *out, GError **error);
bool
td_xmlrpc_check_list(td_rest_ask *ask, const json_t *params, td_out *out, GError **error);
bool
td_xmlrpc_check_get(td_rest_ask *ask, const json_t *params, td_out *out, GError **error);
bool td_xmlrpc_check_create(
    td_rest_ask *ask, const json_t *params, td_out *out, GError **error);

/* "Under Review"; g_free it. */
char *td_xmlrpc_state_name(td_slug state);
