import { describe, expect, it } from "vitest";
import { csrText } from "./csr-text";

const octets = (text: string) => new TextEncoder().encode(text);

describe("a CSR is taken as text or DER, and a private key never", () => {
  it("PEM stands as it is", () => {
    expect(csrText(octets("-----BEGIN CERTIFICATE REQUEST-----\nMII"))).toEqual({
      csr: "-----BEGIN CERTIFICATE REQUEST-----\nMII",
    });
  });

  it("DER becomes base64", () => {
    expect(csrText(Uint8Array.of(0x30, 0x03, 0x02, 0x01, 0x00))).toEqual({ csr: "MAMCAQA=" });
  });

  it.each(["PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "EC PRIVATE KEY", "RSA PRIVATE KEY", "OPENSSH PRIVATE KEY"])(
    "%s is refused, also beside a request",
    (label) => {
      const text = `-----BEGIN CERTIFICATE REQUEST-----\nMII\n-----BEGIN ${label}-----\n`;
      expect(csrText(octets(text))).toMatchObject({ problem: expect.stringContaining("private key") });
    },
  );

  it("what is too large is refused", () => {
    expect(csrText(new Uint8Array(65_537))).toMatchObject({ problem: expect.stringContaining("64 KiB") });
  });
});
