/** Where a certificate is put that no configuration file names: Windows, Android, Kubernetes. */
import { CaError } from "../../errors";
import { fileName } from "../file-name";
import { kubernetesName } from "../formats/kubernetes";
import { isIpAddress } from "../host";
import { powerShellQuote, shellQuote } from "../quote";
import type { SnippetSubject } from "../snippet";
import { bundleFolder, comments, folderNote, keyNotes, lines, shownName } from "./bundle-folder";
import { fetchCrl } from "./fetch-crl";
import { targetOf } from "./target";

const windowsCrl = (subject: SnippetSubject) =>
  subject.crlUrl
    ? [
        "# Windows fetches CRLs from the URL in the certificate by itself and keeps each until its nextUpdate. To ask anew:",
        "certutil -urlcache CRL delete",
      ]
    : ["# No CRL is published for this certificate: revoked ones are accepted."];

const importPfx = (subject: SnippetSubject, store: "LocalMachine" | "CurrentUser") => {
  const p12 = powerShellQuote(fileName(subject.displayName, ".p12"));
  return [
    `$certificate = Import-PfxCertificate -FilePath ${p12} -CertStoreLocation Cert:\\${store}\\My -Password (Read-Host -AsSecureString -Prompt 'Password of the PKCS#12 file')`,
    `Import-Certificate -FilePath root.pem -CertStoreLocation Cert:\\${store}\\Root`,
  ];
};

/** PowerShell, for IIS and whatever else sits on http.sys. */
export function windowsServer(subject: SnippetSubject): string {
  return lines([
    `# ${shownName(subject)}: PowerShell as administrator, in the folder of the PKCS#12 file and root.pem`,
    ...importPfx(subject, "LocalMachine"),
    "# Bound to port 443 of http.sys (IIS, WinRM, HttpListener); clients must bring a certificate that is not revoked.",
    "$id = '{' + [guid]::NewGuid() + '}'",
    "netsh http delete sslcert ipport=0.0.0.0:443",
    'netsh http add sslcert ipport=0.0.0.0:443 "certhash=$($certificate.Thumbprint)" "appid=$id" clientcertnegotiation=enable verifyclientcertrevocation=enable',
    "# In IIS also: SSL Settings → Require SSL, Client certificates: Require. TLS 1.0 and 1.1 are off since Windows Server 2022.",
    ...windowsCrl(subject),
  ]);
}

export function windowsClient(subject: SnippetSubject): string {
  return lines([
    `# ${shownName(subject)}: PowerShell, in the folder of the PKCS#12 file and root.pem`,
    "# Windows before 10 1709 needs the file “PKCS#12 for old devices”.",
    ...importPfx(subject, "CurrentUser"),
    "# Edge and Chrome offer it from now on. To try it:",
    `Invoke-WebRequest -UseBasicParsing -Certificate $certificate -Uri ${powerShellQuote(`https://${hostAndPort(subject)}/`)}`,
    ...windowsCrl(subject),
  ]);
}

function hostAndPort(subject: SnippetSubject): string {
  const { host, port } = targetOf(subject);
  const bracketed = host.includes(":") ? `[${host}]` : host;
  return port === 443 ? bracketed : `${bracketed}:${port}`;
}

// developer.android.com: "Network security configuration".
/** An app’s own trust, for the servers of this authority. */
export function androidTrust(subject: SnippetSubject): string {
  const { host } = subject.kind === "client" ? targetOf(subject) : { host: firstHost(subject) };
  if (isIpAddress(host))
    throw new CaError(
      "invalid",
      "Android’s network security configuration knows domains only, and this is an address.",
    );
  return lines([
    '<?xml version="1.0" encoding="utf-8"?>',
    "<!-- res/xml/network_security_config.xml; root.pem of the bundle becomes res/raw/countersign_root.pem.",
    '     AndroidManifest.xml: <application android:networkSecurityConfig="@xml/network_security_config">',
    "     Apps of others: install root.pem in the settings (CA certificate); since Android 7 they follow it only if they say so.",
    "     A client certificate: open the PKCS#12 file on the device (before Android 9 the one for old devices); KeyChain hands it out.",
    "     Android checks no CRLs in an app’s connections: issue short-lived certificates. -->",
    "<network-security-config>",
    '    <domain-config cleartextTrafficPermitted="false">',
    `        <domain includeSubdomains="true">${host.replace(/^\*\./, "")}</domain>`,
    "        <trust-anchors>",
    '            <certificates src="@raw/countersign_root" />',
    "        </trust-anchors>",
    "    </domain-config>",
    "</network-security-config>",
  ]);
}

function firstHost(subject: SnippetSubject): string {
  const dns = subject.names.find(
    ({ type, value }) => type === "dns" && targetOf({ ...subject, target: { host: value, port: 443 } }),
  );
  if (!dns)
    throw new CaError("invalid", "The certificate names no DNS name that Android could recognise the server by.");
  return dns.value;
}

/** kubectl, for an ingress controller or a pod. */
export function kubernetesSecretCommands(subject: SnippetSubject): string {
  const secret = kubernetesName(subject.displayName, "-tls");
  const trust = kubernetesName(subject.displayName, "-trust");
  return lines([
    ...comments("#", [folderNote(subject), ...keyNotes(subject, "needs-plain")]),
    `cd ${shellQuote(bundleFolder(subject))} &&`,
    `kubectl create secret tls ${secret} --cert=fullchain.pem --key=key.pem --dry-run=client -o yaml | kubectl apply -f - &&`,
    `kubectl create configmap ${trust} --from-file=ca.crt=trust.pem --dry-run=client -o yaml | kubectl apply -f -`,
    "",
    ...comments("#", [
      "ingress-nginx demands a client certificate with these annotations, and checks CRLs in ca.crl of the same secret:",
      '  nginx.ingress.kubernetes.io/auth-tls-verify-client: "on"',
      `  nginx.ingress.kubernetes.io/auth-tls-secret: "default/${trust}"`,
    ]),
    ...ingressTrust(subject, trust),
  ]);
}

const ingressTrust = (subject: SnippetSubject, trust: string) => {
  const create = `kubectl create secret generic ${trust} --from-file=ca.crt=trust.pem`;
  if (!subject.crlUrl) {
    return [
      "# No CRL is published for this certificate: revoked ones are accepted.",
      `${create} --dry-run=client -o yaml | kubectl apply -f -`,
    ];
  }
  return [
    "# Keep it fresh: these two lines every five minutes (crontab, CronJob).",
    ...fetchCrl(subject),
    `${create} --from-file=ca.crl=crl.pem --dry-run=client -o yaml | kubectl apply -f -`,
  ];
};
