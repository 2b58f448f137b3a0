package import Records

/// What a source's files must look like, and how their cells are mended and decoded.
package struct Contract: Hashable, Sendable {
  package let shape: SourceShape
  /// Parallel to `shape.fields`.
  package let columns: [ColumnContract]
  /// Checked on each decoded row, in order.
  package let checks: [RowCheck]
  /// Checked on the rows of all files together.
  package let setChecks: [SetCheck]
  /// Nil: texts are not compared.
  package let nearSame: NearSameRule?
  /// Nil: devices are not looked at.
  package let sharedDevice: SharedDeviceRule?
  package let layout: FileLayout
  /// Fewer kept rows than this stop the run.
  package let minimumRows: Int
  package let privacy: PrivacyClass
  /// For columns that state none of their own, and for headings that no column owns.
  package let drift: DriftMode

  package init(
    shape: SourceShape, columns: [ColumnContract], checks: [RowCheck] = [],
    setChecks: [SetCheck] = [], nearSame: NearSameRule? = nil, sharedDevice: SharedDeviceRule? = nil,
    layout: FileLayout = FileLayout(),
    minimumRows: Int = 0, privacy: PrivacyClass = .staff, drift: DriftMode = .warn
  ) {
    precondition(columns.count == shape.fields.count, "one column contract per field")
    self.shape = shape
    self.columns = columns
    self.checks = checks
    self.setChecks = setChecks
    self.nearSame = nearSame
    self.sharedDevice = sharedDevice
    self.layout = layout
    self.minimumRows = minimumRows
    self.privacy = privacy
    self.drift = drift
  }
}

/// Which texts of a source are compared with one another; a pair that is near is a question, never a merge.
package struct NearSameRule: Hashable, Sendable {
  /// Their cells together are a record's text.
  package let columns: [String]
  /// Share of grams that two texts must have in common, above 0, at most 1.
  package let threshold: Fraction
  /// Characters of a gram, 1 to 3.
  package let gramSize: Int
  /// Letters and digits; shorter texts are not compared.
  package let minimumLength: Int

  package init(
    columns: [String], threshold: Fraction = Fraction(9, 10), gramSize: Int = 2, minimumLength: Int = 20
  ) {
    self.columns = columns
    self.threshold = threshold
    self.gramSize = gramSize
    self.minimumLength = minimumLength
  }
}

/// When scans by one device are asked about: someone may have scanned for others.
package struct SharedDeviceRule: Hashable, Sendable {
  /// The column that names the device.
  package let column: String
  /// So many different members or more, 2 at least.
  package let members: Int
  /// From one scan to the next.
  package let seconds: Int

  package init(column: String, members: Int, seconds: Int) {
    self.column = column
    self.members = members
    self.seconds = seconds
  }
}

/// How the bytes of a source's files are cut into cells.
package struct FileLayout: Hashable, Sendable {
  /// One ASCII byte.
  package var delimiter: UInt8
  /// The header stands among the first rows; the rows above it are preamble.
  package var headerWithinRows: Int
  /// A row whose first filled cell begins with one of these is furniture: subtotals, signature lines.
  package var furniture: [String]
  /// A row whose first filled cell begins with one of these is furniture too, and its figures are compared with our own.
  package var totals: [String]
  /// Of workbooks: the sheet by its name; nil for the first that is not hidden.
  package var sheet: String?
  /// Of workbooks: the rows of a merged range all have the text of its first one.
  package var fillsMerged: Bool

  package init(
    delimiter: UInt8 = UInt8(ascii: ","), headerWithinRows: Int = 5, furniture: [String] = [],
    totals: [String] = [],
    sheet: String? = nil, fillsMerged: Bool = false
  ) {
    self.sheet = sheet
    self.fillsMerged = fillsMerged
    self.delimiter = delimiter
    self.headerWithinRows = headerWithinRows
    self.furniture = furniture
    self.totals = totals
  }
}

/// One column of a contract.
package struct ColumnContract: Hashable, Sendable {
  /// Heading, then its synonyms; the column's key is always accepted too.
  package let headings: [String]
  package let type: FieldType
  /// A file without the column stops the run, and a blank cell refuses the row (`!`).
  package let isRequired: Bool
  /// A blank cell of a required column is left to resolve, which may find the member by name and phone.
  package let leavesBlankToResolve: Bool
  /// A file without the column gets a finding; false for columns that many files do without.
  package let isExpected: Bool
  /// Canonical text of a blank cell (`=x`); nil leaves it missing.
  package let fallback: Fallback?
  /// Spellings that read as another value, as 国家 → 全国.
  package let synonyms: [String: String]
  /// Whole cells that read as blank, as `—`.
  package let missingMarks: [String]
  /// Texts that separate the parts of a `list` cell.
  package let separators: [String]
  /// Mending rules in the order they are applied; see `MendingRule`.
  package let mending: [MendingRule]
  /// A bare date in a time column reads as 23:59:59 instead of 00:00:00.
  package let dateEndsDay: Bool
  /// What a bare number of five digits means in a date or time column.
  package let serials: SerialDays
  /// A blank cell has the text of the nearest filled one above it in its file; blank where none is.
  package let fillsDown: Bool
  /// A cell that cannot be decoded becomes missing with a finding instead of refusing its row.
  package let forgives: Bool
  /// Nil: as the contract states for all.
  package let drift: DriftMode?

  package init(
    headings: [String], type: FieldType, isRequired: Bool, fallback: Fallback? = nil,
    synonyms: [String: String] = [:], missingMarks: [String] = [], separators: [String] = [],
    mending: [MendingRule] = [], dateEndsDay: Bool = false, forgives: Bool = false,
    leavesBlankToResolve: Bool = false, isExpected: Bool = true, serials: SerialDays = .none,
    fillsDown: Bool = false, drift: DriftMode? = nil
  ) {
    self.headings = headings
    self.type = type
    self.isRequired = isRequired
    self.fallback = fallback
    self.synonyms = synonyms
    self.missingMarks = missingMarks
    self.separators = separators
    self.mending = mending
    self.dateEndsDay = dateEndsDay
    self.serials = serials
    self.fillsDown = fillsDown
    self.forgives = forgives
    self.leavesBlankToResolve = leavesBlankToResolve
    self.isExpected = isExpected
    self.drift = drift
  }
}

extension ColumnContract {
  /// True for phone and identity numbers, which no file that may travel holds.
  package var isPrivate: Bool { mending.contains(.phone) || mending.contains(.identityNumber) }
}

/// The calendars in which spreadsheets count days.
package enum SerialDays: String, CaseIterable, Sendable {
  /// A bare number is no day.
  case none
  /// Excel's own.
  case from1900 = "1900"
  /// Of workbooks that were begun on old Macintoshes.
  case from1904 = "1904"
}

/// What becomes of a file whose header differs from its contract. A file without a required column stops the run under
/// every mode, and a repeated heading under all but the discarding ones.
package enum DriftMode: String, CaseIterable, Sendable {
  /// The run stops.
  case freeze
  /// A finding; columns are read by their headings.
  case warn
  /// A finding, and a row with a value under a renamed, extra, moved or repeated heading is rejected.
  case discardRow = "discard_row"
  /// A finding, and a moved or repeated column is not read; stated for all columns, the required ones are under `warn`.
  case discardValue = "discard_value"
}

/// What a blank cell reads as.
package enum Fallback: Hashable, Sendable {
  /// A text in the column's canonical form.
  case text(String)
  /// The cell of another column of the row.
  case column(String)
}

/// A rule that mends a cell's text before it is decoded; a file each in `Mending/`.
package enum MendingRule: String, CaseIterable, Sendable {
  /// Trims ASCII and Unicode spaces, U+FEFF and U+200B at both ends.
  case trim
  /// Full-width ASCII and U+3000 to half-width.
  case width
  /// A leading apostrophe that a spreadsheet keeps text with.
  case apostrophe
  /// Left zeros up to the code's width.
  case pad
  /// Spaces inside a name of Han characters.
  case nameSpaces = "name_spaces"
  /// The dot of a minority name to U+00B7.
  case nameDots = "name_dots"
  /// Look-alike radicals of names (U+2F00…) to their characters.
  case radicals
  /// A title or a bracketed former name behind a name.
  case nameTitle = "name_title"
  /// The first of several that a cell lists.
  case firstOfList = "first_of_list"
  /// The sign of a rate in percent.
  case percent
  /// +86, spaces, dashes and a trailing `.0` of a phone number.
  case phone
  /// A small x at the end of an identity number; what is none is a problem of its cell (`BAD_ID_NUMBER`).
  case identityNumber = "id_number"
}

/// A test across the columns of one row.
package enum RowCheck: Hashable, Sendable {
  /// Where `when` holds, the columns must be filled; else the row is refused as `MISSING`.
  case needs(columns: [String], when: CellTest)
  /// The second column must be later than the first; else `BAD_RANGE`.
  case later(than: String, column: String)
  /// An integer, number, date or time must lie within the bounds, both allowed; else `OUT_OF_RANGE`.
  case range(column: String, least: Value?, most: Value?, severity: CheckSeverity)
  /// The column must be equal to the other or at most it; else `BAD_COMPARISON`.
  case compared(column: String, Comparison, other: String, severity: CheckSeverity)
  /// A printed rate must be 100 × part ÷ whole, rounded half-up to some decimals; else `BAD_RATE`. A whole of 0 has no rate.
  case rate(column: String, part: String, whole: String, decimals: Int, severity: CheckSeverity)
  /// The whole canonical text must fit; else `BAD_PATTERN`.
  case pattern(column: String, Pattern, severity: CheckSeverity)

  package enum Comparison: String, CaseIterable, Sendable {
    case equal
    case atMost = "at_most"
  }
}

/// What a row that fails a check costs.
package enum CheckSeverity: String, CaseIterable, Sendable {
  /// The row is rejected.
  case refuse
  /// The row stays, with a finding.
  case warn
  /// The row is rejected, and the run stops once all rows are read.
  case fail
}

/// A test of one decoded cell.
package enum CellTest: Hashable, Sendable {
  case always
  case isOneOf(column: String, values: [String])
  case isMissing(column: String)
}
