//! How fast does it grow, if one year does not belong?
//!
//! You will learn to fit a growth curve with and without robust weights, to read which year was set aside, and to run
//! the fitted rate as a rule.
//!
//! Compound growth is v = a (1 + r)^(t − t₀), fitted in logarithms. Tukey's weights are (1 − (u / 4.685)²)² for a value u robust
//! deviations off. Cargo on the Middle Corridor from 2019 to 2025 in kilotonnes (Kazakh Ministry of Transport); and the
//! same with the misprint of one year, ten times too large.

use corridor::calendar::Horizon;
use corridor::projection::fit::{Caution, CurveFit, GrowthCurve, Robust};
use corridor::projection::project;
use corridor::quantity::Mass;
use corridor::series::{Definition, Series};

const SHIPPED: [f64; 7] = [759.0, 783.0, 586.0, 1485.0, 2764.0, 4484.0, 4119.0];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let printed = series(SHIPPED)?;
    let misprinted = series([759.0, 7830.0, 586.0, 1485.0, 2764.0, 4484.0, 4119.0])?;
    let plain = printed.fit_curve(GrowthCurve::Compound)?;
    let misled = misprinted.fit_curve(GrowthCurve::Compound)?;
    let robust = misprinted.fit_robust(GrowthCurve::Compound, Robust::Tukey)?;

    println!(
        "as printed {:.3}, misprinted {:.3}, robust {:.3} a year",
        rate(&plain),
        rate(&misled),
        rate(&robust)
    );
    robust.cautions().iter().for_each(|caution| println!("{caution}"));
    let outliers: Vec<Caution> = robust.outliers().collect();
    assert!(matches!(outliers[0], Caution::Outlier { time, weight } if time == 2020.5 && weight < 0.05));
    // The misprint alone would have taken half of the growth away.
    assert!(rate(&misled) < 0.6 * rate(&plain));
    assert!((rate(&robust) - rate(&plain)).abs() < 0.1);

    let rule = robust.rule(&printed, "2030".parse()?)?;
    let projected = project(&printed, &rule, Horizon::years(2019, 2030)?)?;
    let (low, high) = robust.interval(2030.5, 0.8).ok_or("no interval")?;
    println!(
        "{rule}: {:.1} in 2030; the curve: {:.1} to {:.1} Mt",
        projected.last().1,
        low / 1e6,
        high / 1e6
    );
    assert!(high > 2.0 * low, "seven values leave more than a factor of two open");
    Ok(())
}

fn series(kilotonnes: [f64; 7]) -> Result<Series<Mass>, Box<dyn std::error::Error>> {
    let definition = Definition::new("TITR, all cargo", "KZ");
    Ok(Series::new(Horizon::years(2019, 2025)?, kilotonnes.map(Mass::kilotonnes).to_vec(), definition)?)
}

fn rate(fit: &CurveFit) -> f64 {
    fit.parameter("rate").unwrap_or(f64::NAN)
}
