import { fileName } from "../file-name";
import { urlHost, webUrl } from "../host";
import { plainText } from "../plain-text";
import { javaComment, javaString } from "../quote";
import type { SnippetSubject } from "../snippet";
import { comments, lines, noCrlPublished } from "./bundle-folder";
import { targetOf } from "./target";

const imports = {
  both: [
    "java.io.InputStream",
    "java.nio.file.Files",
    "java.nio.file.Path",
    "java.security.KeyStore",
    "java.security.cert.CertificateFactory",
    "java.security.cert.PKIXBuilderParameters",
    "java.security.cert.TrustAnchor",
    "java.security.cert.X509CertSelector",
    "java.security.cert.X509Certificate",
    "java.util.Set",
    "javax.net.ssl.CertPathTrustManagerParameters",
    "javax.net.ssl.KeyManagerFactory",
    "javax.net.ssl.SSLContext",
    "javax.net.ssl.TrustManagerFactory",
  ],
  crl: ["java.net.URL", "java.security.cert.CertStore", "java.security.cert.CollectionCertStoreParameters"],
  server: [
    "com.sun.net.httpserver.HttpsConfigurator",
    "com.sun.net.httpserver.HttpsParameters",
    "com.sun.net.httpserver.HttpsServer",
    "java.net.InetSocketAddress",
    "javax.net.ssl.SSLParameters",
  ],
  client: [
    "java.net.URI",
    "java.net.http.HttpClient",
    "java.net.http.HttpRequest",
    "java.net.http.HttpResponse",
    "javax.net.ssl.SSLParameters",
  ],
} as const;

/** jdk.httpserver: every five minutes a context with fresh lists. */
export function javaServer(subject: SnippetSubject): string {
  return lines([
    ...preamble(subject, "Server", "server"),
    "    public static void main(String[] arguments) throws Exception {",
    "        SSLContext[] current = {context()};",
    "        HttpsServer server = HttpsServer.create(new InetSocketAddress(8443), 0);",
    "        server.setHttpsConfigurator(new HttpsConfigurator(current[0]) {",
    "            @Override",
    "            public SSLContext getSSLContext() {",
    "                return current[0];",
    "            }",
    "",
    "            @Override",
    "            public void configure(HttpsParameters parameters) {",
    "                SSLParameters tls = current[0].getDefaultSSLParameters();",
    '                tls.setProtocols(new String[] {"TLSv1.2", "TLSv1.3"});',
    "                // Only clients with a certificate of this authority, and none that was revoked.",
    "                tls.setNeedClientAuth(true);",
    "                parameters.setSSLParameters(tls);",
    "            }",
    "        });",
    '        server.createContext("/", exchange -> {',
    '            byte[] answer = "Hello\\n".getBytes();',
    "            exchange.sendResponseHeaders(200, answer.length);",
    "            exchange.getResponseBody().write(answer);",
    "            exchange.close();",
    "        });",
    "        server.start();",
    "        // On failure the lists in use stay until they expire.",
    "        while (true) {",
    "            Thread.sleep(300_000);",
    "            try {",
    "                current[0] = context();",
    "            } catch (Exception error) {",
    "                error.printStackTrace();",
    "            }",
    "        }",
    "    }",
    "",
    ...contextMethod(subject),
    "}",
  ]);
}

export function javaClient(subject: SnippetSubject): string {
  const { host, port } = targetOf(subject);
  return lines([
    ...preamble(subject, "Client", "client"),
    "    public static void main(String[] arguments) throws Exception {",
    "        SSLContext context = context();",
    "        SSLParameters tls = context.getDefaultSSLParameters();",
    '        tls.setProtocols(new String[] {"TLSv1.2", "TLSv1.3"});',
    "        HttpClient client = HttpClient.newBuilder().sslContext(context).sslParameters(tls).build();",
    `        HttpRequest request = HttpRequest.newBuilder(URI.create(${javaString(`https://${urlHost(host)}:${port}/`)})).build();`,
    "        System.out.println(client.send(request, HttpResponse.BodyHandlers.ofString()).body());",
    "    }",
    "",
    ...contextMethod(subject),
    "}",
  ]);
}

function preamble(subject: SnippetSubject, name: string, side: "server" | "client"): string[] {
  const used = [...imports.both, ...(subject.crlUrl ? imports.crl : []), ...imports[side]].sort();
  return [
    ...comments("//", [
      `“${javaComment(plainText(subject.displayName))}”: save as ${name}.java beside root.pem and the PKCS#12 file; Java 11 or later.`,
      `KEY_PASSPHRASE=… java ${name}.java`,
      ...makePkcs12(subject),
    ]),
    ...used.map((path) => `import ${path};`),
    "",
    `public class ${name} {`,
  ];
}

const makePkcs12 = (subject: SnippetSubject): string[] =>
  subject.key === "plain" || subject.key === "elsewhere"
    ? [
        "Made from a bundle with:",
        `  openssl pkcs12 -export -in fullchain.pem -inkey key.pem -out ${pkcs12Name(subject)}`,
      ]
    : [];

const pkcs12Name = (subject: SnippetSubject) => fileName(subject.displayName, ".p12");

const contextMethod = (subject: SnippetSubject): string[] => [
  "    static SSLContext context() throws Exception {",
  '        char[] password = System.getenv("KEY_PASSPHRASE").toCharArray();',
  '        KeyStore identity = KeyStore.getInstance("PKCS12");',
  `        try (InputStream file = Files.newInputStream(Path.of(${javaString(pkcs12Name(subject))}))) {`,
  "            identity.load(file, password);",
  "        }",
  '        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");',
  "        keys.init(identity, password);",
  "",
  '        CertificateFactory factory = CertificateFactory.getInstance("X.509");',
  "        X509Certificate root;",
  '        try (InputStream file = Files.newInputStream(Path.of("root.pem"))) {',
  "            root = (X509Certificate) factory.generateCertificate(file);",
  "        }",
  "        PKIXBuilderParameters path = new PKIXBuilderParameters(Set.of(new TrustAnchor(root, null)), new X509CertSelector());",
  ...(subject.crlUrl
    ? [
        "        // One CRL per authority of the chain.",
        `        try (InputStream lists = new URL(${javaString(webUrl(subject.crlUrl))}).openStream()) {`,
        '            path.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(factory.generateCRLs(lists))));',
        "        }",
        "        path.setRevocationEnabled(true);",
      ]
    : [`        // ${noCrlPublished}`, "        path.setRevocationEnabled(false);"]),
  '        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");',
  "        trust.init(new CertPathTrustManagerParameters(path));",
  "",
  '        SSLContext context = SSLContext.getInstance("TLS");',
  "        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);",
  "        return context;",
  "    }",
];
