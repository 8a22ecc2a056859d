import { urlHost } from "../host";
import { goString } from "../quote";
import type { SnippetSubject } from "../snippet";
import { comments, keyNotes, lines, shownName } from "./bundle-folder";
import { goImports, goRevocation, goVerify, revocationImports } from "./go-revocation";
import { targetOf } from "./target";

/** crypto/tls with net/http. */
export function goServer(subject: SnippetSubject): string {
  return lines([
    ...preamble(subject, ["crypto/tls", "crypto/x509", "fmt", "log", "net/http", "os"]),
    "func main() {",
    ...start(subject),
    '\tserver := http.Server{Addr: ":8443", TLSConfig: &tls.Config{',
    "\t\tMinVersion: tls.VersionTLS12,",
    "\t\t// Only clients with a certificate of this authority.",
    "\t\tClientAuth: tls.RequireAndVerifyClientCert,",
    "\t\tClientCAs:  roots,",
    ...goVerify(subject),
    "\t}, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {",
    '\t\tfmt.Fprintln(w, "Hello,", r.TLS.PeerCertificates[0].Subject)',
    "\t})}",
    '\tlog.Fatal(server.ListenAndServeTLS("fullchain.pem", "key.pem"))',
    "}",
    ...goRevocation(subject),
  ]);
}

export function goClient(subject: SnippetSubject): string {
  const { host, port } = targetOf(subject);
  return lines([
    ...preamble(subject, ["crypto/tls", "crypto/x509", "io", "log", "net/http", "os"]),
    "func main() {",
    ...start(subject),
    '\tidentity, err := tls.LoadX509KeyPair("fullchain.pem", "key.pem")',
    "\tif err != nil {",
    "\t\tlog.Fatal(err)",
    "\t}",
    "\tclient := http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{",
    "\t\tMinVersion:   tls.VersionTLS12,",
    "\t\tCertificates: []tls.Certificate{identity},",
    "\t\tRootCAs:      roots,",
    ...goVerify(subject),
    "\t}}}",
    `\tresponse, err := client.Get(${goString(`https://${urlHost(host)}:${port}/`)})`,
    "\tif err != nil {",
    "\t\tlog.Fatal(err)",
    "\t}",
    "\tdefer response.Body.Close()",
    "\tio.Copy(os.Stdout, response.Body)",
    "}",
    ...goRevocation(subject),
  ]);
}

const preamble = (subject: SnippetSubject, standard: readonly string[]) => [
  ...comments("//", [
    `${shownName(subject)}: save as main.go in the folder of the unpacked bundle; Go 1.21 or later.`,
    ...keyNotes(subject, "needs-plain"),
  ]),
  // Set apart: gofmt would rewrite the comment of a package.
  "",
  "package main",
  "",
  ...goImports([...standard, ...(subject.crlUrl ? [...revocationImports, "encoding/pem"] : [])]),
  "",
];

const start = (subject: SnippetSubject) => [
  '\troot, err := os.ReadFile("root.pem")',
  "\tif err != nil {",
  "\t\tlog.Fatal(err)",
  "\t}",
  "\troots := x509.NewCertPool()",
  "\troots.AppendCertsFromPEM(root)",
  ...(subject.crlUrl ? ["\tif err := startRevocation(); err != nil {", "\t\tlog.Fatal(err)", "\t}"] : []),
];
