//! What a portal has and lacks: how its stories are spread, and what waits for somebody.

use serde_json::{Value as Json, json};

use crate::command::Place;
use crate::town::{NOW, Town};

fn town() -> Town {
    let indicator = |id: &str, as_of: &str| {
        format!(
            "{id}:\n  kind: facts\n  title: 数字{id}\n  description: 数。\n  source: {{ title: 統計 }}\n  as_of: {as_of}\n  \
             update_every: year\n  items:\n    n: {{ label: 数, value: 1 }}\n"
        )
    };
    Town::new()
        .site("[languages.en]\n")
        .story("asa", "stage: H", "")
        .story("hiru", "stage: H\nsegment: [inside, outside]", "")
        .story("yoru", "stage: T\nsegment: administration\nreview_by: 2026-04-11\nowner: 広報課", "")
        .story("himitsu", "stage: H\ndraft: true\nreview_by: 2020-01-01", "")
        .file("content/about.md", "---\ntitle: 宣伝部\nreview_by: 2026-01-31\n---\n")
        .file("content/plan.md", "---\ntitle: 計画\nreview_by: 2026-04-12\n---\n")
        .data(&(indicator("old", "2024-04-01") + &indicator("new", "2026-03-31")))
}

#[test]
fn it_tells_how_the_stories_are_spread_and_what_waits() {
    let said = Place::of(&town()).hibi(&["report", "--now", NOW]);
    assert_eq!((said.status, said.err.as_str()), (Some(0), ""));
    assert_eq!(
        said.out,
        "\
物語の広がり（ja、3話）
        気づく  関わる  愛着をもつ  すすめる  語る・広める
  市内       2       0           0         0             0
  市外       1       0           0         0             0
  行政       0       0           0         0             1

物語の広がり（en、0話）
                   Notice  Engage  Grow fond  Recommend  Tell
  In the city           0       0          0          0     0
  Beyond the city       0       0          0          0     0
  City hall             0       0          0          0     0

見直しの日を過ぎたページ
  content/about.md「宣伝部」（2026-01-31 まで）
  content/stories/yoru.md「yoru」（2026-04-11 まで、担当：広報課）

更新の日を過ぎた指標
  old「数字old」（いまの値は 2024-04-01、次は 2025-04-01 まで）
"
    );
}

#[test]
fn drafts_count_where_they_are_asked_for() {
    let said = Place::of(&town()).hibi(&["report", "--now", NOW, "--drafts"]);
    assert!(
        said.out.contains("物語の広がり（ja、4話）") && said.out.contains("content/stories/himitsu.md"),
        "{}",
        said.out
    );
}

#[test]
fn where_nothing_waits_it_says_so() {
    let said = Place::of(&Town::new().site("language = \"en\"\n")).hibi(&["report", "--now", NOW]);
    assert!(said.out.contains("No page is past its day of review"), "{}", said.out);
    assert!(said.out.contains("No indicator is due for newer figures"), "{}", said.out);
}

#[test]
fn programs_get_one_object() {
    let said = Place::of(&town()).hibi(&["report", "--now", NOW, "--format", "json"]);
    let told: Json = serde_json::from_str(&said.out).unwrap();
    assert_eq!(told["coverage"][0]["stories"], 3);
    assert_eq!(told["coverage"][0]["rows"][0]["cells"][0]["stories"], 2);
    assert_eq!(
        told["stale"][1],
        json!({ "file": "content/stories/yoru.md", "title": "yoru", "review_by": "2026-04-11", "owner": "広報課" })
    );
    assert_eq!(
        told["overdue"],
        json!([{ "id": "old", "title": "数字old", "as_of": "2024-04-01", "due": "2025-04-01" }])
    );
}

#[test]
fn of_a_portal_with_mistakes_the_mistakes_are_told() {
    let said = Place::of(&town().story("asa", "stage: Z", "")).hibi(&["report", "--now", NOW]);
    assert_eq!((said.status, said.out.as_str()), (Some(1), ""));
    assert!(said.err.contains("error[H012]"), "{}", said.err);
}
