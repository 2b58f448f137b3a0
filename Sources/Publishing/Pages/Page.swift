import Records

/// A whole page: one file that asks nothing of a network.
///
/// Its policy admits the program's own style and script by their digests and nothing else, so that a name that looks like
/// a script would not run even if it were not escaped.
struct Page {
  let title: String
  /// Small line above the title.
  let kicker: String
  let english: String
  let identity: RunIdentity
  let model: String
  /// A style besides that of all pages, with its digest.
  var more: (text: StaticString, digest: String)?
  /// In place of the run's own.
  var footer: String?

  func html(script: Bool, _ content: (inout Markup) -> Void) -> [UInt8] {
    var markup = Markup()
    markup.constant("<!DOCTYPE html>\n")
    markup.element("html", ["lang": "zh-CN"]) { markup in
      markup.element("head") { head(script: script, &$0) }
      markup.element("body") { markup in
        markup.constant(PageStyle.patterns)
        markup.element("header") { header(&$0) }
        markup.element("main") { content(&$0) }
        markup.element("footer") { $0.element("p", text: footer ?? runFooter) }
        if script { markup.element("script") { $0.constant(RankingScript.text) } }
      }
    }
    return markup.bytes
  }

  private func head(script: Bool, _ markup: inout Markup) {
    markup.void("meta", ["charset": "utf-8"])
    let scripts = script ? "script-src '\(RankingScript.digest)'; " : ""
    let styles = more.map { " '\($0.digest)'" } ?? ""
    markup.void(
      "meta",
      [
        "http-equiv": "Content-Security-Policy",
        "content": "default-src 'none'; style-src '\(PageStyle.digest)'\(styles); \(scripts)base-uri 'none'; "
          + "form-action 'none'",
      ])
    markup.void("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
    markup.void("meta", ["name": "referrer", "content": "no-referrer"])
    markup.element("title", text: "\(kicker) · \(title)")
    markup.element("style") { $0.constant(PageStyle.text) }
    if let more { markup.element("style") { $0.constant(more.text) } }
  }

  private func header(_ markup: inout Markup) {
    markup.element("p", ["class": "kicker"], text: kicker)
    markup.element("h1") { markup in
      markup.text(title)
      markup.constant(" ")
      markup.element("small", ["lang": "en"], text: english)
    }
  }

  private var runFooter: String {
    "运行 \(identity.runID) · 模型 \(model) · 截至 \(identity.asOf) · \(identity.toolVersion) · 内部资料"
  }
}

extension Period {
  /// `2025年度`, or for a quarter `2026年1—9月`.
  var chinese: String { isYear ? "\(year)年度" : "\(year)年1—\(months)月" }
}

extension Markup {
  /// A heading with its English beside it.
  mutating func heading(_ tag: String, _ zh: String, _ en: String) {
    element(tag) { markup in
      markup.text(zh)
      markup.constant(" ")
      markup.element("small", ["lang": "en"], text: en)
    }
  }

  /// A paragraph in Chinese and its English below.
  mutating func paragraph(_ message: Message, class kind: String) {
    element("p", ["class": kind]) { markup in
      markup.text(message.zh)
      markup.constant(" ")
      markup.element("span", ["class": "en", "lang": "en"], text: message.en)
    }
  }
}
