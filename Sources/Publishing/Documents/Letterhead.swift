/// What stands above the title of a document on official paper: 发文机关标志 and 发文字号 of GB/T 9704-2012, with the red rule.
package struct Letterhead: Hashable, Sendable {
  /// 发文机关标志; nil where the paper is printed with it.
  package let name: String?
  /// 发文字号, as `示协办〔2026〕1号`.
  package let number: String?

  package init(name: String?, number: String?) {
    self.name = name
    self.number = number
  }
}

/// 版记: who gets copies, and who printed a document and when, at the foot of its last page.
package struct Imprint: Hashable, Sendable {
  /// 抄送机关, without the full stop.
  package let copies: String?
  /// 印发机关.
  package let printer: String?
  /// As `2026年1月9日`.
  package let date: String

  package init(copies: String?, printer: String?, date: String) {
    self.copies = copies
    self.printer = printer
    self.date = date
  }

  /// 抄送 with the full stop that ends it.
  var copiesText: String? { copies.map { "抄送：" + ($0.hasSuffix("。") ? $0 : $0 + "。") } }
}
