//! What is a year of which ten months are known, and what if one figure is in the wrong unit?
//!
//! You will learn to keep figures as they were published, to read what is odd about them, and to carry the error of a
//! scaled year along.
//!
//! A part of a year p with the share s of its days is scaled to p / s; its error is (1 − s) σ √Δ, with σ the root mean
//! square of yearly changes of the logarithm and Δ the years from the middle of the part to that of the rest.
//! Trade of Azerbaijan with Turkmenistan in dollars, as ministers and agencies gave it (2021 to 2024).

use corridor::calendar::Period;
use corridor::quantity::Money;
use corridor::series::{Definition, Oddity, Reading, Readings};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Ten months of three years; the second was typed in thousands of dollars, as customs print it.
    let published = [
        ten_months(2021, 55.5e6)?,
        ten_months(2022, 377.242e3)?,
        ten_months(2023, 710.3e6)?,
        Reading::new(Period::year(2024)?, Money::usd(383e6)),
    ];
    let readings = Readings::new(published, Definition::new("trade turnover", "AZ"))?;
    for finding in readings.findings() {
        println!("{finding}");
    }

    let slip =
        readings.findings().into_iter().find(|finding| matches!(finding.oddity, Oddity::UnitSlip { .. }));
    let slip = slip.ok_or("the slip was not found")?;
    assert_eq!(slip.oddity, Oddity::UnitSlip { thousands: -1 });
    // Finding it mends nothing; taking the suggestion does.
    assert_eq!(
        readings.complete()?.series.values()[1].amount().round(),
        (377.242e3_f64 * 365.0 / 304.0).round()
    );
    let complete = readings.accept(&slip).complete()?;

    for ((period, value), error) in complete.series.iter().zip(&complete.errors) {
        let error = error.map_or_else(|| "unknown".to_owned(), |error| format!("± {:.0} %", 100.0 * error));
        println!("{period}  {value:>12.1}  {error}");
    }
    assert_eq!(complete.errors[3], Some(0.0));
    assert!(complete.errors[2].is_some_and(|error| error > 0.1 && error < 0.25));
    Ok(())
}

fn ten_months(year: i32, dollars: f64) -> Result<Reading<Money>, Box<dyn std::error::Error>> {
    Ok(Reading::spanning(Period::month(year, 1)?, Period::month(year, 10)?, Money::usd(dollars))?)
}
