# Google's Python client of Debian 12 against the emulator: signs in with a key file, and calls every method once.
# Arguments: the emulator's address, the key file, who is impersonated. Prints what came back, as JSON.
import json
import sys

import google_auth_httplib2
import httplib2
from google.oauth2 import service_account
from googleapiclient.discovery import build_from_document
from googleapiclient.errors import HttpError

emulator, key_file, subject = sys.argv[1:]
SCOPE = "https://www.googleapis.com/auth/cloud-identity.userinvitations"
NAME = {"location": "path", "required": True, "type": "string", "pattern": "^customers/[^/]+/userinvitations/[^/]+$"}


def of_one(name, verb="", http="GET"):
    method = {
        "id": "cloudidentity.customers.userinvitations." + name,
        "path": "v1/{+name}" + verb,
        "httpMethod": http,
        "parameters": {"name": NAME},
        "parameterOrder": ["name"],
        "response": {"$ref": "Any"},
    }
    if http == "POST":
        method["request"] = {"$ref": "Any"}
    return method


PARAMETER = {"location": "query", "type": "string"}
METHODS = {
    "list": {
        "id": "cloudidentity.customers.userinvitations.list",
        "path": "v1/{+parent}/userinvitations",
        "httpMethod": "GET",
        "parameters": {
            "parent": {"location": "path", "required": True, "type": "string", "pattern": "^customers/[^/]+$"},
            "pageSize": {"location": "query", "type": "integer", "format": "int32"},
            "pageToken": PARAMETER,
            "filter": PARAMETER,
            "orderBy": PARAMETER,
        },
        "parameterOrder": ["parent"],
        "response": {"$ref": "Page"},
    },
    "get": of_one("get"),
    "isInvitableUser": of_one("isInvitableUser", ":isInvitableUser"),
    "send": of_one("send", ":send", "POST"),
    "cancel": of_one("cancel", ":cancel", "POST"),
}
API = {
    "name": "cloudidentity",
    "version": "v1",
    "rootUrl": "https://cloudidentity.googleapis.com/",
    "servicePath": "",
    "baseUrl": "https://cloudidentity.googleapis.com/",
    # The client makes list_next only where the answer's schema has a nextPageToken.
    "schemas": {
        "Any": {"id": "Any", "type": "object"},
        "Page": {"id": "Page", "type": "object", "properties": {"nextPageToken": {"type": "string"}}},
    },
    "resources": {"customers": {"resources": {"userinvitations": {"methods": METHODS}}}},
}


class Here(httplib2.Http):
    """Every host of Google's is the emulator; what is asked, and for whom it is signed, stays as it is."""

    def request(self, uri, *args, **kwargs):
        for host in ("https://cloudidentity.googleapis.com", "https://oauth2.googleapis.com"):
            uri = uri.replace(host, emulator)
        return super().request(uri, *args, **kwargs)


credentials = service_account.Credentials.from_service_account_file(key_file, scopes=[SCOPE], subject=subject)
http = google_auth_httplib2.AuthorizedHttp(credentials, http=Here())
invitations = build_from_document(json.dumps(API), http=http).customers().userinvitations()

told = {"pages": 0, "listed": []}
request = invitations.list(parent="customers/my_customer", pageSize=2)
while request is not None:
    page = request.execute()
    told["pages"] += 1
    told["listed"] += [one["name"] for one in page.get("userInvitations", [])]
    request = invitations.list_next(request, page)
name = told["listed"][0]
told["state"] = invitations.get(name=name).execute()["state"]
told["invitable"] = invitations.isInvitableUser(name=name).execute().get("isInvitableUser")
told["sent"] = invitations.send(name=name, body={}).execute()["done"]
told["after"] = invitations.get(name=name).execute()["state"]
told["cancelled"] = invitations.cancel(name=name, body={}).execute()["done"]
try:
    invitations.get(name="customers/my_customer/userinvitations/nobody@acme.test").execute()
except HttpError as error:
    told["refused"] = error.resp.status
print(json.dumps(told))
