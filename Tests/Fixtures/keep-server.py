"""Keeps a server until this program's own input ends, as it does when the tests' process is gone: FOLDER COMMAND..."""
import shutil
import signal
import subprocess
import sys

signal.pthread_sigmask(signal.SIG_SETMASK, [])
with open(sys.argv[1] + "/log", "w") as log:
    server = subprocess.Popen(sys.argv[2:], stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
sys.stdin.read()
server.send_signal(signal.SIGQUIT)
server.wait()
shutil.rmtree(sys.argv[1])
