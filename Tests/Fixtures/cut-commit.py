"""Stands between a client and a server and cuts the first connection at its COMMIT: LISTEN SERVER before|after.

`before`: the server never sees it. `after`: the server has carried it out, and the client never hears of it.
"""
import select
import signal
import socket
import sys
import threading

signal.pthread_sigmask(signal.SIG_SETMASK, [])
listen, server, moment = sys.argv[1:4]
state = {"cut": False}


def serve(client):
    upstream = socket.socket(socket.AF_UNIX)
    upstream.connect(server)
    while True:
        ready, _, _ = select.select([client, upstream], [], [])
        for source in ready:
            data = source.recv(1 << 16)
            if not data:
                client.close()
                upstream.close()
                return
            if source is client and b"COMMIT\0" in data and not state["cut"]:
                state["cut"] = True
                if moment == "after":
                    upstream.sendall(data)
                    upstream.recv(1 << 16)
                client.close()
                upstream.close()
                return
            (upstream if source is client else client).sendall(data)


gate = socket.socket(socket.AF_UNIX)
gate.bind(listen)
gate.listen(8)
print("ready", flush=True)
while True:
    threading.Thread(target=serve, args=(gate.accept()[0],), daemon=True).start()
