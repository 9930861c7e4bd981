//! Fields, bytes and the chosen field beside one another.

use crate::web::views::{FloatProps, bytes::Bytes, details::DetailsStrip, fields::Fields};
use yew::prelude::*;

/// The anatomy of the Kinesis record at hand.
#[component]
pub fn Anatomy(props: &FloatProps) -> Html {
    let (model, send) = (props.model.clone(), props.send.clone());
    html! {
        <div class="anatomy">
            <Fields model={only!(model, carets, fields)} send={send.clone()} />
            <Bytes model={only!(model, carets, bytes)} send={send.clone()} float={props.float.clone()} />
            <DetailsStrip model={only!(model, details)} {send} />
        </div>
    }
}
