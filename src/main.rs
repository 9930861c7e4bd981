//! Mounts the page. Built natively, it says how to open the page.

#[cfg(target_arch = "wasm32")]
fn main() {
    kpl_page::web::mount();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    println!("KPL Lens is a web page. To open it: cargo xtask serve");
}
