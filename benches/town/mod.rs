//! Towns by chance, the same in every run: what the benches build.

#![allow(dead_code, reason = "each bench uses a part of it")]

use std::fmt::Write as _;
use std::fs;
use std::process::Command;
use std::time::Duration;

/// What follows a name on the command line; cargo adds `--bench`, which says nothing.
pub(crate) fn argument(name: &str) -> Option<String> {
    let mut arguments = std::env::args().skip_while(|argument| argument != name);
    arguments.nth(1)
}

/// The most memory that a program ever holds, in KB; read while it runs, so not in a run that is timed.
pub(crate) fn peak(command: &mut Command) -> u64 {
    let mut child = command.spawn().expect("the program");
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0;
    while child.try_wait().expect("its status").is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let now = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0);
        most = most.max(now);
        std::thread::sleep(Duration::from_millis(2));
    }
    most
}

/// Numbers by chance, the same in every run.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % sides
    }

    pub(crate) fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.roll(words.len())]
    }
}

const SUBJECTS: [&str; 12] = [
    "犬の散歩の人",
    "豆腐屋の二代目",
    "図書館の司書",
    "団地の子どもたち",
    "消防団の班長",
    "通学路の見守り役",
    "市役所の若手",
    "川の清掃の仲間",
    "商店街の組合長",
    "転入したばかりの家族",
    "陶芸教室の生徒",
    "バスの運転手",
];
const PLACES: [&str; 10] = [
    "朝の土手で",
    "駅前の広場で",
    "古い橋のたもとで",
    "雨あがりの公園で",
    "夕方の商店街で",
    "丘の上の学校で",
    "市民農園の隅で",
    "川べりの道で",
    "祭りの夜に",
    "夏の終わりの校庭で",
];
const DEEDS: [&str; 10] = [
    "声をかけあう",
    "椅子を並べなおす",
    "看板を書きかえる",
    "花の苗を分ける",
    "昔の地図をひらく",
    "道順を教える",
    "写真を撮りためる",
    "話を聞いてまわる",
    "小さな市をひらく",
    "ごみを拾いあつめる",
];
const ENDS: [&str; 6] = [
    "それが毎週のことになった。",
    "だれに頼まれたわけでもない。",
    "「またね」と手をふる。",
    "気がつけば二十人になっていた。",
    "来年も続けるという。",
    "数字には出ない話だ。",
];
/// The words that stories are tagged with.
pub(crate) const TAGS: [&str; 30] = [
    "川",
    "朝",
    "夕方",
    "学校",
    "図書館",
    "公園",
    "商店街",
    "祭り",
    "橋",
    "犬",
    "花",
    "畑",
    "駅",
    "坂",
    "雨",
    "雪",
    "子ども",
    "写真",
    "地図",
    "バス",
    "団地",
    "市",
    "手紙",
    "声",
    "窓",
    "灯り",
    "自転車",
    "井戸",
    "豆腐",
    "太鼓",
];

/// A story before it is written down for one program or another.
pub(crate) struct Story {
    pub(crate) number: usize,
    pub(crate) title: String,
    pub(crate) date: String,
    pub(crate) segments: Vec<&'static str>,
    pub(crate) stage: &'static str,
    pub(crate) summary: String,
    pub(crate) tags: Vec<&'static str>,
    pub(crate) author: String,
    pub(crate) body: String,
}

/// How a program wants links between stories to be written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Links {
    /// As files: `s00012.md`.
    Files,
    /// As addresses: `/stories/s00012/`.
    Addresses,
}

impl Story {
    /// The name of its file without the ending.
    pub(crate) fn name(&self) -> String {
        name(self.number)
    }

    /// The story as hibi and Hugo read it.
    pub(crate) fn yaml(&self) -> String {
        format!("---\n{}author: {}\n---\n{}", self.front(), self.author, self.body)
    }

    /// The same by nobody.
    pub(crate) fn yaml_without_author(&self) -> String {
        format!("---\n{}---\n{}", self.front(), self.body)
    }

    fn front(&self) -> String {
        let Self { title, date, stage, summary, .. } = self;
        let (segments, tags) = (self.segments.join(", "), self.tags.join(", "));
        format!(
            "title: {title}\ndate: {date}\nsegment: [{segments}]\nstage: {stage}\nsummary: {summary}\ntags: [{tags}]\n"
        )
    }
}

fn name(number: usize) -> String {
    format!("s{number:05}")
}

/// The `number`th story of a town. With `extras`, every tenth states a figure and shows a chart.
pub(crate) fn story(number: usize, dice: &mut Dice, links: Links, extras: bool) -> Story {
    let (year, month, day) = (2016 + number % 10, 1 + dice.roll(12), 1 + dice.roll(28));
    let (place, subject, deed) = (dice.pick(&PLACES), dice.pick(&SUBJECTS), dice.pick(&DEEDS));
    let segments = [&["inside"][..], &["outside"], &["inside", "administration"]][dice.roll(3)].to_vec();
    let stage = dice.pick(&["H", "E", "A", "R", "T"]);
    let summary = format!("{subject}が{deed}まで。{}", dice.pick(&ENDS));
    let tags = [number, number * 5 + 1, number * 7 + 2].map(|tag| TAGS[tag % TAGS.len()]).to_vec();
    let author = format!("書き手{}", dice.roll(200));
    let wanted = 1_200 + dice.roll(2_500);
    let mut body = String::new();
    let mut section = 0;
    while body.len() < wanted {
        section += 1;
        push_section(&mut body, number, section, dice, links);
        if extras && section == 3 && number.is_multiple_of(10) {
            body.push_str("\n2025年の転入は[](value:moves.2025.in)人。\n\n![転入と転出](chart:moves)\n");
        }
    }
    Story {
        number,
        title: format!("{place}、{subject}が{deed}（{number}）"),
        date: format!("{year}-{month:02}-{day:02}"),
        segments,
        stage,
        summary,
        tags,
        author,
        body,
    }
}

fn push_section(body: &mut String, number: usize, section: usize, dice: &mut Dice, links: Links) {
    let _ = writeln!(body, "\n## {}こと（{section}）\n", dice.pick(&DEEDS));
    for _ in 0..3 {
        let (place, subject, deed, end) =
            (dice.pick(&PLACES), dice.pick(&SUBJECTS), dice.pick(&DEEDS), dice.pick(&ENDS));
        let _ = writeln!(body, "{place}、**{subject}**が{deed}。{end}");
    }
    if number > 0 && section < 4 {
        let other = name(dice.roll(number));
        let (other, about) = match links {
            Links::Files => (format!("{other}.md"), "../about.md"),
            Links::Addresses => (format!("/stories/{other}/"), "/about/"),
        };
        let _ = writeln!(body, "\n[前の話]({other})も、[このまち]({about})のことも読んでほしい。");
    }
    match section {
        1 => body.push_str("\n- {土手|どて}の朝\n- 橋の夕方\n- 坂の夜\n"),
        2 => body.push_str("\n| 月 | 人 |\n| --- | ---: |\n| 四月 | 12 |\n| 五月 | 20 |\n"),
        _ => {}
    }
}
