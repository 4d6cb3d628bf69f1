//! What is a pipeline across the Caspian worth, and who pays for whom?
//!
//! You will learn to run a model with and without projects, to read what they are worth alone, together and by country,
//! and how sure that is.
//!
//! A project is worth what its users, carriers and builders gain and lose by it, discounted:
//!
//!     net present value = Σ over years of (user benefit + revenue + rent − costs) / (1 + r)^(year − base year)
//!
//! The study's second stage needs the first, and both meet a full pipeline further on.

use corridor::appraise::{Appraisal, Item};
use corridor::assign::QueuedLogit;
use corridor::ensemble::Sampling;
use corridor::study::Study;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let study = Study::embedded("turkmen-gas")?;
    let method = QueuedLogit::default();
    let appraisal = Appraisal::new(study.draft(), &method);
    let stages = ["trans-caspian-first", "trans-caspian-full"];

    for stage in stages {
        let (alone, last) =
            (appraisal.alone(&stages, stage)?.worth(), appraisal.last(&stages, stage)?.worth());
        let in_millions = |money: f64| money / 1e6;
        println!(
            "{stage}: {:.0} MUSD alone, {:.0} MUSD as the last",
            in_millions(alone.net_present_value),
            in_millions(last.net_present_value)
        );
    }

    let together = appraisal.bundle(&stages)?;
    let discounting = together.discounting();
    for country in together.countries() {
        let name = if country.is_empty() { "builders and owners without a country" } else { country };
        println!("{name}: {:.0} MUSD", together.net_of_country(country).present_value(discounting) / 1e6);
    }
    // What the countries gain is what all gain, and nobody names who builds.
    let nets = together.countries().into_iter().map(|country| together.net_of_country(country).total());
    assert!((nets.sum::<f64>() - together.net().total()).abs() < 1.0);
    assert_eq!(together.of(Item::Capex).total(), together.of_country(Item::Capex, "").total());

    let sampled = appraisal.sample(&["trans-caspian-first"], Sampling::new(200, 7)?, &[])?;
    println!(
        "first stage: {:.0} to {:.0} MUSD in nine draws of ten, a gain in {:.0} % of them",
        sampled.quantile(0.05) / 1e6,
        sampled.quantile(0.95) / 1e6,
        100.0 * sampled.probability_of_gain()
    );
    assert!(sampled.quantile(0.05) < sampled.quantile(0.95));
    Ok(())
}
