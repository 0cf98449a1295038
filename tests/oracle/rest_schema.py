#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What tidings serve answers under /api/ beside patchwork's OpenAPI schemas.

SCHEMAS is docs/api/schemas of patchwork's source (v1.0 to v1.3 below it), URL a server with
lists that have patches. Every address of each version is asked for, lists page by page up to
--pages, and their newest --details things each by itself. Needs python3-jsonschema and
python3-yaml. Nothing is written to the server but with --write, which wants a list that may
be changed.
"""
import argparse
import json
import pathlib
import re
import sys
import urllib.error
import urllib.parse
import urllib.request

import jsonschema
import yaml

VERSIONS = ["1.0", "1.1", "1.2", "1.3"]

# Where the schemas are narrower than patchwork itself, by its serializers: a series without
# a cover letter has null, so has the hash of a request to pull, and headers are texts where
# there is one and lists where there are several, in one object. Mails come from addresses
# without an "@".
NARROW = [("cover_letter", "None is not of type 'object'"),
          ("hash", "None is not of type 'string'"),
          ("headers", "is not valid under any of the given schemas"),
          ("email", "is not a 'email'")]

# Looked at where Python has what it takes: "" of a project without a repository, the "{}" of
# list_archive_url_format and the blank in a pull_url are patchwork's, too.
LOOSE = {"uri"}


class Site:
    def __init__(self, args):
        self.base = args.url.rstrip("/")
        self.token = args.token

    def ask(self, path, method="GET", body=None):
        headers = {"Authorization": "Token " + self.token} if self.token else {}
        if body is not None:
            headers["Content-Type"] = "application/json"
            body = json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, body, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, answer.headers, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, error.headers, json.loads(error.read() or b"null")


class Judge:
    def __init__(self, path):
        self.schema = yaml.safe_load(path.read_text())
        self.resolver = jsonschema.RefResolver.from_schema(self.schema)
        self.checker = jsonschema.FormatChecker(set(jsonschema.FormatChecker.checkers) - LOOSE)
        self.faults = {}
        self.judged = 0

    def wanted(self, template, method, status):
        """Templates of versions differ in names and in the slash at their end."""
        for path, methods in self.schema["paths"].items():
            plain = re.sub(r"\{[^}]*\}", "{}", path).rstrip("/")
            if plain == template.rstrip("/") and method in methods:
                answer = methods[method]["responses"].get(str(status))
                if answer:
                    return self.deref(answer)["content"]["application/json"]["schema"]
        return None

    def deref(self, value):
        while "$ref" in value:
            value = self.resolver.resolve(value["$ref"])[1]
        return value

    def check_headers(self, what, error):
        """What the schema cannot say: each is a text or a list of texts."""
        if error.absolute_path[-1] == "headers" and not all(
                isinstance(one, str) or isinstance(one, list) and len(one) > 1 and
                all(isinstance(text, str) for text in one)
                for one in error.instance.values()):
            self.faults[what + ": headers"] = 1

    def judge(self, what, schema, value):
        """An event is judged by the schema of its kind alone, or messages mean nothing."""
        if isinstance(value, list) and isinstance(schema.get("items"), dict):
            for one in value:
                self.judge(what, schema["items"], one)
            return
        mapping = schema.get("discriminator", {}).get("mapping", {})
        if "category" in (value if isinstance(value, dict) else {}):
            schema = {"$ref": mapping[value["category"]]}
        self.judged += 1
        validator = jsonschema.Draft202012Validator(
            schema, resolver=self.resolver, format_checker=self.checker)
        for error in validator.iter_errors(value):
            if error.absolute_path and any(
                    error.absolute_path[-1] == part and error.message.endswith(text)
                    for part, text in NARROW):
                self.check_headers(what, error)
                continue
            key = "%s: %s: %s" % (what, "/".join(
                str(part) for part in error.absolute_path if not isinstance(part, int)),
                error.message[-120:])
            self.faults[key] = self.faults.get(key, 0) + 1


def next_page(headers):
    for part in headers.get("Link", "").split(", "):
        if part.endswith('; rel="next"'):
            address = urllib.parse.urlparse(part[1:-len('>; rel="next"')])
            return address.path + "?" + address.query
    return None


def walk(site, judge, version, kind, args):
    template = "/api/%s/%s" % (version, kind)
    schema = judge.wanted(template, "get", 200)
    path, things = template + "/?order=-date&per_page=100", []
    for _ in range(args.pages):
        status, headers, answer = site.ask(path)
        if status != 200:
            judge.faults["%s: status %d" % (path, status)] = 1
            return things
        judge.judge(template, schema, answer)
        things += answer
        path = next_page(headers)
        if path is None:
            break
    return things


def detail(site, judge, version, template, path):
    schema = judge.wanted("/api/%s/%s" % (version, template), "get", 200)
    if schema is None:
        return []
    status, _, answer = site.ask("/api/%s/%s/" % (version, path))
    if status != 200:
        judge.faults["%s: status %d" % (path, status)] = 1
        return []
    judge.judge("/api/%s/%s" % (version, template), schema, answer)
    return answer


def look(site, judge, version, args):
    status, _, index = site.ask("/api/%s/" % version)
    judge.judge("index", judge.wanted("/api/%s/" % version, "get", status), index)
    for kind in ("projects", "people", "users", "patches", "covers", "series", "events",
                 "bundles"):
        if kind in ("people", "users") and not args.token:
            continue
        things = walk(site, judge, version, kind, args)
        if kind == "events":
            continue
        for thing in things[:args.details]:
            detail(site, judge, version, kind + "/{}", "%s/%d" % (kind, thing["id"]))
            if kind not in ("patches", "covers"):
                continue
            below = "%s/%d/comments" % (kind, thing["id"])
            for one in detail(site, judge, version, kind + "/{}/comments", below)[:2]:
                detail(site, judge, version, kind + "/{}/comments/{}",
                       "%s/%d" % (below, one["id"]))
            if kind == "patches":
                detail(site, judge, version, "patches/{}/checks",
                       "patches/%d/checks" % thing["id"])


def write(site, judge, version):
    patch = site.ask("/api/%s/patches/?order=-date" % version)[2][0]
    path = "/api/%s/patches/%d/" % (version, patch["id"])
    status, _, answer = site.ask(path, "PATCH", {"state": "under-review"})
    judge.judge("PATCH", judge.wanted("/api/%s/patches/{}" % version, "patch", status), answer)
    status, _, answer = site.ask(path, "PATCH", {"state": "none"})
    judge.judge("PATCH 400", judge.wanted("/api/%s/patches/{}" % version, "patch", status),
                answer)
    for body in ({"state": "success", "context": "ci", "description": "x",
                  "target_url": "http://ci.example.org/"}, {"context": "ci"}):
        status, _, answer = site.ask(path + "checks/", "POST", body)
        judge.judge("POST check", judge.wanted("/api/%s/patches/{}/checks" % version, "post",
                                               status), answer)
    if version not in ("1.0", "1.1"):
        write_bundle(site, judge, version, patch)


def write_bundle(site, judge, version, patch):
    path, template = "/api/%s/bundles/" % version, "/api/%s/bundles" % version
    body = {"name": "rest_schema " + version, "patches": [patch["id"]], "public": True}
    status, _, made = site.ask(path, "POST", body)
    judge.judge("POST bundle", judge.wanted(template, "post", status), made)
    status, _, answer = site.ask(path, "POST", {"name": "none", "patches": []})
    judge.judge("POST bundle 400", judge.wanted(template, "post", status), answer)
    path, template = "%s%d/" % (path, made["id"]), template + "/{}"
    status, _, answer = site.ask(path, "PATCH", {"public": False})
    judge.judge("PATCH bundle", judge.wanted(template, "patch", status), answer)
    look_at = site.ask(path)
    judge.judge("bundle", judge.wanted(template, "get", look_at[0]), look_at[2])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("schemas", type=pathlib.Path)
    parser.add_argument("url")
    parser.add_argument("--token")
    parser.add_argument("--pages", type=int, default=3)
    parser.add_argument("--details", type=int, default=20)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    site, bad = Site(args), 0
    for version in VERSIONS:
        judge = Judge(args.schemas / ("v" + version) / "patchwork.yaml")
        look(site, judge, version, args)
        if args.write:
            write(site, judge, version)
        for fault, count in sorted(judge.faults.items()):
            print("%s: %6d  %s" % (version, count, fault))
        print("%s: %d objects judged, %d faults" % (version, judge.judged,
                                                    sum(judge.faults.values())))
        bad += len(judge.faults)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
