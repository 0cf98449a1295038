/* SPDX-License-Identifier: GPL-2.0-or-later */
/* serve/steps.h - steps of an answer that others are answered between; for this folder */
#pragma once

#include "http/response.h"
#include "site/serving.h"

/*
 * Whoever asks meanwhile, each step of the response's stream is made for who asked for it
 * and costs no more than one answer may; it is an error once the index is another one.
 * The response and what is made of it live no longer than serving.
 */
void td_steps_guard(td_serving *serving, td_response *response);
