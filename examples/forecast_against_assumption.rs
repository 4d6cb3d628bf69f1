//! Is a growth rate that somebody assumes any better than one found in the data?
//!
//! You will learn to test an assumed rule of growth beside fitted ones, and to read a goal off the paths of a forecast.
//!
//! Trade of Azerbaijan with Kazakhstan, as the study `trade-turnover` has it: the rate that was assumed and the rules
//! that can be fitted are tested on the later years as if these were not known. Then: how likely is a goal?

use corridor::model::histories;
use corridor::study::Study;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let study = Study::embedded("trade-turnover")?;
    let found = histories(study.draft());
    let trade = found.iter().find(|history| history.path == "turnover.az-kz").ok_or("no such turnover")?;

    for candidate in trade.choice.candidates().iter().chain(&trade.stated) {
        if let Some(scores) = candidate.scores {
            println!("{:<12} errs by {:.2} mean changes", candidate.word, scores.mase);
        }
    }
    println!("chosen: {}, for {}", trade.choice.word(), trade.choice.reason());

    // A thousand million dollars by 2030, in parts of the paths that come so far.
    let ahead = usize::try_from(2030 - trade.last.calendar_year())?;
    let paths = trade.choice.forecast().paths(ahead, 10_000, 2026);
    let reached = paths.iter().filter(|path| path[ahead - 1] >= 1e9).count();
    println!("1 bnUSD in 2030: {:.0} % of the paths", reached as f64 / 100.0);

    let interval = trade.choice.forecast().interval(ahead, 0.8);
    println!("80 % of them within {:.0} and {:.0} MUSD", interval.low / 1e6, interval.high / 1e6);
    assert!(interval.low < 1e9 && 1e9 < interval.high);
    assert!((1_000..9_000).contains(&reached));
    Ok(())
}
