import type { ProfileDto } from "@/lib/contract/profile";
import { algorithms } from "@/lib/pki/algorithm";

const usageWords = { serverAuth: "TLS server", clientAuth: "TLS client" } as const;

export function usageLabels({ extendedKeyUsage }: Pick<ProfileDto, "extendedKeyUsage">): readonly string[] {
  return extendedKeyUsage.map((usage) => usageWords[usage]);
}

export function keyLabels({ keyTypes }: Pick<ProfileDto, "keyTypes">): readonly string[] {
  return keyTypes.map((keyType) => algorithms[keyType].label);
}
