import { urlHost, webUrl } from "../host";
import { rustString } from "../quote";
import type { SnippetSubject } from "../snippet";
import { comments, keyNotes, lines, noCrlPublished, shownName } from "./bundle-folder";
import { targetOf } from "./target";

/** rustls 0.23: every connection gets the configuration of the last five minutes. */
export function rustServer(subject: SnippetSubject): string {
  return lines([
    ...preamble(subject, null),
    "use rustls::server::WebPkiClientVerifier;",
    "use rustls::{RootCertStore, ServerConfig, ServerConnection, StreamOwned};",
    "use std::error::Error;",
    "use std::io::Write;",
    "use std::net::{TcpListener, TcpStream};",
    "use std::sync::{Arc, RwLock};",
    "use std::thread;",
    "use std::time::Duration;",
    "",
    "fn main() -> Result<(), Box<dyn Error>> {",
    "    let current = Arc::new(RwLock::new(Arc::new(config()?)));",
    "    let renewed = current.clone();",
    "    thread::spawn(move || loop {",
    "        thread::sleep(Duration::from_secs(300));",
    "        match config() {",
    "            Ok(fresh) => *renewed.write().unwrap() = Arc::new(fresh),",
    '            Err(error) => eprintln!("The revocation lists could not be renewed: {error}"),',
    "        }",
    "    });",
    '    for socket in TcpListener::bind("[::]:8443")?.incoming() {',
    "        let (config, socket) = (current.read().unwrap().clone(), socket?);",
    "        thread::spawn(move || {",
    "            if let Err(error) = answer(config, socket) {",
    '                eprintln!("{error}");',
    "            }",
    "        });",
    "    }",
    "    Ok(())",
    "}",
    "",
    "fn answer(config: Arc<ServerConfig>, socket: TcpStream) -> Result<(), Box<dyn Error>> {",
    "    let mut stream = StreamOwned::new(ServerConnection::new(config)?, socket);",
    "    stream",
    '        .write_all(b"HTTP/1.1 200 OK\\r\\nContent-Length: 6\\r\\nConnection: close\\r\\n\\r\\nHello\\n")?;',
    "    stream.conn.send_close_notify();",
    "    Ok(stream.flush()?)",
    "}",
    "",
    "/// TLS 1.2 and 1.3; only clients with a certificate of this authority, and none that was revoked.",
    "fn config() -> Result<ServerConfig, Box<dyn Error>> {",
    ...rootsAndChain,
    "    let verifier = WebPkiClientVerifier::builder(Arc::new(roots))",
    ...verifierLists(subject),
    "        .build()?;",
    "    Ok(ServerConfig::builder()",
    "        .with_client_cert_verifier(verifier)",
    "        .with_single_cert(chain, key)?)",
    "}",
    ...listsFunction(subject),
  ]);
}

export function rustClient(subject: SnippetSubject): string {
  const { host, port } = targetOf(subject);
  return lines([
    ...preamble(subject, "use rustls::client::WebPkiServerVerifier;"),
    "use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};",
    "use std::error::Error;",
    "use std::io::{copy, stdout, Write};",
    "use std::net::TcpStream;",
    "use std::sync::Arc;",
    "",
    "fn main() -> Result<(), Box<dyn Error>> {",
    `    let host = ${rustString(host)};`,
    "    let connection = ClientConnection::new(Arc::new(config()?), host.try_into()?)?;",
    `    let mut stream = StreamOwned::new(connection, TcpStream::connect(${rustString(`${urlHost(host)}:${port}`)})?);`,
    "    write!(",
    "        stream,",
    '        "GET / HTTP/1.1\\r\\nHost: {host}\\r\\nConnection: close\\r\\n\\r\\n"',
    "    )?;",
    "    copy(&mut stream, &mut stdout())?;",
    "    Ok(())",
    "}",
    "",
    "/// TLS 1.2 and 1.3; the server’s name compared, and its revocation looked up.",
    "fn config() -> Result<ClientConfig, Box<dyn Error>> {",
    ...rootsAndChain,
    "    let verifier = WebPkiServerVerifier::builder(Arc::new(roots))",
    ...verifierLists(subject),
    "        .build()?;",
    "    Ok(ClientConfig::builder()",
    "        .with_webpki_verifier(verifier)",
    "        .with_client_auth_cert(chain, key)?)",
    "}",
    ...listsFunction(subject),
  ]);
}

/** `first` stands before the others in the order of rustfmt. */
const preamble = (subject: SnippetSubject, first: string | null) => [
  ...comments("//", [
    `${shownName(subject)}: src/main.rs; run it in the folder of the unpacked bundle.`,
    `Cargo.toml: rustls = "0.23"${subject.crlUrl ? ', ureq = "3"' : ""}`,
    ...keyNotes(subject, "needs-plain"),
  ]),
  ...(first ? [first] : []),
  "use rustls::pki_types::pem::PemObject;",
  subject.crlUrl
    ? "use rustls::pki_types::{CertificateDer, CertificateRevocationListDer, PrivateKeyDer};"
    : "use rustls::pki_types::{CertificateDer, PrivateKeyDer};",
];

const rootsAndChain = [
  "    let mut roots = RootCertStore::empty();",
  '    roots.add(CertificateDer::from_pem_file("root.pem")?)?;',
  '    let chain = CertificateDer::pem_file_iter("fullchain.pem")?.collect::<Result<Vec<_>, _>>()?;',
  '    let key = PrivateKeyDer::from_pem_file("key.pem")?;',
];

const verifierLists = (subject: SnippetSubject) =>
  subject.crlUrl
    ? ["        .with_crls(lists()?)", "        .enforce_revocation_expiration()"]
    : [`        // ${noCrlPublished}`];

const listsFunction = (subject: SnippetSubject) =>
  subject.crlUrl
    ? [
        "",
        "/// One CRL per authority of the chain.",
        "fn lists() -> Result<Vec<CertificateRevocationListDer<'static>>, Box<dyn Error>> {",
        `    let url = ${rustString(webUrl(subject.crlUrl))};`,
        "    let pem = ureq::get(url).call()?.body_mut().read_to_vec()?;",
        "    Ok(CertificateRevocationListDer::pem_slice_iter(&pem).collect::<Result<Vec<_>, _>>()?)",
        "}",
      ]
    : [];
