import type { ProfileDto } from "@/lib/contract/profile";
import { algorithms } from "@/lib/pki/algorithm";

const usageWords: Readonly<Record<ProfileDto["extendedKeyUsage"][number], string>> = {
  serverAuth: "TLS server",
  clientAuth: "TLS client",
  emailProtection: "E-mail",
  codeSigning: "Code signing",
  timeStamping: "Timestamping",
};

export function usageLabels({ extendedKeyUsage }: Pick<ProfileDto, "extendedKeyUsage">): readonly string[] {
  return extendedKeyUsage.map((usage) => usageWords[usage]);
}

export function keyLabels({ keyTypes }: Pick<ProfileDto, "keyTypes">): readonly string[] {
  return keyTypes.map((keyType) => algorithms[keyType].label);
}
