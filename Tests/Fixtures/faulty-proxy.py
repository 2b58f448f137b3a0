"""Stands between a client and a server: LISTEN SERVER before|after|row.

`before` and `after` cut the first connection at its COMMIT: the server never sees it, or the client never hears of what the server has carried out.
`row` keeps one row of the first COPY from the client.
"""
import select
import signal
import socket
import struct
import sys
import threading

signal.pthread_sigmask(signal.SIG_SETMASK, [])
listen, server, fault = sys.argv[1:4]
state = {"done": False}


def without_a_row(pending):
    """The whole messages of the server that have come, less the third row that goes by; what is left waits for more."""
    kept = b""
    while len(pending) >= 5:
        length = 1 + struct.unpack(">i", pending[1:5])[0]
        if len(pending) < length:
            break
        message, pending = pending[:length], pending[length:]
        state["rows"] = state.get("rows", 0) + (message[:1] == b"d")
        if state["rows"] == 3 and not state["done"]:
            state["done"] = True
        else:
            kept += message
    return kept, pending


def serve(client):
    upstream = socket.socket(socket.AF_UNIX)
    upstream.connect(server)
    pending = b""
    while True:
        ready, _, _ = select.select([client, upstream], [], [])
        for source in ready:
            data = source.recv(1 << 16)
            if not data:
                client.close()
                upstream.close()
                return
            if source is client and fault != "row" and b"COMMIT\0" in data and not state["done"]:
                state["done"] = True
                if fault == "after":
                    upstream.sendall(data)
                    upstream.recv(1 << 16)
                client.close()
                upstream.close()
                return
            if source is upstream and fault == "row":
                data, pending = without_a_row(pending + data)
            (upstream if source is client else client).sendall(data)


gate = socket.socket(socket.AF_UNIX)
gate.bind(listen)
gate.listen(8)
print("ready", flush=True)
while True:
    threading.Thread(target=serve, args=(gate.accept()[0],), daemon=True).start()
