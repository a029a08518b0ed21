//! Sample posters.

use super::head;
use crate::page::parts::Card;
use crate::page::poster::PosterView;
use crate::page::qr::Qr;
use crate::theme::Ready;

pub(in crate::theme) fn facts() -> Vec<(String, String)> {
    let facts = [
        ("場所", "ひなた川左岸 旭橋〜みどり橋（約300m）"),
        ("時間", "毎朝6時ごろ（雨の日はなし）"),
        ("参加", "申し込みはいりません。第1土曜は体操があります"),
        ("行き方", "ひなた駅から歩いて12分"),
    ];
    facts.map(|(label, text)| (label.to_owned(), text.to_owned())).to_vec()
}

pub(in crate::theme) fn poster<'a>(card: &'a Ready<Card>, facts: &'a [(String, String)]) -> PosterView<'a> {
    let address = format!("hinata.example.jp{}", card.url);
    PosterView {
        head: head(&format!("{}poster/", card.url), &card.title),
        card,
        facts,
        credit: Some("写真：木村さとし"),
        qr: Some(Qr { size: 37, path: "M4 4.5h7m2 0h1m1 0h1m4 0h4".to_owned() }),
        address,
    }
}

pub(in crate::theme) fn bare_poster(card: &Ready<Card>) -> PosterView<'_> {
    PosterView { facts: &[], credit: None, qr: None, ..poster(card, &[]) }
}
