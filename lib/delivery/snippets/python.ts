import { urlHost, webUrl } from "../host";
import { pythonString } from "../quote";
import type { SnippetSubject } from "../snippet";
import { comments, keyNotes, lines, noCrlPublished, shownName } from "./bundle-folder";
import { targetOf } from "./target";

/** http.server with ssl; fresh CRLs without a restart. */
export function pythonServer(subject: SnippetSubject): string {
  return lines([
    ...preamble(subject, "server.py"),
    ...(subject.crlUrl ? ["import threading", "import time"] : []),
    "from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer",
    "",
    ...(subject.crlUrl ? fetchCrl(subject.crlUrl) : []),
    "class Handler(BaseHTTPRequestHandler):",
    "    def do_GET(self):",
    "        client = self.connection.getpeercert()",
    "        self.send_response(200)",
    "        self.end_headers()",
    "        self.wfile.write(f\"Hello, {client['subject']}\\n\".encode())",
    "",
    ...context(subject, "PROTOCOL_TLS_SERVER"),
    "# Only clients with a certificate of this authority, and none that was revoked.",
    "context.verify_mode = ssl.CERT_REQUIRED",
    ...(subject.crlUrl ? keepFresh : []),
    "",
    'server = ThreadingHTTPServer(("", 8443), Handler)',
    "server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)",
    "server.serve_forever()",
  ]);
}

export function pythonClient(subject: SnippetSubject): string {
  const { host, port } = targetOf(subject);
  return lines([
    ...preamble(subject, "client.py"),
    "",
    ...(subject.crlUrl ? fetchCrl(subject.crlUrl) : []),
    ...context(subject, "PROTOCOL_TLS_CLIENT"),
    "",
    `with urllib.request.urlopen(${pythonString(`https://${urlHost(host)}:${port}/`)}, context=context) as response:`,
    "    print(response.status, response.read().decode())",
  ]);
}

// PEP 263 reads an encoding from a comment in the first two lines: those hold fixed text.
const preamble = (subject: SnippetSubject, file: string) => [
  `# Save as ${file} in the folder of the unpacked bundle and run it there.`,
  "# Python 3.7 or later; nothing to install.",
  ...comments("#", [shownName(subject)]),
  ...(subject.key === "elsewhere" ? comments("#", keyNotes(subject, "needs-plain")) : []),
  ...(subject.key === "encrypted" ? ["import os"] : []),
  "import ssl",
  ...(subject.crlUrl || file === "client.py" ? ["import urllib.request"] : []),
];

const fetchCrl = (crlUrl: string) => [
  "",
  "def fetch_crl(context):",
  '    """One CRL per authority of the chain; OpenSSL takes the newest it was given."""',
  `    with urllib.request.urlopen(${pythonString(webUrl(crlUrl))}, timeout=30) as answer:`,
  "        fresh = answer.read()",
  '    with open("crl.pem", "wb") as file:',
  "        file.write(fresh)",
  '    context.load_verify_locations("crl.pem")',
  "",
  "",
];

const context = (subject: SnippetSubject, protocol: string) => [
  "",
  `context = ssl.SSLContext(ssl.${protocol})`,
  "context.minimum_version = ssl.TLSVersion.TLSv1_2",
  subject.key === "encrypted"
    ? 'context.load_cert_chain("fullchain.pem", "key.pem", password=os.environ["KEY_PASSPHRASE"])'
    : 'context.load_cert_chain("fullchain.pem", "key.pem")',
  'context.load_verify_locations("trust.pem")',
  ...(subject.crlUrl
    ? ["fetch_crl(context)", "context.verify_flags |= ssl.VERIFY_CRL_CHECK_CHAIN"]
    : [`# ${noCrlPublished}`]),
];

const keepFresh = [
  "",
  "",
  "def keep_fresh():",
  "    while True:",
  "        time.sleep(300)",
  "        try:",
  "            fetch_crl(context)",
  "        except OSError as error:",
  '            print("The revocation list could not be renewed:", error)',
  "",
  "",
  "threading.Thread(target=keep_fresh, daemon=True).start()",
];
