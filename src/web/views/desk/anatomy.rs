//! Fields, bytes and the chosen field beside one another.

use crate::web::{
    Model,
    views::{bytes::Bytes, details::DetailsStrip, fields::Fields, floating::Floating},
};
use kpl_engine::session::Action;
use yew::prelude::*;

/// What the anatomy is given.
#[derive(Properties, PartialEq)]
pub struct AnatomyProps {
    /// The state.
    pub model: Model,
    /// Changes it.
    pub send: Callback<Action>,
    /// Opens what floats.
    pub float: Callback<Option<Floating>>,
}

/// The anatomy of the Kinesis record at hand.
#[component]
pub fn Anatomy(props: &AnatomyProps) -> Html {
    let (model, send) = (props.model.clone(), props.send.clone());
    html! {
        <div class="anatomy">
            <Fields model={only!(model, carets, fields)} send={send.clone()} />
            <Bytes model={only!(model, carets, bytes)} send={send.clone()} float={props.float.clone()} />
            <DetailsStrip model={only!(model, details)} {send} />
        </div>
    }
}
