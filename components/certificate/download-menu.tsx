import { ChevronDown, Download } from "lucide-react";
import { buttonClass } from "@/components/ui/button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";

const formats = [
  { format: "fullchain-pem", label: "Full chain, PEM", hint: "for a server’s configuration" },
  { format: "bundle", label: "PEM bundle, zip", hint: "chain, root and a README; no key" },
  { format: "pem", label: "Certificate, PEM", hint: "this certificate alone" },
  { format: "der", label: "Certificate, DER", hint: "this certificate alone, as bytes" },
  { format: "chain-pem", label: "Chain, PEM", hint: "those above it" },
  { format: "root-pem", label: "Root, PEM", hint: "for those who verify it" },
] as const;

export interface DownloadMenuProps {
  readonly certificateId: string;
  readonly isRoot: boolean;
  readonly isAuthority: boolean;
}

export function DownloadMenu({ certificateId, isRoot, isAuthority }: DownloadMenuProps) {
  const offered = formats.filter(({ format }) => {
    if (isRoot) return format === "pem" || format === "der";
    return !isAuthority || format !== "bundle";
  });
  return (
    <Menu
      trigger={
        <button type="button" className={buttonClass()}>
          <Download aria-hidden size={14} />
          <span className="max-sm:sr-only">Download</span>
          <ChevronDown aria-hidden size={13} className="text-muted" />
        </button>
      }
    >
      {offered.map(({ format, label, hint }) => (
        <MenuItem key={format} href={`/certificates/${certificateId}/download?format=${format}`} download hint={hint}>
          {label}
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuItem href={`/certificates/${certificateId}?tab=use`} hint="PKCS#7, Java, Apple, Kubernetes, environment">
        More formats
      </MenuItem>
    </Menu>
  );
}
