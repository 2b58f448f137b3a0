/// The style of a document's page: the faces and lines of GB/T 9704-2012, with what other machines have in their place.
enum DocumentStyle {
  /// Base64 of the SHA-256 of the style element's text; a test names the right one when it is stale.
  static let digest = "sha256-uWrnqk8DDOzj/1xYFFYeQ9b8YUUGb0XA4Uv6t2uM1J4="

  static let text: StaticString = """

    @page { size: A4; margin: 37mm 26mm 35mm 28mm; font: 14pt SimSun, "Songti SC", "Noto Serif CJK SC", serif; }
    @page wide { size: A4 landscape; margin: 28mm 37mm 26mm 35mm; }
    @page :right { @bottom-right { content: "— " counter(page) " —"; vertical-align: top; padding: 7mm 14pt 0 0; } }
    @page :left { @bottom-left { content: "— " counter(page) " —"; vertical-align: top; padding: 7mm 0 0 14pt; } }
    @page wide:right { @bottom-right { content: none; }
      @left-bottom { content: "— " counter(page) " —"; writing-mode: vertical-rl; vertical-align: top; text-align: right;
        padding: 0 7mm 14pt 0; } }
    @page wide:left { @bottom-left { content: none; }
      @left-top { content: "— " counter(page) " —"; writing-mode: vertical-rl; vertical-align: top; text-align: left;
        padding: 14pt 7mm 0 0; } }
    * { box-sizing: border-box; }
    html { background: #e9e9e6; color: #000; }
    body { margin: 0; font-family: "仿宋_GB2312", FangSong_GB2312, FangSong, STFangsong, FandolFang, serif;
      font-size: 16pt; line-height: 28.98pt; letter-spacing: -0.21pt; text-align: justify; }
    section { background: #fff; margin: 16px auto; padding: 37mm 26mm 35mm 28mm; width: 210mm; min-height: 297mm; }
    section.wide { width: 297mm; min-height: 210mm; padding: 28mm 37mm 26mm 35mm; }
    p { margin: 0; text-indent: 2em; overflow-wrap: anywhere; }
    h1 { font: 22pt/30pt "方正小标宋简体", FZXiaoBiaoSong-B05S, "Songti SC", "Noto Serif CJK SC", serif; text-align: center;
      margin: 0 0 28.98pt; letter-spacing: 0; }
    .letterhead { font: 32pt/1.2 "方正小标宋简体", FZXiaoBiaoSong-B05S, "Songti SC", "Noto Serif CJK SC", serif; color: #f00;
      text-align: center; text-indent: 0; margin: 35mm 0 57.96pt; }
    .number { text-align: center; text-indent: 0; min-height: 28.98pt; padding-bottom: 2mm; border-bottom: 1.5pt solid #f00;
      margin-bottom: 57.96pt; }
    .imprint { margin-top: 57.96pt; border: solid #000; border-width: 1pt 0; font-size: 14pt; break-inside: avoid; }
    .imprint p { padding: 0 14pt 0 56pt; text-indent: -3em; }
    .imprint p + p { border-top: 0.75pt solid #000; }
    .imprint .printed { display: flex; justify-content: space-between; padding-left: 14pt; text-indent: 0; }
    .to, .mark { text-indent: 0; }
    .mark, .level1 span { font-family: "黑体", SimHei, STHeiti, "Noto Sans CJK SC", sans-serif; }
    .level2 span { font-family: "楷体_GB2312", KaiTi_GB2312, KaiTi, STKaiti, FandolKai, serif; }
    .mark { margin-bottom: 28.98pt; }
    .attached { text-indent: 0; padding-left: 5em; }
    .attached { break-before: avoid; break-after: avoid; }
    .first.attached { margin-top: 28.98pt; padding-left: 2em; }
    .issuer, .date { text-align: right; text-indent: 0; padding-right: 2em; }
    .issuer { margin-top: 28.98pt; break-before: avoid; break-after: avoid; }
    .mark + h1 { margin-bottom: 0; }
    table { border-collapse: collapse; table-layout: fixed; width: 100%; font-size: 10.5pt; line-height: 15pt; letter-spacing: 0; }
    .wide table { min-width: 225mm; }
    th, td { border: 0.5pt solid #000; padding: 0 2pt; text-align: center; overflow-wrap: anywhere; }
    th { font-family: "黑体", SimHei, STHeiti, "Noto Sans CJK SC", sans-serif; font-weight: normal; }
    td.left { text-align: left; }
    td.right { text-align: right; white-space: nowrap; }
    tr { break-inside: avoid; }
    .scroll { overflow-x: auto; }
    @media screen and (max-width: 1140px) {
      section.wide { width: auto; min-height: 0; padding: 24px 16px; }
    }
    @media screen and (max-width: 820px) {
      section { width: auto; min-height: 0; margin: 0 0 12px; padding: 24px 16px; }
    }
    @media print {
      html { background: none; }
      .scroll { overflow: visible; }
      section, section.wide { width: auto; min-height: 0; margin: 0; padding: 0; break-after: page; }
      section:last-child { break-after: auto; }
      section.wide { page: wide; }
    }

    """
}
