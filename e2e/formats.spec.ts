/** A certificate in the formats of other worlds, and the configuration of programs, as a person finds them. */
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./axe";
import { keyIn, unzipped } from "./certificate-files";
import {
  choose,
  chooseKey,
  issue,
  nameField,
  openIssued,
  openNewCertificate,
  savedBy,
  signIn,
  takeAway,
} from "./dashboard";
import { createInstance, destroy, type Instance, initialise } from "./instance";
import { createWorkbench, openssl } from "./openssl";

const password = "quiet-harbour-77";
const bench = createWorkbench();
let instance: Instance;
let context: BrowserContext;
let page: Page;
let certificatePage = "";

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ browser }) => {
  instance = await createInstance();
  await initialise(instance);
  context = await browser.newContext({ acceptDownloads: true });
  page = await context.newPage();
  await signIn(page, instance);
});

test.afterAll(async () => {
  await context?.close();
  await destroy(instance);
  bench.clear();
});

const programs = () => page.getByRole("radiogroup", { name: "Programs" });
const snippet = (title: string) => page.getByRole("figure", { name: title, exact: true });
const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

test("with the key in this browser: an Apple profile, a Kubernetes Secret and a .env hold it", async () => {
  await openNewCertificate(page, instance, "Server and client");
  await nameField(page).fill("both.corp.example");
  await chooseKey(page, "In this browser");
  await issue(page);
  await page.getByLabel("Password for the private key").fill(password);
  const profile = (await takeAway(page, "Apple profile with identity")).bytes.toString();
  const identity = [...profile.matchAll(/<data>([^<]+)<\/data>/g)].at(-1)![1]!;
  const file = bench.put("identity.p12", Buffer.from(identity, "base64"));
  openssl(
    "pkcs12",
    "-in",
    file,
    "-legacy",
    "-passin",
    `pass:${password}`,
    "-nodes",
    "-nocerts",
    "-out",
    bench.at("key.pem"),
  );
  await page.getByRole("checkbox", { name: /unencrypted/ }).check();
  const key = keyIn(unzipped((await takeAway(page, "PEM bundle")).bytes), "PRIVATE KEY");
  expect(openssl("pkey", "-in", bench.at("key.pem"))).toBe(openssl("pkey", "-in", bench.put("plain.pem", key)));
  const secret = (await takeAway(page, "Kubernetes TLS Secret")).bytes.toString();
  expect(Buffer.from(/tls\.key: "([^"]+)"/.exec(secret)![1]!, "base64").toString()).toBe(key);
  const environment = (await takeAway(page, "Environment, .env with key")).bytes.toString();
  expect(atob(/^TLS_KEY_BASE64=(.*)$/m.exec(environment)![1]!)).toBe(key);
});

test("a program is found by part of its name, and its configuration has this certificate's names", async () => {
  await page.getByRole("searchbox", { name: "Find a program" }).fill("apach");
  await expect(programs().getByRole("radio")).toHaveCount(1);
  await expect(snippet("Apache, server")).toContainText("ServerName both.corp.example");
  await expect(snippet("Apache, server")).toContainText("SSLVerifyClient require");
  await expect(snippet("Apache, keep the CRL fresh")).toContainText(new URL(instance.validationUrl).host);
  await page.getByRole("searchbox", { name: "Find a program" }).fill("no such thing");
  await expect(page.getByText("No program of that name.")).toBeVisible();
  await page.getByRole("searchbox", { name: "Find a program" }).fill("");
});

test("the certificate's page keeps side and program in its address, by keyboard alone", async () => {
  certificatePage = await openIssued(page);
  await page.getByRole("link", { name: "Use it" }).click();
  await page.waitForURL(/tab=use/);
  await choose(page, "Side of the connection", "As a client");
  await programs().getByRole("radio", { name: "nginx" }).focus();
  await page.keyboard.press("ArrowDown");
  await expect(snippet("Apache, as a client of another server")).toBeVisible();
  await expect(page).toHaveURL(/program=Apache&side=client/);
  await page.reload();
  await expect(snippet("Apache, as a client of another server")).toBeVisible();
});

test("every format without a key is a download, and stands in the certificate's history", async () => {
  await page.goto(`${certificatePage}?tab=use`);
  const saved = async (title: string) =>
    savedBy(page, () => page.getByRole("link", { name: `Download ${title}`, exact: true }).click());
  const p7b = await saved("PKCS#7, DER");
  expect(p7b.name).toBe("both.corp.example.p7b");
  const certificates = openssl("pkcs7", "-inform", "DER", "-in", bench.put("chain.p7b", p7b.bytes), "-print_certs");
  expect(certificates.match(/BEGIN CERTIFICATE/g)).toHaveLength(3);
  const truststore = bench.put("trust.p12", (await saved("Java trust store, PKCS#12")).bytes);
  expect(openssl("pkcs12", "-in", truststore, "-nokeys", "-passin", "pass:changeit")).toContain("Root CA");
  expect((await saved("Java trust store, JKS")).bytes.subarray(0, 4).toString("hex")).toBe("feedfeed");
  for (const title of [
    "PKCS#7, PEM",
    "Apple profile",
    "Kubernetes ConfigMap",
    "Environment, .env",
    "Environment, shell",
  ]) {
    expect((await saved(title)).bytes.toString("latin1")).not.toContain("PRIVATE KEY");
  }
  await page.goto(`${certificatePage}?tab=history`);
  for (const format of ["p7b", "truststore-p12", "truststore-jks", "mobileconfig", "kubernetes-trust", "env-sh"]) {
    await expect(page.getByText(format, { exact: false }).first()).toBeVisible();
  }
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [360, 1440]) {
    test(`fits ${width} px, and axe finds nothing, ${colorScheme}`, async () => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await page.goto(`${certificatePage}?tab=use&program=Apache&side=server`);
      await expect(snippet("Apache, server")).toBeVisible();
      expect(await fits()).toBe(true);
      await expectAccessible(page, `use it, ${width} px, ${colorScheme}`);
      await page.screenshot({ path: `test-results/screens/use-it-${width}-${colorScheme}.png`, fullPage: true });
    });
  }
}
