import Foundation
import TestSupport
import Testing

@testable import WorkbenchServer

/// What is served, and with what a browser is told about it.
@Suite struct PageTests {
  private static let traversals = [
    "/../outside.txt", "/./index.html", "//index.html", "/vendor/../index.html", "/vendor//table.js",
    "/..%2foutside.txt", "/%2e%2e/outside.txt", "/%2e%2e%2foutside.txt", "/..%5coutside.txt",
    "/..\\outside.txt",
    "/%252e%252e%252foutside.txt", "/%c0%ae%c0%ae/outside.txt", "/%uff0e%uff0e/outside.txt",
    "/.%00./outside.txt",
    "/index.html%00", "/index.html/", "/index.html%20", "/INDEX.HTML", "/%69ndex.html", "/vendor", "/vendor/",
    "/vendor/..", "/;/index.html", "/vendor/..;/../outside.txt", "/etc/passwd", "/%2fetc%2fpasswd",
    "//etc/passwd",
    "/api/../index.html", "/api/..%2f..%2foutside.txt", "/api/", "/api", "/api/nothing",
    "/file:///etc/passwd",
  ]

  @Test(arguments: traversals) func noPathLeadsOut(path: String) async throws {
    try await Desktop.open { desktop async throws in
      let answer = try await desktop.ask("GET \(path)", cookie: try await desktop.enter())
      #expect(answer.status == 404)
      #expect(!answer.body.contains("beyond") && !answer.body.contains("root:"))
    }
  }

  /// A target that is no path of this server.
  @Test(arguments: [
    "index.html", "../outside.txt", "*", "file:///etc/passwd", "http://evil.example/outside.txt",
  ])
  func noTargetLeadsOut(target: String) async throws {
    try await Desktop.open { desktop async throws in
      let answer = try await desktop.ask("GET \(target)", cookie: try await desktop.enter())
      #expect([400, 404].contains(answer.status))
    }
  }

  @Test func onlyMeantMethodsAreTaken() async throws {
    try await Desktop.open { desktop async throws in
      let cookie = try await desktop.enter()
      let own = ["Origin": "http://127.0.0.1:\(desktop.port)"]
      for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"] {
        let answer = try await desktop.ask("\(method) /", own, cookie: cookie)
        #expect(answer.status == 405, "\(method)")
        #expect(answer.fields["allow"] == "GET")
      }
      #expect(try await desktop.ask("PUT /api/save", own, cookie: cookie).fields["allow"] == "POST")
      #expect(try await desktop.ask("CONNECT 127.0.0.1:\(desktop.port)", own, cookie: cookie).status != 200)
      let head = try await desktop.ask("HEAD /", cookie: cookie)
      #expect(head.status == 200)
      #expect(head.body == "")
    }
  }

  @Test func everyAnswerTellsTheBrowserWhatItMayNotDo() async throws {
    try await Desktop.open { desktop async throws in
      let cookie = try await desktop.enter()
      for (line, key, type) in [
        ("GET /", cookie, "text/html; charset=utf-8"),
        ("GET /vendor/table.js", cookie, "text/javascript; charset=utf-8"),
        ("GET /api/run", cookie, "application/json; charset=utf-8"),
        ("GET /api/nothing", cookie, "application/json; charset=utf-8"),
        ("GET /nowhere", cookie, "text/plain; charset=utf-8"), ("GET /", "", "text/plain; charset=utf-8"),
        ("GET /api/run", "", "application/json; charset=utf-8"),
        ("GET /?token=\(desktop.token)", cookie, "text/plain; charset=utf-8"),
      ] {
        let fields = try await desktop.ask(line, cookie: key).fields
        #expect(fields["content-type"] == type, "\(line)")
        #expect(fields["cache-control"] == "no-store", "\(line)")
        #expect(fields["x-content-type-options"] == "nosniff", "\(line)")
        #expect(fields["referrer-policy"] == "no-referrer", "\(line)")
        #expect(fields["x-frame-options"] == "DENY", "\(line)")
        #expect(fields["cross-origin-opener-policy"] == "same-origin", "\(line)")
        #expect(fields["cross-origin-resource-policy"] == "same-origin", "\(line)")
        #expect(
          fields["content-security-policy"]
            == "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'", "\(line)")
      }
    }
  }

  @Test func anErrorSpeaksBothLanguages() async throws {
    try await Desktop.open { desktop async throws in
      let cookie = try await desktop.enter()
      #expect(
        try await desktop.ask("GET /api/run?a=1&a=2", cookie: cookie).body
          == #"{"error":{"en":"the address is malformed","zh":"地址写错了"}}"#)
      #expect(
        try await desktop.ask("GET /nowhere", cookie: cookie).body
          == "没有这个地址\nnothing stands at this address\n")
    }
  }

  @Test(
    arguments: [
      ("", [:]), ("state=A3.cap%3D25%26A.factor%3D11%2F10", ["state": "A3.cap=25&A.factor=11/10"]),
      ("find=%E5%8D%A0+a%2Bb&x", ["find": "占 a+b", "x": ""]), ("a=b=c", ["a": "b=c"]),
    ] as [(String, [String: String])])
  func aQueryIsReadWithoutItsEscapes(text: String, fields: [String: String]) {
    #expect(Query(text)?.fields == fields)
  }

  @Test(arguments: ["a=1&a=2", "a=%", "a=%zz", "a=%ff", "%c0%ae=1"]) func aMalformedQueryIsNone(text: String)
  {
    #expect(Query(text) == nil)
  }
}
