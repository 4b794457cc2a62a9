"""Tells schemathesis what a JSON schema cannot say of the API's parameters."""

import json
import os

import schemathesis
from hypothesis import strategies

# The API's own string formats look like what the server that is tested gave itself.
for name, values in json.loads(os.environ["SITECITE_FORMATS"]).items():
    schemathesis.openapi.format(name, strategies.sampled_from(values))

# As MAX_REACHED of src/contract/search.ts.
MAX_REACHED = 10_000


@schemathesis.hook
def before_call(context, case, kwargs):
    for parameters in (case.query, case.body):
        if isinstance(parameters, dict):
            reconcile(parameters)


def reconcile(parameters):
    """Puts two dates in order, and leaves no page too far: each value may be right, and wrong beside the other."""
    start, end = parameters.get("from"), parameters.get("to")
    if isinstance(start, str) and isinstance(end, str) and start > end:
        parameters.update({"from": end, "to": start})
    page, limit = whole(parameters.get("page")), whole(parameters.get("limit", 10))
    if page and limit and page * limit > MAX_REACHED >= page:
        parameters["page"] = MAX_REACHED // limit


def whole(value):
    return int(value) if str(value).isdecimal() else None
