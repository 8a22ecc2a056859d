import { urlHost, webUrl } from "../host";
import { plainText } from "../plain-text";
import { javaScriptString } from "../quote";
import type { SnippetSubject } from "../snippet";
import { targetOf } from "./target";

/** An HTTPS server that asks every client for a certificate; fresh CRLs without a restart. */
export function nodeServer(subject: SnippetSubject): string {
  return lines([
    ...preamble(subject, "server.mjs"),
    "const server = createServer({ ...(await tls()), requestCert: true, rejectUnauthorized: true }, (request, response) => {",
    "  const client = request.socket.getPeerCertificate();",
    '  response.end("Hello, " + (client.subject?.CN ?? client.subjectaltname) + "\\n");',
    "});",
    "server.listen(8443);",
    "",
    "// Every five minutes a renewed certificate and a fresh revocation list; on failure those in use stay.",
    "setInterval(async () => {",
    "  try {",
    "    server.setSecureContext(await tls());",
    "  } catch (error) {",
    '    console.error("Certificate and revocation list could not be renewed:", error);',
    "  }",
    "}, 5 * 60_000).unref();",
  ]);
}

/** An HTTPS client that presents this certificate and checks the server, revocation included. */
export function nodeClient(subject: SnippetSubject): string {
  const { host, port } = targetOf(subject);
  return lines([
    ...preamble(subject, "client.mjs"),
    `const url = ${javaScriptString(`https://${urlHost(host)}:${port}/`)};`,
    "get(url, { ...(await tls()), rejectUnauthorized: true }, (response) => {",
    "  console.log(response.statusCode);",
    "  response.pipe(process.stdout);",
    '}).on("error", (error) => {',
    "  console.error(error.message);",
    "  process.exitCode = 1;",
    "});",
  ]);
}

// tls.createSecureContext reads one CRL per element of `crl`, and checks the whole chain once there is any.
function preamble(subject: SnippetSubject, file: "server.mjs" | "client.mjs"): string[] {
  return [
    `// ${plainText(subject.displayName)}: save as ${file} in the folder of the unpacked bundle`,
    ...(subject.key === "elsewhere" ? ["// key.pem is the private key that the request was made with."] : []),
    `import { ${file === "server.mjs" ? "createServer" : "get"} } from "node:https";`,
    'import { readFileSync } from "node:fs";',
    "",
    "const file = (name) => readFileSync(new URL(name, import.meta.url));",
    ...(subject.crlUrl ? [`const crlUrl = ${javaScriptString(webUrl(subject.crlUrl))};`] : []),
    "",
    "async function tls() {",
    ...(subject.crlUrl ? fetchCrl : ["  // No CRL is published for this certificate, so revocation is not checked."]),
    "  return {",
    '    cert: file("fullchain.pem"),',
    '    key: file("key.pem"),',
    ...(subject.key === "encrypted" ? ["    passphrase: process.env.KEY_PASSPHRASE,"] : []),
    '    ca: file("trust.pem"),',
    ...(subject.crlUrl ? ["    crl,"] : []),
    '    minVersion: "TLSv1.2",',
    "  };",
    "}",
    "",
  ];
}

const fetchCrl = [
  "  const answer = await fetch(crlUrl, { signal: AbortSignal.timeout(30_000) });",
  '  if (!answer.ok) throw new Error("No list: HTTP " + answer.status);',
  "  // One element per list: Node reads only the first of a file.",
  "  const crl = (await answer.text()).match(/-----BEGIN X509 CRL-----[^-]+-----END X509 CRL-----/g) ?? [];",
  '  if (crl.length === 0) throw new Error("No list in the answer.");',
];

const lines = (text: readonly string[]) => `${text.join("\n")}\n`;
