"use client";

import { Check, Download } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Card, ListRow } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Checkbox } from "@/components/ui/input";
import { FormError, Notice } from "@/components/ui/notice";
import { PasswordInput } from "@/components/ui/password-input";
import { type FileOffer, offersOf } from "./issued-offers";
import { useFileSaving } from "./use-file-saving";
import type { IssuedWithKey } from "./use-issuing";

export interface IssuedFilesProps {
  readonly result: IssuedWithKey;
  readonly crlUrl: string;
  readonly isKeySaved: boolean;
  readonly isKeyPlain: boolean;
  readonly onKeySaved: () => void;
  readonly onKeyPlain: (isPlain: boolean) => void;
}

/** Every file a person may want, each one click away; those with the key in them are sealed first. */
export function IssuedFiles({ result, crlUrl, isKeySaved, isKeyPlain, onKeySaved, onKeyPlain }: IssuedFilesProps) {
  const saving = useFileSaving(onKeySaved);
  return (
    <Card title="Take it away" padded={false}>
      <div className="grid gap-3 px-3.5 py-3">
        <KeyNotice result={result} isKeySaved={isKeySaved} />
        <FormError message={saving.failure} />
        {result.pkcs8Der !== null && (
          <>
            <Field
              label="Password for the private key"
              error={saving.passwordError}
              hint="Seals every file below that holds the key. It is not stored anywhere."
            >
              {(control) => (
                <PasswordInput
                  {...control}
                  ref={saving.passwordInput}
                  autoComplete="new-password"
                  value={saving.password}
                  onChange={(event) => saving.setPassword(event.target.value)}
                />
              )}
            </Field>
            <Checkbox checked={isKeyPlain} onChange={(event) => onKeyPlain(event.target.checked)}>
              Leave the key in the PEM bundle unencrypted, for a server that starts by itself
            </Checkbox>
          </>
        )}
      </div>
      <ul className="border-line border-t">
        {offersOf(result, crlUrl, isKeyPlain).map((offer, index) => (
          <OfferRow
            key={offer.id}
            offer={offer}
            isMain={index === 0 && offer.holdsKey && !isKeySaved}
            isSaved={saving.saved.includes(offer.id)}
            making={saving.making}
            onSave={() => void saving.save(offer)}
          />
        ))}
      </ul>
    </Card>
  );
}

interface OfferRowProps {
  readonly offer: FileOffer;
  readonly isMain: boolean;
  readonly isSaved: boolean;
  /** Id of the file that is being made. */
  readonly making: string | null;
  readonly onSave: () => void;
}

function OfferRow({ offer, isMain, isSaved, making, onSave }: OfferRowProps) {
  const Icon = isSaved ? Check : Download;
  return (
    <ListRow
      trail={
        <Button
          size="sm"
          tone={isMain ? "primary" : "plain"}
          pending={making === offer.id}
          disabled={making !== null}
          aria-label={`Download ${offer.title}`}
          onClick={onSave}
        >
          <Icon aria-hidden size={13} />
          Download
        </Button>
      }
    >
      <p className="font-medium">{offer.title}</p>
      <p className="text-muted text-sm">{offer.description}</p>
    </ListRow>
  );
}

function KeyNotice({ result, isKeySaved }: Pick<IssuedFilesProps, "result" | "isKeySaved">) {
  const { sealedKey } = result.issued;
  if (result.pkcs8Der === null && sealedKey === null) {
    return <Notice tone="info">The key is where the request was made; these files hold certificates only.</Notice>;
  }
  if (isKeySaved) {
    const where = result.isKept ? "A copy is still kept in this browser." : "Closing this page forgets it.";
    return <Notice tone="good">The key is saved. {where}</Notice>;
  }
  if (result.isKept) {
    return <Notice tone="info">The key stays in this browser, encrypted, until you delete it here.</Notice>;
  }
  return (
    <Notice tone="warn" title="Save the private key before you leave this page">
      {sealedKey === null
        ? "It was made in this browser and exists nowhere else."
        : "The server made it, sealed it with your password, and kept no copy."}
    </Notice>
  );
}
