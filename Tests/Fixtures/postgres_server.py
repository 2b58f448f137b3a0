"""A PostgreSQL server of one's own for scripts: a fresh cluster in a folder of /tmp, reached by a socket there, run as an ordinary user."""
import glob, os, pathlib, shutil, subprocess, tempfile, time

QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


class Server:
    def __init__(self, user, settings=()):
        found = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[4]))
        if not found:
            raise SystemExit("no PostgreSQL server in /usr/lib/postgresql: install the package postgresql")
        self.binaries, self.user, self.settings = found[-1], user, settings
        # the server refuses root
        self.ordinary = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] if os.geteuid() == 0 else []
        self.folder = tempfile.mkdtemp(prefix="dutyrank-db-", dir="/tmp")
        if self.ordinary:
            shutil.chown(self.folder, "nobody")
        self.data = self.folder + "/data"
        try:
            subprocess.run(self.ordinary + [self.binaries + "/initdb", "-D", self.data, "-U", user, "-A", "trust", "-E", "UTF8", "--locale=C"], check=True,
                           cwd="/tmp", **QUIET)
            self.start()
        except BaseException:
            self.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def control(self, *words):
        return subprocess.run(self.ordinary + [self.binaries + "/pg_ctl", "-D", self.data, *words], cwd="/tmp", **QUIET).returncode

    def start(self):
        options = " ".join([f"-k {self.folder}", "-c listen_addresses=", *(f"-c {setting}" for setting in self.settings)])
        for _ in range(60):
            if self.control("-w", "-o", options, "-l", self.folder + "/log", "start") == 0:
                return
            time.sleep(0.2)
        raise SystemExit("the server did not start: see " + self.folder + "/log")

    def close(self):
        self.control("-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, database="postgres"):
        return f"postgresql:///{database}?host={self.folder}&user={self.user}"

    def psql(self, sql, database="postgres", **options):
        """Runs SQL or a command of psql; its rows are in stdout, cells divided by `|`."""
        options = {"check": True, "stdout": subprocess.PIPE, **options}
        return subprocess.run(["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", self.folder, "-U", self.user, "-d", database, "-c", sql], **options)

    @property
    def postmaster(self):
        return int(pathlib.Path(self.data + "/postmaster.pid").read_text().split()[0])
