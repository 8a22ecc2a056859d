import type { InstallGuide, PreparedRoot } from "../install-guide";
import { shellQuote } from "../quote";
import { downloadSteps } from "./download";

export function runtimePlatforms(root: PreparedRoot): InstallGuide[] {
  const pem = shellQuote(`${root.file}.pem`);
  const absolute = shellQuote(`/etc/ssl/${root.file}.pem`);
  const place = { text: "Put it where every program may read it.", command: `sudo install -m 0644 ${pem} ${absolute}` };
  return [
    {
      platform: "firefox",
      title: "Firefox",
      steps: [
        ...downloadSteps(root, ".pem"),
        {
          text: "Settings → Privacy & Security → Certificates → View Certificates → Authorities → Import; choose the file and “Trust this CA to identify websites”.",
          command: null,
        },
        {
          text: "Or for a profile from the command line (package libnss3-tools or nss-tools), Firefox closed:",
          command: `certutil -A -d sql:"$PROFILE_FOLDER" -n ${shellQuote(root.file)} -t C,, -i ${pem}`,
        },
      ],
      caveat:
        "On Windows and macOS Firefox takes over the roots of the system; elsewhere its own store is the only one it asks.",
    },
    {
      platform: "java",
      title: "Java",
      steps: [
        ...downloadSteps(root, ".pem"),
        {
          text: "Add it to the trust store of the Java that runs your program (Java 9 and later).",
          command: `sudo keytool -importcert -noprompt -cacerts -storepass changeit -alias ${shellQuote(root.file.toLowerCase())} -file ${pem}`,
        },
      ],
      caveat: "Every Java installation has its own store, and an update may bring a new one.",
    },
    {
      platform: "node",
      title: "Node.js",
      steps: [
        ...downloadSteps(root, ".pem"),
        place,
        {
          text: "Name it in the environment of the program, then restart it.",
          command: `export NODE_EXTRA_CA_CERTS=${absolute}`,
        },
      ],
      caveat:
        "NODE_EXTRA_CA_CERTS is read once, at the start of the process, and has no effect where a program passes its own ca. Node 22.15 and later can use the system’s store instead: node --use-system-ca.",
    },
    {
      platform: "python",
      title: "Python",
      steps: [
        ...downloadSteps(root, ".pem"),
        {
          text: "Make one file of the usual roots and this one: both variables replace the usual roots.",
          command: `cat "$(python3 -m certifi)" ${pem} | sudo tee ${shellQuote(`/etc/ssl/${root.file}-bundle.pem`)} > /dev/null`,
        },
        {
          text: "For the standard library (ssl, urllib), and for requests:",
          command: `export SSL_CERT_FILE=${shellQuote(`/etc/ssl/${root.file}-bundle.pem`)}\nexport REQUESTS_CA_BUNDLE="$SSL_CERT_FILE"`,
        },
      ],
      caveat:
        "Without certifi use /etc/ssl/certs/ca-certificates.crt (Debian) or /etc/pki/tls/certs/ca-bundle.crt (RHEL), which already hold the root once the system trusts it.",
    },
  ];
}
