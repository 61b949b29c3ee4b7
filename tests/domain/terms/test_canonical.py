"""One byte form of a sheet, and reading JSON without letting anything slip through."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.domain.terms.canonical import canonical, terms_hash
from marketplace.domain.terms.decoding import decode
from marketplace.domain.terms.faults import Fault


@pytest.mark.parametrize(
    ("value", "form"),
    [
        ({"b": 1, "a": [True, False, None, -5]}, '{"a":[true,false,null,-5],"b":1}'),
        ({}, "{}"),
        ([], "[]"),
        ("零门槛 €", '"零门槛 €"'),
        ('"\\/\b\f\n\r\t\u0001\u001f\u007f', '"\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\u007f"'),
        # by UTF-16 code units an emoji (d83d) stands before a private-use character (e000)
        ({"\ue000": 1, "\U0001f600": 2, "z": 3}, '{"z":3,"\U0001f600":2,"\ue000":1}'),
        ({"10": 1, "9": 2, "": 3}, '{"":3,"10":1,"9":2}'),
        (2**53 - 1, "9007199254740991"),
    ],
)
def test_canonical_form(value: Any, form: str) -> None:
    assert canonical(value) == form.encode("utf-8")


@pytest.mark.parametrize(
    ("value", "path", "code"),
    [
        ({"a": [1, 1.0]}, "$.a[1]", "number_not_whole"),
        ({"a": 2**53}, "$.a", "too_large"),
        (["\ud800"], "$[0]", "broken_text"),
        ({"a": {1}}, "$.a", "not_json_value"),
    ],
)
def test_what_has_no_canonical_form(value: Any, path: str, code: str) -> None:
    with pytest.raises(Fault) as caught:
        canonical(value)
    assert (caught.value.path, caught.value.code) == (path, code)


def test_the_hash_is_that_of_the_canonical_form() -> None:
    sheet = {"term_months": 12, "currency": "CNY"}
    form = b'{"currency":"CNY","term_months":12}'
    assert terms_hash(sheet) == hashlib.sha256(form).hexdigest()
    assert terms_hash(dict(reversed(sheet.items()))) == terms_hash(sheet)
    assert terms_hash(sheet | {"term_months": 13}) != terms_hash(sheet)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)


@given(VALUES)
def test_the_canonical_form_reads_back_as_the_same_value(value: Any) -> None:
    form = canonical(value)
    assert decode(form) == value
    assert canonical(json.loads(form)) == form


@pytest.mark.parametrize(
    ("data", "path", "code"),
    [
        (b"", "$", "not_json"),
        (b"{", "$", "not_json"),
        (b'{"a":1} x', "$", "not_json"),
        (b"{'a':1}", "$", "not_json"),
        (b'{"a":"\xff"}', "$", "not_utf8"),
        ('{"a":1}'.encode("utf-16"), "$", "not_utf8"),
        (b'{"a":{"b":1,"c":2,"b":1}}', "$.a.b", "repeated_key"),
        (b'{"a":[{"b b":1,"b b":2}]}', '$.a[0]["b b"]', "repeated_key"),
        (b'{"a":1.0}', "$.a", "number_not_whole"),
        (b'{"a":[0,1e2]}', "$.a[1]", "number_not_whole"),
        (b'{"a":NaN}', "$.a", "number_not_whole"),
        (b'{"a":-Infinity}', "$.a", "number_not_whole"),
        (b'{"a":' + b"9" * 10_000 + b"}", "$.a", "too_large"),
        (rb'{"a":"\ud800"}', "$.a", "broken_text"),
        (rb'{"a":{"\udfff":1}}', "$.a", "broken_text"),
        (b"[" * 100_000, "$", "too_deep"),
        (b"[" * 100_000 + b"]" * 100_000, "$", "too_deep"),
    ],
)
def test_json_that_is_refused(data: bytes, path: str, code: str) -> None:
    with pytest.raises(Fault) as caught:
        decode(data)
    assert (caught.value.path, caught.value.code) == (path, code)
    json.dumps(caught.value.to_json()).encode("utf-8")


def test_json_that_is_taken() -> None:
    assert decode('{"a":[1,-2,"\\u4e2d文",null,true],"b":{}}'.encode()) == {
        "a": [1, -2, "中文", None, True],
        "b": {},
    }
    assert decode(rb'"\ud83d\ude00"') == "\U0001f600"
