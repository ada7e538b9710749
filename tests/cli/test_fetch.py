"""Nothing is fetched unless asked for; then a feed's pages come into the case, once."""

from __future__ import annotations

from tests.run.test_containers import outlet  # noqa: F401 (a fixture)

from depesche.store.case import Case


def test_an_address_without_fetch_is_refused(depesche, tmp_path, outlet):  # noqa: F811
    """And nobody is asked anything."""
    address, asked = outlet
    done = depesche("build", str(tmp_path / "x.depesche"), f"{address}/feed.xml")

    assert done.code == 2
    assert "--fetch" in done.err
    assert asked == []


def test_addresses_of_ones_own_network_are_not_asked(depesche, tmp_path, outlet):  # noqa: F811
    """A feed that leads inside is no way in."""
    address, asked = outlet
    done = depesche("build", str(tmp_path / "x.depesche"), f"{address}/feed.xml", "--fetch")

    assert done.code == 1
    assert "not fetched" in done.err
    assert asked == []


def test_a_feeds_pages_come_into_the_case_once(depesche, tmp_path, outlet, monkeypatch):  # noqa: F811
    """Where the settings allow it; each with the address that it came from."""
    address, asked = outlet
    monkeypatch.chdir(tmp_path)
    (tmp_path / "depesche.toml").write_text(f'fetch_allow = "{address.removeprefix("http://")}"\nfetch_delay = 0.01\n')
    command = ("build", "x.depesche", f"{address}/feed.xml", "--fetch")
    first, second = depesche(*command), depesche(*command)

    assert (first.code, second.code) == (0, 0), first.err
    assert asked.count("/genf.html") == 1
    with Case.open(tmp_path / "x.depesche") as case:
        [row] = case.rows()
        facts = {fact.field: fact.value for fact in case.report(row.name).facts}
    assert facts["address"] == f"{address}/genf.html"
    assert row.title == "Genf"
