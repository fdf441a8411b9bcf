package io.blockyard.discovery;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Under which name a Python module is installed. */
final class PythonDistributions {

    /** Modules whose distribution has another name; the others have the module's own. */
    private static final Map<String, String> RENAMED = Map.ofEntries(
            Map.entry("sklearn", "scikit-learn"),
            Map.entry("skimage", "scikit-image"),
            Map.entry("cv2", "opencv-python"),
            Map.entry("PIL", "Pillow"),
            Map.entry("yaml", "PyYAML"),
            Map.entry("bs4", "beautifulsoup4"),
            Map.entry("dateutil", "python-dateutil"),
            Map.entry("dotenv", "python-dotenv"),
            Map.entry("jwt", "PyJWT"),
            Map.entry("psycopg2", "psycopg2-binary"),
            Map.entry("snowflake", "snowflake-connector-python"),
            Map.entry("serial", "pyserial"),
            Map.entry("Crypto", "pycryptodome"),
            Map.entry("OpenSSL", "pyOpenSSL"),
            Map.entry("tensorflow_hub", "tensorflow-hub"),
            Map.entry("sentence_transformers", "sentence-transformers"),
            Map.entry("umap", "umap-learn"),
            Map.entry("docx", "python-docx"),
            Map.entry("pptx", "python-pptx"),
            Map.entry("fitz", "PyMuPDF"),
            Map.entry("Levenshtein", "python-Levenshtein"),
            Map.entry("faiss", "faiss-cpu"),
            Map.entry("MySQLdb", "mysqlclient"),
            Map.entry("ruamel", "ruamel.yaml"));

    /** Part of DSS, or of Python itself (3.8 to 3.14). */
    private static final Set<String> PROVIDED = Set.of(("dataiku dataikuapi dataikuscoring "
                    + "__future__ abc aifc argparse array ast asyncio atexit base64 bdb binascii bisect builtins bz2 calendar cgi "
                    + "cmath cmd code codecs collections colorsys compileall concurrent configparser contextlib contextvars copy "
                    + "copyreg cProfile csv ctypes curses dataclasses datetime dbm decimal difflib dis distutils doctest email "
                    + "encodings enum errno faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools gc getopt "
                    + "getpass gettext glob graphlib grp gzip hashlib heapq hmac html http imaplib imghdr imp importlib inspect io "
                    + "ipaddress itertools json keyword linecache locale logging lzma mailbox marshal math mimetypes mmap "
                    + "multiprocessing netrc numbers operator optparse os pathlib pdb pickle pickletools pkgutil platform plistlib "
                    + "poplib posixpath pprint profile pstats pty pwd py_compile pydoc queue quopri random re readline resource "
                    + "runpy sched secrets select selectors shelve shlex shutil signal site smtplib socket socketserver sqlite3 "
                    + "ssl stat statistics string stringprep struct subprocess sys sysconfig syslog tarfile telnetlib tempfile "
                    + "termios textwrap threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc types "
                    + "typing unicodedata unittest urllib uuid venv warnings wave weakref webbrowser xml xmlrpc zipapp zipfile "
                    + "zipimport zlib zoneinfo")
            .split(" "));

    private PythonDistributions() {}

    /** Empty for what comes with Python or DSS. */
    static Optional<String> of(String module) {
        return PROVIDED.contains(module) || module.startsWith("_")
                ? Optional.empty()
                : Optional.of(RENAMED.getOrDefault(module, module));
    }
}
