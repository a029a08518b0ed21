//! Blocks: paragraphs, headings, quotes and alerts, lists, tables, code.

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};

use super::{Events, Writer};
use crate::diag::{Code, Diagnostic, Span};
use crate::markdown::{Heading, RawLink};
use crate::text::heading_id;

/// Ids that pages give to their own parts, which no heading may take.
const OWN_IDS: [&str; 6] = ["main", "toc", "thread", "join", "new", "indicator"];
const OWN_PREFIXES: [&str; 5] = ["fn-", "fnref-", "figure-", "steps-", "sides-"];

impl<'t> Writer<'t> {
    /// Opens a paragraph; one that holds nothing but pictures becomes figures without a tag of its own.
    pub(super) fn paragraph(&mut self, events: &Events<'t>, at: usize) -> usize {
        let mut inside_image = 0_usize;
        let mut only_images = true;
        for (event, _) in &events[at + 1..] {
            match event {
                Event::End(TagEnd::Paragraph) => break,
                Event::Start(Tag::Image { .. }) => inside_image += 1,
                Event::End(TagEnd::Image) => inside_image -= 1,
                Event::SoftBreak | Event::HardBreak => {}
                _ if inside_image > 0 => {}
                _ => {
                    only_images = false;
                    break;
                }
            }
        }
        self.bare_paragraph = only_images;
        if !only_images {
            self.out.push("<p>");
            self.in_paragraph = true;
        }
        at + 1
    }

    /// Writes a heading. Levels start at 2 below the page's title and never skip one.
    pub(super) fn heading(&mut self, level: HeadingLevel, id: Option<&str>, events: &Events<'t>, at: usize) -> usize {
        let (text, end) = self.inner_text(events, at);
        let deepest = self.headings.last().map_or(2, |heading| heading.level + 1);
        let level = (level as u8).clamp(2, deepest.min(6));
        let named = id.map(heading_id).filter(|id| !id.is_empty());
        let id = self.free_id(named.unwrap_or_else(|| heading_id(&text)));
        let digit = char::from(b'0' + level);
        self.out.push("<h");
        self.out.html.push(digit);
        self.out.push(" id=\"");
        self.out.text(&id);
        self.out.push("\">");
        let mut inner = at + 1;
        self.inline_depth += 1;
        while inner < end {
            inner = self.event(events, inner);
        }
        self.inline_depth -= 1;
        self.out.push("</h");
        self.out.html.push(digit);
        self.out.push(">\n");
        self.write_late_charts();
        self.plain.push('\n');
        self.headings.push(Heading { level, id, text });
        end + 1
    }

    fn free_id(&mut self, wanted: String) -> String {
        let ours = OWN_IDS.contains(&wanted.as_str()) || OWN_PREFIXES.iter().any(|prefix| wanted.starts_with(prefix));
        let wanted = match wanted {
            wanted if wanted.is_empty() => "section".to_owned(),
            wanted if ours => format!("section-{wanted}"),
            wanted => wanted,
        };
        // Counting goes on where it ended last time: a text may have thousands of headings of one name.
        let Some(mut number) = self.ids.get(&wanted).copied() else {
            self.ids.insert(wanted.clone(), 0);
            return wanted;
        };
        let mut free = wanted.clone();
        while self.ids.contains_key(&free) {
            number += 1;
            free = format!("{wanted}-{number}");
        }
        self.ids.insert(wanted, number);
        self.ids.entry(free.clone()).or_insert(0);
        free
    }

    /// Drops a block of HTML and names its first line; a comment goes in silence.
    pub(super) fn html_block(&mut self, events: &Events<'t>, at: usize) -> usize {
        let mut html = String::new();
        let mut end = at + 1;
        while end < events.len() && !matches!(events[end].0, Event::End(TagEnd::HtmlBlock)) {
            if let Event::Html(line) | Event::Text(line) = &events[end].0 {
                html.push_str(line);
            }
            end += 1;
        }
        self.raw_html(&html, &events[at].1);
        end + 1
    }

    pub(super) fn raw_html(&mut self, html: &str, range: &Span) {
        let html = self.prepared.strip(html);
        let trimmed = html.trim();
        if matches!(trimmed, "<br>" | "<br/>" | "<br />") {
            self.out.push("<br>");
        } else if trimmed == "<wbr>" {
            self.out.push("<wbr>");
        } else if !(trimmed.starts_with("<!--") && trimmed.ends_with("-->") && trimmed.matches("-->").count() == 1) {
            let line = self.prepared.text[range.clone()].lines().next().unwrap_or_default().len();
            let span = self.span(&(range.start..range.start + line));
            let first: String = trimmed.lines().next().unwrap_or_default().chars().take(40).collect();
            // The end of an element that was told at its start is no news.
            let name: String =
                first.trim_start_matches(['<', '/']).chars().take_while(char::is_ascii_alphanumeric).collect();
            let ends = first.starts_with("</") && self.told_elements.contains(&name);
            if !ends {
                self.told_elements.insert(name);
                self.note(Diagnostic::at(Code::RawHtml, self.file, span).with("html", first));
            }
        }
    }

    pub(super) fn open(&mut self, tag: &Tag<'t>) {
        match tag {
            Tag::BlockQuote(kind) => self.quote(*kind),
            Tag::CodeBlock(kind) => self.code_block(kind),
            Tag::List(start) => {
                self.depth += 1;
                match start {
                    Some(1) => self.out.push("<ol>\n"),
                    Some(start) => self.out.push(&format!("<ol start=\"{start}\">\n")),
                    None => self.out.push("<ul>\n"),
                }
            }
            Tag::Item => self.out.push("<li>"),
            Tag::Table(columns) => {
                self.columns.clone_from(columns);
                self.out.push("<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"");
                self.out.hole(RawLink::Word("table"));
                // Numbered, so that a list of the page's regions tells them apart.
                self.tables += 1;
                self.out.push(&format!(" {}\"><table>\n", self.tables));
            }
            Tag::TableHead => {
                self.in_table_head = true;
                self.column = 0;
                self.out.push("<thead><tr>");
            }
            Tag::TableRow => {
                self.column = 0;
                self.out.push("<tr>");
            }
            Tag::TableCell => self.cell(),
            Tag::Emphasis => self.open_inline("<em>"),
            Tag::Strong => self.open_inline("<strong>"),
            Tag::Strikethrough => self.open_inline("<del>"),
            // Handled before, or not switched on.
            _ => {}
        }
    }

    pub(super) fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => {
                if !std::mem::take(&mut self.bare_paragraph) {
                    self.close_paragraph();
                }
                self.write_late_charts();
                self.plain.push('\n');
            }
            TagEnd::BlockQuote(kind) => {
                self.depth -= 1;
                self.out.push(if kind.is_some() { "</aside>\n" } else { "</blockquote>\n" });
            }
            TagEnd::CodeBlock => self.out.push("</code></pre>\n"),
            TagEnd::List(ordered) => {
                self.depth -= 1;
                self.out.push(if ordered { "</ol>\n" } else { "</ul>\n" });
            }
            TagEnd::Item => {
                self.write_late_charts();
                self.out.push("</li>\n");
                self.plain.push('\n');
            }
            TagEnd::Table => self.out.push("</tbody></table></div>\n"),
            TagEnd::TableHead => {
                self.in_table_head = false;
                self.out.push("</tr></thead><tbody>\n");
            }
            TagEnd::TableRow => {
                self.out.push("</tr>\n");
                self.plain.push('\n');
            }
            TagEnd::TableCell => {
                self.write_late_charts();
                self.out.push(if self.in_table_head { "</th>" } else { "</td>" });
                self.plain.push(' ');
            }
            TagEnd::Emphasis => self.close_inline("</em>"),
            TagEnd::Strong => self.close_inline("</strong>"),
            TagEnd::Strikethrough => self.close_inline("</del>"),
            TagEnd::Link => self.close_inline("</a>"),
            _ => {}
        }
    }

    fn open_inline(&mut self, tag: &str) {
        self.out.push(tag);
        self.inline_depth += 1;
    }

    fn close_inline(&mut self, tag: &str) {
        self.out.push(tag);
        self.inline_depth -= 1;
    }

    /// Closes a paragraph; one without words is taken back.
    pub(super) fn close_paragraph(&mut self) {
        self.in_paragraph = false;
        if !self.out.take_back("<p>") {
            self.out.push("</p>\n");
        }
    }

    fn write_late_charts(&mut self) {
        for chart in std::mem::take(&mut self.late_charts) {
            self.out.hole(chart);
        }
    }

    fn quote(&mut self, kind: Option<BlockQuoteKind>) {
        self.depth += 1;
        let (class, word) = match kind {
            None => {
                self.out.push("<blockquote>\n");
                return;
            }
            Some(BlockQuoteKind::Note) => ("note", "alert_note"),
            Some(BlockQuoteKind::Tip) => ("tip", "alert_tip"),
            Some(BlockQuoteKind::Important) => ("important", "alert_important"),
            Some(BlockQuoteKind::Warning) => ("warning", "alert_warning"),
            Some(BlockQuoteKind::Caution) => ("caution", "alert_caution"),
        };
        self.out.push(&format!("<aside class=\"alert alert-{class}\" role=\"note\">\n<p class=\"alert-title\">"));
        self.out.hole(RawLink::Word(word));
        self.out.push("</p>\n");
    }

    fn code_block(&mut self, kind: &CodeBlockKind<'_>) {
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split_whitespace().next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        let sound =
            !language.is_empty() && language.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '+'));
        if sound {
            self.out.push(&format!("<pre tabindex=\"0\"><code class=\"language-{language}\">"));
        } else {
            self.out.push("<pre tabindex=\"0\"><code>");
        }
    }

    fn cell(&mut self) {
        let class = match self.columns.get(self.column) {
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-right\"",
            _ => "",
        };
        self.column += 1;
        let scope = if self.in_table_head { "<th scope=\"col\"" } else { "<td" };
        self.out.push(scope);
        self.out.push(class);
        self.out.push(">");
    }
}
