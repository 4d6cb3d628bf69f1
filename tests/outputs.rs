//! The command: files that other tools open.
#![cfg(feature = "cli")]
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::Value;

fn corridor(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_corridor")).args(arguments).output().unwrap()
}

fn standard_output(arguments: &[&str]) -> String {
    let output = corridor(arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn told(arguments: &[&str]) -> String {
    let output = corridor(arguments);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    String::from_utf8(output.stderr).unwrap()
}

fn place(name: &str) -> String {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name).display().to_string()
}

/// The values of a row of CSV without quoted cells.
fn cells(row: &str) -> Vec<&str> {
    row.split(',').collect()
}

#[test]
fn iamc_holds_the_same_numbers_in_years() {
    let options = ["run", "kazakh-oil", "--indicator", "corridor-volume", "--period", "2030..2032"];
    let wide = standard_output(&[&options[..], &["--format", "iamc"]].concat());
    let rows = standard_output(&[&options[..], &["--format", "csv"]].concat());
    let heading = cells(wide.lines().next().unwrap());
    assert_eq!(heading, ["Model", "Scenario", "Region", "Variable", "Unit", "2030", "2031", "2032"]);
    let mut count = 0;
    for line in wide.lines().skip(1).map(cells) {
        assert_eq!((line[1], line[2], line[4]), ("baseline", "World", "Mt/yr"));
        let subject = line[3].strip_prefix("Corridor Volume|").unwrap();
        for (year, value) in heading[5..].iter().zip(&line[5..]) {
            let row = rows.lines().find(|row| row.contains(&format!(",{subject},{year},"))).unwrap();
            let tonnes: f64 = cells(row)[6].parse().unwrap();
            assert_eq!(value.parse::<f64>().unwrap(), tonnes / 1e6);
            count += 1;
        }
    }
    assert_eq!(count, rows.lines().count() - 1);
    let sampled = ["sample", "kazakh-oil", "--draws", "64", "--format", "iamc", "--period", "2030"];
    assert!(standard_output(&sampled).contains("Corridor Volume|baku|5th Percentile,Mt/yr,"));
}

#[test]
fn geojson_has_every_node_and_leg_with_what_passes() {
    let options = ["run", "middle-corridor", "--format", "geojson", "--period", "2025,2030"];
    let map: Value = serde_json::from_str(&standard_output(&options)).unwrap();
    let features = map["features"].as_array().unwrap();
    let of = |kind: &str| features.iter().filter(|one| one["geometry"]["type"] == kind).collect::<Vec<_>>();
    let (points, lines) = (of("Point"), of("LineString"));
    assert!(points.len() > 10 && lines.len() > 10);
    let rows = standard_output(&[
        "run",
        "middle-corridor",
        "--format",
        "csv",
        "--indicator",
        "throughput,utilisation",
    ]);
    let value = |indicator: &str, leg: &str| -> Option<f64> {
        let row = rows.lines().find(|row| row.contains(&format!(",{indicator},{leg},2030,")))?;
        cells(row)[6].parse().ok()
    };
    let mut binding = 0;
    for leg in &lines {
        let about = &leg["properties"];
        let id = about["id"].as_str().unwrap();
        let ends = [&about["from"], &about["to"]].map(|node| {
            let is_it = |point: &&&Value| point["properties"]["id"] == *node;
            points.iter().find(is_it).unwrap()["geometry"]["coordinates"].clone()
        });
        assert_eq!(leg["geometry"]["coordinates"], Value::from(ends.to_vec()));
        assert_eq!(about["throughput_2030"].as_f64(), value("throughput", id));
        assert_eq!(about["utilisation_2030"].as_f64(), value("utilisation", id));
        if let (Some(throughput), Some(share)) =
            (about["throughput_2030"].as_f64(), about["utilisation_2030"].as_f64())
        {
            assert!(
                (about["capacity_2030"].as_f64().unwrap() * share - throughput).abs()
                    <= 1e-9 * throughput + 1e-3
            );
        }
        assert!(about.get("throughput_2026").is_none(), "a period that was not asked for");
        binding += usize::from(about["binding_2030"].as_str().is_some_and(|limits| !limits.is_empty()));
    }
    assert!(binding > 0, "something binds in 2030");
}

/// The study that one begins with checks without a word, has something to draw and to compare, and is not overwritten.
#[test]
fn a_new_study_checks_clean() {
    let file = place("my-new-study.toml");
    let _ = std::fs::remove_file(&file);
    assert!(standard_output(&["new", &file]).contains("Next: corridor check"));
    assert_eq!(standard_output(&["check", &file, "--format", "json"]), "[]\n");
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.contains("name       = \"my-new-study\"") && text.matches('#').count() > 20);
    assert!(standard_output(&["compare", &file]).contains("late-ship"));
    let sample = [
        "sample",
        &file,
        "--draws",
        "64",
        "--at-least",
        "corridor-volume:across@2030=2 Mt",
        "--format",
        "csv",
    ];
    assert!(standard_output(&sample).contains(",at-least-2000000,"));
    assert!(told(&["new", &file]).contains("is there already"));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
    assert!(told(&["new", "/"]).contains("is no name of a study"));
}

#[test]
fn formats_that_do_not_fit_are_told() {
    for (arguments, expected) in [
        (&["compare", "kazakh-oil", "--format", "geojson"][..], "give it to `corridor run`"),
        (&["compare", "kazakh-oil", "--inputs", "--format", "iamc"], "it comes as table, csv or json"),
        (&["run", "kazakh-oil", "--format", "xlsx"], "invalid value 'xlsx'"),
    ] {
        assert!(told(arguments).contains(expected), "{}", told(arguments));
    }
}

#[cfg(not(feature = "parquet"))]
#[test]
fn builds_without_parquet_say_how_to_get_it() {
    for arguments in [
        &["run", "kazakh-oil", "--format", "parquet"][..],
        &["sample", "kazakh-oil", "--draws-out", &place("none.parquet")],
    ] {
        assert!(told(arguments).contains("--features cli,parquet"), "{}", told(arguments));
    }
}

#[cfg(feature = "parquet")]
mod with_parquet {
    use std::fs::{self, File};

    use parquet::basic::Type;
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::{Field, Row};

    use super::*;

    fn reader(path: &str) -> SerializedFileReader<File> {
        SerializedFileReader::new(File::open(path).unwrap()).unwrap()
    }

    fn rows(path: &str) -> Vec<Row> {
        reader(path).get_row_iter(None).unwrap().map(Result::unwrap).collect()
    }

    fn cell<'a>(row: &'a Row, name: &str) -> &'a Field {
        row.get_column_iter().find(|(column, _)| *column == name).unwrap().1
    }

    fn number(row: &Row, name: &str) -> Option<f64> {
        match cell(row, name) {
            Field::Double(number) => Some(*number),
            _ => None,
        }
    }

    #[test]
    fn rows_are_those_of_csv() {
        let file = place("rows.parquet");
        for command in [
            &["run", "kazakh-oil"][..],
            &["compare", "kazakh-oil"],
            &["sample", "kazakh-oil", "--draws", "64"],
        ] {
            let csv =
                standard_output(&[command, &["--format", "csv", "--indicator", "corridor-volume"]].concat());
            let options = ["--format", "parquet", "--indicator", "corridor-volume", "--out", &file];
            standard_output(&[command, &options].concat());
            let found = rows(&file);
            assert_eq!(found.len(), csv.lines().count() - 1);
            for (row, line) in found.iter().zip(csv.lines().skip(1)) {
                let is_same = |((_, field), cell): ((&String, &Field), &str)| match field {
                    Field::Str(text) => text == cell,
                    Field::Double(number) => cell.parse() == Ok(*number),
                    other => panic!("{other:?}"),
                };
                assert!(row.get_column_iter().zip(cells(line)).all(is_same), "{row} {line}");
            }
        }
    }

    const SAMPLE: [&str; 7] =
        ["sample", "kazakh-oil", "--indicator", "corridor-volume", "--draws", "200", "--seed"];

    /// Every draw is there once, its mean is the one that is told, and what its columns are stands in the file.
    #[test]
    fn draws_are_whole_and_typed() {
        let file = place("draws.parquet");
        let scenarios = ["--scenario", "baseline,cpc-outage", "--format", "csv"];
        let told = standard_output(&[&SAMPLE[..], &["3", "--draws-out", &file], &scenarios].concat());
        let reader = reader(&file);
        let about = reader.metadata().file_metadata();
        let schema = about.schema_descr();
        assert_eq!(schema.column(1).physical_type(), Type::INT64);
        let is_number = |place: usize| schema.column(place).physical_type() == Type::DOUBLE;
        assert!((3..schema.num_columns()).all(is_number) && schema.num_columns() > 5);
        let notes = about.key_value_metadata().unwrap();
        let note = |key: &str| notes.iter().find(|note| note.key == key).unwrap().value.clone().unwrap();
        let columns: Value = serde_json::from_str(&note("corridor.columns")).unwrap();
        assert_eq!(columns["corridor-volume:baku"]["unit"], "t");
        assert_eq!(columns["corridor-volume:baku"]["role"], "output");
        assert!(columns.as_object().unwrap().values().any(|column| column["role"] == "input"));
        let pandas: Value = serde_json::from_str(&note("PANDAS_ATTRS")).unwrap();
        assert_eq!(pandas["units"]["corridor-volume:baku"], "t");

        let rows = rows(&file);
        let in_2030: Vec<&Row> = rows
            .iter()
            .filter(|row| {
                *cell(row, "period") == Field::Str("2030".into())
                    && *cell(row, "scenario") == Field::Str("baseline".into())
            })
            .collect();
        assert!(in_2030.iter().map(|row| cell(row, "draw").clone()).eq((0..200).map(Field::Long)));
        let mean =
            in_2030.iter().map(|row| number(row, "corridor-volume:baku").unwrap()).sum::<f64>() / 200.0;
        let row = told.lines().find(|row| row.contains("baseline,corridor-volume,baku,2030,mean,")).unwrap();
        let expected: f64 = cells(row)[6].parse().unwrap();
        assert!((mean / expected - 1.0).abs() < 1e-12, "{mean} {expected}");
        let input =
            columns.as_object().unwrap().iter().find(|(_, column)| column["role"] == "input").unwrap().0;
        let first = number(in_2030[0], input);
        assert!(in_2030.iter().any(|row| number(row, input) != first), "{input} is drawn");
    }

    /// Shards hold their own draws, and together all of them, the same as one run.
    #[test]
    fn shards_share_out_the_draws() {
        let whole = place("whole.parquet");
        standard_output(&[&SAMPLE[..], &["5", "--draws-out", &whole]].concat());
        let mut joined = Vec::new();
        for index in 1..=3 {
            let (part, draws) =
                (place(&format!("shard-{index}.json")), place(&format!("shard-{index}.parquet")));
            let options = ["5", "--shard", &format!("{index}/3"), "--out", &part, "--draws-out", &draws];
            standard_output(&[&SAMPLE[..], &options].concat());
            joined.extend(rows(&draws));
        }
        assert_eq!(joined, rows(&whole));
        standard_output(
            &[&SAMPLE[..], &["5", "--threads", "1", "--draws-out", &place("again.parquet")]].concat(),
        );
        assert_eq!(
            fs::read(place("again.parquet")).unwrap(),
            fs::read(whole).unwrap(),
            "the same bytes on any threads"
        );
    }

    #[test]
    fn a_file_that_cannot_be_written_is_told() {
        let nowhere = place("no-such-folder/draws.parquet");
        assert!(told(&[&SAMPLE[..], &["1", "--draws-out", &nowhere]].concat()).contains("cannot write"));
        assert!(
            told(&["run", "kazakh-oil", "--format", "parquet", "--out", &nowhere]).contains("cannot write")
        );
    }
}
