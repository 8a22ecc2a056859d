import { Download } from "lucide-react";
import { buttonClass } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Hex } from "@/components/ui/hex";
import { Notice } from "@/components/ui/notice";
import type { AuthorityDetail } from "@/lib/contract/authority";
import { InstallGuideTabs } from "./install-guide-tabs";

/** How to trust the root, platform by platform. The fingerprint comes first, because it is what makes the rest safe. */
export function TrustRoot({ root }: { readonly root: AuthorityDetail }) {
  const path = `/certificates/${root.certificateId}/download`;
  return (
    <Card title={`Trust ${root.name}`}>
      <div className="grid gap-4">
        <div className="flex flex-wrap items-end justify-between gap-3">
          <div className="min-w-0">
            <p className="text-muted text-sm">SHA-256 fingerprint to compare on each machine</p>
            <Hex value={root.sha256} what="SHA-256 fingerprint of the root" />
          </div>
          <div className="flex gap-2">
            <a href={`${path}?format=pem`} download className={buttonClass("plain", "sm")}>
              <Download aria-hidden size={13} />
              Root, PEM
            </a>
            <a href={`${path}?format=der`} download className={buttonClass("plain", "sm")}>
              <Download aria-hidden size={13} />
              Root, DER
            </a>
          </div>
        </div>
        {root.isValidationUrlLoopback && (
          <Notice tone="info">
            The commands fetch the root from a loopback address, so they work on this machine; elsewhere, copy the
            downloaded file instead.
          </Notice>
        )}
        <InstallGuideTabs root={{ name: root.name, sha256: root.sha256, ...rootUrls(root) }} />
      </div>
    </Card>
  );
}

/** Served beside the CRL, over plain HTTP: the fingerprint makes it trustworthy. */
function rootUrls({ caIssuersUrl }: AuthorityDetail) {
  return { derUrl: caIssuersUrl, pemUrl: caIssuersUrl.replace(/\.cer$/, ".pem") };
}
