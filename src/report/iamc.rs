use std::collections::HashMap;
use std::fmt;
use std::io::{self, Write};

use crate::calendar::Period;
use crate::evaluate::Row;
use crate::quantity::{Measure, PriceBasis, Unit};

use super::rows::unwrapped;

/// The columns of the IAMC's format that stand before the years.
const LABELS: [&str; 5] = ["Model", "Scenario", "Region", "Variable", "Unit"];

/// Writes yearly result rows in the wide format of the Integrated Assessment Modeling Consortium (IAMC), which pyam and
/// scenario databases read: model, scenario, region, variable, unit, and a column for each year.
///
/// - The model is this crate and the study, the scenario is the scenario.
/// - The region is the country where the subject is one by its ISO code (as of tariff revenue), and `World` elsewhere.
/// - A variable is the indicator and its subject, as in `Corridor Volume|middle`, and for what an ensemble or a comparison
///   tells of it the statistic: `Corridor Volume|middle|5th Percentile`, `…|Difference|Mean`. A route's parts stand under
///   one another: `Flow|tengiz-export|tengiz-aktau+aktau-baku`.
/// - Units are yearly and of the usual size: `Mt/yr`, `million TEU/yr`, `bcm/yr`, `million USD_2020/yr`, `%`.
///
/// # Errors
/// Rows of quarters or months, which the format has no column for; what the writer says.
#[doc(alias = "pyam")]
pub fn write_iamc(rows: impl IntoIterator<Item = Row>, out: impl Write) -> io::Result<()> {
    let table = Table::of(rows)?;
    let mut writer = csv::Writer::from_writer(out);
    let years = table.years.iter().map(i32::to_string);
    let heading = LABELS.map(str::to_owned).into_iter().chain(years);
    writer.write_record(heading).map_err(unwrapped)?;
    for (labels, values) in table.labels.iter().zip(&table.values) {
        let numbers = table.years.iter().map(|year| values.get(year).map(f64::to_string).unwrap_or_default());
        writer.write_record(labels.iter().cloned().chain(numbers)).map_err(unwrapped)?;
    }
    writer.flush()
}

/// Lines in the order in which they were first met.
#[derive(Default)]
struct Table {
    years: Vec<i32>,
    known: HashMap<[String; 5], usize>,
    labels: Vec<[String; 5]>,
    values: Vec<HashMap<i32, f64>>,
}

impl Table {
    fn of(rows: impl IntoIterator<Item = Row>) -> io::Result<Self> {
        let mut table = Self::default();
        for row in rows {
            let year = year(row.period)?;
            let (unit, base_units) = unit(row.unit);
            let place =
                table.place([model(&row), row.scenario.to_string(), region(&row), variable(&row), unit]);
            table.values[place].insert(year, row.value / base_units);
            if let Err(at) = table.years.binary_search(&year) {
                table.years.insert(at, year);
            }
        }
        Ok(table)
    }

    fn place(&mut self, labels: [String; 5]) -> usize {
        if let Some(place) = self.known.get(&labels) {
            return *place;
        }
        self.known.insert(labels.clone(), self.labels.len());
        self.labels.push(labels);
        self.values.push(HashMap::new());
        self.labels.len() - 1
    }
}

fn year(period: Period) -> io::Result<i32> {
    let text = period.to_string();
    text.parse().map_err(|_| {
        let told =
            format!("the IAMC's format holds years, and {text} is none: give a study with a yearly horizon");
        io::Error::new(io::ErrorKind::InvalidInput, told)
    })
}

fn model(row: &Row) -> String {
    format!("corridor {} ({})", env!("CARGO_PKG_VERSION"), part(&row.study))
}

/// A name as part of a variable or a model: the bar sets parts off.
fn part(name: &str) -> String {
    name.replace('|', "/")
}

/// The country, where the subject is one.
fn region(row: &Row) -> String {
    let is_code = row.subject.len() == 2 && row.subject.bytes().all(|byte| byte.is_ascii_uppercase());
    if is_code { row.subject.to_string() } else { "World".to_owned() }
}

fn variable(row: &Row) -> String {
    let subject = part(&row.subject).replacen('/', "|", 1);
    let subject = if region(row) == "World" { format!("|{subject}") } else { String::new() };
    let mut statistic = String::new();
    for name in statistics(&row.statistic) {
        statistic.push('|');
        statistic.push_str(&name);
    }
    format!("{}{subject}{statistic}", titled(row.indicator.word()))
}

/// The parts that a statistic's name gives: none of a plain value.
fn statistics(name: &str) -> Vec<String> {
    if let Some(rest) = name.strip_prefix("difference-") {
        return ["Difference".to_owned()].into_iter().chain(statistics(rest)).collect();
    }
    let percentile = name.strip_prefix('p').and_then(|share| share.parse::<f64>().ok());
    match (name, percentile) {
        ("value", _) => Vec::new(),
        ("sd", _) => vec!["Standard Deviation".to_owned()],
        (_, Some(percent)) => vec![format!("{} Percentile", Ordinal(percent))],
        (name, None) => vec![titled(name)],
    }
}

/// `5th`, `2.5th`, `51st`.
struct Ordinal(f64);

impl fmt::Display for Ordinal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ending = match (self.0 % 10.0, self.0 % 100.0) {
            (_, 11.0..=13.0) => "th",
            (1.0, _) => "st",
            (2.0, _) => "nd",
            (3.0, _) => "rd",
            _ => "th",
        };
        write!(f, "{}{ending}", self.0)
    }
}

/// `corridor-volume` as `Corridor Volume`.
fn titled(word: &str) -> String {
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect::<String>()
    };
    word.split('-').map(capital).collect::<Vec<_>>().join(" ")
}

/// A unit as the format writes it, and how many base units it is.
fn unit(unit: Unit) -> (String, f64) {
    let money = |currency: &dyn fmt::Display, prices: PriceBasis| match prices {
        PriceBasis::Nominal => currency.to_string(),
        PriceBasis::Constant(year) => format!("{currency}_{year}"),
    };
    match unit {
        Unit::One => ("%".to_owned(), 0.01),
        Unit::Volume(measure) | Unit::Rate(measure) => {
            let (name, base_units) = volume(measure);
            (format!("{name}/yr"), base_units)
        }
        Unit::Money(currency, prices) => (format!("million {}/yr", money(&currency, prices)), 1e6),
        Unit::Price(currency, prices, measure) => {
            (format!("{}/{}", money(&currency, prices), measure.symbol().replace('³', "3")), 1.0)
        }
        Unit::Time => ("days".to_owned(), 1.0),
        Unit::TransportWork => ("billion tkm/yr".to_owned(), 1e9),
        Unit::Emissions => ("Mt CO2-equiv/yr".to_owned(), 1e6),
        unit => (unit.to_string(), 1.0),
    }
}

fn volume(measure: Measure) -> (&'static str, f64) {
    match measure {
        Measure::Mass => ("Mt", 1e6),
        Measure::Containers => ("million TEU", 1e6),
        Measure::Gas => ("bcm", 1e9),
        Measure::Oil => ("million bbl", 1e6),
        Measure::Data => ("Tbit", 1e12),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::Indicator;
    use crate::quantity::Currency;

    fn row(
        indicator: Indicator,
        subject: &str,
        period: &str,
        statistic: &str,
        value: f64,
        unit: Unit,
    ) -> Row {
        Row {
            study: "A study".into(),
            scenario: "baseline".into(),
            indicator,
            subject: subject.into(),
            period: period.parse().unwrap(),
            statistic: statistic.into(),
            value,
            unit,
        }
    }

    #[test]
    fn variables_units_and_regions_are_as_the_format_has_them() {
        let mass = Unit::Volume(Measure::Mass);
        let usd = Unit::Money(Currency::USD, PriceBasis::Constant(2020));
        let rows = [
            row(Indicator::CorridorVolume, "middle", "2031", "value", 2.5e6, mass),
            row(Indicator::CorridorVolume, "middle", "2030", "value", 2e6, mass),
            row(Indicator::Flow, "oil/a+b", "2030", "p05", 1e6, mass),
            row(Indicator::Utilisation, "port|1", "2030", "difference-p97.5", 0.5, Unit::One),
            row(Indicator::TariffRevenue, "KZ", "2030", "mean", 3e6, usd),
            row(Indicator::TariffRevenue, "KZ", "2030", "at-least-5", 0.25, Unit::One),
        ];
        let mut out = Vec::new();
        write_iamc(rows, &mut out).unwrap();
        let model = format!("corridor {} (A study),baseline", env!("CARGO_PKG_VERSION"));
        let expected = [
            "Model,Scenario,Region,Variable,Unit,2030,2031".to_owned(),
            format!("{model},World,Corridor Volume|middle,Mt/yr,2,2.5"),
            format!("{model},World,Flow|oil|a+b|5th Percentile,Mt/yr,1,"),
            format!("{model},World,Utilisation|port|1|Difference|97.5th Percentile,%,50,"),
            format!("{model},KZ,Tariff Revenue|Mean,million USD_2020/yr,3,"),
            format!("{model},KZ,Tariff Revenue|At Least 5,%,25,"),
        ];
        assert_eq!(String::from_utf8(out).unwrap().lines().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn other_periods_than_years_are_told() {
        let rows = [row(Indicator::Demand, "oil", "2030-Q1", "value", 1.0, Unit::One)];
        let told = write_iamc(rows, Vec::new()).unwrap_err().to_string();
        assert!(told.contains("2030-Q1 is none"), "{told}");
    }

    #[test]
    fn percentiles_have_their_ordinals() {
        for (share, text) in
            [(5.0, "5th"), (1.0, "1st"), (11.0, "11th"), (22.0, "22nd"), (2.5, "2.5th"), (33.0, "33rd")]
        {
            assert_eq!(Ordinal(share).to_string(), text);
        }
    }
}
