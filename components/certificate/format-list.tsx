import { Download } from "lucide-react";
import { buttonClass } from "@/components/ui/button";
import { Card, ListRow } from "@/components/ui/card";
import { chainFormats, chainFormatTraits } from "@/lib/delivery/format-traits";

/** Certificate, chain and root in the formats of other worlds; each download stands in the audit log. */
export function FormatList({ certificateId }: { readonly certificateId: string }) {
  return (
    <Card title="More formats" aside={<span className="text-sm">no key in them</span>} padded={false}>
      <ul>
        {chainFormats.map((format) => {
          const { title, description } = chainFormatTraits[format];
          return (
            <ListRow
              key={format}
              trail={
                <a
                  href={`/certificates/${certificateId}/download?format=${format}`}
                  download
                  aria-label={`Download ${title}`}
                  className={buttonClass("plain", "sm")}
                >
                  <Download aria-hidden size={13} />
                  Download
                </a>
              }
            >
              <p className="font-medium">{title}</p>
              <p className="text-muted text-sm">{description}</p>
            </ListRow>
          );
        })}
      </ul>
    </Card>
  );
}
