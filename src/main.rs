//! Mounts the page. Natively there is no page to mount: it says how to open it.

#[cfg(target_arch = "wasm32")]
mod page {
    //! A placeholder, until the views stand.
    use yew::prelude::*;

    /// What the page shows for now.
    #[component]
    pub fn Page() -> Html {
        html! {
            <main>
                <h1>{ "KPL Lens" }</h1>
                <p>{ "Takes Amazon Kinesis records in the KPL Aggregated Record Format apart, to the byte." }</p>
            </main>
        }
    }
}

#[cfg(target_arch = "wasm32")]
fn main() {
    // The shell's own element: mounting replaces what stands in it. Without it there is nowhere to show anything.
    if let Some(root) = gloo::utils::document().get_element_by_id("app") {
        yew::Renderer::<page::Page>::with_root(root).render();
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    println!("KPL Lens is a web page. To open it: cargo xtask serve");
}
