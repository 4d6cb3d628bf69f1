use super::Report;
use super::html::Html;
use super::results::Results;

/// How to make the report again: the command, the version, the study itself.
pub(super) fn again(html: &mut Html, report: &Report<'_>, results: &Results<'_>) {
    html.tag("section").attr("id", "again").inside(|html| {
        html.tag("h2").text("Made again");
        html.tag("p").text(&format!(
            "This page was written by corridor {}. The same study, command and version give the same page, byte for byte.",
            env!("CARGO_PKG_VERSION")
        ));
        html.tag("pre").attr("id", "command").attr("tabindex", "0").text(&command(report, results));
        copies(html, "command", "Copy the command");
        html.tag("details").inside(|html| {
            html.tag("summary").text(&format!("The study {}, whole", report.study.file()));
            copies(html, "study", "Copy the study");
            html.tag("pre").attr("id", "study").attr("tabindex", "0").text(report.study.text());
        });
    });
}

fn copies(html: &mut Html, what: &str, label: &str) {
    html.tag("button").attr("type", "button").attr("class", "copy").attr("data-copies", what).text(label);
}

/// The command that makes it again, with every setting.
fn command(report: &Report<'_>, results: &Results<'_>) -> String {
    let names: Vec<&str> = results.cases.iter().map(|case| &*case.name).collect();
    let periods: Vec<String> = report.at.iter().map(ToString::to_string).collect();
    let mut words: Vec<String> = vec!["corridor".into(), "report".into(), report.study.file().into()];
    let mut option = |name: &str, value: String| words.extend([format!("--{name}"), value]);
    option("scenario", names.join(","));
    option("draws", report.draws.to_string());
    option("seed", report.seed.to_string());
    option("design", report.design.to_string());
    if !periods.is_empty() {
        option("at", periods.join(","));
    }
    if let Some(wanted) = &report.of {
        option("of", wanted.to_string());
    }
    if !report.method.is_empty() {
        option("method", report.method.clone());
    }
    option("out", report.file.clone());
    words.iter().map(|word| quoted(word)).collect::<Vec<String>>().join(" ")
}

/// A word as a shell takes it whole.
fn quoted(word: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-_./,:=@+%".contains(letter);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn words_reach_the_command_whole() {
        for (word, text) in [
            ("middle-corridor", "middle-corridor"),
            ("corridor-volume:middle@2030", "corridor-volume:middle@2030"),
            ("my study.toml", "'my study.toml'"),
            ("it's", "'it'\\''s'"),
            ("$(rm)", "'$(rm)'"),
            ("", "''"),
        ] {
            assert_eq!(quoted(word), text);
        }
    }
}
