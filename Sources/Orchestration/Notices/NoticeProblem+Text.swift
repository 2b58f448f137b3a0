import Definitions
import Publishing
import Records

extension NoticeProblem {
  /// `file:line:column  ` and what is wrong with its remedy, Chinese first.
  func text(in file: String) -> String {
    let message = message
    return "\(file):\(line):\(column)  \(message.zh)\n    \(message.en)"
  }

  private var message: Message {
    switch kind {
    case .brokenTag(let message): message
    case .unknownField(let name, let known):
      unknown(zh: "没有{{\(name)}}这个名称", en: "unknown placeholder {{\(name)}}", name, known)
    case .otherShape(let name, let isText):
      isText
        ? Message(
          zh: "{{\(name)}}是文字，不能用#或^开段；请直接写{{\(name)}}",
          en: "{{\(name)}} is a text, which # or ^ cannot open; write {{\(name)}}")
        : Message(
          zh: "{{\(name)}}是是否或列表，不能直接印出；请写{{#\(name)}}…{{/\(name)}}",
          en: "{{\(name)}} is a yes or no or a list and cannot be printed; write {{#\(name)}}…{{/\(name)}}")
    case .unknownDirective(let name, let known):
      unknown(zh: "没有\(name)这个指令", en: "unknown directive \(name)", name, known)
    case .missingText(let directive):
      directive == NoticeProblem.attachments
        ? Message(
          zh: "\(directive)后面不写内容；附件的标题写在@attachment后面",
          en: "\(directive) takes no text; the title of an attachment stands behind @attachment")
        : Message(zh: "\(directive)后面要有内容", en: "\(directive) needs a text behind it")
    case .unknownTable(let name, let known):
      unknown(zh: "这种文件没有\(name)这个表", en: "no table \(name) in this kind of notice", name, known)
    case .unknownPicture(let name, let known):
      known.isEmpty
        ? Message(
          zh: "这种文件对外公开，不放图；请去掉@picture",
          en: "this kind of notice is public and has no pictures; drop @picture")
        : unknown(zh: "这种文件没有\(name)这种图", en: "no picture \(name) in this kind of notice", name, known)
    case .unknownProfile(let name, let known, let place):
      name.isEmpty
        ? Message(
          zh: "这里要写明类别，如\(place) \(known.first ?? "")；有：\(known.joined(separator: "、"))",
          en: "this is of one profile: write \(place) \(known.first ?? ""); there are "
            + known.joined(separator: ", "))
        : unknown(zh: "办法里没有\(name)这一类", en: "the model has no profile \(name)", name, known)
    case .noNumber(let text):
      Message(
        zh: "\(text)不是1到60的整数", en: "\(text) is no whole number from 1 to 60")
    case .noRows(let text):
      Message(
        zh: "\(text)不是2到99的整数；losses后面写表格至多几行",
        en: "\(text) is no whole number from 2 to 99, the most rows that losses may have")
    case .noLetterhead:
      Message(
        zh: "有发文字号而没有发文机关标志；请加一行@letterhead，如@letterhead 示例市政协办公室文件",
        en: "a document number stands below a letterhead; add a line @letterhead, as @letterhead 示例市政协办公室文件")
    case .noDocumentNumber(let text):
      Message(
        zh: "“\(text)”不是发文字号；如示协办〔2026〕1号：六角括号，年份写全，不加“第”，不编虚位",
        en:
          "'\(text)' is no document number; write it as 示协办〔2026〕1号: the whole year in 〔〕, no 第, no zeros before it"
      )
    case .missingDirective(let directive):
      Message(
        zh: "公示要有\(directive)一行，写明公示几个工作日，如\(directive) 5",
        en:
          "a public notice needs a line \(directive) that says how many working days it stands, as \(directive) 5"
      )
    }
  }

  private static let attachments = "@attachments"

  private func unknown(zh: String, en: String, _ name: String, _ known: [String]) -> Message {
    Message(
      zh: "\(zh)；可用：\(known.joined(separator: "、"))", en: en + Nearest.suffix(to: name, among: known))
  }
}
