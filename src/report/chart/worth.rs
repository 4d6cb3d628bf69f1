use crate::appraise::{Account, Item};
use crate::quantity::Unit;
use crate::report::Scale;
use crate::report::number::{decimals, signed};

use super::bars::{Bar, Look, horizontal, steps, total, typeset};
use super::{Chart, Size};

/// What projects are worth: the present values of what is gained and spent, from item to item down to the net present
/// value.
///
/// `unit` is the money of the study, `title` says which projects. It is as high as its bars need; `size` gives the width.
///
/// ```
/// use corridor::appraise::Appraisal;
/// use corridor::assign::QueuedLogit;
/// use corridor::quantity::Unit;
/// use corridor::report::chart::{Size, worth};
/// use corridor::study::Study;
///
/// let study = Study::embedded("turkmen-gas")?;
/// let draft = study.draft();
/// let method = QueuedLogit::default();
/// let account = Appraisal::new(draft, &method).bundle(&["trans-caspian-first"])?;
/// let money = Unit::Money(draft.currency, draft.prices);
/// let chart = worth(&account, money, "What the first line is worth", Size::PAGE);
/// assert!(chart.svg().contains("net present value"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "cost-benefit analysis")]
#[doc(alias = "NPV")]
pub fn worth(account: &Account, unit: Unit, title: &str, size: Size) -> Chart {
    let discounting = account.discounting();
    let present = |item: &Item| account.of(*item).present_value(discounting);
    let parts: Vec<(Item, f64)> =
        Item::ALL.iter().map(|item| (*item, present(item))).filter(|(_, value)| *value != 0.0).collect();
    let net = account.net().present_value(discounting);
    let scale = Scale::of_unit(unit, parts.iter().map(|(_, value)| *value).chain([net]));
    let shown: Vec<(String, f64)> =
        parts.iter().map(|(item, value)| (item.word().replace('-', " "), scale.amount(*value))).collect();
    let digits = decimals(shown.iter().map(|(_, value)| *value).chain([scale.amount(net)]));
    let mut bars: Vec<Bar> = steps(0.0, shown, digits).collect();
    bars.push(total("net present value", scale.amount(net), digits));
    horizontal(title, &under(&scale, account), &bars, None, size)
}

/// Who gains and who pays: the net present value by country, the greatest gain at the top. What is no country's, such
/// as the cost of building where the study does not say who pays it, stands under `no country`.
///
/// `unit` is the money of the study, `title` says which projects. It is as high as its bars need; `size` gives the width.
pub fn worth_by_country(account: &Account, unit: Unit, title: &str, size: Size) -> Chart {
    let discounting = account.discounting();
    let net = |country: &str| account.net_of_country(country).present_value(discounting);
    let mut nets: Vec<(&str, f64)> =
        account.countries().into_iter().map(|country| (country, net(country))).collect();
    nets.retain(|(_, value)| *value != 0.0);
    nets.sort_by(|one, other| other.1.total_cmp(&one.1));
    let scale = Scale::of_unit(unit, nets.iter().map(|(_, value)| *value));
    let digits = decimals(nets.iter().map(|(_, value)| scale.amount(*value)));
    let bar = |(country, value): &(&str, f64)| Bar {
        name: if country.is_empty() { "no country" } else { country }.to_owned(),
        from: 0.0,
        to: scale.amount(*value),
        look: Look::of(*value),
        shown: typeset(&signed(scale.amount(*value), digits)),
    };
    let bars: Vec<Bar> = nets.iter().map(bar).collect();
    horizontal(title, &under(&scale, account), &bars, Some(0.0), size)
}

fn under(scale: &Scale, account: &Account) -> String {
    let discounting = account.discounting();
    let (rate, year) = (100.0 * discounting.rate(), discounting.from());
    format!(
        "{}, discounted at {rate:.1} % a year to {year}; blue: gained, orange: lost or spent",
        scale.symbol()
    )
}
