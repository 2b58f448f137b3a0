import CLibXLSXWriter
import Records

/// The look of a workbook: one accent, greys, and fills that stay apart in print.
enum WorkbookLook {
  static let totalBar: UInt32 = 0xAFCBE6
  static let categoryBar: UInt32 = 0xE4EDF6
  /// Points of a row of one line.
  static let rowHeight = 17.0
  fileprivate static let ink: UInt32 = 0x1F1F1F
  fileprivate static let grey: UInt32 = 0x6B6B6B
  fileprivate static let rule: UInt32 = 0xD0D0D0
  fileprivate static let band: UInt32 = 0xEEF1F4
}

extension CellStyle.Tone {
  /// 0xRRGGBB; nil for none.
  fileprivate var fill: UInt32? {
    switch self {
    case .top: 0xBFE3C4
    case .pass: 0xEAF5EB
    case .low: 0xFFF0C2
    case .bottom: 0xF7CFC4
    case .pending: 0xE3DAF2
    case .none: nil
    }
  }
}

extension CellStyle {
  /// Gives a new format of libxlsxwriter this look.
  func apply(to format: UnsafeMutablePointer<lxw_format>) {
    unsafe format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
    unsafe format_set_font_color(format, isMuted ? WorkbookLook.grey : WorkbookLook.ink)
    unsafe setFont(format)
    unsafe setAlignment(format)
    unsafe setFrame(format)
    switch kind {
    case .points(let decimals):
      let digits = decimals > 0 ? "." + String(repeating: "0", count: decimals) : ""
      unsafe format_set_num_format(format, "0" + digits)
    case .count: unsafe format_set_num_format(format, "#,##0")
    case .text, .fitted: unsafe format_set_num_format(format, "@")
    default: break
    }
  }

  private func setFont(_ format: UnsafeMutablePointer<lxw_format>) {
    let (name, size, isBold): (String, Double, Bool) =
      switch kind {
      case .title: ("黑体", 16, true)
      case .section: ("黑体", 13, true)
      case .heading, .textHeading: ("黑体", 10, true)
      case .note: ("宋体", 10, false)
      case .code: ("Consolas", 8, false)
      case .small: ("宋体", 9, false)
      default: ("宋体", 10.5, false)
      }
    unsafe format_set_font_name(format, name)
    unsafe format_set_font_size(format, size)
    if isBold { unsafe format_set_bold(format) }
    if kind == .note { unsafe format_set_font_color(format, WorkbookLook.grey) }
  }

  private func setAlignment(_ format: UnsafeMutablePointer<lxw_format>) {
    switch kind {
    case .heading, .centred, .grade:
      unsafe format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue))
    case .title, .note, .section, .textHeading, .text, .fitted, .wrapped, .small, .code:
      unsafe format_set_align(format, UInt8(LXW_ALIGN_LEFT.rawValue))
    case .count, .points:
      unsafe format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue))
      unsafe format_set_indent(format, 1)
    }
    if kind == .small { unsafe format_set_indent(format, 1) }
    if kind == .fitted { unsafe format_set_shrink(format) }
    if [.heading, .textHeading, .wrapped, .small].contains(kind) { unsafe format_set_text_wrap(format) }
  }

  private func setFrame(_ format: UnsafeMutablePointer<lxw_format>) {
    switch kind {
    case .title, .note, .section: return
    case .heading, .textHeading:
      unsafe fill(format, WorkbookLook.band)
      unsafe format_set_top(format, UInt8(LXW_BORDER_THIN.rawValue))
      unsafe format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue))
      unsafe format_set_top_color(format, WorkbookLook.grey)
      unsafe format_set_bottom_color(format, WorkbookLook.grey)
      return
    case .grade(let tone): if let colour = tone.fill { unsafe fill(format, colour) }
    default: break
    }
    unsafe format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue))
    unsafe format_set_bottom_color(format, WorkbookLook.rule)
  }

  private func fill(_ format: UnsafeMutablePointer<lxw_format>, _ colour: UInt32) {
    unsafe format_set_pattern(format, UInt8(LXW_PATTERN_SOLID.rawValue))
    unsafe format_set_fg_color(format, colour)
  }
}

extension WorkbookWriter {
  /// Columns, panes, filter and print set-up: A4 across, one page wide, the heading on each page.
  func setUp(_ page: UnsafeMutablePointer<lxw_worksheet>, _ sheet: Sheet) {
    for (column, width) in sheet.widths.enumerated() {
      unsafe _ = worksheet_set_column(page, UInt16(column), UInt16(column), width, nil)
    }
    unsafe worksheet_set_default_row(page, WorkbookLook.rowHeight, 0)
    unsafe worksheet_freeze_panes(page, UInt32(sheet.frozen.rows), UInt16(sheet.frozen.columns))
    let last = UInt16(max(1, sheet.widths.count) - 1)
    if let filter = sheet.filter {
      let (first, end) = (UInt32(filter.lowerBound), UInt32(filter.upperBound))
      unsafe _ = worksheet_autofilter(page, first, 0, end, last)
    }
    if let row = sheet.repeatedRow { unsafe _ = worksheet_repeat_rows(page, UInt32(row), UInt32(row)) }
    unsafe worksheet_gridlines(page, UInt8(LXW_HIDE_ALL_GRIDLINES.rawValue))
    unsafe worksheet_set_landscape(page)
    unsafe worksheet_set_paper(page, 9)
    unsafe worksheet_fit_to_pages(page, 1, 0)
    unsafe worksheet_set_margins(page, 0.4, 0.4, 0.5, 0.6)
    let footer = sheet.footer.replacing("&", with: "&&")
    unsafe _ = worksheet_set_footer(page, "&L&9 \(footer)&R&9第&P页/共&N页")
  }
}
