/// A kind of dirt that real records have, with where it is planted and which tests hold it to its outcome.
struct DirtCase {
  let number: Int
  let name: String
  let outcome: String
  /// Whole files that are of this kind.
  var files: [String] = []
  /// What the planted rows of this kind are called.
  var plants: [String] = []
  /// Names of tests, where the shipped sources lack the column or the row alone does not show the outcome.
  var tests: [String] = []
  /// The test file with a contract of its own, where no shipped source has such a column.
  var fixture: String?
}

extension DirtCase {
  /// The kinds of dirt, 1 to 47.
  static let all = encodings + names + forms + files + attendance + papers + books

  private static let encodings = [
    DirtCase(
      number: 1, name: "GB18030 without a mark", outcome: "read; the manifest names the encoding",
      files: ["studio_records-2025.csv"],
      tests: ["a GB18030 file, its record offsets, and a record valid in neither encoding"]),
    DirtCase(
      number: 2, name: "one bad byte", outcome: "BAD_ENCODING for its row alone",
      plants: ["last byte is half a character"], tests: ["twelve of twelve"]),
    DirtCase(
      number: 3, name: "byte order marks and characters without width",
      outcome: "headings match all the same",
      files: ["merits.csv"], tests: ["headings are mended before they are compared"]),
    DirtCase(
      number: 4, name: "text garbled by an earlier system", outcome: "MOJIBAKE, with what it probably was",
      plants: ["text that an earlier system lost", "text read in the wrong encoding"],
      tests: [
        "text that an earlier system lost is refused and named, in either encoding",
        "text read in the wrong encoding is refused with what it was, and no genuine text is",
      ]),
    DirtCase(
      number: 5, name: "rare characters", outcome: "kept and reported", files: ["studio_records-2025.csv"],
      tests: [
        "a lost character never enters a kept row",
        "characters of private use and rare ones are kept and reported once a column",
      ]),
  ]

  private static let names = [
    DirtCase(
      number: 6, name: "full-width digits and letters", outcome: "narrowed in keys, never in texts",
      plants: ["date in full-width digits", "number in full-width digits"]),
    DirtCase(
      number: 7, name: "look-alike radicals", outcome: "characters in names",
      plants: ["look-alike radical in a name"],
      tests: ["clean rows, mended rows and refused rows of a roster"]),
    DirtCase(
      number: 8, name: "spaces inside names", outcome: "taken out of Han names",
      plants: ["spaces inside a name"]),
    DirtCase(
      number: 9, name: "dots of minority names", outcome: "U+00B7", plants: ["another dot in a minority name"]
    ),
    DirtCase(
      number: 10, name: "name cut, or without its dot", outcome: "a candidate, never credited",
      plants: ["minority name without its dot", "name cut after eight characters"],
      tests: ["what speaks for and against a candidate is said"]),
    DirtCase(
      number: 11, name: "one name, two members", outcome: "AWAITING_CLAIM",
      plants: ["name that two members bear, no phone"]),
    DirtCase(
      number: 12, name: "one member, two numbers", outcome: "by aliases", plants: ["old number"]),
    DirtCase(
      number: 13, name: "former names and titles in a name", outcome: "taken off; an alias decides no point",
      plants: ["former name", "title behind a name", "former name in brackets"]),
    DirtCase(
      number: 14, name: "several persons in a cell", outcome: "a list in order",
      tests: ["every type, fallbacks, forgiven cells and checks across a row"],
      fixture: "IngestionTests/IngestTests.swift"),
  ]

  private static let forms = [
    DirtCase(
      number: 15, name: "forms of dates", outcome: "one date",
      files: [
        "reports-2025-Q2.csv", "study-2025-H2.csv", "studio_records-2026.csv",
      ],
      plants: [
        "compact date", "date with slashes", "date with dots", "date in Chinese characters",
        "time with offset",
      ]),
    DirtCase(
      number: 16, name: "spreadsheet serials", outcome: "dates of a declared date column",
      plants: ["spreadsheet serial", "spreadsheet serial with fraction .375"],
      tests: ["serials are days of the workbook's calendar"]),
    DirtCase(
      number: 17, name: "impossible and ambiguous dates", outcome: "BAD_DATE, BAD_TIME",
      plants: ["month 13", "day without year", "no such day"]),
    DirtCase(
      number: 18, name: "time zones at the edge of a quarter", outcome: "moved to +08:00 first",
      plants: ["UTC time at the edge of a quarter", "time in UTC"],
      tests: ["17: the quarter's edge is at +08:00"]),
    DirtCase(
      number: 19, name: "forms of phone numbers", outcome: "mended; a lost one is missing, with a finding",
      plants: [
        "phone with +86 and dashes", "phone as a spreadsheet number", "phone lost in scientific notation",
      ]),
    DirtCase(
      number: 20, name: "identity numbers that a spreadsheet cut",
      outcome: "BAD_ID_NUMBER or blank, never repaired",
      tests: ["a number that a spreadsheet cut becomes a blank with a finding, and is not cited"],
      fixture: "IngestionTests/MendingTests.swift"),
    DirtCase(
      number: 21, name: "identity numbers in small letters or 15 digits", outcome: "X; 15 digits stay",
      tests: ["an identity number is whole or it is none"], fixture: "IngestionTests/MendingTests.swift"),
    DirtCase(
      number: 22, name: "lost zeros and apostrophes", outcome: "padded to the declared width",
      plants: ["number without left zeros", "number behind an apostrophe"]),
  ]

  private static let files = [
    DirtCase(
      number: 23, name: "furniture of spreadsheets",
      outcome: "title and totals rows apart, merged cells filled",
      files: ["merits.csv"],
      plants: ["a dash for nothing", "a word for nothing", "a total that is not that of the rows"],
      tests: [
        "without the contract's word a merged range has its text in the first row alone",
        "sums and counts; what is no number says nothing",
      ]),
    DirtCase(
      number: 24, name: "traps of CSV", outcome: "the grammar of libcsv; RAGGED",
      plants: [
        "line end and quotes inside a cell", "row with too few cells", "row with too many cells",
        "blank line",
        "last cells lost",
      ],
      tests: ["twelve of twelve", "CR alone ends rows; a file in which every row holds NUL keeps none"]),
    DirtCase(
      number: 25, name: "formulas in cells", outcome: "outputs put ' before them",
      plants: ["title that begins like a formula"],
      tests: ["a formula in a name gets an apostrophe and a comma gets quotes"]),
  ]

  private static let attendance = [
    DirtCase(
      number: 26, name: "scanned twice", outcome: "earliest 签到, latest 签退",
      plants: ["scanned again some seconds later", "the platform sent the same row twice"]),
    DirtCase(
      number: 27, name: "scanned outside the window", outcome: "OUT_OF_WINDOW; late after its minutes",
      plants: ["scan three hours before the start", "half-day that the activity lacks"],
      tests: ["10: the sign-in window and lateness"]),
    DirtCase(
      number: 28, name: "one device for several (代签)", outcome: "a question, no deduction",
      plants: ["one device for six members within 40 seconds"],
      tests: ["one device for several members is asked about, deducts nothing and can be settled"]),
    DirtCase(
      number: 29, name: "at two places at once", outcome: "neither counts, a question",
      plants: ["at two activities at once"],
      tests: [
        "24: a clash counts neither", "a clash asks which activity holds, with what each answer would change",
      ]),
    DirtCase(
      number: 30, name: "scanned without registration", outcome: "a walk-in, by the model's share",
      plants: ["scanned without registration"],
      tests: ["13: walk-in by part, registered with one exempt half-day"]),
    DirtCase(
      number: 31, name: "on leave and present", outcome: "presence wins",
      plants: ["open end with an activity"], tests: ["12: leave, exempt leave and pending leave"]),
    DirtCase(
      number: 32, name: "leave that was not approved", outcome: "covers nothing",
      plants: ["not yet approved", "withdrawn", "refused, no span"]),
    DirtCase(
      number: 33, name: "cancelled and renamed activities",
      outcome: "by number; a cancelled one counts for nobody", plants: ["scan of a cancelled activity"],
      tests: ["only half-days in office count, and no activity that was cancelled"]),
  ]

  private static let papers = [
    DirtCase(
      number: 34, name: "submitted again", outcome: "by key; near texts are a question",
      plants: ["same key stands in proposals-2025-late.csv"],
      tests: ["near texts are asked about, removed by a decision alone, and not asked about again"]),
    DirtCase(
      number: 35, name: "merged proposals (归并)", outcome: "one item, credited once to each",
      plants: ["归并 into a merged proposal", "归并 into a filed proposal", "归并 in a loop", "end of a chain"],
      tests: ["14: three proposals merged into one"]),
    DirtCase(
      number: 36, name: "filed, then withdrawn or turned", outcome: "nothing is left of it",
      plants: ["same key, newer 更新时间, 立案 to 撤案"],
      tests: ["15: a report from a filed proposal gives nothing, from a turned one it does"]),
    DirtCase(
      number: 37, name: "adopted at several levels", outcome: "the highest",
      plants: ["adopted at a higher level too", "the same level again, later"],
      tests: ["4: the highest level of one report"]),
    DirtCase(
      number: 38, name: "author named twice", outcome: "the strongest role, once",
      plants: ["co-signer named twice", "first proposer of a merged one co-signs the other"]),
    DirtCase(
      number: 39, name: "author who is no member", outcome: "an author without points",
      plants: ["author who is no member"], tests: ["non-members share the authors' count and get nothing"]),
    DirtCase(
      number: 40, name: "duty shifts", outcome: "spam out of the share, a swap to who served",
      plants: ["spam, marked by staff", "swapped shift"], tests: ["check 19: answered share without spam"]),
    DirtCase(
      number: 41, name: "filler", outcome: "the day's most; near texts are a question",
      plants: ["near-copies within minutes"], tests: ["16: the best two of a day, then the cap"]),
  ]

  private static let books = [
    DirtCase(
      number: 42, name: "code tables that differ", outcome: "value_map of the source; UNKNOWN_VALUE",
      plants: ["unknown value", "unknown flag", "unknown kind of activity"],
      tests: ["clean rows, mended rows and refused rows of a roster"]),
    DirtCase(
      number: 43, name: "two committees in a cell", outcome: "the first counts",
      plants: ["two committees in a cell"], tests: ["each rule, exactly"]),
    DirtCase(
      number: 44, name: "the edge of a period", outcome: "the date that the rule says, never today",
      plants: ["handed in within the year, filed after it"],
      tests: ["the as-of date is printed and changes nothing else"]),
    DirtCase(
      number: 45, name: "a printed rate that disagrees", outcome: "BAD_RATE",
      tests: ["a printed rate is computed again, exactly"], fixture: "IngestionTests/RowCheckTests.swift"),
    DirtCase(
      number: 46, name: "delivered twice", outcome: "the same rows once",
      files: ["scans-2025-03.csv"],
      tests: [
        "files in byte order of their names; the same file twice is loaded once",
        "rows that two files hold count once",
      ]),
    DirtCase(
      number: 47, name: "corrected after the close", outcome: "an adjustment with who, when and why",
      plants: ["作废 of a scan", "改期 of an outcome", "记分 for a leaf"]),
  ]
}
