import { urlHost } from "../host";
import { goString } from "../quote";
import type { SnippetSubject } from "../snippet";
import { comments, keyNotes, lines, shownName } from "./bundle-folder";
import { goImports, goRevocation, goVerify, revocationImports } from "./go-revocation";
import { targetOf } from "./target";

const packages = ["google.golang.org/grpc", "google.golang.org/grpc/credentials"];

/** grpc-go: the implementation whose handshake can be held against CRLs. */
export function grpcServer(subject: SnippetSubject): string {
  return lines([
    ...preamble(subject, ["net"]),
    "func main() {",
    ...start(subject),
    "\tserver := grpc.NewServer(grpc.Creds(credentials.NewTLS(&tls.Config{",
    "\t\tMinVersion:   tls.VersionTLS12,",
    "\t\tCertificates: []tls.Certificate{identity},",
    "\t\t// Only clients with a certificate of this authority.",
    "\t\tClientAuth: tls.RequireAndVerifyClientCert,",
    "\t\tClientCAs:  roots,",
    ...goVerify(subject),
    "\t})))",
    "\t// Register your services on server here.",
    '\tlistener, err := net.Listen("tcp", ":8443")',
    "\tif err != nil {",
    "\t\tlog.Fatal(err)",
    "\t}",
    "\tlog.Fatal(server.Serve(listener))",
    "}",
    ...goRevocation(subject),
  ]);
}

export function grpcClient(subject: SnippetSubject): string {
  const { host, port } = targetOf(subject);
  return lines([
    ...preamble(subject, []),
    "func main() {",
    ...start(subject),
    `\tconnection, err := grpc.NewClient(${goString(`${urlHost(host)}:${port}`)}, grpc.WithTransportCredentials(credentials.NewTLS(&tls.Config{`,
    "\t\tMinVersion:   tls.VersionTLS12,",
    "\t\tCertificates: []tls.Certificate{identity},",
    "\t\tRootCAs:      roots,",
    ...goVerify(subject),
    "\t})))",
    "\tif err != nil {",
    "\t\tlog.Fatal(err)",
    "\t}",
    "\tdefer connection.Close()",
    "\t// Give connection to the client that protoc made for you; Connect alone tries the handshake.",
    "\tconnection.Connect()",
    "}",
    ...goRevocation(subject),
  ]);
}

const preamble = (subject: SnippetSubject, standard: readonly string[]) => [
  ...comments("//", [
    `${shownName(subject)}: save as main.go in the folder of the unpacked bundle; grpc-go 1.63 or later.`,
    "gRPC for Python, Node, C++ and Ruby reads no CRL file that it would refresh: there, issue short-lived certificates,",
    "or let Envoy end TLS in front of it.",
    ...keyNotes(subject, "needs-plain"),
  ]),
  // Set apart: gofmt would rewrite the comment of a package.
  "",
  "package main",
  "",
  ...goImports(
    [
      "crypto/tls",
      "crypto/x509",
      "log",
      "os",
      ...standard,
      ...(subject.crlUrl ? [...revocationImports, "encoding/pem"] : []),
    ],
    packages,
  ),
  "",
];

const start = (subject: SnippetSubject) => [
  '\troot, err := os.ReadFile("root.pem")',
  "\tif err != nil {",
  "\t\tlog.Fatal(err)",
  "\t}",
  "\troots := x509.NewCertPool()",
  "\troots.AppendCertsFromPEM(root)",
  '\tidentity, err := tls.LoadX509KeyPair("fullchain.pem", "key.pem")',
  "\tif err != nil {",
  "\t\tlog.Fatal(err)",
  "\t}",
  ...(subject.crlUrl ? ["\tif err := startRevocation(); err != nil {", "\t\tlog.Fatal(err)", "\t}"] : []),
];
