//! What the compiler does not hold: how big a file may be, what may stand in one, which rooms of a crate may know one
//! another, that files import in no circle, and that papers name what there is. The crates hold the rest.
//! Each check is a function from text to complaints, tried on small texts at its end.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "this is a test")]

#[path = "tidy/files.rs"]
mod files;
#[path = "tidy/graph.rs"]
mod graph;
#[path = "tidy/papers.rs"]
mod papers;
#[path = "tidy/rooms.rs"]
mod rooms;
#[path = "tidy/text.rs"]
mod text;
#[path = "tidy/uses.rs"]
mod uses;

use files::{hold, rust, with_extension};

#[test]
fn every_file_says_first_what_it_is_for() {
    hold(rust(), |_, text| text::opens_with_its_purpose(text));
}

#[test]
fn no_file_is_a_giant() {
    hold(rust(), |_, text| text::small_enough(text));
}

#[test]
fn nothing_is_left_undone() {
    hold(rust(), |_, text| text::finished(text));
}

#[test]
fn rooms_of_a_crate_point_at_the_ground() {
    hold(rust(), rooms::imports_downwards);
}

#[test]
fn files_import_in_no_circle() {
    let circles = graph::circles(&rust());
    assert!(circles.is_empty(), "these files know one another:\n{}", circles.join("\n\n"));
}

#[test]
fn colours_stand_in_one_sheet() {
    let mut sheets = with_extension("static", "css");
    sheets.retain(|(path, _)| path != "static/css/tokens.css");
    hold(sheets, |_, text| text::no_colours(text));
}

#[test]
fn views_style_by_class() {
    hold(with_extension("src", "rs"), |_, text| text::no_style_attributes(text));
}

#[test]
fn papers_name_what_there_is() {
    hold(papers::all(), papers::names_what_there_is);
}

#[test]
fn comments_and_settings_name_what_there_is() {
    let mut files = [rust(), papers::settings(), with_extension("static", "js")].concat();
    // These checks are tried on paths that lead nowhere.
    files.retain(|(path, _)| !path.starts_with("tests/tidy"));
    hold(files, papers::code_names_what_there_is);
}

#[test]
fn nothing_outside_of_the_repository_is_cited() {
    hold([papers::all(), rust(), papers::settings()].concat(), |_, text| papers::stays_inside(text));
}
