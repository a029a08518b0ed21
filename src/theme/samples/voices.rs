//! Sample pages of what citizens said.

use super::{crumbs, day, head, some, translation};
use crate::page::parts::{Head, Pager, PagerCell};
use crate::page::voices::{VoiceCard, VoiceReply, VoicesView};

fn voice(day_of: u8, (state, state_label): (&'static str, &str), text: &str, reply: Option<&str>) -> VoiceCard {
    VoiceCard {
        id: format!("voice-2025-11-{day_of:02}"),
        url: format!("/voices/#voice-2025-11-{day_of:02}"),
        text: vec![text.to_owned()],
        lang: some("ja"),
        who: "南町・40代".to_owned(),
        date: day(11, day_of),
        state,
        state_label: state_label.to_owned(),
        reply: reply.map(|text| VoiceReply {
            text: vec![text.to_owned()],
            lang: some("ja"),
            by: "道路公園課".to_owned(),
            date: day(11, day_of + 3),
        }),
    }
}

pub(in crate::theme) fn voices() -> VoicesView {
    let cell = |number: usize| Some(PagerCell { number, url: format!("/voices/page/{number}/") });
    VoicesView {
        head: head("/voices/", "みんなの声"),
        crumbs: crumbs(&[("みんなの声", "/voices/")]),
        count: 24,
        voices: vec![
            voice(20, ("done", "対応済み"), "バス停に、日かげがほしいです。", Some("木を一本植えました。")),
            voice(18, ("received", "受付"), "川べりの道に、あかりを。", None),
            voice(12, ("under-review", "検討中"), "夜も開いている本だなを。", None),
            voice(9, ("in-progress", "対応中"), "坂の手すりが、ぐらつきます。", None),
            voice(7, ("answered", "回答"), "花火は、いつですか。", Some("八月の第一土曜です。")),
            voice(2, ("declined", "見送り（理由あり）"), "橋を広く。", Some("川の決まりで、いまは広げられません。")),
        ],
        pager: Some(Pager {
            page: 1,
            pages: 2,
            previous: some("/voices/"),
            next: some("/voices/page/2/"),
            cells: vec![cell(1), cell(2)],
        }),
        translations: vec![translation("en", "English", "/en/voices/")],
    }
}

pub(in crate::theme) fn bare_voices() -> VoicesView {
    let bare = VoiceCard { lang: None, reply: None, ..voice(1, ("received", "受付"), "花を。", None) };
    VoicesView {
        head: Head::default(),
        crumbs: Vec::new(),
        count: 1,
        voices: vec![bare],
        pager: None,
        translations: Vec::new(),
    }
}
