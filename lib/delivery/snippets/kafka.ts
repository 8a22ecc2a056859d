import { urlHost } from "../host";
import type { SnippetSubject } from "../snippet";
import { bundleFolder, comments, folderNote, lines, noCrlPublished } from "./bundle-folder";
import { targetOf } from "./target";

// kafka.apache.org/documentation, "Encryption and Authentication using SSL"; PEM since 2.7 (KIP-651).
export function kafkaServer(subject: SnippetSubject): string {
  return lines([
    ...comments("#", [`server.properties. ${folderNote(subject)}`, ...notes(subject)]),
    "listeners=SSL://:9093",
    "security.inter.broker.protocol=SSL",
    "# Only clients with a certificate of this authority.",
    "ssl.client.auth=required",
    ...stores(subject),
    "# Authorisation by certificate; the principal is its subject.",
    "authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer",
  ]);
}

export function kafkaClient(subject: SnippetSubject): string {
  const { host, port } = targetOf(subject, 9093);
  return lines([
    ...comments("#", [`client.properties. ${folderNote(subject)}`, ...notes(subject)]),
    `bootstrap.servers=${urlHost(host).replaceAll(":", "\\:")}\\:${port}`,
    "security.protocol=SSL",
    "ssl.endpoint.identification.algorithm=https",
    ...stores(subject),
  ]);
}

const notes = (subject: SnippetSubject) => [
  "Kafka wants key and chain in one file, the key first. Once, in that folder:",
  "  (umask 077; cat key.pem fullchain.pem > combined.pem)",
  ...(subject.key === "elsewhere" ? ["key.pem is the private key that the request was made with; put it there."] : []),
  ...(subject.crlUrl
    ? [
        "Kafka leaves CRLs to Java, which fetches them from the URL in each certificate once it is told to:",
        '  export KAFKA_OPTS="-Dcom.sun.net.ssl.checkRevocation=true -Dcom.sun.security.enableCRLDP=true"',
      ]
    : [noCrlPublished]),
];

const stores = (subject: SnippetSubject) => [
  "ssl.enabled.protocols=TLSv1.2,TLSv1.3",
  "ssl.keystore.type=PEM",
  `ssl.keystore.location=${bundleFolder(subject)}/combined.pem`,
  ...(subject.key === "encrypted" ? ["# The password of key.pem:", "ssl.key.password="] : []),
  "ssl.truststore.type=PEM",
  `ssl.truststore.location=${bundleFolder(subject)}/root.pem`,
];
