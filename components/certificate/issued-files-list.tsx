"use client";

import { Check, Download } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, ListRow } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Checkbox } from "@/components/ui/input";
import { FormError, Notice } from "@/components/ui/notice";
import { PasswordInput } from "@/components/ui/password-input";
import { type FileOffer, offersOf } from "./issued-offers";
import { saveFile } from "./save-file";
import type { IssuedWithKey } from "./use-issuing";

export interface IssuedFilesProps {
  readonly result: IssuedWithKey;
  readonly crlUrl: string;
  readonly isKeySaved: boolean;
  readonly isKeyPlain: boolean;
  readonly onKeySaved: () => void;
  readonly onKeyPlain: (isPlain: boolean) => void;
}

const passwordLengthMin = 8;
const passwordMessage = `At least ${passwordLengthMin} characters, because it protects the private key.`;

/** Every file a person may want, each one click away; those with the key in them are sealed first. */
export function IssuedFiles({ result, crlUrl, isKeySaved, isKeyPlain, onKeySaved, onKeyPlain }: IssuedFilesProps) {
  const passwordInput = useRef<HTMLInputElement>(null);
  const [password, setPassword] = useState("");
  const [passwordError, setPasswordError] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [making, setMaking] = useState<string | null>(null);
  const [saved, setSaved] = useState<readonly string[]>([]);
  const hasKeyHere = result.pkcs8Der !== null;

  const save = async (offer: FileOffer) => {
    setFailure(null);
    if (offer.needsPassword && password.length < passwordLengthMin) {
      setPasswordError(passwordMessage);
      passwordInput.current?.focus();
      return;
    }
    setPasswordError(null);
    setMaking(offer.id);
    try {
      saveFile(await offer.make(password));
      setSaved((all) => [...all, offer.id]);
      if (offer.holdsKey) onKeySaved();
    } catch (error) {
      setFailure(error instanceof Error ? error.message : "The file could not be made.");
    } finally {
      setMaking(null);
    }
  };

  return (
    <Card title="Take it away" padded={false}>
      <div className="grid gap-3 px-3.5 py-3">
        <KeyNotice result={result} isKeySaved={isKeySaved} />
        <FormError message={failure} />
        {hasKeyHere && (
          <div className="grid gap-2">
            <Field
              label="Password for the private key"
              error={passwordError}
              hint="Seals every file below that holds the key. It is not stored anywhere."
            >
              {(control) => (
                <PasswordInput
                  {...control}
                  ref={passwordInput}
                  autoComplete="new-password"
                  value={password}
                  onChange={(event) => setPassword(event.target.value)}
                />
              )}
            </Field>
            <Checkbox checked={isKeyPlain} onChange={(event) => onKeyPlain(event.target.checked)}>
              Leave the key in the PEM bundle unencrypted, for a server that starts by itself
            </Checkbox>
          </div>
        )}
      </div>
      <ul className="border-line border-t">
        {offersOf(result, crlUrl, isKeyPlain).map((offer, index) => (
          <ListRow
            key={offer.id}
            trail={
              <Button
                size="sm"
                tone={index === 0 && offer.holdsKey && !isKeySaved ? "primary" : "plain"}
                pending={making === offer.id}
                disabled={making !== null}
                aria-label={`Download ${offer.title}`}
                onClick={() => void save(offer)}
              >
                {saved.includes(offer.id) ? <Check aria-hidden size={13} /> : <Download aria-hidden size={13} />}
                Download
              </Button>
            }
          >
            <p className="font-medium">{offer.title}</p>
            <p className="text-muted text-sm">{offer.description}</p>
          </ListRow>
        ))}
      </ul>
    </Card>
  );
}

function KeyNotice({ result, isKeySaved }: Pick<IssuedFilesProps, "result" | "isKeySaved">) {
  const { sealedKey } = result.issued;
  if (result.pkcs8Der === null && sealedKey === null) {
    return <Notice tone="info">The key is where the request was made; these files hold certificates only.</Notice>;
  }
  if (isKeySaved) return <Notice tone="good">The key is saved. Closing this page forgets it.</Notice>;
  return (
    <Notice tone="warn" title="Save the private key before you leave this page">
      {sealedKey === null
        ? "It was made in this browser and exists nowhere else."
        : "The server made it, sealed it with your password, and kept no copy."}
    </Notice>
  );
}
