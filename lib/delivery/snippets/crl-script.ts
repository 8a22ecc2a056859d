import { CaError } from "../../errors";
import { fileName } from "../file-name";
import { webUrl } from "../host";
import { shellQuote } from "../quote";
import type { SnippetSubject } from "../snippet";
import { lines } from "./bundle-folder";

export interface CrlScript {
  readonly folder: string;
  /** For the description of the unit: “nginx”. */
  readonly program: string;
  /** What makes the program read the new list; null when it watches the file itself. Commands of ours only. */
  readonly reload: string | null;
}

/** A script and a timer that keep crl.pem fresh: fetched beside it, checked, moved into place, the program told. */
export function crlScript(subject: SnippetSubject, { folder, program, reload }: CrlScript): string {
  if (!subject.crlUrl) throw new CaError("invalid", "No CRL is published for this certificate.");
  const unit = `crl-${fileName(subject.displayName)}`;
  return lines([
    "# Run as root, once. It makes the first crl.pem and a timer that keeps it fresh.",
    `cat > /usr/local/sbin/${unit} <<'SCRIPT'`,
    "#!/bin/sh",
    "set -eu",
    `cd ${shellQuote(folder)}`,
    "new=$(mktemp ./.crl.XXXXXX)",
    "trap 'rm -f \"$new\"' EXIT",
    "curl --fail --silent --show-error --globoff --max-time 60 \\",
    `  --output "$new" --url ${shellQuote(webUrl(subject.crlUrl))}`,
    "# Plain HTTP: what makes a CRL trustworthy is its signature.",
    'openssl crl -in "$new" -noout -verify -CAfile trust.pem 2>&1 | grep -q "^verify OK$"',
    'chmod 0644 "$new"',
    'if cmp -s "$new" crl.pem; then exit 0; fi',
    'mv -f "$new" crl.pem',
    ...(reload === null
      ? [`# ${program} watches the file and reads it by itself.`]
      : [`[ "\${1:-}" = first ] || { ${reload}; }`]),
    "SCRIPT",
    `chmod 0755 /usr/local/sbin/${unit}`,
    `/usr/local/sbin/${unit} first`,
    "",
    `cat > /etc/systemd/system/${unit}.service <<'UNIT'`,
    "[Unit]",
    `Description=Fetch the certificate revocation lists for ${program}`,
    "[Service]",
    "Type=oneshot",
    `ExecStart=/usr/local/sbin/${unit}`,
    "UNIT",
    `cat > /etc/systemd/system/${unit}.timer <<'UNIT'`,
    "[Timer]",
    "OnBootSec=1min",
    "OnUnitActiveSec=5min",
    "[Install]",
    "WantedBy=timers.target",
    "UNIT",
    `systemctl daemon-reload && systemctl enable --now ${unit}.timer`,
    "",
    "# Without systemd, a line for root’s crontab instead of the two units:",
    `# */5 * * * * /usr/local/sbin/${unit}`,
  ]);
}
