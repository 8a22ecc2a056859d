import { urlHost } from "../host";
import { cSharpString } from "../quote";
import type { SnippetSubject } from "../snippet";
import { comments, keyNotes, lines, noCrlPublished, shownName } from "./bundle-folder";
import { targetOf } from "./target";

/** Kestrel (ASP.NET Core 8). */
export function dotnetServer(subject: SnippetSubject): string {
  return lines([
    ...preamble(subject, "dotnet new web"),
    "using System.Security.Authentication;",
    "using System.Security.Cryptography;",
    "using System.Security.Cryptography.X509Certificates;",
    "using Microsoft.AspNetCore.Server.Kestrel.Https;",
    "",
    "var builder = WebApplication.CreateBuilder(args);",
    ...certificates(subject),
    "builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenAnyIP(8443, listen => listen.UseHttps(https =>",
    "{",
    "    https.ServerCertificate = identity;",
    "    https.ServerCertificateChain = issuers;",
    "    https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;",
    "    // Only clients with a certificate of this authority, and none that was revoked.",
    "    https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;",
    "    https.ClientCertificateValidation = (client, _, _) =>",
    "    {",
    '        using var chain = new X509Chain { ChainPolicy = Policy("1.3.6.1.5.5.7.3.2") };',
    "        return chain.Build(client);",
    "    };",
    "})));",
    "var app = builder.Build();",
    'app.MapGet("/", (HttpContext context) => $"Hello, {context.Connection.ClientCertificate!.Subject}\\n");',
    "app.Run();",
    "",
    ...policy(subject),
  ]);
}

export function dotnetClient(subject: SnippetSubject): string {
  const { host, port } = targetOf(subject);
  return lines([
    ...preamble(subject, "dotnet new console"),
    "using System.Security.Authentication;",
    "using System.Security.Cryptography;",
    "using System.Security.Cryptography.X509Certificates;",
    "",
    ...certificates(subject),
    "var handler = new SocketsHttpHandler();",
    "handler.SslOptions.ClientCertificates = new X509CertificateCollection { identity };",
    "handler.SslOptions.EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;",
    'handler.SslOptions.CertificateChainPolicy = Policy("1.3.6.1.5.5.7.3.1");',
    "using var client = new HttpClient(handler);",
    `Console.WriteLine(await client.GetStringAsync(${cSharpString(`https://${urlHost(host)}:${port}/`)}));`,
    "",
    ...policy(subject),
  ]);
}

const preamble = (subject: SnippetSubject, create: string) => [
  ...comments("//", [
    `${shownName(subject)}: .NET 8 or later, ${create}, this as Program.cs; run it in the folder of the unpacked bundle.`,
    ...keyNotes(subject, { encrypted: ["The password of key.pem comes from the environment, KEY_PASSPHRASE."] }),
    "On Windows, SChannel wants the key out of a store: replace identity by",
    "  new X509Certificate2(identity.Export(X509ContentType.Pkcs12)).",
  ]),
];

const certificates = (subject: SnippetSubject) => [
  subject.key === "encrypted"
    ? 'var identity = X509Certificate2.CreateFromEncryptedPemFile("fullchain.pem", Environment.GetEnvironmentVariable("KEY_PASSPHRASE")!, "key.pem");'
    : 'var identity = X509Certificate2.CreateFromPemFile("fullchain.pem", "key.pem");',
  "var issuers = new X509Certificate2Collection();",
  'if (File.Exists("chain.pem")) issuers.ImportFromPemFile("chain.pem");',
  "var roots = new X509Certificate2Collection();",
  'roots.ImportFromPemFile("root.pem");',
];

const policy = (subject: SnippetSubject) => [
  "X509ChainPolicy Policy(string purpose)",
  "{",
  "    var policy = new X509ChainPolicy",
  "    {",
  "        TrustMode = X509ChainTrustMode.CustomRootTrust,",
  ...(subject.crlUrl
    ? [
        "        // .NET fetches the CRL from the URL in each certificate by itself and keeps it until its nextUpdate:",
        "        // a revocation is seen once the list in the cache has run out, so publish lists that live for hours.",
        "        RevocationMode = X509RevocationMode.Online,",
        "        RevocationFlag = X509RevocationFlag.ExcludeRoot,",
        "        UrlRetrievalTimeout = TimeSpan.FromSeconds(10),",
      ]
    : [`        // ${noCrlPublished}`, "        RevocationMode = X509RevocationMode.NoCheck,"]),
  "    };",
  "    policy.CustomTrustStore.AddRange(roots);",
  "    policy.ExtraStore.AddRange(issuers);",
  "    policy.ApplicationPolicy.Add(new Oid(purpose));",
  "    return policy;",
  "}",
];
