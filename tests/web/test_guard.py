"""Who may ask, and in which form answers come."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from depesche.store.case import Case
from depesche.web.app import make_app
from depesche.web.desk import Desk

HOST = "127.0.0.1:8642"


@pytest.fixture
def desk(tmp_path):
    with Case.open(tmp_path / "talks.depesche", create=True) as case:
        yield Desk(case, token="secret", port=8642, hosts=(HOST, "localhost:8642"))


@pytest.fixture
def client(desk):
    return TestClient(make_app(desk), base_url=f"http://{HOST}", follow_redirects=False)


def test_without_the_token_nothing_of_the_case_is_shown(client):
    """A page says what to do; a program is told in its own form."""
    assert client.get("/").status_code == 403
    assert "?token=" in client.get("/").text
    assert client.get("/api/v1/case").json()["what"]


def test_the_token_leaves_the_address(client):
    """The browser keeps it, and no history or referrer does; two slashes lead nowhere else."""
    answer = client.get(f"http://{HOST}//evil.example/?token=secret&kind=talks")

    assert (answer.status_code, answer.headers["location"]) == (303, "/evil.example/?kind=talks")
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:8642", "127.0.0.1", "127.0.0.1:80", ""])
def test_another_name_of_the_server_is_refused(client, host):
    """A name that another website lets point here must not open the case."""
    assert client.get("/", headers={"host": host, "authorization": "Bearer secret"}).status_code == 400


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "null", "sec-fetch-site": "cross-site"}, 403),
        ({"origin": "null", "sec-fetch-site": "same-origin"}, 303),
        ({"sec-fetch-site": "same-origin", "origin": f"http://{HOST}"}, 303),
        ({}, 303),
    ],
)
def test_only_our_own_pages_may_change_something(client, headers, status):
    """Nor may a form on another website."""
    answer = client.post("/wishes", data={"lang": "de"}, headers={"authorization": "Bearer secret", **headers})

    assert answer.status_code == status


def test_every_answer_bears_the_policy(client):
    """Errors and files too."""
    for path in ("/", "/static/app.js", "/nowhere", "/api/nowhere"):
        headers = client.get(path, headers={"authorization": "Bearer secret"}).headers
        assert "default-src 'none'" in headers["content-security-policy"], path
        assert headers["x-content-type-options"] == "nosniff", path


@pytest.mark.parametrize(("lang", "words"), [("en", "No reports yet"), ("de", "Noch keine Berichte")])
def test_pages_speak_both_languages(client, lang, words):
    """As the browser prefers, or as was wished."""
    assert words in client.get("/", headers={"authorization": "Bearer secret", "accept-language": lang}).text
    assert client.get("/help", headers={"authorization": "Bearer secret"}).status_code == 200
