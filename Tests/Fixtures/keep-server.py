"""Keeps a server until this program's own input ends, as it does when the tests' process is gone: FOLDER COMMAND..."""
import os
import shutil
import signal
import subprocess
import sys

# Foundation learns of the end of a process by a socket that all processes inherit which begin at the same time: of none
# of them it would learn while this one holds theirs. So the process that Foundation knows ends at once.
if os.fork():
    os._exit(0)
os.closerange(3, os.sysconf("SC_OPEN_MAX"))
signal.pthread_sigmask(signal.SIG_SETMASK, [])
with open(sys.argv[1] + "/log", "w") as log:
    server = subprocess.Popen(sys.argv[2:], stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
sys.stdin.read()
server.send_signal(signal.SIGQUIT)
server.wait()
shutil.rmtree(sys.argv[1])
