//! The table of codes: each problem's number, name and severity. Its words stand in `texts/`.

use super::Severity;

macro_rules! codes {
    ($($number:literal $name:ident $severity:ident;)*) => {
        /// What kind of problem a diagnostic reports. `hibi explain CODE` tells more.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "each name's meaning is its text in texts/, which users read")]
        pub enum Code { $($name),* }

        impl Code {
            /// Every code, in order of number.
            pub const ALL: &[Code] = &[$(Code::$name),*];

            /// The number shown to users, such as `H012`.
            #[must_use]
            pub fn number(self) -> &'static str {
                match self { $(Self::$name => $number),* }
            }

            /// Whether it fails the build.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity),* }
            }
        }
    };
}

codes! {
    // Files as they lie on the disk.
    "H001" NotUtf8 Error;
    "H002" FileTooLarge Error;
    "H003" Unreadable Error;
    "H004" NameNotUtf8 Error;
    "H005" ControlCharacter Error;
    "H006" LinkLeavesPortal Warning;
    "H007" NotAnImage Error;
    "H008" NotPublished Error;
    "H009" SameFileName Error;
    // Keys and values, in site.toml, front matter and the data file alike.
    "H010" ConfigMissing Error;
    "H011" TomlSyntax Error;
    "H012" UnknownTerm Error;
    "H013" UnknownKey Error;
    "H014" MissingKey Error;
    "H015" WrongType Error;
    "H016" DuplicateKey Error;
    "H017" BadDate Error;
    "H018" NotOneOf Error;
    "H019" BadNumber Error;
    // YAML as people type it.
    "H020" NoFrontMatter Error;
    "H021" FrontMatterUnclosed Error;
    "H022" YamlSyntax Error;
    "H023" ColonInValue Error;
    "H024" FullWidthColon Error;
    "H025" TabIndent Error;
    "H026" NeedsQuotes Error;
    "H027" CommentCutsValue Warning;
    "H028" JapaneseComma Warning;
    "H029" YamlFeature Error;
    "H030" TooDeep Error;
    "H031" CommaSplitsValue Error;
    // Settings.
    "H040" BadBaseUrl Error;
    "H041" BadId Error;
    "H042" DuplicateTerm Error;
    "H043" UnknownTheme Error;
    "H044" UnknownTimeZone Error;
    "H045" ReservedKey Error;
    "H046" BadColor Error;
    // Stories and pages.
    "H050" OneTermOnly Error;
    "H051" BadSlug Error;
    "H052" BadAlias Error;
    "H053" SameAddress Error;
    "H054" UpdatedBeforeDate Warning;
    "H055" UnknownLanguage Error;
    "H056" NoOriginal Warning;
    "H057" ImageAltMissing Error;
    "H058" UnknownIndicator Error;
    // Text.
    "H060" RawHtml Warning;
    "H061" BadScheme Error;
    "H062" BrokenLink Error;
    "H063" BrokenAnchor Error;
    "H064" MissingImage Error;
    "H065" ForeignImage Error;
    "H066" NestedTooDeep Error;
    "H067" RubyUnclosed Warning;
    "H068" LinkToHidden Warning;
    "H069" UndefinedFootnote Warning;
    "H070" FullWidthMark Warning;
    "H071" DateBecomesList Warning;
    "H072" TypedBullets Warning;
    // Charts and values in the text.
    "H080" ChartAltMissing Error;
    "H081" UnknownValue Error;
    "H082" ValueDisagrees Error;
    // Theme and output.
    "H090" TemplateError Error;
    "H091" WordMissing Error;
    "H092" SameOutput Error;
    "H093" OutputRefused Error;
    "H094" WriteFailed Error;
    "H095" NameTooLong Error;
    "H096" PortTaken Error;
    // The data file.
    "H100" DataFileMissing Error;
    "H101" BadPeriod Error;
    "H102" SamePeriod Error;
    "H103" MixedPeriods Error;
    "H104" NoFigures Error;
    "H105" NegativeCount Error;
    "H106" CountsDisagree Error;
    "H107" CountsNotEleven Error;
    "H108" SharesOver100 Error;
    "H109" ShareOutOfRange Error;
    "H110" ScoreDisagrees Error;
    "H111" ShareDisagrees Error;
    "H112" FigureTooLarge Error;
    "H113" NoAnswers Error;
    "H114" BrokenCount Error;
    "H115" BadBands Error;
    "H116" TooManyRows Error;
    "H117" NoPeople Error;
    "H118" BadSourceUrl Error;
    "H120" BadRank Error;
    // CSV files behind the data file.
    "H130" CsvFile Error;
    "H131" CsvSyntax Error;
    "H132" CsvHeads Error;
    "H133" CsvEmpty Error;
    "H134" CsvColumn Error;
    "H135" CsvValue Error;
    "H136" CsvCell Error;
    "H137" CsvMore Error;
    "H138" FigureWithheld Error;
    "H139" AnswersPublished Error;
    // Targets and what is due.
    "H140" TargetAgainstBetter Error;
    "H141" BetterNotSaid Warning;
    "H142" Overdue Warning;
    "H143" TypedFigure Warning;
    "H150" BarsOfMany Error;
    // Photos and drawings.
    "H160" PhotoCutOff Error;
    "H161" PhotoHeic Error;
    "H162" PhotoTooLarge Error;
    "H163" PhotoEnding Error;
    "H164" ActiveDrawing Error;
    "H165" PhotoPrivate Error;
    "H166" ConsentEnds Warning;
    "H167" BadFocus Error;
    // What says too much of a person.
    "H170" TelephoneNumber Warning;
    "H171" EmailAddress Warning;
    "H172" PrivateAddress Warning;
    "H173" MyNumber Warning;
    // Authors and languages.
    "H180" SameAuthorAddress Error;
    "H181" BadAuthorUrl Error;
    "H182" AuthorOfNothing Warning;
    "H183" WordsLacking Warning;
    // What templates see.
    "H184" NameMissing Error;
    // Names that are not published.
    "H190" FullName Warning;
    // Search and share cards.
    "H195" NoSearch Warning;
    "H196" NoCards Warning;
    "H197" CardLetter Warning;
    "H198" CardFont Error;
    // What citizens said.
    "H199" ReplyMissing Error;
    "H200" ReplyBeforeVoice Error;
}
