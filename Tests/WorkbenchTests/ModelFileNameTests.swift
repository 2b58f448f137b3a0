import Records
import Testing

@testable import Workbench

@Suite("names of saved models")
struct ModelFileNameTests {
  @Test(arguments: [
    "a", "三分", "佐々木", "二〇二五", "é", "e\u{301}", "हिन्दी", "９月", "2025-1_b", "console", "COM", "COM10", "con-1",
    "nul_",
    String(repeating: "a", count: 60),
  ])
  func `of letters and digits of any script`(_ name: String) throws { try ModelFileName.check(name) }

  @Test(arguments: [
    "", ".x", ".hidden", "-rf", "_a", "../x", "a/b", "a\\b", "a.b", "a b", "x\u{0}", "\u{301}e", "a\u{200B}",
    "a：b", "名。",
    "①", String(repeating: "a", count: 61),
  ])
  func `other signs are refused`(_ name: String) {
    let problem = BenchProblem(
      .wrong, zh: "名称用文字、数字、-和_，以文字或数字开头，1至60个字符",
      en: "a name is 1 to 60 letters of any script, digits, - and _, and begins with a letter or digit")
    #expect(throws: problem) { try ModelFileName.check(name) }
  }

  @Test(arguments: ["CON", "con", "Prn", "AUX", "NUL", "COM1", "com9", "LPT1", "lpt0"])
  func `names of devices are refused`(_ name: String) {
    let problem = BenchProblem(
      .wrong, zh: "\(name)：Windows不许文件叫这个名称", en: "\(name): Windows lets no file have this name")
    #expect(throws: problem) { try ModelFileName.check(name) }
  }
}
