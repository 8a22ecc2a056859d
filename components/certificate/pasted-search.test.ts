import { describe, expect, it } from "vitest";
import { searchFromPaste } from "./pasted-search";

// openssl req -x509 -newkey ed25519 -nodes -keyout /dev/null -days 36500 -subj "/CN=pasted.example"
const pem = `-----BEGIN CERTIFICATE-----
MIIBSDCB+6ADAgECAhRzXOze584WTOxUN2uHW+56EYyp8DAFBgMrZXAwGTEXMBUG
A1UEAwwOcGFzdGVkLmV4YW1wbGUwIBcNMjYxMTI0MDYxMDIzWhgPMjEyNjEwMzEw
NjEwMjNaMBkxFzAVBgNVBAMMDnBhc3RlZC5leGFtcGxlMCowBQYDK2VwAyEAiAIO
7SPaNlryy9ue13gZRtKqT1FNdgVBiZ6g02ov1sejUzBRMB0GA1UdDgQWBBSrAOgL
b20b0lwDBkwAfZqSddwLijAfBgNVHSMEGDAWgBSrAOgLb20b0lwDBkwAfZqSddwL
ijAPBgNVHRMBAf8EBTADAQH/MAUGAytlcANBACnbvNceD0pQ3i+Mw4mei1ItsUQI
g49zt06g7Fe0GFUe6fif5U558e5O+Zeg1O7rl7/FXFQ4L7o8p2UbNzE6Jg8=
-----END CERTIFICATE-----`;
const sha256 = "43c7b369bc0f69de34ba37eda35a7f868bb707bd0d417b77ca5f394c902e404c";

describe("whatever is pasted becomes a short address or a clear sentence", () => {
  it.each([
    ["web.corp.example", "web.corp.example"],
    ["  4C:9E:11 ", "4C:9E:11"],
    ["", ""],
  ])("%j is searched as it stands", (text, q) => {
    expect(searchFromPaste(text)).toEqual({ q });
  });

  it.each([
    ["-----BEGIN PRIVATE KEY-----\nMIIB", "private key"],
    ["-----BEGIN CERTIFICATE REQUEST-----\nMIIB", "signing request"],
    ["-----BEGIN CERTIFICATE-----\n@@@\n-----END CERTIFICATE-----", "cannot be read"],
    ["x".repeat(2_000), "too long"],
  ])("%s is refused with the reason", (text, reason) => {
    expect(searchFromPaste(text)).toMatchObject({ problem: expect.stringContaining(reason) });
  });

  it.each([
    ["as it is", pem],
    ["with text around it", `subject=CN = pasted.example\n${pem}\nand more`],
    ["without its line breaks, as a one-line box leaves it", pem.replaceAll("\n", "")],
    ["with Windows line ends", pem.replaceAll("\n", "\r\n")],
  ])("a certificate becomes its SHA-256: %s", (_, text) => {
    expect(searchFromPaste(text)).toEqual({ q: sha256 });
  });
});
