"""The command's files, opened by the tools they are for.

Usage: check_outputs.py CORRIDOR FOLDER, where CORRIDOR is the command, built with the features `cli` and `parquet`.
"""

import datetime
import json
import pathlib
import subprocess
import sys
import tomllib

import duckdb
import geojson
import jsonschema
import pandas
import polars
import polars.testing
import pyam

ROOT = pathlib.Path(__file__).resolve().parents[2]
COLUMNS = ["study", "scenario", "indicator", "subject", "period", "statistic", "value", "unit"]

# Broken studies whose fault is one of form, which a schema can tell; the others are at fault in what they mean.
BROKEN_IN_FORM = {
    "absurd", "control", "dates", "distributions", "empty", "forms", "growth", "ids", "infinite", "keys", "lists", "mixed",
    "money", "nested", "scenarios", "unicode", "units", "words",
}


def corridor(*arguments):
    return subprocess.run([COMMAND, *arguments], check=True, capture_output=True, text=True).stdout


def studies():
    """The names of the studies that come with the command."""
    return [study["study"] for study in json.loads(corridor("studies", "--format", "json"))]


def rows():
    """The same rows in pandas, DuckDB and Polars, from Parquet and from CSV."""
    for command in (["run"], ["compare"], ["sample", "--draws", "64"]):
        chosen = [command[0], "kazakh-oil", *command[1:], "--indicator", "corridor-volume,utilisation"]
        parquet, csv = str(FOLDER / "rows.parquet"), str(FOLDER / "rows.csv")
        corridor(*chosen, "--format", "parquet", "--out", parquet)
        corridor(*chosen, "--format", "csv", "--out", csv)
        frame = pandas.read_parquet(parquet)
        assert list(frame.columns) == COLUMNS and frame["value"].dtype == "float64", frame.dtypes
        assert frame["value"].notna().all() and len(frame) > 100
        text = pandas.read_csv(csv, dtype={"period": str}, float_precision="round_trip")
        pandas.testing.assert_frame_equal(frame, text, check_exact=True)
        table = polars.read_parquet(parquet)
        kinds = {name: polars.Float64 if name == "value" else polars.String for name in COLUMNS}
        assert dict(table.schema) == kinds, table.schema
        polars.testing.assert_frame_equal(table, polars.read_csv(csv, schema_overrides=kinds), rel_tol=1e-15)
        total, texts = duckdb.sql(f"select sum(value), count(distinct period) from '{parquet}'").fetchall()[0]
        assert abs(total - frame["value"].sum()) <= 1e-9 * abs(total) and texts == frame["period"].nunique()
    print("rows: pandas, DuckDB and Polars agree")


def draws():
    """Every draw, in one file and in two shards, with units."""
    sample = ["sample", "kazakh-oil", "--draws", "200", "--scenario", "baseline,low-caspian", "--indicator", "corridor-volume"]
    whole = str(FOLDER / "draws.parquet")
    told = FOLDER / "told.parquet"
    corridor(*sample, "--draws-out", whole, "--format", "parquet", "--out", str(told))
    for shard in (1, 2):
        place = str(FOLDER / f"draws-{shard}-of-2.parquet")
        corridor(*sample, "--shard", f"{shard}/2", "--out", str(FOLDER / f"part-{shard}.json"), "--draws-out", place)
    frame = pandas.read_parquet(whole)
    assert frame["draw"].dtype == "int64" and frame["corridor-volume:baku"].dtype == "float64"
    assert frame.attrs["units"]["corridor-volume:baku"] == "t", frame.attrs
    assert len(frame) == 200 * 2 * frame["period"].nunique()
    means = frame.groupby(["scenario", "period"])["corridor-volume:baku"].mean()
    rows = pandas.read_parquet(told)
    rows = rows[(rows["statistic"] == "mean") & (rows["subject"] == "baku")].set_index(["scenario", "period"])
    pandas.testing.assert_series_equal(means, rows["value"].sort_index(), check_names=False, rtol=1e-12)

    shards = FOLDER / "draws-*-of-2.parquet"
    joined = duckdb.sql(f"select * from '{shards}' order by scenario, draw, period").df()
    single = duckdb.sql(f"select * from '{whole}' order by scenario, draw, period").df()
    pandas.testing.assert_frame_equal(joined, single, check_exact=True)
    lazy = polars.scan_parquet(str(shards)).filter(polars.col("period") == "2030")
    mean = lazy.filter(polars.col("scenario") == "baseline").select(polars.col("corridor-volume:baku").mean())
    assert abs(mean.collect().item() / means["baseline", "2030"] - 1) < 1e-12
    about = duckdb.sql(f"select key, value from parquet_kv_metadata('{whole}')").fetchall()
    columns = json.loads({bytes(key): bytes(value) for key, value in about}[b"corridor.columns"])
    assert {column["role"] for column in columns.values()} == {"key", "input", "output"}
    print("draws: pandas, DuckDB and Polars agree, with units")


def iamc():
    """Every study in pyam's own frame."""
    for study in studies():
        for command in (["run"], ["sample", "--draws", "64"]):
            place = FOLDER / "iamc.csv"
            corridor(command[0], study, *command[1:], "--format", "iamc", "--out", str(place))
            frame = pyam.IamDataFrame(str(place))
            assert len(frame.variable) > 0 and frame.time_domain == "year" and not frame.empty
            assert frame.index.to_frame()["scenario"].eq("baseline").all()
            assert all(unit for unit in frame.unit), frame.unit
    corridor("run", "middle-corridor", "--format", "iamc", "--out", str(place))
    frame = pyam.IamDataFrame(str(place))
    volume = frame.filter(variable="Corridor Volume|middle", year=2030, unit="Mt/yr")
    row = corridor("run", "middle-corridor", "--format", "json", "--indicator", "corridor-volume", "--subject", "middle", "--period", "2030")
    assert abs(volume.data["value"].item() * 1e6 / json.loads(row)[0]["value"] - 1) < 1e-12
    print("iamc: pyam takes every study")


def network():
    """Every network as GeoJSON by the rules of RFC 7946."""
    for study in studies():
        if study == "trade-turnover":
            continue  # It has no network.
        text = corridor("run", study, "--format", "geojson")
        found = geojson.loads(text)
        assert found.is_valid, found.errors()
        features = found["features"]
        kinds = {feature["geometry"]["type"] for feature in features if feature["geometry"]}
        assert "Point" in kinds and kinds & {"LineString", "MultiLineString"}, kinds
        for feature in features:
            assert feature["geometry"] is None or feature["geometry"].is_valid, feature
            for longitude, latitude in geojson.utils.coords(feature["geometry"]) if feature["geometry"] else []:
                assert -180 <= longitude <= 180 and -90 <= latitude <= 90
        assert len({feature["id"] for feature in features}) == len(features)
    print("geojson: every network is valid")


def plain(value):
    """TOML as an editor gives it to a schema: dates as texts."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, (datetime.date, datetime.time)) else value


def schema():
    """The schema is one, takes every study, and refuses those that are broken in form."""
    schema = json.loads(corridor("schema"))
    validator = jsonschema.validators.validator_for(schema)
    validator.check_schema(schema)
    validate = validator(schema)
    for study in studies():
        text = (ROOT / "studies" / f"{study}.toml").read_text()
        faults = [fault.message for fault in validate.iter_errors(plain(tomllib.loads(text)))]
        assert not faults, (study, faults[:3])
    refused = set()
    for path in sorted((ROOT / "tests" / "broken").glob("*.toml")):
        try:
            study = plain(tomllib.loads(path.read_text()))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError):
            continue
        if not validate.is_valid(study):
            refused.add(path.stem)
    missed = BROKEN_IN_FORM - refused
    assert not missed, f"the schema takes {sorted(missed)}"
    print(f"schema: takes {len(studies())} studies, refuses {len(refused)} broken ones: {', '.join(sorted(refused))}")


if __name__ == "__main__":
    COMMAND, FOLDER = sys.argv[1], pathlib.Path(sys.argv[2])
    FOLDER.mkdir(parents=True, exist_ok=True)
    for check in (rows, draws, iamc, network, schema):
        check()
