/** What a snippet is made from, and what comes of it. */
import type { DeliveredName } from "./host";

export interface SnippetSubject {
  /** `other` serves neither end of TLS: e-mail, code, timestamps. */
  readonly kind: "server" | "client" | "peer" | "other";
  readonly displayName: string;
  readonly names: readonly DeliveredName[];
  /** One PEM with the CRLs of the whole chain, this certificate’s issuer first; null or empty when nobody publishes one. */
  readonly crlUrl: string | null;
  /** How key.pem in the bundle stands; `elsewhere` when the key never was with us (it came as a CSR). */
  readonly key: "plain" | "encrypted" | "elsewhere";
  /** Certificates above this one, root included. */
  readonly authorityCount: number;
  /** Whom a client talks to, where that is known. */
  readonly target: { readonly host: string; readonly port: number } | null;
}

export type SnippetLanguage =
  | "apache"
  | "caddyfile"
  | "csharp"
  | "go"
  | "haproxy"
  | "ini"
  | "java"
  | "javascript"
  | "mosquitto"
  | "nginx"
  | "postgresql"
  | "powershell"
  | "properties"
  | "python"
  | "redis"
  | "rust"
  | "shell"
  | "xml"
  | "yaml";

export interface SnippetTraits {
  readonly id: string;
  /** What people search for: “nginx”, “PostgreSQL”. */
  readonly program: string;
  readonly title: string;
  /** On which side of a connection the program stands with it. */
  readonly side: "server" | "client" | "both";
}

export interface Snippet extends SnippetTraits {
  readonly language: SnippetLanguage;
  readonly text: string;
}

/** The snippet would not mean what the certificate says; `reason` is one sentence for the person. */
export interface SnippetRefusal extends SnippetTraits {
  readonly reason: string;
}

export type SnippetOutcome = Snippet | SnippetRefusal;
