//! Pictures of the capture: how full its aggregates are, which keys carry the bytes, when its records arrived.

use super::ViewProps;
use crate::web::words;
use kpl_engine::session::batch::{Bar, Charts};
use yew::prelude::*;

/// Units of a bar's full length, in the drawing's own measure.
const FULL: u64 = 1000;

/// The charts.
#[component]
pub fn ChartsView(props: &ViewProps) -> Html {
    let Some(charts) = &*props.model.charts else {
        return html! { <p class="nothing">{ words::CHARTS_LATER }</p> };
    };
    let filling: Vec<(String, u64, String)> = charts
        .filling
        .iter()
        .map(|bar| (words::filled(bar.label), bar.value, words::grouped_wide(bar.value)))
        .collect();
    let said = |bytes, records| words::key_bar(bytes, records);
    let keys: Vec<(String, u64, String)> =
        charts.keys.iter().map(|bar| (bar.label.clone(), bar.value, said(bar.value, bar.records))).collect();
    // Without a bar: all others together would dwarf those that are worth telling apart.
    let others = charts
        .other_keys
        .as_ref()
        .map(|bar| format!("{}: {}", words::other_keys(bar.label), said(bar.value, bar.records)));
    html! {
        <div class="charts" tabindex="0" role="group" aria-label={words::CHARTS}>
            <section aria-labelledby="chart-filling">
                <h3 id="chart-filling">{ words::CHART_FILLING }</h3>
                { lying(&filling, false) }
            </section>
            <section aria-labelledby="chart-keys">
                <h3 id="chart-keys">{ words::CHART_KEYS }</h3>
                { lying(&keys, true) }
                if let Some(others) = others { <p class="help">{ others }</p> }
            </section>
            <section aria-labelledby="chart-arrivals">
                <h3 id="chart-arrivals">{ words::CHART_ARRIVALS }</h3>
                { standing(charts) }
            </section>
        </div>
    }
}

fn scaled(value: u64, most: u64) -> u64 {
    u64::try_from(u128::from(value) * u128::from(FULL) / u128::from(most.max(1))).unwrap_or(FULL)
}

/// Bars that lie, a row each: label, bar, value.
fn lying(bars: &[(String, u64, String)], mono: bool) -> Html {
    let most = bars.iter().map(|(_, value, _)| *value).max().unwrap_or(0);
    let row = |(label, value, text): &(String, u64, String)| {
        let width = scaled(*value, most).max(u64::from(*value > 0) * 4).to_string();
        html! {
            <tr>
                <th scope="row" class={classes!(mono.then_some("mono"))} title={label.clone()}>{ label }</th>
                <td class="bar"><svg viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true"><rect width={width} height="10" /></svg></td>
                <td class="number">{ text }</td>
            </tr>
        }
    };
    html! { <table><tbody>{ for bars.iter().map(row) }</tbody></table> }
}

/// Bars that stand, from the first arrival to the last.
fn standing(charts: &Charts) -> Html {
    let (Some(first), Some(last)) = (charts.arrivals.first(), charts.arrivals.last()) else {
        return html! { <p class="help">{ words::NO_ARRIVALS }</p> };
    };
    let most = charts.arrivals.iter().map(|bar| bar.value).max().unwrap_or(0);
    let bar = |(at, bar): (usize, &Bar<i64>)| {
        let height = scaled(bar.value, most) / 10;
        html! {
            <rect x={(at * 10).to_string()} y={(100 - height).to_string()} width="9" height={height.to_string()}>
                <title>{ words::arrival_bar(bar.label, charts.arrival_step, bar.value) }</title>
            </rect>
        }
    };
    let view = format!("0 0 {} 100", charts.arrivals.len() * 10);
    html! {
        <>
            <svg class="standing" viewBox={view} preserveAspectRatio="none" role="img"
                aria-label={words::arrivals_said(charts)}>{ for charts.arrivals.iter().enumerate().map(bar) }</svg>
            <p class="axis help"><span>{ words::moment(first.label) }</span>
                <span>{ words::moment(last.label.saturating_add(charts.arrival_step - 1)) }</span></p>
            <p class="help">{ words::busiest(most, charts.arrival_step) }</p>
        </>
    }
}
