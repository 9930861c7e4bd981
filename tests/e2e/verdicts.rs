//! Consumers and shards: what each consumer does with a record, in words, and what changes once shards are known.

use fantoccini::key::Key;
use serde_json::json;

use crate::page::Page;
use crate::roles::part;

/// The cells of the table of consumers, row by row.
const MATRIX: &str =
    "return [...document.querySelectorAll('.matrix .consumer')].map((row) => [...row.children].map(say))";

/// A Lambda event with the aggregate of three keys. Its record came from the first shard.
const EVENT: &str = include_str!("../corpus/captures/lambda-event.json");

impl Page {
    async fn matrix(&self) -> Vec<Vec<String>> {
        self.find("table", "Consumers").await;
        let script = format!("{}{MATRIX}", crate::filled::SAY);
        serde_json::from_value(self.script(&script, json!([])).await).expect("rows of cells")
    }

    async fn tell_even_shards(&self, count: &str) {
        self.focus("textbox", "Or a number of even shards").await;
        self.script("document.activeElement.select()", json!([])).await;
        self.press(&format!("{count}{}", Key::Enter + "")).await;
    }
}

#[tokio::test]
async fn an_index_out_of_range_loses_the_tail_in_the_kcl() {
    let page = Page::example("Index out of range").await;
    // The banner says it first, and leads to the tab.
    page.click("button", part("8 of 14 consumers lose user records")).await;
    let rows = page.matrix().await;
    assert_eq!(rows.len(), 14);
    let kcl = &rows[0];
    assert_eq!(kcl[0], "KCLmeasured");
    assert!(kcl[1].contains("loses some") && kcl[2].starts_with("2 of 6"), "{kcl:?}");
    assert!(
        kcl[3].starts_with("KCL hands your application records 0–1, then loses 2–5 and logs an error: the partition key index of record 2 is 7"),
        "{kcl:?}"
    );
    assert!(kcl[3].contains("AggregatorUtil.java:133-194"), "{kcl:?}");
    let marked = |id: &str| {
        rows.iter().find(|row| row[0].starts_with(id)).unwrap_or_else(|| panic!("{id}"))[0].clone()
    };
    assert!(
        marked("Hudi").ends_with("from its source") && marked("Firehose").ends_with("from its documentation")
    );

    // The records that it hands over show with the keys that it gives them.
    let button = "List What KCL hands over";
    page.click("button", button).await;
    let emitted = page.table("grid", "What KCL hands over").await;
    let keys: Vec<_> =
        emitted.iter().map(|row| (row[0].as_str(), row[1].as_str(), row[3].as_str())).collect();
    assert_eq!(
        keys,
        [
            ("0", "customer-88, as the producer gave it", "47"),
            ("1", "customer-91, as the producer gave it", "47")
        ]
    );
    assert_eq!(page.node("button", button).await.state("expanded"), Some(&json!(true)));
    // Only one list shows at a time. This consumer gives out a key that nobody wrote.
    page.click("button", "List What Node (aws-kinesis-agg) hands over").await;
    page.gone("grid", "What KCL hands over").await;
    let emitted = page.table("grid", "What Node (aws-kinesis-agg) hands over").await;
    assert_eq!(emitted[2][1], "undefined, not what the producer gave");
    page.stayed_quiet().await;
}

#[tokio::test]
async fn a_lambda_event_says_its_shard_and_what_the_kcl_drops_there() {
    let page = Page::opened().await;
    page.paste(EVENT).await;
    page.find("region", "Verdict").await;
    page.click("tab", "Consumers").await;
    page.reads("The KCL is judged as if its shard had every hash key.").await;
    page.click("button", "Shards of the stream").await;
    page.find("dialog", "Shards of the stream").await;

    // If the text cannot be read, a message says so and where.
    page.type_into("textbox", part("Output of aws kinesis"), "{\"Shards\": [}").await;
    page.click("button", "Read shards").await;
    page.reads("This is not JSON: reading stops in line 1, column 13").await;
    page.tell_even_shards("none").await;
    page.reads("“none” is no number of shards: give a whole number from 1 to 100000.").await;
    page.tell_even_shards("2").await;
    page.reads("2 shards, all open.").await;
    let rows = page.table("grid", "Shards").await;
    assert_eq!(rows[0][0], "shardId-000000000000");
    assert_eq!((rows[0][3].as_str(), rows[0][4].as_str()), ("open, this record’s", "2"));
    assert_eq!((rows[1][3].as_str(), rows[1][4].as_str()), ("open", "1"));

    // A partition key is found that lands in a shard.
    page.focus("combobox", "Shard").await;
    page.press("1").await;
    page.focus("textbox", "Begins with").await;
    page.press(&format!("device-{}", Key::Enter + "")).await;
    page.reads("This partition key lands in shardId-000000000001: device-").await;
    page.click("button", "Copy key").await;
    page.reads("Service-managed streams (RecordDistributionStrategy AUTO)").await;
    page.click("button", "Close").await;

    page.reads("The KCL is judged as it runs on shardId-000000000000 (the capture says so).").await;
    page.reads("It mixes 2 shards: shardId-000000000000 (2), shardId-000000000001 (1)").await;
    let kcl = page.matrix().await.swap_remove(0);
    assert!(kcl[1].contains("loses all") && kcl[1].contains("silent loss"), "{kcl:?}");
    assert!(
        kcl[3].starts_with("KCL drops all 3 user records without a word: the hash key of record 1 belongs"),
        "{kcl:?}"
    );
    // Each user record shows its shard.
    let rows = page.table("grid", "All user records").await;
    let shards: Vec<&str> = rows.iter().take(3).map(|row| row[3].as_str()).collect();
    assert_eq!(shards, ["0", "1", "0"]);
    page.stayed_quiet().await;
}

#[tokio::test]
async fn the_capture_is_filtered_by_what_a_consumer_loses() {
    let page = Page::example("A get-records output").await;
    page.click("tab", "Kinesis records 5").await;
    let choose = async |consumer: &str| {
        let select = page.argument("combobox", part("Only where this consumer")).await;
        let script = "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('change', { bubbles: true }))";
        page.script(script, json!([select, consumer])).await;
    };
    let indexes = async || {
        let rows = page.table("grid", "Kinesis records").await;
        rows.into_iter().map(|row| row[0].clone()).collect::<Vec<_>>()
    };
    for (consumer, expected) in
        [("kcl", &["3"][..]), ("aiokpl", &["1", "3", "4"]), ("lambda", &["0", "2", "3"])]
    {
        choose(consumer).await;
        page.reads(&format!("{} of 5 Kinesis records", expected.len())).await;
        assert_eq!(indexes().await, expected, "{consumer}");
    }
    choose("").await;
    page.reads("5 Kinesis records").await;
    page.stayed_quiet().await;
}

#[tokio::test]
async fn consumers_and_shards_are_for_everybody() {
    for (theme, width, height) in [("light", 1280, 800), ("dark", 360, 740)] {
        let page = Page::opened().await;
        page.prefer("prefers-color-scheme", theme).await;
        page.resize(width, height).await;
        page.click("button", "Index out of range").await;
        page.click("tab", "Consumers").await;
        page.click("button", "List What KCL hands over").await;
        page.focus("grid", "What KCL hands over").await;
        page.press(&(Key::Down + "")).await;
        page.at("1 | customer-91, as the producer gave it | null, as the producer gave it | 47 | {\"order\":4001,\"total\":\"17.49\",\"currency\":\"EUR\"}").await;
        page.focus_shows().await;
        page.swept(&format!("consumers, {theme}")).await;
        page.fits(width).await;
        page.click("button", "Shards of the stream").await;
        page.tell_even_shards("0").await;
        page.reads("0 even shards cannot be made").await;
        page.tell_even_shards("4").await;
        page.reads("4 shards, all open.").await;
        page.focus("combobox", "Shard").await;
        page.press(&(Key::Enter + "")).await;
        page.reads("There is no shard “”").await;
        page.swept(&format!("shards, {theme}")).await;
        page.fits(width).await;
        page.press(&(Key::Escape + "")).await;
        page.gone("dialog", "Shards of the stream").await;
        page.reads("It mixes 2 shards").await;
        if width < 720 {
            page.click("tab", part("Records")).await;
        }
        page.swept(&format!("user records with shards, {theme}")).await;
        page.fits(width).await;
        page.stayed_quiet().await;
    }
}
