import Foundation
import TestSupport
import Testing

@testable import WorkbenchServer

/// Who is let in, over a real socket.
@Suite struct AdmissionTests {
  @Test func theTokenIsChangedForACookieOnce() async throws {
    try await Desktop.open { desktop async throws in
      let first = try await desktop.ask("GET /?token=\(desktop.token)")
      #expect(first.status == 303)
      #expect(first.fields["location"] == "/")
      let cookie = try #require(first.fields["set-cookie"])
      let shape = try Regex("dutyrank-\(desktop.port)=[0-9a-f]{64}; Path=/; HttpOnly; SameSite=Strict")
      #expect(cookie.wholeMatch(of: shape) != nil)
      #expect(!cookie.contains(desktop.token))
      let name = String(cookie.prefix { $0 != ";" })
      #expect(try await desktop.ask("GET /", cookie: name).body == "<!doctype html>")
      #expect(try await desktop.ask("GET /", cookie: "other=1; \(name); more=2").status == 200)
      let again = try await desktop.ask("GET /?token=\(desktop.token)")
      #expect(again.status == 401)
      #expect(again.fields["set-cookie"] == nil)
      #expect(
        again.body
          == "这个地址已用过或不对；请重新启动 dutyrank workbench，打开它打印的地址\n"
          + "this address was used or is wrong; start dutyrank workbench anew and open the address that it prints\n"
      )
      #expect(try await desktop.ask("GET /?token=\(desktop.token)", cookie: name).status == 303)
    }
  }

  @Test func aWrongTokenDoesNotUseItUp() async throws {
    try await Desktop.open { desktop async throws in
      for shown in [
        "", "0", String(repeating: "0", count: 64), desktop.token + "0", desktop.token.uppercased(),
      ]
      where shown != desktop.token {
        #expect(try await desktop.ask("GET /?token=\(shown)").status == 401)
      }
      // Only the page's own address takes it.
      #expect(try await desktop.ask("GET /api/run?token=\(desktop.token)").status == 401)
      #expect(try await desktop.ask("HEAD /?token=\(desktop.token)").status == 401)
      #expect(try await desktop.ask("GET /?token=\(desktop.token)").status == 303)
    }
  }

  @Test(arguments: ["/", "/index.html", "/vendor/table.js", "/api/run", "/nowhere"])
  func withoutTheCookieNothingIsTold(path: String) async throws {
    try await Desktop.open { desktop async throws in
      let cookie = try await desktop.enter()
      let value = cookie.split(separator: "=")[1]
      for wrong in [
        nil, "dutyrank-\(desktop.port)=", "dutyrank-\(desktop.port)=\(desktop.token)",
        "dutyrank-\(desktop.port)=\(value)0", "dutyrank-\(desktop.port + 1)=\(value)", "dutyrank=\(value)",
        String(value),
      ] {
        #expect(try await desktop.ask("GET \(path)", cookie: wrong).status == 401, "\(wrong ?? "none")")
      }
      #expect(try await desktop.ask("GET \(path)", cookie: cookie).status == (path == "/nowhere" ? 404 : 200))
    }
  }

  /// A name of another site that is made to lead here shows in the host.
  @Test func anotherHostIsAnsweredNothing() async throws {
    try await Desktop.open { desktop async throws in
      let cookie = try await desktop.enter()
      let port = desktop.port
      for host in [
        "evil.example", "evil.example:\(port)", "127.0.0.1.evil.example:\(port)", "127.0.0.1",
        "127.0.0.1:\(port + 1)",
        "localhost", "0.0.0.0:\(port)", "127.0.0.2:\(port)", "[::1]:\(port)",
        "127.0.0.1:\(port), evil.example", "",
      ] {
        #expect(try await desktop.ask("GET /", ["Host": host], cookie: cookie).status == 421, "\(host)")
      }
      for host in ["127.0.0.1:\(port)", "localhost:\(port)", "LOCALHOST:\(port)"] {
        #expect(try await desktop.ask("GET /", ["Host": host], cookie: cookie).status == 200, "\(host)")
      }
      // Nor is the token taken there.
      #expect(try await desktop.ask("GET /?token=\(desktop.token)", ["Host": "evil.example"]).status == 421)
      let (none, two) = (try desktop.wire(), try desktop.wire())
      await none.send("GET / HTTP/1.1\r\nCookie: \(cookie)\r\n\r\n")
      #expect(await none.answer().status == 421)
      await two.send(
        "GET / HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nHost: evil.example\r\nCookie: \(cookie)\r\n\r\n")
      #expect(await two.answer().status == 421)
    }
  }

  @Test func anotherSiteIsRefused() async throws {
    try await Desktop.open { desktop async throws in
      let cookie = try await desktop.enter()
      let own = "http://127.0.0.1:\(desktop.port)"
      let refused: [[String: String?]] = [
        ["Origin": "http://evil.example"], ["Origin": "null"], ["Origin": ""],
        ["Origin": "http://127.0.0.1:\(desktop.port + 1)"], ["Origin": "https://127.0.0.1:\(desktop.port)"],
        ["Origin": "\(own).evil.example"], ["Origin": "http://localhost:\(desktop.port)"],
        ["Sec-Fetch-Site": "cross-site"], ["Sec-Fetch-Site": "same-site"],
        ["Sec-Fetch-Site": "cross-site", "Origin": own],
      ]
      let body = #"{"state":"","name":"a"}"#
      for fields in refused {
        #expect(try await desktop.ask("GET /api/run", fields, cookie: cookie).status == 403, "\(fields)")
        let posted = fields.merging(["Content-Type": "application/json"]) { $1 }
        #expect(
          try await desktop.ask("POST /api/save", posted, cookie: cookie, body: body).status == 403,
          "\(fields)")
      }
      for fields in [[:], ["Sec-Fetch-Site": "none"], ["Sec-Fetch-Site": "same-origin", "Origin": own]] {
        #expect(try await desktop.ask("GET /api/run", fields, cookie: cookie).status == 200, "\(fields)")
      }
    }
  }

  @Test func whatWritesMustSayWhereItComesFrom() async throws {
    try await Desktop.open { desktop async throws in
      let cookie = try await desktop.enter()
      let body = #"{"state":"","name":"a"}"#
      let own = "http://127.0.0.1:\(desktop.port)"
      let json = "application/json"
      func status(_ fields: [String: String?], _ body: String, _ line: String = "POST /api/save") async throws
        -> Int
      {
        try await desktop.ask(line, fields, cookie: cookie, body: body).status
      }
      #expect(try await status(["Content-Type": json], body) == 403)
      #expect(try await status(["Content-Type": json, "Origin": own, "Sec-Fetch-Site": "none"], body) == 403)
      #expect(try await status(["Content-Type": json, "Origin": own], body) == 200)
      #expect(try await status(["Content-Type": "\(json); charset=utf-8", "Origin": own], body) == 200)
      // What a form of another site could send, were it not refused before.
      #expect(try await status(["Content-Type": "text/plain", "Origin": own], body) == 400)
      #expect(try await status(["Origin": own], body) == 400)
      #expect(try await status(["Content-Type": json, "Origin": own], #"{"name":1}"#) == 400)
      #expect(try await status(["Content-Type": json, "Origin": own], "[") == 400)
      for repeated in [
        #"{"state":"","name":"a","name":"b"}"#, #"{"state":"","state":"","name":"a"}"#,
        #"{"state":"","name":"a","\u006eame":"b"}"#, #"{"name":"a","name":"a\"","state":""}"#,
      ] {
        #expect(try await status(["Content-Type": json, "Origin": own], repeated) == 400, "\(repeated)")
      }
      let quoted = #"{"state":"\\\"","name":"a\"b\\"}"#
      #expect(try await status(["Content-Type": json, "Origin": own], quoted) == 200)
      #expect(try await status(["Content-Type": json, "Origin": own], body, "POST /api/run") == 405)
      #expect(try await status(["Origin": own], "", "GET /api/save?state=&name=a") == 405)
    }
  }
}
