//! The worker that reads captures, so that the page never waits for it. Built natively, it does nothing.

#[cfg(target_arch = "wasm32")]
fn main() {
    kpl_page::web::worker::run();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    println!("This is a part of the page. To open it: cargo xtask serve");
}
