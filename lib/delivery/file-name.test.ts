import { describe, expect, it } from "vitest";
import { fileName, fileNameLengthMax } from "./file-name";
import { hostileNames } from "./testing/hostile-names";

describe("a file name is safe on every system, whatever it is made from", () => {
  it.each(hostileNames)("%s", (_, value) => {
    for (const ending of ["", ".zip", "-fullchain.pem"]) {
      const name = fileName(value, ending);
      expect(name).toMatch(/^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/);
      expect(name.length).toBeLessThanOrEqual(fileNameLengthMax);
      expect(name.endsWith(ending)).toBe(true);
      expect(name).not.toContain("..");
      expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
    }
  });

  it.each([
    ["web.corp.example", "web.corp.example.zip"],
    ["*.corp.example", "wildcard.corp.example.zip"],
    ["Müller & Söhne", "Muller-Sohne.zip"],
    ["../../etc/passwd", "etc-passwd.zip"],
    ["", "certificate.zip"],
    ["证书", "certificate.zip"],
    ["CON", "certificate-CON.zip"],
    ["nul.txt", "certificate-nul.txt.zip"],
    ["2001:db8::1", "2001-db8-1.zip"],
    ["spiffe://corp.example/web", "spiffe-corp.example-web.zip"],
  ])("%s becomes %s", (value, expected) => {
    expect(fileName(value, ".zip")).toBe(expected);
  });
});
